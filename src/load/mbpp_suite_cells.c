#include "mbpp_suite_internal.h"

#include <assay/load/json_scan.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    struct suite_load *load;
    struct suite_cells *cells;
    uint32_t number; /* of the file */
    uint64_t unclear;
};

static uint8_t outcome_of(struct str text)
{
    if (str_eq_nocase(text, STR("true")) || str_eq_c(text, "1"))
        return OUTCOME_PASS;
    if (str_eq_nocase(text, STR("false")) || str_eq_c(text, "0"))
        return OUTCOME_FAIL;
    return OUTCOME_UNSCORED;
}

static void add_cell(struct reading *reading, struct str problem, struct str run,
                     struct str outcome)
{
    struct suite_cells *cells = reading->cells;

    if (problem.len == 0 || run.len == 0) {
        reading->unclear++;
        return;
    }
    cells->cells =
        array_grow(cells->cells, &cells->capacity, cells->count + 1, sizeof(*cells->cells));
    cells->cells[cells->count++] = (struct suite_cell){
        intern_add(reading->load->problems, problem),
        intern_add(reading->load->runs, run),
        outcome_of(outcome),
    };
}

/* "run_01_pass" is run 01; empty when the column is none of a run. */
static struct str run_of_column(struct str column)
{
    if (!str_starts(column, "run_") || !str_ends(column, "_pass") || column.len <= 9)
        return STR("");
    return (struct str){column.ptr + 4, column.len - 9};
}

/* ---- CSV ---- */

static void aggregated_row(void *arg, const struct suite_csv *csv)
{
    add_cell(arg, suite_csv_cell(csv, "mbpp_id"), suite_csv_cell(csv, "model_run_id"),
             suite_csv_cell(csv, "pass"));
}

static void pivot_row(void *arg, const struct suite_csv *csv)
{
    struct str problem = suite_csv_cell(csv, "mbpp_id");

    for (size_t c = 0; c < csv->dialect->column_count; c++) {
        struct str run = run_of_column(csv->dialect->header[c]);

        if (run.len)
            add_cell(arg, problem, run, str_trim(csv->cells[c]));
    }
}

/* ---- JSON ---- */

static void aggregated_record(struct reading *reading, struct str record, struct buf *scratch)
{
    struct json_value problem = json_raw_find(record, "mbpp_id");
    struct json_value run = json_raw_find(record, "model_run_id");
    struct json_value pass = json_raw_find(record, "pass");

    (void)scratch;
    add_cell(reading, problem.raw, run.raw, pass.raw);
}

static void pivot_record(struct reading *reading, struct str record, struct buf *scratch)
{
    struct json_value problem = json_raw_find(record, "mbpp_id");
    struct json_iter it = json_object(record);
    struct json_value key, value;

    while (json_iter_next(&it, &key, &value)) {
        struct str run;

        buf_clear(scratch);
        json_value_text(&key, scratch);
        run = run_of_column(buf_str(scratch));
        if (run.len)
            add_cell(reading, problem.raw, run, value.raw);
    }
}

static void note_record(struct reading *reading, const struct json_record *record)
{
    builder_note(reading->load->builder, NOTE_BROKEN, reading->number, 0,
                 "record %llu at byte %llu is left out: %s", (unsigned long long)record->number,
                 (unsigned long long)record->offset, json_cause_text(record->cause));
}

static void read_json(struct reading *reading, const struct group_file *file,
                      void (*take)(struct reading *, struct str, struct buf *))
{
    static const char *const fields[] = {"mbpp_id"};
    const struct json_spec spec = {
        .fields = fields, .field_count = 1, .control = group_control(reading->load->group)};
    struct err err;
    struct json_reader *reader = json_reader_open(file->full, &spec, &err);
    struct json_record record;
    enum json_status status = JSON_ERROR;
    struct buf scratch = {NULL, 0, 0};

    while (reader && (status = json_reader_next(reader, &record, &err)) != JSON_END &&
           status != JSON_ERROR) {
        if (status == JSON_RECORD)
            take(reading, record.text, &scratch);
        else
            note_record(reading, &record);
        if (status == JSON_CUT)
            break;
    }
    if (status == JSON_ERROR)
        builder_note(reading->load->builder, NOTE_BROKEN, reading->number, 0, "%s", err.text);
    json_reader_close(reader);
    buf_release(&scratch);
}

/* ---- evidence, and what is held against it ---- */

static void read_cells(struct reading *reading, const struct group_file *file)
{
    reading->number =
        builder_file(reading->load->builder, file->path, file->kind->name, file->bytes);
    if (file->kind == &suite_kind_aggregated_csv)
        suite_csv_rows(reading->load, file, reading->number, aggregated_row, reading);
    else if (file->kind == &suite_kind_pivot_csv)
        suite_csv_rows(reading->load, file, reading->number, pivot_row, reading);
    else
        read_json(reading, file,
                  file->kind == &suite_kind_pivot_json ? pivot_record : aggregated_record);
    if (reading->unclear)
        builder_note_count(reading->load->builder, NOTE_SKIPPED, reading->number, 0,
                           reading->unclear, "%llu rows do not name a problem and a run",
                           (unsigned long long)reading->unclear);
}

static void push_samples(struct suite_load *load, const struct suite_cells *cells)
{
    struct sample_writer *writer = builder_samples(load->builder, "");
    uint8_t *outcomes;
    uint32_t *groups;
    uint16_t *attempts;

    sample_writer_add(writer, cells->count);
    outcomes = sample_writer_outcome(writer);
    groups = sample_writer_group(writer);
    attempts = sample_writer_attempt(writer);
    for (size_t i = 0; i < cells->count; i++) {
        const struct suite_cell *cell = &cells->cells[i];

        sample_writer_id(writer, intern_text(load->problems, cell->problem));
        outcomes[i] = cell->outcome;
        groups[i] = builder_text(load->builder, intern_text(load->runs, cell->run));
        attempts[i] = cell->run < UINT16_MAX ? (uint16_t)cell->run : UINT16_MAX;
    }
}

/* A dense table, unless the names in the file are so many that it would be absurd. */
static void keep_outcomes(struct suite_load *load, const struct suite_cells *cells)
{
    size_t problems = intern_count(load->problems), runs = intern_count(load->runs);

    if (problems && runs > ((size_t)64 << 20) / problems) {
        builder_note(load->builder, NOTE_ODD, FILE_NONE, 0,
                     "%zu problems in %zu runs: other tables are not compared", problems, runs);
        return;
    }
    load->problem_count = problems;
    load->run_count = runs;
    load->outcomes = xcalloc(problems * runs, 1);
    memset(load->outcomes, OUTCOME_ABSENT, problems * runs);
    for (size_t i = 0; i < cells->count; i++)
        load->outcomes[cells->cells[i].problem * runs + cells->cells[i].run] =
            cells->cells[i].outcome;
}

static bool equals_evidence(const struct suite_load *load, const struct suite_cell *cell)
{
    return cell->problem < load->problem_count && cell->run < load->run_count &&
           load->outcomes[cell->problem * load->run_count + cell->run] == cell->outcome;
}

static void note_missing(struct suite_load *load, const struct reading *reading)
{
    size_t evidence = 0;

    for (size_t i = 0; i < load->problem_count * load->run_count; i++)
        evidence += load->outcomes[i] != OUTCOME_ABSENT;
    if (reading->cells->count < evidence)
        builder_note(load->builder, NOTE_ODD, reading->number, 0,
                     "has %zu outcomes of %zu that the first table has", reading->cells->count,
                     evidence);
}

/* The table claims each of its cells; the evidence is how many the first table has too. */
static void compare(struct suite_load *load, const struct group_file *file,
                    const struct reading *reading)
{
    const struct quantity what = {.metric = "table_cells", .subject = file->path, .at = NAN};
    size_t equal = 0;
    char printed[24];

    for (size_t i = 0; i < reading->cells->count; i++)
        equal += equals_evidence(load, &reading->cells->cells[i]);
    snprintf(printed, sizeof(printed), "%zu", reading->cells->count);
    builder_claim(load->builder, &(struct claim){
                                     .name = "outcomes",
                                     .what = what,
                                     .value = (double)reading->cells->count,
                                     .printed = printed,
                                     .file = reading->number,
                                 });
    builder_fact(load->builder, &(struct fact){
                                    .what = what,
                                    .value = (double)equal,
                                    .n = reading->cells->count,
                                    .how = "outcomes equal to those of the first table",
                                });
    note_missing(load, reading);
}

static bool is_table(const struct file_kind *kind)
{
    return kind == &suite_kind_aggregated_csv || kind == &suite_kind_aggregated_json ||
           kind == &suite_kind_pivot_csv || kind == &suite_kind_pivot_json;
}

bool suite_read_tables(struct suite_load *load)
{
    bool found = false;

    for (size_t i = 0; i < load->group->count; i++) {
        const struct group_file *file = &load->group->files[i];
        struct suite_cells cells = {NULL, 0, 0};
        struct reading reading = {.load = load, .cells = &cells};

        if (!is_table(file->kind))
            continue;
        read_cells(&reading, file);
        if (!found && cells.count) {
            push_samples(load, &cells);
            keep_outcomes(load, &cells);
            found = true;
        } else if (found && load->outcomes) {
            compare(load, file, &reading);
        }
        free(cells.cells);
    }
    return found;
}
