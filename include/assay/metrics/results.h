/*
 * Results: all that is recomputed from one run's evidence, made once and read by the metrics, the
 * audit, the reports and the screen. Nothing here looks at a claim.
 *
 * Results live in the arena passed to results_new and point into the run, which must outlive them.
 * A part that the run has no evidence for is NULL.
 */
#ifndef ASSAY_METRICS_RESULTS_H
#define ASSAY_METRICS_RESULTS_H

#include <assay/base/arena.h>
#include <assay/metrics/classification.h>
#include <assay/model/run.h>

struct set_results;   /* set_results.h: one a set of samples */
struct class_rows;    /* class_rows.h */
struct layer_results; /* layer_results.h */
struct curve_results; /* curve_results.h */
struct code_results;  /* code_results.h: pass and fail */

/* What the user may set. */
struct metric_options {
    struct rating_band bands[RATING_BAND_COUNT];
    unsigned threads; /* that may go through a large set; 0 counts as 1. No result hangs on it */
};
struct metric_options metric_options_default(void);

struct results {
    const struct run *run;
    struct metric_options options;
    struct arena *arena;
    struct set_results *const
        *sets; /* run_samples_count of them; without labels or outcomes: NULL */
    const struct set_results *given;  /* from the given confusion matrix, or NULL */
    const struct class_rows *classes; /* of the given per-class table, or NULL */
    const struct layer_results *layers;
    const struct curve_results *curve;
    const struct code_results *code;
};

/* options NULL: the defaults. */
struct results *results_new(const struct run *run, const struct metric_options *options,
                            struct arena *arena);
/*
 * The classification to read a quantity from: of the named set (the only one when `set` is NULL),
 * else of the given matrix; NULL when there is none, or when all of it stands in `not_file`.
 */
const struct set_results *results_labels(const struct results *results, const char *set,
                                         uint32_t not_file);

#endif
