/*
 * Denominators: what a run's figures are counted over. Rows there, rows scored, answers outside the
 * label set, rows without a score, ids that come more than once; a set of samples at a time.
 */
#ifndef ASSAY_SESSION_DENOMINATORS_H
#define ASSAY_SESSION_DENOMINATORS_H

#include <assay/session/assessed.h>

struct denominator {
    const char *set; /* name of the set of samples, "" for the only one */
    const struct metric *metric;
    struct figure figure; /* a count; n is what it is a count of */
};

/* In the arena; NULL and 0 when the run has no samples. */
const struct denominator *denominators_of(const struct assessed *input, struct arena *arena,
                                          size_t *count);
#endif
