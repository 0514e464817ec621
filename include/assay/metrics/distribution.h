/*
 * Distribution functions that tests need. Arguments outside a domain give NAN. Pure.
 *
 * Relative error below 1e-10 where the value is above 1e-300, in either tail:
 *
 *   normal       erfc; quantiles by Newton's method on the logarithm of the tail
 *   Student      incomplete beta by the continued fraction of Didonato and Morris (ACM TOMS 18
 *                (1992), 360-373); degrees above 1e10 count as infinitely many
 *   chi squared  incomplete gamma by series and continued fraction (Press et al.,
 *                Numerical Recipes, 3rd ed. 2007, 6.2)
 *   coins        terms by their saddle-point expansion (Loader, Fast and Accurate Computation of
 *                Binomial Probabilities, 2000), summed from the smaller tail, so that a p of 5e-20
 *                keeps its digits; O(sqrt n)
 */
#ifndef ASSAY_METRICS_DISTRIBUTION_H
#define ASSAY_METRICS_DISTRIBUTION_H

#include <stdint.h>

/* Of the standard normal: P(Z <= z), P(Z > z), and z with P(Z <= z) = p, p in [0,1]. */
double normal_below(double z);
double normal_above(double z);
double normal_quantile(double p);
/* Student's t with df > 0 degrees: P(|T| >= |t|), and t with P(|T| <= t) = level in [0,1]. */
double student_two_sided(double t, double df);
double student_quantile(double level, double df);
/* P(X >= x) of chi squared with df > 0 degrees. */
double chi_squared_above(double x, double df);
/* P(X <= k) of n fair coins, and P(X = k). */
double fair_coins_at_most(uint64_t k, uint64_t n);
double fair_coins_exactly(uint64_t k, uint64_t n);

#endif
