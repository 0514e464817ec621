#include <assay/cmd/cmd_compare.h>

#include <assay/cmd/compare_groups.h>
#include <assay/cmd/compare_options.h>
#include <assay/cmd/compare_runs.h>
#include <assay/cmd/filter_option.h>
#include <assay/cmd/visit.h>
#include <assay/session/compare_overview.h>
#include <assay/session/sample_scope.h>

#include <stdlib.h>

enum { CODES = EXIT_NO_EVIDENCE + 1 };
_Static_assert((int)EXIT_REGRESSION == (int)COMPARE_REGRESSION_CODE &&
                   (int)EXIT_INCONCLUSIVE == (int)COMPARE_INCONCLUSIVE_CODE,
               "reports of a gate give the exit codes of the program");

struct compare_job {
    struct arena *arena;
    struct compare_wanted wanted;
    struct compare_output output;
    struct compare_overview *overview;
    struct compare_failure *failures;
    size_t failure_count, failure_capacity;
    bool holds[CODES];
};

static void visit_failure(const char *path, const char *text, void *arg)
{
    struct compare_job *job = arg;

    job->failures = array_grow(job->failures, &job->failure_capacity, job->failure_count + 1,
                               sizeof(*job->failures));
    job->failures[job->failure_count++] = (struct compare_failure){path, text};
    job->holds[EXIT_NO_EVIDENCE] = true;
}

static void fail(struct compare_job *job, const struct assessed *b, const struct err *err)
{
    command_complain(err);
    job->holds[exit_code_of(err)] = true;
    if (exit_code_of(err) == EXIT_NO_EVIDENCE)
        visit_failure(arena_strdup(job->arena, run_id(b->run)), arena_strdup(job->arena, err->text),
                      job);
}

static void write_part(struct compare_job *job, const struct comparison *comparison)
{
    const struct compare_wanted *wanted = &job->wanted;
    struct arena *arena = arena_new();
    struct compare_part part = {
        .comparison = comparison, .all = wanted->all, .flips = wanted->flips};

    if (wanted->mode != GATE_OFF) {
        part.gate = gate_judge(wanted->policy, comparison, wanted->mode, arena);
        job->holds[EXIT_REGRESSION] |= part.gate->regressed;
        job->holds[EXIT_INCONCLUSIVE] |= part.gate->inconclusive;
    }
    compare_overview_add(job->overview, comparison);
    compare_output_add(&job->output, wanted->writer, &part);
    arena_free(arena);
}

static void visit_pair(const struct assessed *a, const struct assessed *b, void *arg)
{
    struct compare_job *job = arg;
    struct comparison *comparison;
    struct err err = {.code = ERR_NONE};

    if (job->holds[EXIT_USAGE])
        return;
    comparison = comparison_new(a, b, &job->wanted.options, &err);
    if (comparison)
        write_part(job, comparison);
    else
        fail(job, b, &err);
    comparison_free(comparison);
}

/* ---- what it all comes to ---- */

static const struct {
    enum exit_code code;
    const char *name;
} order[] = {
    {EXIT_USAGE, "wrong usage"},         {EXIT_FAILED, "failed"},
    {EXIT_CLAIM, "a claim differs"},     {EXIT_REGRESSION, "regression"},
    {EXIT_INCONCLUSIVE, "inconclusive"}, {EXIT_NO_EVIDENCE, "something cannot be compared"},
};
enum { ORDERED = sizeof(order) / sizeof(order[0]) };

static enum exit_code finish(struct compare_job *job, struct buf *text)
{
    int codes[ORDERED];
    const char *names[ORDERED];
    struct compare_summary summary = {
        .overview = job->output.count > 1 ? compare_overview_sheet(job->overview) : NULL,
        .failures = job->failures,
        .failure_count = job->failure_count,
        .mode = job->wanted.mode,
        .policy = job->wanted.policy->file,
        .codes = codes,
        .code_names = names,
    };

    for (size_t i = 0; i < ORDERED; i++)
        if (job->holds[order[i].code]) {
            codes[summary.code_count] = order[i].code;
            names[summary.code_count++] = order[i].name;
        }
    job->wanted.writer->finish(&job->output, &summary, text);
    return summary.code_count ? (enum exit_code)codes[0] : EXIT_DONE;
}

/* Samples chosen by how they flipped would make every test say what was asked for. */
static bool check_filter(const struct arguments *arguments, struct err *err)
{
    struct filter_vocabulary vocabulary = sample_vocabulary(NULL);
    struct filter *filter = NULL;
    bool done = filter_option_parse(arguments, &filter, err);

    filter_free(filter);
    if (done)
        return true;
    vocabulary.pairs = true;
    filter = filter_parse(&vocabulary, str_of(option_value(arguments, &option_filter, NULL)), NULL,
                          NULL);
    if (filter)
        err_set(err, ERR_USAGE,
                "what is compared cannot be chosen by its flips; --flips lists them");
    filter_free(filter);
    return false;
}

static bool read_arguments(const struct arguments *arguments, struct compare_job *job,
                           struct err *err)
{
    if (arguments->path_count == 0)
        return err_set(err, ERR_USAGE,
                       "compare wants a baseline and candidates, or a directory "
                       "with several runs");
    if (arguments->path_count > 1 && option_given(arguments, &option_group))
        return err_set(err, ERR_USAGE, "--group is of the runs of one directory");
    if (!compare_options_read(arguments, job->arena, &job->wanted, err) ||
        !check_filter(arguments, err))
        return false;
    if (arguments->path_count == 1 && job->wanted.mode != GATE_OFF)
        return err_set(err, ERR_USAGE, "a gate wants a baseline and a candidate");
    return true;
}

/* A baseline that is its own and only candidate among several. */
static void complain_of_nothing(struct compare_job *job)
{
    struct err err;

    for (int code = EXIT_DONE; code < CODES; code++)
        if (job->holds[code])
            return;
    if (job->output.count)
        return;
    err_set(&err, ERR_NO_EVIDENCE, "there is nothing to compare the baseline with but itself");
    command_complain(&err);
    job->holds[EXIT_NO_EVIDENCE] = true;
}

static enum exit_code compare(const struct arguments *arguments, struct compare_job *job)
{
    const struct compare_visitor visitor = {visit_pair, visit_failure, job};
    const char *path = option_value(arguments, &option_output, "-");
    struct buf text = {.ptr = NULL};
    enum exit_code code;
    struct err err;

    job->wanted.writer->begin(&job->output);
    job->holds[compare_visit(arguments, job->arena, &visitor)] = true;
    job->holds[EXIT_DONE] = false;
    complain_of_nothing(job);
    code = job->holds[EXIT_USAGE] ? EXIT_USAGE : finish(job, &text);
    if (code != EXIT_USAGE && !command_write_file(path, buf_str(&text).ptr, text.len, &err)) {
        command_complain(&err);
        code = exit_code_worse(code, EXIT_FAILED);
    }
    buf_release(&text);
    return code;
}

static enum exit_code run_compare(const struct arguments *arguments, struct arena *arena)
{
    struct compare_job job = {.arena = arena, .overview = compare_overview_new(arena)};
    struct session_options session = {.hints = {.format = NULL}};
    struct config config;
    enum exit_code code = EXIT_USAGE;
    struct err err = {.code = ERR_NONE};

    if (!read_arguments(arguments, &job, &err)) {
        command_complain(&err);
        if (option_given(arguments, &option_filter))
            filter_option_show(arguments);
        return EXIT_USAGE;
    }
    if (arguments->path_count == 1)
        return compare_groups(arguments, &job.wanted, arena);
    if (!visit_options(arguments, arena, &config, &session, &err)) {
        command_complain(&err);
        return EXIT_USAGE;
    }
    job.wanted.options.threads = session.progress.threads;
    job.output = (struct compare_output){.arena = arena, .level = 1.0 - job.wanted.options.alpha};
    code = compare(arguments, &job);
    compare_output_release(&job.output);
    free(job.failures);
    return code;
}

const struct command command_compare = {
    .name = "compare",
    .arguments = "BASE CAND… | DIR",
    .summary = "Hold candidates against a baseline, sample by sample, with statistics",
    .options = compare_option_list,
    .run = run_compare,
};
