/*
 * What all resampling shares: resamples made in pieces by several threads, and what is told of the
 * deltas they give. bootstrap.h says what the figures are.
 *
 * A resampling is two functions, each of which makes one resample by `random` and writes the delta
 * of every statistic (NAN where it is undefined): `draw` draws pairs with replacement, `swap` keeps
 * the pairs and lets the sides change places. `plan` is theirs, shared by threads and not changed;
 * `room` is a zeroed block of a thread's own that stays from one resample to the next.
 */
#ifndef ASSAY_METRICS_RESAMPLING_H
#define ASSAY_METRICS_RESAMPLING_H

#include <assay/metrics/bootstrap.h>
#include <assay/metrics/random.h>

typedef void resample_function(const void *plan, void *room, struct random *random, double *deltas);

struct resampling {
    const void *plan;
    size_t room; /* bytes */
    resample_function *draw, *swap;
};

/* What is told of no pairs: all undefined. */
extern const struct bootstrap_result resampling_nothing;

/* At most so many statistics at once: 10,000 resamples of as many take 10 MB. */
enum { RESAMPLING_STATISTICS = 128 };

/* Where a, b and delta of count results stand, fills the rest. False when cancelled. */
bool resampling_run(const struct resampling *resampling, size_t count,
                    const struct bootstrap_options *options, struct bootstrap_result *results);

#endif
