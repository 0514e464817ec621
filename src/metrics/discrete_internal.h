/* A draw, to be had inside loops that make millions of them. */
#ifndef ASSAY_METRICS_DISCRETE_INTERNAL_H
#define ASSAY_METRICS_DISCRETE_INTERNAL_H

#include "random_internal.h"

#include <assay/metrics/discrete.h>

/* High bits choose the slot, low ones between its two numbers; no branch, which would be a guess.
 */
static inline uint32_t discrete_step(const struct discrete *discrete, struct random *random)
{
    uint64_t bits = random_step(random);
    uint32_t own = (uint32_t)(bits >> discrete->shift);
    uint64_t slot = discrete->slots[own];
    uint32_t other = (uint32_t)slot, keep = -(uint32_t)((uint32_t)bits < slot >> 32);

    return discrete->first + (other ^ ((own ^ other) & keep));
}

#endif
