#include <assay/metrics/random.h>

#include "random_internal.h"

__extension__ typedef unsigned __int128 uint128;

/* The finalizer of splitmix64 (Steele, Lea and Flood, OOPSLA 2014); 0 stays 0. */
static uint64_t mixed(uint64_t x)
{
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

struct random random_new(uint64_t seed, uint64_t stream)
{
    struct random random;
    uint64_t at = seed + mixed(stream);

    for (int i = 0; i < 4; i++)
        random.state[i] = mixed(at += UINT64_C(0x9e3779b97f4a7c15));
    return random;
}

uint64_t random_next(struct random *random)
{
    return random_step(random);
}

double random_unit(struct random *random)
{
    return (double)(random_step(random) >> 11) * 0x1p-53;
}

uint64_t random_below(struct random *random, uint64_t n)
{
    uint128 product = (uint128)random_step(random) * n;

    /* Of the 2^64 numbers drawn, the 2^64 mod n first of a stretch would be one too many. */
    if ((uint64_t)product < n)
        while ((uint64_t)product < -n % n)
            product = (uint128)random_step(random) * n;
    return (uint64_t)(product >> 64);
}
