/*
 * Tests of differences, their correction for being many, and how much data they would take.
 * p-values are two-sided, in [0,1]. Nothing fails; NAN where there is nothing to test.
 */
#ifndef ASSAY_METRICS_SIGNIFICANCE_H
#define ASSAY_METRICS_SIGNIFICANCE_H

#include <assay/metrics/interval.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A mean and how far it may be off. degrees: of Student's t for its test and interval. NANs among
 * the terms are left out. error and degrees are NAN with fewer than two terms (or clusters).
 */
struct mean_error {
    uint64_t n; /* terms */
    double mean, error, degrees;
};
/* error sd / sqrt(n), sd with n - 1, which are the degrees. */
struct mean_error mean_error_of(const double *values, size_t count);
/*
 * Of a mean whose terms come in clusters: the root of the sum over clusters of (sum of x - mean)^2,
 * by n (Miller, "Adding Error Bars to Evals", arXiv 2411.00640, eq. 4). Without correction for few
 * clusters but in the degrees, which are those of the clusters that occur, less one. With one term
 * a cluster it is the plain error times sqrt((n - 1) / n): this one divides by n, that by n - 1.
 * cluster[i] below cluster_count.
 */
struct mean_error mean_error_clustered(const double *values, const uint32_t *cluster, size_t count,
                                       size_t cluster_count);
/* mean +- t error. */
struct interval mean_interval(const struct mean_error *mean, double level);
/* Student's t test that the mean is 0; 1 when mean and error are 0. */
double mean_test(const struct mean_error *mean);
/* The same on paired differences. */
double paired_t_test(const double *differences, size_t count);

/* Sign test: of the differences that are not 0, as many above as below (Conover, Practical
 * Nonparametric Statistics, 3rd ed. 1999, 3.4). */
double sign_test(uint64_t above, uint64_t below);
/*
 * Do the signs of the differences matter? Of |sum of differences|: exact over all 2^n signs up to
 * PERMUTATION_EXACT differences that are not 0, else `resamples` draws of signs, p = (1 + as
 * extreme) / (1 + resamples) (Fisher, The Design of Experiments, 1935, 21; Phipson and Smyth, SAGMB
 * 9 (2010), 39). 1 when all are 0.
 */
enum { PERMUTATION_EXACT = 16 };
double permutation_test(const double *differences, size_t count, unsigned resamples, uint64_t seed);
/*
 * Cochran's Q over k runs and n samples, each right (1) or wrong (0): values[sample * k + run].
 * Biometrika 37 (1950), 256-266; chi squared with k - 1 degrees. p 1 when no sample tells the runs
 * apart.
 */
struct cochran {
    double q, p;
    uint64_t samples; /* n */
};
struct cochran cochran_q(const uint8_t *values, size_t samples, size_t runs);

/*
 * Holm's step-down correction: adjusted[i] is the least level at which p[i] would be rejected
 * within the family, at most 1 (Scand. J. Stat. 6 (1979), 65-70). NANs stay and do not count.
 */
void holm(const double *p, size_t count, double *adjusted);

/*
 * The least true difference found with chance `power` by a two-sided test at level alpha, given a
 * standard error: (z of 1 - alpha/2 plus z of power) * error; alpha and power inside (0,1). Miller,
 * sec. 5, eq. 10, and eq. 9 for the samples.
 */
double detectable_effect(double error, double alpha, double power);
/* Samples for which that would be `effect` > 0, given the error at n samples; not rounded. */
double samples_needed(double error, uint64_t n, double effect, double alpha, double power);

#endif
