/*
 * What every command does with its paths: open them, load run after run, complain of what cannot be
 * read, and keep count of the exit code. One run's evidence is in memory at a time.
 */
#ifndef ASSAY_CMD_VISIT_H
#define ASSAY_CMD_VISIT_H

#include <assay/cmd/command.h>
#include <assay/session/assessed.h>
#include <assay/session/config.h>
#include <assay/session/session.h>

#include <time.h>

/* What the configuration and the options say: hints, threads, rating bands. */
bool visit_options(const struct arguments *arguments, struct arena *arena, struct config *config,
                   struct session_options *options, struct err *err);
/* A session for the arguments with all paths discovered; NULL and *code on failure. */
struct session *visit_open(const struct arguments *arguments, struct arena *arena,
                           enum exit_code *code);

/*
 * How far a long job is, on stderr when that is a terminal: nothing for the first half second, then
 * one line that is written over. All zero at first; arg is the struct visit_progress.
 */
struct visit_progress {
    struct timespec begun, shown;
    bool any;
};
void visit_progress_report(void *arg, const char *file, uint64_t done, uint64_t total);
void visit_progress_end(struct visit_progress *progress);

/* Called once a run, in order. Returns the run's exit code. */
typedef enum exit_code (*visit_function)(const struct assessed *input, void *arg);

/*
 * Open, visit every run, close. The code is the worst of all, EXIT_NO_EVIDENCE when a run could not
 * be loaded or a path held none.
 */
enum exit_code visit_runs(const struct arguments *arguments, struct arena *arena,
                          visit_function visit, void *arg);
/* Print a finished text and drop it; EXIT_FAILED when it cannot be written. */
enum exit_code visit_print(struct buf *text, enum exit_code code);

#endif
