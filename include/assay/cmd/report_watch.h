/*
 * Watch: SIGINT, SIGTERM and SIGHUP while a report is being built. The stage is removed, then the
 * signal does what it would have done. A thread of its own waits for them, so that nothing runs in
 * a signal handler; threads made after report_watch_new are not interrupted. A signal that was
 * ignored before (nohup) stays ignored.
 */
#ifndef ASSAY_CMD_REPORT_WATCH_H
#define ASSAY_CMD_REPORT_WATCH_H

#include <assay/cmd/report_stage.h>

#include <stdatomic.h>

struct report_watch;

/* *stopped is set before the stage goes, so that others know why their writes fail. */
struct report_watch *report_watch_new(struct stage *stage, atomic_bool *stopped);
/* Closes the stage, then signals are as before. */
void report_watch_free(struct report_watch *watch);

#endif
