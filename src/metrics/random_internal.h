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

/* Below n, of 32 random bits; others are drawn where these would make a number too likely. */
static inline uint32_t random_scaled(struct random *random, uint32_t bits, uint32_t n)
{
    uint64_t product = (uint64_t)bits * n;

    if ((uint32_t)product < n)
        while ((uint32_t)product < -n % n)
            product = (random_step(random) >> 32) * n;
    return (uint32_t)(product >> 32);
}

#endif
