/*
 * What the plots of losses over positions share: the run's losses as columns, and its slopes.
 *
 * Slopes are nats per token and token of position, as slope_end_point, slope_early … are defined;
 * NAN where the run has no evidence of one. All lives in the topic's arena.
 */
#ifndef ASSAY_PLOT_KIND_CURVE_H
#define ASSAY_PLOT_KIND_CURVE_H

#include <assay/metrics/curve_results.h>
#include <assay/plot/plot_build.h>

/* The run's losses over positions, or NULL and *why. */
const struct curve_results *kind_curve_of(const struct topic *topic, const char **why);

enum curve_slope_kind { SLOPE_OVERALL, SLOPE_EARLY, SLOPE_MIDDLE, SLOPE_LATE, SLOPE_FIT, SLOPES };
struct curve_slope {
    const char *name;  /* "early" */
    const char *where; /* "4k to 8k"; "" where that is not known */
    double from, to;   /* positions; NAN of the fit, and where not known */
    double value;      /* NAN: no evidence */
    const char *text;  /* "-8.0000e-06", always with its sign */
};
/* SLOPES of them, by kind. */
const struct curve_slope *kind_curve_slopes(const struct topic *topic);
/* "128 points at 44 positions" */
const char *kind_curve_how(const struct curve_results *curve, struct arena *arena);

#endif
