#include <assay/cmd/cmd_show.h>

#include <assay/cmd/visit.h>
#include <assay/report/json_report.h>
#include <assay/report/text_show.h>

#include <assay/base/str.h>

#include <langinfo.h>
#include <string.h>

static const struct option option_all = {"all", 'a', NULL,
                                         "List every claim, layer, label and key"};

struct show_job {
    struct buf out;
    struct json_out json;
    struct text_style style;
    bool as_json;
};

static enum exit_code visit(const struct assessed *input, void *arg)
{
    struct show_job *job = arg;

    if (job->as_json) {
        json_run(&job->json, input);
        return EXIT_DONE;
    }
    if (job->out.len)
        buf_add_char(&job->out, '\n');
    text_show(input, &job->style, &job->out);
    return EXIT_DONE;
}

static enum exit_code run_show(const struct arguments *arguments, struct arena *arena)
{
    struct show_job job = {
        .as_json = option_given(arguments, &option_json),
        .style = {.all = option_given(arguments, &option_all),
                  .quiet = option_given(arguments, &option_quiet),
                  .unicode = strcmp(nl_langinfo(CODESET), "UTF-8") == 0},
    };
    enum exit_code code;

    job.json = json_out_begin(&job.out);
    if (job.as_json)
        json_begin_document(&job.json, "show");
    code = visit_runs(arguments, arena, visit, &job);
    if (job.as_json)
        json_end_document(&job.json);
    if (code == EXIT_USAGE)
        buf_clear(&job.out);
    return visit_print(&job.out, code);
}

static const struct option *const options[] = {
    &option_all,   &option_json,    &option_format, &option_map,
    &option_quiet, &option_threads, &option_help,   NULL,
};

const struct command command_show = {
    .name = "show",
    .arguments = "PATH…",
    .summary = "Print a run: metadata, recomputed figures, claims with verdicts, notes",
    .options = options,
    .run = run_show,
};
