/*
 * A figure over runs in time: does it rise or fall, and which runs stand apart.
 *
 * Neither needs a normal distribution, and single odd runs move neither much. Pure; values that are
 * NAN are left out. O(n^2) for the trend.
 */
#ifndef ASSAY_METRICS_TREND_H
#define ASSAY_METRICS_TREND_H

#include <stdbool.h>
#include <stddef.h>

/*
 * slope  median of the slopes between all two points of different x (Theil 1950; Sen, JASA 63
 *        (1968), 1379-1389), in y by x; NAN when all x are equal
 * tau    Kendall's tau b, in [-1,1]: pairs that rise less pairs that fall; NAN when all are equal
 * p      of no trend (Mann, Econometrica 13 (1945), 245-259), by the normal distribution with the
 *        variance for ties of Kendall, Rank Correlation Methods, 4th ed. 1970, ch. 4; NAN below 3
 *        points. Rough below 10.
 */
struct trend {
    size_t n;
    double slope, tau, p;
};
struct trend trend_of(const double *x, const double *y, size_t count);

/*
 * How far each value stands from the median: 0.6745 (x - median) / MAD, MAD the median of the
 * distances from it (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993). Values beyond
 * +-OUTLIER_FROM are outliers. NAN for all when fewer than OUTLIER_LEAST values, or when half of
 * them are equal, so that MAD is 0.
 */
#define OUTLIER_FROM 3.5
enum { OUTLIER_LEAST = 5 };
void outlier_scores(const double *values, size_t count, double *scores);

/* Of the values that are no NAN, the mean of the middle two when they are even; NAN when none. */
double median_of(const double *values, size_t count);

#endif
