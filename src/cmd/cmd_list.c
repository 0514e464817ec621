#include <assay/cmd/cmd_list.h>

#include <assay/base/fmt.h>
#include <assay/cmd/visit.h>
#include <assay/report/json_report.h>
#include <assay/report/table.h>
#include <assay/report/text.h>
#include <assay/session/headline.h>

struct list_job {
    struct arena *arena;
    struct table *table;
    struct buf out;
    struct json_out json;
    bool as_json;
};

static void add_row(struct list_job *job, const struct assessed *input)
{
    const struct run *run = input->run;
    const char *model = run_model(run), *time = run_time(run, job->arena);
    uint64_t samples = headline_samples(input);
    double value = 0.0;
    const struct metric *metric = headline_metric(input, &value);
    struct buf tally = {.ptr = NULL};

    text_tally(input->audit, &tally);
    table_cell(job->table, run_id(run));
    table_cell(job->table, run_format(run));
    table_cell(job->table, model ? model : "");
    table_cell(job->table, time ? time : "");
    table_cell(job->table, samples ? fmt_count(job->arena, samples) : "");
    if (metric)
        table_cellf(job->table, "%s %s", metric->title, metric_format(metric, value, job->arena));
    else
        table_cell(job->table, "");
    table_cell(job->table, tally.ptr);
    buf_release(&tally);
}

static enum exit_code visit(const struct assessed *input, void *arg)
{
    struct list_job *job = arg;

    if (job->as_json)
        json_list_entry(&job->json, input);
    else
        add_row(job, input);
    return EXIT_DONE;
}

static enum exit_code run_list(const struct arguments *arguments, struct arena *arena)
{
    static const char *const titles[] = {"Run",     "Format",   "Model", "Time",
                                         "Samples", "Headline", "Claims"};
    struct list_job job = {.arena = arena,
                           .table = table_new(arena, "llllrll", titles),
                           .as_json = option_given(arguments, &option_json)};
    enum exit_code code;

    job.json = json_out_begin(&job.out);
    if (job.as_json)
        json_begin_document(&job.json, "list");
    code = visit_runs(arguments, arena, visit, &job);
    if (code == EXIT_USAGE)
        return code;
    if (job.as_json)
        json_end_document(&job.json);
    else
        table_write(job.table, 0, 0, &job.out);
    return visit_print(&job.out, code);
}

static const struct option *const options[] = {
    &option_json, &option_format, &option_map, &option_quiet, &option_threads, &option_help, NULL,
};

const struct command command_list = {
    .name = "list",
    .arguments = "DIR…",
    .summary = "Name the runs under directories, with headline figure and verdicts",
    .options = options,
    .run = run_list,
};
