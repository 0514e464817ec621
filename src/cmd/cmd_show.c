#include <assay/cmd/cmd_show.h>

#include <assay/cmd/filter_option.h>
#include <assay/cmd/show_selection.h>
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
    struct filter *filter; /* NULL: the whole run */
};

static enum exit_code visit_selection(const struct assessed *input, void *arg)
{
    struct show_job *job = arg;
    struct err err;

    if (show_selection(input->run, job->filter, &job->out, &err))
        return EXIT_DONE;
    command_complain(&err);
    return exit_code_of(&err);
}

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

static enum exit_code show_filtered(const struct arguments *arguments, struct arena *arena,
                                    struct show_job *job)
{
    enum exit_code code;
    struct err err;

    if (!filter_option_parse(arguments, &job->filter, &err)) {
        command_complain(&err);
        filter_option_show(arguments);
        return EXIT_USAGE;
    }
    if (job->as_json) {
        err_set(&err, ERR_USAGE, "show --filter prints text, not JSON");
        command_complain(&err);
        filter_free(job->filter);
        return EXIT_USAGE;
    }
    code = visit_runs(arguments, arena, visit_selection, job);
    filter_free(job->filter);
    return visit_print(&job->out, code);
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

    if (option_given(arguments, &option_filter))
        return show_filtered(arguments, arena, &job);
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
    &option_all,   &option_filter,  &option_json, &option_format, &option_map,
    &option_quiet, &option_threads, &option_help, NULL,
};

const struct command command_show = {
    .name = "show",
    .arguments = "PATH…",
    .summary = "Print a run: metadata, recomputed figures, claims with verdicts, notes",
    .options = options,
    .run = run_show,
};
