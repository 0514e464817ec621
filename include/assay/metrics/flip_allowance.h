/*
 * What a bootstrap interval lacks where few samples flip: drawing again from a handful of flips
 * shows little of how many more there might have been, and from none shows nothing.
 *
 * Bonett and Price (see paired.h) mend the interval of accuracy by adding one fixed and one broken
 * pair. Here the same is done for any figure of margins: the variance that two such pairs would add
 * goes into the interval, each end of which moves away from the delta as squares add up. Of
 * accuracy that is 2/n^2; it shrinks with 1/n^2, so large sets do not see it. How well it does is
 * measured by tests/bench/coverage.c, whose table is beside it.
 *
 * Pure; NAN in, NAN out.
 */
#ifndef ASSAY_METRICS_FLIP_ALLOWANCE_H
#define ASSAY_METRICS_FLIP_ALLOWANCE_H

#include <assay/metrics/interval.h>
#include <assay/metrics/margins.h>

/*
 * Sum over both sides of the mean square change of the figure when one answer flips: a right one to
 * outside the label set, or, of a label never got right, a wrong one to right. The mean is over
 * the samples whose flip changes the figure; 0 when none does. O(labels) times the figure's cost.
 */
double flip_variance(const struct margins *a, const struct margins *b, margins_function *of_margins,
                     size_t label);
/* The interval of a delta, at that level, with a variance added. Not kept inside any range. */
struct interval interval_widened(struct interval interval, double delta, double variance,
                                 double level);

#endif
