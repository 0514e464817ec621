/*
 * Loss over token positions: what is computed once of a run's stored losses.
 *
 * Two kinds of evidence, either of which may be missing:
 *   tokens   one loss a position (series "librilight_loss"): figures of single tokens
 *   points   all points of a curve, positions may repeat (series "librilight_progression", else
 *            any other series over positions in nats, else the tokens): means, medians, deviations
 *
 * A point of the curve may itself be an average over tokens, so it is evidence for no single
 * token; it is the nearest there is.
 *
 * Results point into the run and live in the arena given. Nothing fails.
 */
#ifndef ASSAY_METRICS_CURVE_RESULTS_H
#define ASSAY_METRICS_CURVE_RESULTS_H

#include <assay/base/arena.h>
#include <assay/metrics/curve.h>
#include <assay/model/run.h>

struct curve_table {
    const struct series *series; /* NULL when there is none */
    struct curve_point *points;  /* one a position, rising */
    size_t count;
    double half_unit; /* how far printing moved each value; 0 when printed in full */
};

struct curve_results {
    struct curve_table tokens;
    struct curve_table losses;
    struct curve_table perplexities;      /* as stored beside the losses */
    double token_count;                   /* tokens of a sequence, NAN when unknown */
    struct curve_line least_squares;      /* over all points */
    double least_squares_means;           /* the slope over the means, NAN when undefined */
    struct curve_segments segments;       /* of the tokens, NAN where an end is not stored */
    struct curve_segments segments_means; /* of the mean curve */
};

/* NULL when the run has no losses over positions. */
const struct curve_results *curve_results_new(const struct run *run, struct arena *arena);
/* The point at exactly this position, or NULL; O(log n). */
const struct curve_point *curve_table_at(const struct curve_table *table, double position);
/* The point nearest to it, the lower one of two; NULL when there is none. O(log n). */
const struct curve_point *curve_table_near(const struct curve_table *table, double position);

#endif
