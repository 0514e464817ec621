/*
 * Random numbers that are the same on every machine, for resampling.
 *
 * Generator: xoshiro256** (Blackman and Vigna, ACM TOMS 47 (2021), 36), its state filled by
 * splitmix64 from seed and stream; stream 0 is the generator its authors publish. Work that is
 * parted takes a stream a part, so that a result hangs on the seed alone and not on how many
 * threads there are.
 *
 * Everything drawn is made of integer and IEEE 754 basic operations (no libm; the Makefile forbids
 * contraction), so that no library's rounding can change a draw. Draws from other distributions:
 * discrete.h, multinomial.h. Nothing fails, nothing is allocated.
 */
#ifndef ASSAY_METRICS_RANDOM_H
#define ASSAY_METRICS_RANDOM_H

#include <stdint.h>

struct random {
    uint64_t state[4];
};

struct random random_new(uint64_t seed, uint64_t stream);
uint64_t random_next(struct random *random);
/* In [0,1), 53 bits. */
double random_unit(struct random *random);
/* Below n, which is at least 1; every number equally likely (Lemire, ACM TOMACS 29 (2019), 3). */
uint64_t random_below(struct random *random, uint64_t n);

#endif
