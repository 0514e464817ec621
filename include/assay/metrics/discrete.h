/*
 * A fixed distribution on whole numbers, made ready to be drawn from many times.
 *
 * Alias tables (Walker, ACM TOMS 3 (1977), 253-256; built as by Vose, IEEE TSE 17 (1991), 972-975):
 * one random number and one look-up a draw, whatever the distribution. Chances are kept to 2^-32 of
 * a slot, so that no event's chance is off by more than 2^-32; what is less likely than 1e-13 of
 * the likeliest number, 7.7 standard deviations off in a wide distribution, is never drawn.
 *
 * Tables are computed outwards from the mode by the ratio of neighbours, with IEEE 754 basic
 * operations only: the same everywhere (see random.h). They take 8 bytes for each number that can
 * be drawn, rounded up to a power of two, and live in the arena. Nothing fails.
 */
#ifndef ASSAY_METRICS_DISCRETE_H
#define ASSAY_METRICS_DISCRETE_H

#include <assay/base/arena.h>
#include <assay/metrics/random.h>

#include <stddef.h>
#include <stdint.h>

struct discrete {
    const uint64_t *slots; /* chance of the slot's own number in 2^-32, then its alias */
    uint32_t first;        /* number of the first slot */
    uint32_t shift;        /* of a random number, leaves a slot */
};

/* Events when `mean` >= 0 are expected. */
struct discrete discrete_poisson(double mean, struct arena *arena);
/* Heads of n fair coins. */
struct discrete discrete_coins(uint32_t n, struct arena *arena);
/* An index below count < 2^31, by its weight; not all weights are 0. */
struct discrete discrete_index(const uint64_t *weights, size_t count, struct arena *arena);

uint32_t discrete_draw(const struct discrete *discrete, struct random *random);

#endif
