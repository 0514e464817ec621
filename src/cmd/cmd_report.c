#include <assay/cmd/cmd_report.h>

#include <assay/base/checksum.h>
#include <assay/base/directory.h>
#include <assay/base/utf8.h>
#include <assay/cmd/compare_groups.h>
#include <assay/cmd/figure_options.h>
#include <assay/cmd/report_job.h>
#include <assay/cmd/report_pairs.h>
#include <assay/cmd/report_runs.h>
#include <assay/cmd/report_watch.h>
#include <assay/cmd/visit.h>

#include <inttypes.h>
#include <stdlib.h>

/* What is to be reported: runs, or sides of comparisons. */
struct subject {
    struct report_runs *runs; /* NULL: sides */
    struct arguments sides;
    unsigned threads;
};

/* ---- nothing has changed ---- */

static size_t count_runs(const struct report_record *record)
{
    size_t count = 0;

    for (size_t i = 0; i < record->run_count; i++)
        count += record->runs[i].part == RECORD_RUN;
    return count;
}

/* The report there is of the same inputs and options, and all of its files are there. */
static bool is_unchanged(const struct report_job *job, const struct subject *subject,
                         enum exit_code *code)
{
    const struct report_record *old = job->old;

    return old && job->made && old->made == job->made &&
           report_record_is_whole(old, NULL, job->wanted->directory) &&
           (!subject->runs || report_runs_fit(subject->runs, old, code));
}

static void say_unchanged(struct report_job *job)
{
    size_t count = count_runs(job->old);
    const char *what = job->wanted->baseline ? "comparison" : "run";

    buf_addf(&job->index, "nothing has changed: the report of %zu %s%s stays\n", count, what,
             count == 1 ? "" : "s");
}

static void say_kept(struct report_job *job)
{
    if (job->kept)
        buf_addf(&job->index, "%zu of %zu runs had not changed\n", job->kept,
                 job->kept + job->written);
}

/* ---- writing ---- */

static void fail(struct report_job *job, const struct err *err)
{
    command_complain(err);
    job->code = exit_code_worse(job->code, err->code == ERR_USAGE ? EXIT_USAGE : EXIT_FAILED);
}

/* The record as it is known now that all is written. */
static bool place(struct report_job *job, struct err *err)
{
    struct buf record = {.ptr = NULL};
    bool done;

    report_record_begin(&record, job->made);
    buf_add_str(&record, buf_str(&job->record));
    done = stage_place(job->stage, buf_str(&record), directory_exchange, err);
    buf_release(&record);
    return done;
}

/* Nothing is put in its place when not all could be written, or when there is nothing. */
static void finish(struct report_job *job)
{
    struct err err = {.code = ERR_NONE};
    bool wanted = job->written + job->kept && job->code != EXIT_USAGE;

    if (job->failure.code != ERR_NONE)
        fail(job, &job->failure);
    else if (wanted && !atomic_load(&job->stopped) && place(job, &err))
        return;
    else if (err.code != ERR_NONE)
        fail(job, &err);
    buf_clear(&job->index);
}

static void write_report(struct report_job *job, const struct subject *subject)
{
    struct report_watch *watch = report_watch_new(job->stage, &job->stopped);

    job->crew = crew_new(subject->threads);
    job->folders = intern_new(job->arena);
    job->gathered =
        gathered_runs_new(option_value(job->arguments, &option_group, NULL), job->arena);
    if (subject->runs)
        report_runs_write(subject->runs, job);
    else
        report_pairs_write(job, &subject->sides, subject->threads);
    finish(job);
    gathered_runs_drop(&job->gathered);
    intern_free(job->folders);
    crew_free(job->crew);
    report_watch_free(watch);
}

static void build(struct report_job *job, const struct subject *subject)
{
    struct err err = {.code = ERR_NONE};

    job->stage = stage_open(job->wanted->directory, &err);
    if (!job->stage) {
        fail(job, &err);
        return;
    }
    /* What is kept must have been made with the same options. */
    if (!job->wanted->if_changed || !job->made || (job->old && job->old->made != job->made))
        job->old = NULL;
    write_report(job, subject);
    if (job->index.len)
        say_kept(job);
}

static void report(struct report_job *job, const struct subject *subject)
{
    if (job->wanted->if_changed && is_unchanged(job, subject, &job->code))
        say_unchanged(job);
    else
        build(job, subject);
}

/* ---- runs, or comparisons ---- */

static void report_runs(struct report_job *job)
{
    enum exit_code code;
    struct session *session = visit_open(job->arguments, job->arena, &code);
    struct subject subject = {.runs = NULL};

    job->code = exit_code_worse(job->code, code);
    if (!session)
        return;
    job->made = report_wanted_checksum(job->wanted, job->arguments, session_options(session));
    subject.runs = report_runs_new(session);
    subject.threads = session_options(session)->progress.threads;
    if (session_entry_count(session))
        report(job, &subject);
    report_runs_free(subject.runs);
    session_free(session);
}

/* What was compared is part of what the record was made of, since it is kept whole or not at all.
 */
static void report_pairs(struct report_job *job)
{
    struct session_options session = {.hints = {.format = NULL}};
    struct subject subject = {.runs = NULL};
    struct checksum sum = checksum_new();
    struct config config;
    struct err err = {.code = ERR_NONE};
    uint64_t inputs;

    if (!visit_options(job->arguments, job->arena, &config, &session, &err)) {
        fail(job, &err);
        return;
    }
    subject.threads = session.progress.threads;
    subject.sides = report_pairs_sides(job->arguments, job->wanted->baseline, job->arena);
    if (report_pairs_inputs(&subject.sides, job->arena, &inputs)) {
        job->made = report_wanted_checksum(job->wanted, job->arguments, &session);
        checksum_add(&sum, &job->made, sizeof(job->made));
        checksum_add(&sum, &inputs, sizeof(inputs));
        job->made = checksum_value(&sum);
    }
    report(job, &subject);
}

/* ---- the command ---- */

static enum exit_code run_report(const struct arguments *arguments, struct arena *arena)
{
    struct report_wanted wanted;
    struct report_job job = {.wanted = &wanted, .arguments = arguments, .arena = arena};
    struct err err = {.code = ERR_NONE};

    if (!report_wanted_read(arguments, arena, &wanted, &err)) {
        command_complain(&err);
        return err.code == ERR_UNSUPPORTED ? EXIT_FAILED : EXIT_USAGE;
    }
    pthread_mutex_init(&job.mutex, NULL);
    job.old = report_record_read(wanted.directory, arena);
    if (wanted.baseline)
        report_pairs(&job);
    else
        report_runs(&job);
    pthread_mutex_destroy(&job.mutex);
    free(job.links);
    buf_release(&job.record);
    if (option_given(arguments, &option_quiet))
        buf_clear(&job.index);
    return visit_print(&job.index, job.code);
}

static const struct option *const options[] = {
    &report_option_output,
    &report_option_to,
    &report_option_baseline,
    &option_group,
    &report_option_if_changed,
    &figure_option_theme,
    &figure_option_dark,
    &figure_option_size,
    &figure_option_font,
    &figure_option_text,
    &figure_option_dpi,
    &option_format,
    &option_map,
    &option_quiet,
    &option_threads,
    &option_help,
    NULL,
};

const struct command command_report = {
    .name = "report",
    .arguments = "PATH… -o DIR",
    .summary = "Write whole reports of runs into a directory",
    .options = options,
    .run = run_report,
};
