#include <assay/cmd/visit.h>

#include <assay/load/hints.h>
#include <assay/session/config.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { THREADS_MOST = 64 };

/* ---- progress on stderr, when that is a terminal and the job is long ---- */

static double seconds_between(const struct timespec *from, const struct timespec *to)
{
    return (double)(to->tv_sec - from->tv_sec) + (double)(to->tv_nsec - from->tv_nsec) * 1e-9;
}

void visit_progress_report(void *arg, const char *file, uint64_t done, uint64_t total)
{
    struct visit_progress *state = arg;
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    if (state->begun.tv_sec == 0)
        state->begun = state->shown = now;
    if (seconds_between(&state->begun, &now) < 0.5 || seconds_between(&state->shown, &now) < 0.1)
        return;
    state->shown = now;
    state->any = true;
    fprintf(stderr, "\r\033[Kreading %s  %3.0f%%", strchr(file, '\033') ? "" : file,
            total ? 100.0 * (double)done / (double)total : 0.0);
}

void visit_progress_end(struct visit_progress *state)
{
    if (state->any)
        fputs("\r\033[K", stderr);
}

/* ---- opening ---- */

static unsigned default_threads(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    return processors < 1 ? 1u : processors > 8 ? 8u : (unsigned)processors;
}

bool visit_options(const struct arguments *arguments, struct arena *arena, struct config *config,
                   struct session_options *options, struct err *err)
{
    const char *map = option_value(arguments, &option_map, NULL);
    long long threads;

    if (!config_load(arena, config, err))
        return false;
    options->metrics = config_metric_options(config);

    options->hints.format = option_value(arguments, &option_format, NULL);
    if (options->hints.format && !loader_find(options->hints.format))
        return err_set(err, ERR_USAGE, "unknown format \"%s\"", options->hints.format);
    if (map && !hints_map(map, arena, &options->hints, err))
        return false;
    if (!option_number(arguments, &option_threads, 0, THREADS_MOST,
                       (long long)config->values[SETTING_THREADS].number, &threads, err))
        return false;
    options->progress.threads = threads ? (unsigned)threads : default_threads();
    return true;
}

/*
 * A run whose own assay.yaml is broken is read without it, and may then be judged by the wrong
 * labels: that must not end as if all were well.
 */
static bool changes_the_code(const struct err *problem)
{
    return problem->code == ERR_SYNTAX || problem->code == ERR_USAGE;
}

static void complain_of_problems(const struct session *session, size_t from, bool quiet)
{
    size_t count;
    const struct err *problems = session_problems(session, &count);

    for (size_t i = from; i < count; i++)
        if (!quiet || changes_the_code(&problems[i]))
            command_complain(&problems[i]);
}

static void complain_of_nothing(const char *path, const struct arguments *arguments)
{
    const char *format = option_value(arguments, &option_format, NULL);
    const char *columns = option_value(arguments, &option_map, NULL);
    struct err err;

    if (format)
        err_set_file(&err, ERR_NO_EVIDENCE, path, "holds no run of the format %s%s%s", format,
                     columns ? " with the columns " : "", columns ? columns : "");
    else if (columns)
        err_set_file(&err, ERR_NO_EVIDENCE, path, "holds no run with the columns %s", columns);
    else
        err_set_file(&err, ERR_NO_EVIDENCE, path, "holds no evaluation run that is known here");
    command_complain(&err);
}

static enum exit_code code_of_problems(const struct session *session, size_t from)
{
    size_t count;
    const struct err *problems = session_problems(session, &count);

    for (size_t i = from; i < count; i++)
        if (changes_the_code(&problems[i]))
            return EXIT_NO_EVIDENCE;
    return EXIT_DONE;
}

/* One path: its runs, or the reason why there are none. */
static enum exit_code open_path(struct session *session, const char *path,
                                const struct arguments *arguments)
{
    bool quiet = option_given(arguments, &option_quiet);
    size_t entries = session_entry_count(session), problems, after;
    struct err err = {.code = ERR_NONE};

    session_problems(session, &problems);
    if (!session_open(session, path, &err)) {
        command_complain(&err);
        return EXIT_NO_EVIDENCE;
    }
    session_problems(session, &after);
    if (session_entry_count(session) > entries) {
        complain_of_problems(session, problems, quiet);
        return code_of_problems(session, problems);
    }
    complain_of_problems(session, problems, false);
    if (after == problems)
        complain_of_nothing(path, arguments);
    return EXIT_NO_EVIDENCE;
}

static enum exit_code open_paths(struct session *session, const struct arguments *arguments)
{
    enum exit_code code = EXIT_DONE;

    if (arguments->path_count == 0)
        return open_path(session, ".", arguments);
    for (size_t i = 0; i < arguments->path_count; i++)
        code = exit_code_worse(code, open_path(session, arguments->paths[i], arguments));
    return code;
}

static struct session *open_with(const struct arguments *arguments, struct arena *arena,
                                 struct visit_progress *progress, enum exit_code *code)
{
    struct session_options options = {.hints = {.format = NULL}};
    struct session *session;
    struct config config;
    struct err err;

    if (!visit_options(arguments, arena, &config, &options, &err)) {
        command_complain(&err);
        *code = EXIT_USAGE;
        return NULL;
    }
    if (progress && isatty(STDERR_FILENO) && !option_given(arguments, &option_quiet))
        options.progress.report = visit_progress_report, options.progress.arg = progress;
    session = session_new(&options);
    *code = open_paths(session, arguments);
    return session;
}

struct session *visit_open(const struct arguments *arguments, struct arena *arena,
                           enum exit_code *code)
{
    return open_with(arguments, arena, NULL, code);
}

static enum exit_code visit_entry(struct session *session, size_t entry, visit_function visit,
                                  void *arg, struct visit_progress *progress)
{
    enum exit_code code = EXIT_DONE;
    struct err err = {.code = ERR_NONE};
    bool loaded = session_load(session, entry, &err);

    visit_progress_end(progress);
    if (!loaded) {
        command_complain(&err);
        return EXIT_NO_EVIDENCE;
    }
    for (size_t i = 0; i < session_run_count(session, entry); i++) {
        struct assessed input = {
            .run = session_run(session, entry, i),
            .results = session_results(session, entry, i),
            .audit = session_audit(session, entry, i),
        };

        code = exit_code_worse(code, visit(&input, arg));
    }
    session_unload(session, entry);
    return code;
}

enum exit_code visit_runs(const struct arguments *arguments, struct arena *arena,
                          visit_function visit, void *arg)
{
    struct visit_progress progress = {.any = false};
    enum exit_code code;
    struct session *session = open_with(arguments, arena, &progress, &code);

    if (!session)
        return code;
    for (size_t e = 0; e < session_entry_count(session); e++)
        code = exit_code_worse(code, visit_entry(session, e, visit, arg, &progress));
    session_free(session);
    return code;
}

enum exit_code visit_print(struct buf *text, enum exit_code code)
{
    struct err err;

    if (!command_print(buf_str(text).ptr, text->len, &err)) {
        command_complain(&err);
        code = exit_code_worse(code, EXIT_FAILED);
    }
    buf_release(text);
    return code;
}
