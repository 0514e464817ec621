#include <assay/metrics/bootstrap.h>

#include "random_internal.h"

#include <assay/metrics/resampling.h>

#include <assay/base/err.h>

#include <string.h>

struct weights_plan {
    bootstrap_delta *delta;
    const void *arg;
    size_t pairs;
    const uint32_t *ones;
    const uint8_t *zeros;
};

static void draw_weights(const void *arg, void *room, struct random *random, double *deltas)
{
    const struct weights_plan *plan = arg;
    uint32_t *weights = room, n = (uint32_t)plan->pairs;

    memset(weights, 0, plan->pairs * sizeof(*weights));
    for (size_t i = 0; i < plan->pairs; i += 2) {
        uint64_t bits = random_step(random);

        weights[random_scaled(random, (uint32_t)bits, n)]++;
        if (i + 1 < plan->pairs)
            weights[random_scaled(random, (uint32_t)(bits >> 32), n)]++;
    }
    deltas[0] = plan->delta(plan->arg, weights, plan->zeros);
}

static void swap_sides(const void *arg, void *room, struct random *random, double *deltas)
{
    const struct weights_plan *plan = arg;
    uint8_t *swapped = room;
    uint64_t coins = 0;

    for (size_t i = 0; i < plan->pairs; i++) {
        coins = i % 64 ? coins >> 1 : random_step(random);
        swapped[i] = coins & 1;
    }
    deltas[0] = plan->delta(plan->arg, plan->ones, swapped);
}

static void plan_make(struct weights_plan *plan, struct arena *arena)
{
    uint32_t *ones = arena_alloc(arena, plan->pairs * sizeof(*ones));

    if (plan->pairs > UINT32_MAX)
        die("%zu pairs drawn one by one", plan->pairs);
    for (size_t i = 0; i < plan->pairs; i++)
        ones[i] = 1;
    plan->ones = ones;
    plan->zeros = arena_zalloc(arena, plan->pairs, sizeof(*plan->zeros));
}

bool bootstrap_weights(bootstrap_delta *delta, const void *arg, size_t pairs,
                       const struct bootstrap_options *options, struct bootstrap_result *result)
{
    struct weights_plan plan = {.delta = delta, .arg = arg, .pairs = pairs};
    struct resampling resampling = {
        .plan = &plan,
        .room = pairs * sizeof(uint32_t),
        .draw = draw_weights,
        .swap = swap_sides,
    };
    struct arena *arena = arena_new();
    bool done = true;

    *result = resampling_nothing;
    if (pairs) {
        plan_make(&plan, arena);
        result->delta = delta(arg, plan.ones, plan.zeros);
        done = resampling_run(&resampling, 1, options, result);
    }
    arena_free(arena);
    return done;
}
