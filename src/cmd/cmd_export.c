#include <assay/cmd/cmd_export.h>

#include <assay/base/quote.h>
#include <assay/cmd/export_tags.h>
#include <assay/cmd/filter_option.h>
#include <assay/cmd/finetune.h>
#include <assay/cmd/visit.h>
#include <assay/session/sample_scope.h>
#include <assay/session/text_select.h>

#include <stdio.h>
#include <string.h>

static const struct option option_errors = {
    "errors", 'e', NULL, "Only samples that fail: the same as is:fail in the filter"};
static const struct option option_tags = {
    "tags", '\0', NULL,
    "Only tagged samples, with tag and note, and the score if the tags are right"};
static const struct option option_to = {"to", 't', "csv|jsonl",
                                        "Format of the samples (default csv)"};

enum export_format { EXPORT_CSV, EXPORT_JSONL };

struct export_job {
    struct buf out;
    enum export_format format;
    struct filter *filter; /* NULL: all */
    bool errors, tags, quiet, head_written;
    struct err err; /* ERR_NONE until something fails */
};

/* Samples of all runs share one head, so every field has a column, used or not. */
static void write_head(struct export_job *job)
{
    job->head_written = true;
    if (job->tags) {
        export_tags_csv_head(&job->out);
        return;
    }
    buf_add_c(&job->out, "run,set");
    for (const struct sample_field *field = sample_fields; field->name; field++)
        buf_addf(&job->out, ",%s", field->name);
    buf_add_c(&job->out, "\n");
}

static void csv_row(struct export_job *job, const struct run *run, const struct samples *samples,
                    size_t index)
{
    char room[SAMPLE_FIELD_ROOM];

    quote_csv(&job->out, str_of(run_id(run)));
    buf_add_char(&job->out, ',');
    quote_csv(&job->out, str_of(samples->name));
    for (const struct sample_field *field = sample_fields; field->name; field++) {
        buf_add_char(&job->out, ',');
        quote_csv(&job->out, field->text(run, samples, index, room));
    }
    buf_add_c(&job->out, "\n");
}

static void json_member(struct buf *out, const char *name, struct str text)
{
    quote_json(out, str_of(name));
    buf_add_c(out, ": ");
    quote_json(out, text);
}

static void json_row(struct export_job *job, const struct run *run, const struct samples *samples,
                     size_t index)
{
    char room[SAMPLE_FIELD_ROOM];

    buf_add_char(&job->out, '{');
    json_member(&job->out, "run", str_of(run_id(run)));
    if (samples->name[0]) {
        buf_add_c(&job->out, ", ");
        json_member(&job->out, "set", str_of(samples->name));
    }
    for (const struct sample_field *field = sample_fields; field->name; field++) {
        struct str text = field->text(run, samples, index, room);

        if (text.len == 0)
            continue;
        buf_add_c(&job->out, ", ");
        json_member(&job->out, field->name, text);
    }
    buf_add_c(&job->out, "}\n");
}

static void write_sample(struct export_job *job, const struct run *run,
                         const struct samples *samples, size_t row, const struct tag *tag)
{
    if (tag && job->format == EXPORT_CSV)
        export_tags_csv_row(&job->out, run, tag);
    else if (tag)
        export_tags_json_row(&job->out, run, tag);
    else if (job->format == EXPORT_CSV)
        csv_row(job, run, samples, row);
    else
        json_row(job, run, samples, row);
}

/* tags NULL: all samples, tagged or not. */
static bool export_set(struct export_job *job, const struct run *run, size_t set,
                       const struct tags *tags)
{
    const struct samples *samples = run_samples(run, set);
    struct sample_scope *scope = sample_scope_new(run, samples);
    struct row_list rows = {.rows = NULL};
    bool done = text_select(job->filter, scope, &rows, &job->err);

    for (size_t i = 0; i < rows.count; i++) {
        const struct tag *tag = tags ? tags_get(tags, set, rows.rows[i]) : NULL;

        if ((tags && !tag) ||
            (job->errors && sample_outcome(samples, rows.rows[i]) != OUTCOME_FAIL))
            continue;
        write_sample(job, run, samples, rows.rows[i], tag);
    }
    row_list_release(&rows);
    sample_scope_free(scope);
    return done;
}

static void show_summary(const struct export_job *job, const struct run *run,
                         const struct tags *tags)
{
    struct buf summary = {.ptr = NULL};

    export_tags_summary(&summary, run, tags);
    if (summary.len && !job->quiet)
        fputs(summary.ptr, stderr);
    buf_release(&summary);
}

static enum exit_code visit(const struct assessed *input, void *arg)
{
    struct export_job *job = arg;
    struct tags *tags = job->tags ? tags_open(input->run) : NULL;
    bool done = true;

    if (job->format == EXPORT_CSV && !job->head_written)
        write_head(job);
    for (size_t i = 0; done && run_samples(input->run, i); i++)
        done = export_set(job, input->run, i, tags);
    if (done && tags)
        show_summary(job, input->run, tags);
    tags_free(tags);
    if (done)
        return EXIT_DONE;
    command_complain(&job->err);
    return exit_code_of(&job->err);
}

static bool read_job(const struct arguments *arguments, struct export_job *job, struct err *err)
{
    const char *to = option_value(arguments, &option_to, "csv");

    if (strcmp(to, "csv") != 0 && strcmp(to, "jsonl") != 0)
        return err_set(err, ERR_USAGE, "--to takes csv or jsonl, not \"%s\"", to);
    job->format = strcmp(to, "csv") == 0 ? EXPORT_CSV : EXPORT_JSONL;
    job->errors = option_given(arguments, &option_errors);
    job->tags = option_given(arguments, &option_tags);
    job->quiet = option_given(arguments, &option_quiet);
    return filter_option_parse(arguments, &job->filter, err);
}

static enum exit_code run_export(const struct arguments *arguments, struct arena *arena)
{
    struct export_job job = {.head_written = false};
    const char *output = option_value(arguments, &option_output, "-");
    enum exit_code code;
    struct err err;

    if (option_given(arguments, &option_finetune))
        return finetune_export(arguments, arena);
    if (!read_job(arguments, &job, &err)) {
        command_complain(&err);
        filter_option_show(arguments);
        return EXIT_USAGE;
    }
    code = visit_runs(arguments, arena, visit, &job);
    if (code != EXIT_USAGE &&
        !command_write_file(output, buf_str(&job.out).ptr, job.out.len, &err)) {
        command_complain(&err);
        code = exit_code_worse(code, EXIT_FAILED);
    }
    buf_release(&job.out);
    filter_free(job.filter);
    return code;
}

static const struct option *const options[] = {
    &option_to,    &option_filter, &option_errors,  &option_tags,   &option_finetune,
    &option_total, &option_ids,    &option_seed,    &option_output, &option_format,
    &option_map,   &option_quiet,  &option_threads, &option_help,   NULL,
};

const struct command command_export = {
    .name = "export",
    .arguments = "PATH…",
    .summary = "Write the samples of runs, or a fine-tuning set, as CSV or JSONL",
    .options = options,
    .run = run_export,
};
