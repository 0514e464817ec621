/*
 * The runs of assay report, each for itself and all together.
 *
 * Several threads take one group of files after another: load, compute, write. What must happen in
 * order (names of folders, groups of runs, complaints) waits for its turn, so that nothing hangs on
 * which thread was faster. One group's evidence is in memory a thread.
 */
#ifndef ASSAY_CMD_REPORT_RUNS_H
#define ASSAY_CMD_REPORT_RUNS_H

#include <assay/cmd/report_job.h>
#include <assay/session/session.h>

struct report_runs;

/* Borrows the session, whose entries are the groups. */
struct report_runs *report_runs_new(struct session *session);
void report_runs_free(struct report_runs *runs);
/*
 * Whether a record was made of the very same files. Groups that could not be read then are asked
 * again, complained of, and make *code worse.
 */
bool report_runs_fit(struct report_runs *runs, const struct report_record *record,
                     enum exit_code *code);
/* Write them into the stage. */
void report_runs_write(struct report_runs *runs, struct report_job *job);

#endif
