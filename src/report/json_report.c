#include <assay/report/json_report.h>

#include <assay/report/compare_json.h>
#include <assay/report/denominators.h>
#include <assay/report/groups_writer.h>
#include <assay/report/json_confusion.h>
#include <assay/report/json_run.h>
#include <assay/session/headline.h>
#include <assay/session/sheet_run.h>
#include <assay/session/sheets.h>

#include <string.h>

void json_begin_document(struct json_out *json, const char *name)
{
    struct buf schema = {.ptr = NULL};

    buf_addf(&schema, "assay/%s/1", name);
    json_out_open(json, NULL, '{');
    json_out_text(json, "schema", schema.ptr);
    json_out_open(json, "runs", '[');
    buf_release(&schema);
}

void json_end_document(struct json_out *json)
{
    json_out_close(json);
    json_out_close(json);
}

/* ---- one run ---- */

/* A table's records are found by its rows, without a column; to the reader they are there. */
static bool has_records(const struct samples *samples, const char *column)
{
    return samples->rows.count && strcmp(column, "record") == 0;
}

static void json_columns(struct json_out *json, const struct samples *samples)
{
    json_out_open(json, "columns", '[');
#define COLUMN_NAME(name, type, none, help)                                                        \
    if (samples->name || has_records(samples, #name))                                              \
        json_out_text(json, NULL, #name);
    SAMPLE_COLUMNS(COLUMN_NAME)
#undef COLUMN_NAME
    json_out_close(json);
}

static void json_set(struct json_out *json, const struct samples *samples)
{
    json_out_open(json, NULL, '{');
    json_out_text(json, "set", samples->name);
    json_out_count(json, "count", samples->count);
    json_out_bool(json, "ids", samples_have_ids(samples));
    json_out_open(json, "labels", '[');
    for (size_t i = 0; i < samples->labels.count; i++)
        json_out_text(json, NULL, samples->labels.names[i]);
    json_out_close(json);
    json_columns(json, samples);
    json_out_close(json);
}

static void json_samples(struct json_out *json, const struct run *run)
{
    json_out_open(json, "samples", '[');
    for (size_t i = 0; i < run_samples_count(run); i++)
        json_set(json, run_samples(run, i));
    json_out_close(json);
    json_out_open(json, "splits", '[');
    for (size_t i = 0; i < run_split_count(run); i++)
        json_out_text(json, NULL, run_split(run, (uint16_t)i));
    json_out_close(json);
}

/* The sheets; claims and notes and files have members of their own. */
static void json_tables(struct json_out *json, const struct sheets *sheets)
{
    static const char *const apart[] = {"claims", "notes", "files", "confusion"};

    json_out_open(json, "tables", '{');
    for (size_t i = 0; i < sheets->count; i++) {
        bool elsewhere = false;

        for (size_t j = 0; j < sizeof(apart) / sizeof(apart[0]); j++)
            elsewhere = elsewhere || strcmp(sheets->all[i]->name, apart[j]) == 0;
        if (!elsewhere)
            json_sheet(json, sheets->all[i]);
    }
    json_out_close(json);
}

static void json_list_of(struct json_out *json, const struct sheets *sheets, const char *name)
{
    const struct sheet *sheet = sheets_find(sheets, name);

    if (sheet) {
        json_sheet(json, sheet);
        return;
    }
    json_out_open(json, name, '[');
    json_out_close(json);
}

static void json_figures(struct json_out *json, const struct figures *figures,
                         const struct sheets *sheets)
{
    const struct assessed *input = figures->input;

    json_out_open(json, NULL, '{');
    json_identity(json, input->run);
    json_out_text(json, "fallback", run_fallback(input->run));
    json_out_text(json, "baseline", run_baseline(input->run));
    json_list_of(json, sheets, "files");
    json_out_meta(json, "metadata", run_meta(input->run));
    json_samples(json, input->run);
    json_headline(json, input);
    json_tables(json, sheets);
    json_confusion(json, figures);
    json_tally(json, input->audit);
    denominators_json(json, input);
    json_claims(json, input->audit);
    json_list_of(json, sheets, "notes");
    json_out_close(json);
}

void json_run(struct json_out *json, const struct assessed *input)
{
    struct arena *arena = arena_new();
    const struct figures *figures = figures_new(input, arena);
    const struct sheets sheets = sheets_of(figures);

    json_figures(json, figures, &sheets);
    arena_free(arena);
}

/* ---- shorter ones ---- */

void json_audit(struct json_out *json, const struct assessed *input)
{
    struct arena *arena = arena_new();
    const struct sheet *notes = sheet_notes(figures_new(input, arena));

    json_out_open(json, NULL, '{');
    json_identity(json, input->run);
    json_tally(json, input->audit);
    denominators_json(json, input);
    json_claims(json, input->audit);
    json_list_of(json, &(struct sheets){&notes, notes ? 1 : 0}, "notes");
    json_out_close(json);
    arena_free(arena);
}

void json_list_entry(struct json_out *json, const struct assessed *input)
{
    json_out_open(json, NULL, '{');
    json_identity(json, input->run);
    json_out_count(json, "samples", headline_samples(input));
    json_headline(json, input);
    json_tally(json, input->audit);
    json_out_close(json);
}

/* ---- writer ---- */

static bool write_run(const struct report_input *input, struct report_files *files, struct err *err)
{
    struct json_out json = json_out_begin(report_files_add(files, "report.json"));

    json.in_report = true;
    json_begin_document(&json, "report");
    json_figures(&json, input->topic->figures, &input->topic->sheets);
    json_end_document(&json);
    (void)err;
    return true;
}

static bool write_pair(const struct report_input *input, struct report_files *files,
                       struct err *err)
{
    (void)err;
    compare_write_pair(&compare_writer_json, input->topic->comparison, input->topic->gate,
                       report_files_add(files, "report.json"));
    return true;
}

static bool write_many(const struct report_input *input, struct report_files *files,
                       struct err *err)
{
    (void)err;
    return groups_write(input->topic->many, "json", report_files_add(files, "report.json"));
}

const struct report_writer report_json = {
    .name = "json",
    .summary = "One JSON document of all there is, with a schema",
    .write = {[TOPIC_RUN] = write_run, [TOPIC_PAIR] = write_pair, [TOPIC_MANY] = write_many},
};
