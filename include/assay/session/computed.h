/*
 * Computed: the runs of one group of files, each with its results and its audit.
 *
 * A value that owns all it points to; made by one thread and handed over whole. Results and audit
 * are computed when first asked for, so whoever makes it may do so in advance (computed_all).
 */
#ifndef ASSAY_SESSION_COMPUTED_H
#define ASSAY_SESSION_COMPUTED_H

#include <assay/load/discover.h>
#include <assay/session/assessed.h>

struct computed_run {
    struct arena *arena; /* NULL until something was asked for */
    struct results *results;
    struct audit *audit;
};

struct computed {
    struct run_list runs;
    struct computed_run *each; /* one a run */
};

/* Load the group. False when nothing of it could be used: then there is nothing to release. */
bool computed_load(struct computed *computed, const struct discovered *found, struct err *err);
void computed_release(struct computed *computed);
const struct results *computed_results(struct computed *computed, size_t index,
                                       const struct metric_options *options);
const struct audit *computed_audit(struct computed *computed, size_t index,
                                   const struct metric_options *options);
struct assessed computed_assessed(struct computed *computed, size_t index,
                                  const struct metric_options *options);
/* Everything of every run; stops between runs when `control` is cancelled. */
void computed_all(struct computed *computed, const struct metric_options *options,
                  const struct load_control *control);

#endif
