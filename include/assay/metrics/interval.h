/*
 * Intervals for one proportion: k of n at a two-sided confidence level.
 *
 * Both ends are shares in [0,1]; NAN when n is 0, k > n, or the level is not inside (0,1). Pure.
 */
#ifndef ASSAY_METRICS_INTERVAL_H
#define ASSAY_METRICS_INTERVAL_H

#include <stdint.h>

#define INTERVAL_Z95 1.959963984540054

struct interval {
    double low;
    double high;
};

/* The z with `level` of the standard normal inside +-z; INTERVAL_Z95 for .95. */
double interval_z(double level);

/*
 * Wilson score interval without continuity correction, Wilson, JASA 22 (1927), 209-212:
 *   (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n),  p = k/n
 * Exactly 0 at the low end when k = 0, and 1 at the high end when k = n.
 */
struct interval interval_wilson(uint64_t k, uint64_t n, double level);

#endif
