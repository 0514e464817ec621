#include <assay/metrics/bootstrap.h>

#include "discrete_internal.h"

#include <assay/metrics/multinomial.h>
#include <assay/metrics/resampling.h>

#include <assay/base/err.h>

#include <math.h>
#include <stdlib.h>

/* What is drawn as one: a pair, or the pairs of a cluster. */
struct unit {
    double difference; /* sum of B - A over its pairs */
    double pairs;
};

/* Units that are alike. */
struct cell {
    struct unit unit;
    uint64_t units;
};

/* Units of one |difference|, whose signs fair coins decide. */
struct swap {
    double size;
    uint32_t units;
    struct discrete coins;
};

struct means_plan {
    const struct unit *units; /* by |difference| */
    size_t unit_count;
    struct cell *cells;
    size_t cell_count;
    const struct multinomial *multinomial; /* over the cells; NULL: units are drawn one by one */
    struct swap *swaps;                    /* by units */
    size_t swap_count, single_swaps;
    double pairs; /* of all units */
};

static void draw_cells(const struct means_plan *plan, uint32_t *draws, struct random *random,
                       struct unit *sum)
{
    multinomial_draw(plan->multinomial, random, draws);
    for (size_t i = 0; i < plan->cell_count; i++) {
        sum->difference += draws[i] * plan->cells[i].unit.difference;
        sum->pairs += draws[i] * plan->cells[i].unit.pairs;
    }
}

static inline void add_unit(struct unit *sum, const struct unit *unit)
{
    sum->difference += unit->difference;
    sum->pairs += unit->pairs;
}

/* Two units a random number, each to a sum of its own that need not wait for the other. */
static void draw_units(const struct means_plan *plan, struct random *random, struct unit *sum)
{
    uint32_t n = (uint32_t)plan->unit_count;
    struct unit other = {0.0, 0.0};
    struct random own = *random;

    for (uint32_t i = 0; i < n / 2; i++) {
        uint64_t bits = random_step(&own);

        add_unit(sum, &plan->units[random_scaled(&own, (uint32_t)bits, n)]);
        add_unit(&other, &plan->units[random_scaled(&own, (uint32_t)(bits >> 32), n)]);
    }
    if (n % 2)
        add_unit(sum, &plan->units[random_scaled(&own, (uint32_t)random_step(&own), n)]);
    add_unit(sum, &other);
    *random = own;
}

static void draw_means(const void *arg, void *room, struct random *random, double *deltas)
{
    const struct means_plan *plan = arg;
    struct unit sum = {0.0, 0.0};

    if (plan->multinomial)
        draw_cells(plan, room, random, &sum);
    else
        draw_units(plan, random, &sum);
    deltas[0] = sum.difference / sum.pairs;
}

/* A bit a coin. */
static double swap_singles(const struct means_plan *plan, struct random *random)
{
    double sums[2] = {0.0, 0.0};
    uint64_t coins = 0;

    for (size_t i = 0; i < plan->single_swaps; i++) {
        coins = i % 64 ? coins >> 1 : random_step(random);
        sums[0] += coins & 1 ? plan->swaps[i].size : 0.0;
        sums[1] += coins & 1 ? 0.0 : plan->swaps[i].size;
    }
    return sums[0] - sums[1];
}

static void swap_means(const void *arg, void *room, struct random *random, double *deltas)
{
    const struct means_plan *plan = arg;
    double difference = swap_singles(plan, random);

    (void)room;
    for (size_t i = plan->single_swaps; i < plan->swap_count; i++) {
        const struct swap *swap = &plan->swaps[i];
        double heads = discrete_step(&swap->coins, random);

        difference += swap->size * (2.0 * heads - swap->units);
    }
    deltas[0] = difference / plan->pairs;
}

/* ---- the plan ---- */

static int compare_numbers(double a, double b)
{
    return (a > b) - (a < b);
}

/* By |difference|, so that the cells of one swap are neighbours. */
static int compare_units(const void *left, const void *right)
{
    const struct unit *a = left, *b = right;
    int order = compare_numbers(fabs(a->difference), fabs(b->difference));

    order = order ? order : compare_numbers(a->difference, b->difference);
    return order ? order : compare_numbers(a->pairs, b->pairs);
}

/* Units out of pairs that have both values; clusters without any are none. */
static size_t units_of(const double *a, const double *b, size_t pairs, const uint32_t *cluster,
                       struct unit *units, size_t unit_count)
{
    size_t kept = 0;

    for (size_t i = 0; i < pairs; i++) {
        struct unit *unit = &units[cluster ? cluster[i] : i];

        if (isnan(a[i]) || isnan(b[i]))
            continue;
        unit->difference += b[i] - a[i];
        unit->pairs++;
    }
    for (size_t i = 0; i < unit_count; i++)
        if (units[i].pairs > 0.0)
            units[kept++] = units[i];
    if (kept)
        qsort(units, kept, sizeof(*units), compare_units);
    return kept;
}

static void plan_cells(struct means_plan *plan, struct arena *arena)
{
    const struct unit *units = plan->units;
    size_t count = plan->unit_count;
    uint64_t *weights = arena_zalloc(arena, count, sizeof(*weights));

    plan->cells = arena_zalloc(arena, count, sizeof(*plan->cells));
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || compare_units(&units[i - 1], &units[i]) != 0)
            plan->cells[plan->cell_count++].unit = units[i];
        plan->cells[plan->cell_count - 1].units++;
        weights[plan->cell_count - 1]++;
    }
    /* Of nearly as many cells as units the counts are not worth keeping. */
    if (2 * plan->cell_count <= count)
        plan->multinomial = multinomial_new(weights, plan->cell_count, arena);
}

static int compare_swaps(const void *left, const void *right)
{
    const struct swap *a = left, *b = right;

    if (a->units != b->units)
        return a->units < b->units ? -1 : 1;
    return compare_numbers(a->size, b->size);
}

static void plan_swaps(struct means_plan *plan, struct arena *arena)
{
    struct swap *swaps = arena_zalloc(arena, plan->cell_count, sizeof(*swaps));
    size_t count = 0;

    for (size_t i = 0; i < plan->cell_count; i++) {
        double size = fabs(plan->cells[i].unit.difference);

        if (size == 0.0)
            continue;
        if (count == 0 || swaps[count - 1].size != size)
            swaps[count++].size = size;
        swaps[count - 1].units += (uint32_t)plan->cells[i].units;
    }
    if (count)
        qsort(swaps, count, sizeof(*swaps), compare_swaps);
    while (plan->single_swaps < count && swaps[plan->single_swaps].units == 1)
        plan->single_swaps++;
    for (size_t i = plan->single_swaps; i < count; i++)
        swaps[i].coins = i > plan->single_swaps && swaps[i].units == swaps[i - 1].units
                             ? swaps[i - 1].coins
                             : discrete_coins(swaps[i].units, arena);
    plan->swaps = swaps;
    plan->swap_count = count;
}

static void observe(struct means_plan *plan, const double *a, const double *b, size_t pairs,
                    struct bootstrap_result *result)
{
    double sum_a = 0.0, sum_b = 0.0, difference = 0.0;

    for (size_t i = 0; i < plan->cell_count; i++) {
        difference += (double)plan->cells[i].units * plan->cells[i].unit.difference;
        plan->pairs += (double)plan->cells[i].units * plan->cells[i].unit.pairs;
    }
    for (size_t i = 0; i < pairs; i++) {
        bool both = !isnan(a[i]) && !isnan(b[i]);

        sum_a += both ? a[i] : 0.0;
        sum_b += both ? b[i] : 0.0;
    }
    result->a = sum_a / plan->pairs;
    result->b = sum_b / plan->pairs;
    result->delta = difference / plan->pairs;
}

bool bootstrap_means(const double *a, const double *b, size_t pairs, const uint32_t *cluster,
                     size_t cluster_count, const struct bootstrap_options *options,
                     struct bootstrap_result *result)
{
    size_t unit_count = cluster ? cluster_count : pairs;
    struct unit *units = xcalloc(unit_count, sizeof(*units));
    struct means_plan plan = {.units = units};
    struct resampling resampling = {.plan = &plan, .draw = draw_means, .swap = swap_means};
    struct arena *arena = arena_new();
    bool done = true;

    *result = resampling_nothing;
    plan.unit_count = units_of(a, b, pairs, cluster, units, unit_count);
    if (plan.unit_count > UINT32_MAX)
        die("%zu pairs drawn one by one", plan.unit_count);
    if (plan.unit_count) {
        plan_cells(&plan, arena);
        plan_swaps(&plan, arena);
        observe(&plan, a, b, pairs, result);
        resampling.room = 2 * plan.cell_count * sizeof(uint32_t);
        done = resampling_run(&resampling, 1, options, result);
    }
    free(units);
    arena_free(arena);
    return done;
}
