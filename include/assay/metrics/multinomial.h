/*
 * Multinomial draws, the same one many times: n draws over cells, each by its weight, where n is
 * the sum of the weights; how many fall on each cell. That is a bootstrap resample of n things of
 * which many are alike.
 *
 * Cells are drawn independently of each other, from Poisson distributions that expect a little less
 * than n in all; a draw with more than n in all is made anew. What is missing is added: where much
 * is missing in the same way, the rest one by one. Given their sum, independent Poisson counts are
 * multinomial (Johnson, Kotz and Balakrishnan, Discrete Multivariate Distributions, 1997, 35.1),
 * whatever the sum, and whether it is kept depends on the sum alone: so the distribution is exactly
 * the multinomial, as far as discrete.h is exact.
 *
 * Where n is not at least twice the cells all draws are made one by one. Cost: a few look-ups a
 * cell, or n of them where that is less. It does not grow with n, but that look-ups take longer
 * once the tables, 128 bytes times the root of its weight a cell, outgrow the processor's cache.
 * Cells of one weight share a table. Nothing fails; n of 2^32 or more is a broken invariant that
 * dies.
 */
#ifndef ASSAY_METRICS_MULTINOMIAL_H
#define ASSAY_METRICS_MULTINOMIAL_H

#include <assay/base/arena.h>
#include <assay/metrics/random.h>

#include <stddef.h>
#include <stdint.h>

struct multinomial;

/* Lives in the arena; not all weights are 0. */
struct multinomial *multinomial_new(const uint64_t *weights, size_t count, struct arena *arena);
/* draws: room for twice the cells; the draws stand in the first half. */
void multinomial_draw(const struct multinomial *multinomial, struct random *random,
                      uint32_t *draws);

#endif
