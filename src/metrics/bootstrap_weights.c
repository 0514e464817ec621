#include <assay/metrics/bootstrap.h>

#include "random_internal.h"

#include <assay/metrics/distribution.h>
#include <assay/metrics/resampling.h>

#include <assay/base/arena.h>
#include <assay/base/err.h>

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* What is drawn and swapped as one is a unit: a pair, or a cluster of pairs. */
struct weights_plan {
    const struct bootstrap_weighted *weighted;
    size_t units;
    size_t of_units, of_function; /* where in the room they have theirs; pairs come first */
    const uint32_t *ones;
    const uint8_t *zeros;
};

static void call(const struct weights_plan *plan, void *room, const uint32_t *weights,
                 const uint8_t *swapped, double *deltas)
{
    plan->weighted->deltas(plan->weighted->arg, (char *)room + plan->of_function, weights, swapped,
                           deltas);
}

static void draw_units(const struct weights_plan *plan, uint32_t *draws, struct random *random)
{
    uint32_t n = (uint32_t)plan->units;

    memset(draws, 0, plan->units * sizeof(*draws));
    for (size_t i = 0; i < plan->units; i += 2) {
        uint64_t bits = random_step(random);

        draws[random_scaled(random, (uint32_t)bits, n)]++;
        if (i + 1 < plan->units)
            draws[random_scaled(random, (uint32_t)(bits >> 32), n)]++;
    }
}

static void draw_weights(const void *arg, void *room, struct random *random, double *deltas)
{
    const struct weights_plan *plan = arg;
    const uint32_t *cluster = plan->weighted->cluster;
    uint32_t *weights = room, *draws = (uint32_t *)(void *)((char *)room + plan->of_units);

    draw_units(plan, cluster ? draws : weights, random);
    for (size_t i = 0; cluster && i < plan->weighted->pairs; i++)
        weights[i] = draws[cluster[i]];
    call(plan, room, weights, plan->zeros, deltas);
}

static void toss_units(const struct weights_plan *plan, uint8_t *coins, struct random *random)
{
    uint64_t bits = 0;

    for (size_t i = 0; i < plan->units; i++) {
        bits = i % 64 ? bits >> 1 : random_step(random);
        coins[i] = bits & 1;
    }
}

static void swap_sides(const void *arg, void *room, struct random *random, double *deltas)
{
    const struct weights_plan *plan = arg;
    const uint32_t *cluster = plan->weighted->cluster;
    uint8_t *swapped = room, *coins = (uint8_t *)room + plan->of_units;

    toss_units(plan, cluster ? coins : swapped, random);
    for (size_t i = 0; cluster && i < plan->weighted->pairs; i++)
        swapped[i] = coins[cluster[i]];
    call(plan, room, plan->ones, swapped, deltas);
}

/* ---- the plan ---- */

static size_t aligned(size_t bytes)
{
    return (bytes + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
}

static struct weights_plan plan_of(const struct bootstrap_weighted *weighted, struct arena *arena)
{
    size_t pairs = weighted->pairs;
    struct weights_plan plan = {.weighted = weighted,
                                .units = weighted->cluster ? weighted->cluster_count : pairs};
    uint32_t *ones = arena_alloc(arena, pairs * sizeof(*ones));

    if (pairs > UINT32_MAX)
        die("%zu pairs drawn one by one", pairs);
    for (size_t i = 0; i < pairs; i++)
        ones[i] = 1;
    plan.ones = ones;
    plan.zeros = arena_zalloc(arena, pairs, sizeof(*plan.zeros));
    plan.of_units = aligned(pairs * sizeof(uint32_t));
    plan.of_function =
        plan.of_units + (weighted->cluster ? aligned(plan.units * sizeof(uint32_t)) : 0);
    return plan;
}

static void observe(const struct weights_plan *plan, size_t room, struct bootstrap_result *results)
{
    char *own = xcalloc(1, room);
    double deltas[RESAMPLING_STATISTICS];

    call(plan, own, plan->ones, plan->zeros, deltas);
    for (size_t i = 0; i < plan->weighted->count; i++)
        results[i].delta = deltas[i];
    free(own);
}

/* Of percentiles over so many clusters. */
static double expanded_level(double level, size_t clusters)
{
    double n = (double)clusters;

    return 1.0 - 2.0 * normal_above(sqrt(n / (n - 1.0)) * student_quantile(level, n - 1.0));
}

bool bootstrap_weights(const struct bootstrap_weighted *weighted,
                       const struct bootstrap_options *options, struct bootstrap_result *results)
{
    struct arena *arena = arena_new();
    struct bootstrap_options how = *options;
    struct weights_plan plan;
    struct resampling resampling = {.plan = &plan, .draw = draw_weights, .swap = swap_sides};
    bool done = true;

    for (size_t i = 0; i < weighted->count; i++)
        results[i] = resampling_nothing;
    if (weighted->pairs && (!weighted->cluster || weighted->cluster_count > 1)) {
        plan = plan_of(weighted, arena);
        resampling.room = plan.of_function + weighted->room;
        observe(&plan, resampling.room, results);
        if (weighted->cluster)
            how.level = expanded_level(options->level, weighted->cluster_count);
        done = resampling_run(&resampling, weighted->count, &how, results);
    }
    arena_free(arena);
    return done;
}
