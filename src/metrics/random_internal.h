/* The step of the generator, to be had inside loops that draw millions of times. */
#ifndef ASSAY_METRICS_RANDOM_INTERNAL_H
#define ASSAY_METRICS_RANDOM_INTERNAL_H

#include <assay/metrics/random.h>

static inline uint64_t rotated(uint64_t x, unsigned by)
{
    return x << by | x >> (64 - by);
}

static inline uint64_t random_step(struct random *random)
{
    uint64_t *s = random->state, result = rotated(s[1] * 5, 7) * 9, shifted = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotated(s[3], 45);
    return result;
}

#endif
