#include <assay/cmd/cmd_audit.h>

#include <assay/cmd/visit.h>
#include <assay/report/denominators.h>
#include <assay/report/json_report.h>
#include <assay/report/junit.h>
#include <assay/report/text.h>
#include <assay/report/text_audit.h>

static const struct option option_all = {"all", 'a', NULL,
                                         "List every claim, also those that agree"};
static const struct option option_strict = {"strict-evidence", '\0', NULL,
                                            "Exit with 6 when any claim has no evidence"};
static const struct option option_junit = {"junit", '\0', NULL, "Print JUnit XML"};

struct audit_job {
    struct buf out;
    struct json_out json;
    const struct report_writer *junit;
    struct report_files files;
    bool as_json, as_junit, all, strict;
};

/* A run whose claims all lack evidence cannot be audited; single gaps are no failure. */
static enum exit_code audit_code(const struct audit *audit, bool strict)
{
    enum exit_code code = EXIT_DONE;
    size_t unknown = audit->tally[VERDICT_NO_EVIDENCE];

    if (audit->tally[VERDICT_DIFFERS])
        code = EXIT_CLAIM;
    if (unknown && (strict || unknown == audit->count))
        code = exit_code_worse(code, EXIT_NO_EVIDENCE);
    return code;
}

static void print_text(const struct assessed *input, struct audit_job *job)
{
    if (job->out.len)
        buf_add_char(&job->out, '\n');
    text_head(input, &job->out);
    text_audit(input, job->all ? AUDIT_ALL : AUDIT_BRIEF, &job->out);
    denominators_text(input, &job->out);
    text_notes(input->run, &job->out);
}

static enum exit_code visit(const struct assessed *input, void *arg)
{
    struct audit_job *job = arg;

    if (job->as_json)
        json_audit(&job->json, input);
    else if (job->as_junit)
        report_write_run(job->junit, input, &job->files, NULL);
    else
        print_text(input, job);
    return audit_code(input->audit, job->strict);
}

static enum exit_code run_audit(const struct arguments *arguments, struct arena *arena)
{
    struct audit_job job = {
        .as_json = option_given(arguments, &option_json),
        .as_junit = option_given(arguments, &option_junit),
        .all = option_given(arguments, &option_all),
        .strict = option_given(arguments, &option_strict),
        .junit = report_find("junit"),
        .files = {.arena = arena},
    };
    enum exit_code code;
    struct err err;

    if (job.as_json && job.as_junit) {
        err_set(&err, ERR_USAGE, "--json and --junit exclude each other");
        command_complain(&err);
        return EXIT_USAGE;
    }
    job.json = json_out_begin(&job.out);
    if (job.as_json)
        json_begin_document(&job.json, "audit");
    code = visit_runs(arguments, arena, visit, &job);
    if (job.as_json)
        json_end_document(&job.json);
    if (job.as_junit)
        junit_join(&job.files, &job.out);
    report_files_release(&job.files);
    if (code == EXIT_USAGE)
        job.out.len = 0;
    return visit_print(&job.out, code);
}

static const struct option *const options[] = {
    &option_all, &option_json,  &option_junit,   &option_strict, &option_format,
    &option_map, &option_quiet, &option_threads, &option_help,   NULL,
};

const struct command command_audit = {
    .name = "audit",
    .arguments = "PATH…",
    .summary = "Hold the claims of runs against their evidence",
    .options = options,
    .run = run_audit,
};
