/*
 * Which runs of a session are seen together as a suite, and where each of them is.
 *
 * Those of the same format as the chosen entry that lie in the same folder; where that is one run
 * only, all of the format. The tables across MBPP runs stand for the runs below their folder.
 */
#ifndef ASSAY_TUI_SUITE_RUNS_H
#define ASSAY_TUI_SUITE_RUNS_H

#include <assay/session/session.h>
#include <assay/session/suite.h>

struct suite_place {
    size_t entry, run; /* as session.h numbers them */
    size_t set;        /* of samples that the outcomes are from */
};

struct suite_runs {
    const struct suite *suite;        /* NULL: no run has outcomes */
    const struct suite_place *places; /* one a run of the suite */
    size_t failed, waiting;           /* entries that could not be read, and that are not yet */
};

/* Who is asked for an entry that was not read: it may come later. All zero: read it at once. */
struct suite_wish {
    void (*want)(void *arg, size_t entry);
    void *arg;
};

/* Of the runs that are there now; all is in the arena. */
struct suite_runs suite_runs_new(struct session *session, size_t entry,
                                 const struct suite_wish *wish, struct arena *arena);
/* The row of an item in its run's samples, SIZE_MAX when it is absent; O(n). */
size_t suite_runs_row(const struct suite_runs *runs, size_t run, size_t item);

#endif
