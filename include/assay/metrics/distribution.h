/*
 * Distribution functions that tests need. Arguments outside a domain give NAN. Pure.
 *
 * Incomplete beta and gamma by continued fractions and series (Press et al., Numerical Recipes, 3rd
 * ed. 2007, 6.2 and 6.4); relative error below 1e-10 where the value is above 1e-300. Sums of
 * binomial terms are taken from the smaller tail, so that a p of 5e-20 keeps its digits.
 */
#ifndef ASSAY_METRICS_DISTRIBUTION_H
#define ASSAY_METRICS_DISTRIBUTION_H

#include <stdint.h>

/* Of the standard normal: P(Z <= z), P(Z > z), and z with P(Z <= z) = p. */
double normal_below(double z);
double normal_above(double z);
double normal_quantile(double p);
/* Student's t with df > 0 degrees: P(|T| >= |t|), and t with P(|T| <= t) = level. */
double student_two_sided(double t, double df);
double student_quantile(double level, double df);
/* P(X >= x) of chi squared with df > 0 degrees. */
double chi_squared_above(double x, double df);
/* P(X <= k) of n fair coins, and P(X = k). */
double fair_coins_at_most(uint64_t k, uint64_t n);
double fair_coins_exactly(uint64_t k, uint64_t n);

#endif
