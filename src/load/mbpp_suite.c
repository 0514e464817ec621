#include "mbpp_suite_internal.h"

#include <stdlib.h>
#include <string.h>

const struct file_kind suite_kind_aggregated_csv = {
    .name = "aggregated outcomes",
    .role = ROLE_EVIDENCE,
    .reason = "has columns for run, problem and pass",
};
const struct file_kind suite_kind_aggregated_json = {
    .name = "aggregated outcomes (JSON)",
    .role = ROLE_EVIDENCE,
    .reason = "has records of run, problem and pass",
};
const struct file_kind suite_kind_pivot_csv = {
    .name = "pivot of outcomes",
    .role = ROLE_EVIDENCE,
    .reason = "has a column of outcomes a run",
};
const struct file_kind suite_kind_pivot_json = {
    .name = "pivot of outcomes (JSON)",
    .role = ROLE_EVIDENCE,
    .reason = "has a key of outcomes a run",
};
const struct file_kind suite_kind_pass_at_k = {
    .name = "pass@k",
    .role = ROLE_EVIDENCE,
    .reason = "states pass@k by problem",
};
const struct file_kind suite_kind_set_csv = {
    .name = "fine-tuning set",
    .role = ROLE_SUPPORT,
    .reason = "lists problems with their difficulty",
    .repeats = true,
};
const struct file_kind suite_kind_set_jsonl = {
    .name = "fine-tuning set (JSONL)",
    .role = ROLE_SUPPORT,
    .reason = "holds instructions and outputs",
    .repeats = true,
};
const struct file_kind suite_kind_summary = {
    .name = "summary of fine-tuning sets",
    .role = ROLE_SUPPORT,
    .reason = "states sizes and means of sets",
};

/* ---- which file is which ---- */

static bool has_run_columns(const struct sniff *sniff)
{
    size_t runs = 0;

    for (size_t i = 0; i < sniff->key_count; i++)
        runs +=
            str_starts(str_of(sniff->keys[i]), "run_") && str_ends(str_of(sniff->keys[i]), "_pass");
    return runs > 0;
}

static bool has_pass_at(const struct sniff *sniff)
{
    for (size_t i = 0; i < sniff->key_count; i++)
        if (str_starts(str_of(sniff->keys[i]), "pass@"))
            return true;
    return false;
}

static const struct file_kind *classify_table(const struct sniff *sniff)
{
    if (sniff_has(sniff, "Dataset") && sniff_has(sniff, "Total_Samples"))
        return &suite_kind_summary;
    if (!sniff_has(sniff, "mbpp_id"))
        return NULL;
    if (sniff_has(sniff, "model_run_id") && sniff_has(sniff, "pass"))
        return &suite_kind_aggregated_csv;
    if (has_run_columns(sniff))
        return &suite_kind_pivot_csv;
    if (!has_pass_at(sniff))
        return NULL;
    return sniff_has(sniff, "difficulty") ? &suite_kind_set_csv : &suite_kind_pass_at_k;
}

static const struct file_kind *classify_records(const struct sniff *sniff)
{
    if (sniff_has(sniff, "mbpp_id")) {
        if (sniff_has(sniff, "model_run_id") && sniff_has(sniff, "pass"))
            return &suite_kind_aggregated_json;
        return has_run_columns(sniff) ? &suite_kind_pivot_json : NULL;
    }
    if (sniff_has(sniff, "instruction") && sniff_has(sniff, "output") &&
        strncmp(sniff->name, "dataset", 7) == 0)
        return &suite_kind_set_jsonl;
    return NULL;
}

static const struct file_kind *classify(const struct sniff *sniff, const struct run_hints *hints)
{
    (void)hints;
    switch (sniff->shape) {
    case SHAPE_TABLE:
        return classify_table(sniff);
    case SHAPE_RECORDS:
    case SHAPE_LINES:
    case SHAPE_OBJECT:
        return classify_records(sniff);
    default:
        return NULL;
    }
}

/* ---- CSV row by row ---- */

static void note_faults(struct suite_load *load, uint32_t number, const struct csv_reader *reader,
                        const struct csv_batch *batch)
{
    struct buf text = {NULL, 0, 0};

    for (size_t i = 0; i < batch->fault_count; i++) {
        buf_clear(&text);
        csv_fault_text(&batch->faults[i], csv_reader_dialect(reader)->column_count, &text);
        builder_note(load->builder, NOTE_BROKEN, number, (uint32_t)batch->faults[i].line, "%s",
                     text.ptr);
    }
    buf_release(&text);
}

bool suite_csv_rows(struct suite_load *load, const struct group_file *file, uint32_t number,
                    void (*row)(void *arg, const struct suite_csv *csv), void *arg)
{
    struct err err;
    const struct csv_spec spec = {.control = group_control(load->group)};
    struct csv_reader *reader = csv_reader_open(file->full, NULL, &spec, &err);
    struct csv_batch batch;
    bool good = reader != NULL;

    while (good && (good = csv_reader_next(reader, &batch, &err)) && !batch.done) {
        note_faults(load, number, reader, &batch);
        for (size_t r = 0; r < batch.row_count; r++) {
            struct suite_csv csv = {csv_reader_dialect(reader),
                                    batch.cells + r * batch.column_count,
                                    (uint32_t)csv_line(&batch, r)};

            row(arg, &csv);
        }
    }
    if (!good)
        builder_note(load->builder, NOTE_BROKEN, number, 0, "%s", err.text);
    csv_reader_close(reader);
    return good;
}

struct str suite_csv_cell(const struct suite_csv *csv, const char *column)
{
    size_t at = csv_column(csv->dialect, column);

    return at == SIZE_MAX ? STR("") : str_trim(csv->cells[at]);
}

/* ---- a suite ---- */

static bool load_suite(const struct group *group, struct run_list *runs, struct err *err)
{
    struct suite_load load = {.group = group, .scratch = arena_new()};

    (void)err;
    load.builder = run_builder_new(group->id, group->root, "mbpp-suite");
    load.problems = intern_new(load.scratch);
    load.runs = intern_new(load.scratch);
    if (group->hints->title)
        builder_title(load.builder, group->hints->title);
    if (!suite_read_tables(&load))
        builder_note(load.builder, NOTE_ODD, FILE_NONE, 0,
                     "no table of outcomes beside pass@k: nothing to compute it from");
    suite_read_pass_at_k(&load);
    suite_read_sets(&load);
    intern_free(load.problems);
    intern_free(load.runs);
    free(load.outcomes);
    free(load.rows);
    arena_free(load.scratch);
    run_list_add(runs, run_builder_finish(load.builder));
    return true;
}

const struct loader loader_mbpp_suite = {
    .name = "mbpp-suite",
    .summary = "code generation across runs: aggregated and pivot tables, pass@k, data sets",
    .classify = classify, /* by column names */
    .load = load_suite,
};
