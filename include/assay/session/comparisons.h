/*
 * Comparisons: those of a session's pairs of runs, made when asked for, in a thread of their own,
 * and kept. One is made at a time: of several that are asked for again and again the first comes
 * first.
 *
 *     comparison = comparisons_get(comparisons, &pair, &err);
 *     …                                       // NULL and no error: wake_fd becomes readable
 *     comparisons_collect(comparisons);       // then ask again
 *
 * A comparison lives until one of its runs is forgotten, or COMPARISONS_KEPT others were asked for
 * after it. Runs that are replaced or freed must be forgotten before: that waits for the thread to
 * let go of them. All functions are for the thread that owns the session.
 */
#ifndef ASSAY_SESSION_COMPARISONS_H
#define ASSAY_SESSION_COMPARISONS_H

#include <assay/session/comparison.h>
#include <assay/session/session.h>

enum { COMPARISONS_KEPT = 24 };

/* Runs as session.h numbers them: the baseline, A, and the candidate, B. */
struct run_pair {
    size_t base_entry, base_run, entry, run;
};

struct comparisons;

/* A byte is written to wake_fd when one is done; -1: each is made at once. The cancel of the
 * options is not looked at. */
struct comparisons *comparisons_new(struct session *session, const struct compare_options *options,
                                    int wake_fd);
/* Waits for the thread to give up. NULL is fine. */
void comparisons_free(struct comparisons *comparisons);
/*
 * NULL while it is being made or waits for a run that is not ready (err->code ERR_NONE), and when
 * the two cannot be compared (err says why; not tried again until one is forgotten).
 */
const struct comparison *comparisons_get(struct comparisons *comparisons,
                                         const struct run_pair *pair, struct err *err);
/* Take what is done; true when there was something. */
bool comparisons_collect(struct comparisons *comparisons);
/* The pair under way; false when none is. */
bool comparisons_busy(const struct comparisons *comparisons, struct run_pair *pair);
/* Nobody waits for what is under way any more. Does not wait itself. */
void comparisons_give_up(struct comparisons *comparisons);
/* The same, said by the user: the pair is not tried again until one of its runs is forgotten. */
void comparisons_cancel(struct comparisons *comparisons);
/* Drop all that points into an entry's runs. */
void comparisons_forget(struct comparisons *comparisons, size_t entry);

#endif
