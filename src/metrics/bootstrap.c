#include <assay/metrics/bootstrap.h>

#include "discrete_internal.h"

#include <assay/metrics/multinomial.h>
#include <assay/metrics/resampling.h>

#include <assay/base/err.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * The margins of both sides, in one block of numbers: rows of labels + 1, the last column for
 * answers outside the set.
 */
enum { SUPPORT, TP_A, TP_B, PREDICTED_A, PREDICTED_B, ROWS };

struct digits {
    uint16_t truth, a, b; /* invalid: labels */
};

/* Pairs of one truth that got `one` of one side and `other` of the other side; who got which is
 * what a fair coin decides. */
struct flip {
    uint16_t truth, one, other; /* one is the truth if either is */
    uint32_t pairs;
    struct discrete coins;
};

struct joint_plan {
    size_t labels, cell_count;
    uint64_t pairs;
    const struct bootstrap_statistic *statistics;
    size_t count;
    /* draws */
    const struct digits *cells;
    const uint32_t *right_a, *right_b; /* cells where that side is right */
    size_t right_a_count, right_b_count;
    const struct multinomial *multinomial;
    /* swaps */
    const struct flip *flips; /* those with a right side first */
    size_t flip_count, right_flips;
    const uint64_t *unflipped; /* ROWS x (labels + 1), of the other pairs; supports of all */
};

static size_t row_length(const struct joint_plan *plan)
{
    return plan->labels + 1;
}

static struct margins side_margins(const struct joint_plan *plan, const uint64_t *sums, size_t tp,
                                   size_t predicted)
{
    return (struct margins){
        .labels = plan->labels,
        .total = plan->pairs,
        .tp = sums + tp * row_length(plan),
        .support = sums + SUPPORT * row_length(plan),
        .predicted = sums + predicted * row_length(plan),
    };
}

static void deltas_of(const struct joint_plan *plan, const uint64_t *sums, double *deltas)
{
    struct margins a = side_margins(plan, sums, TP_A, PREDICTED_A);
    struct margins b = side_margins(plan, sums, TP_B, PREDICTED_B);

    for (size_t i = 0; i < plan->count; i++) {
        const struct bootstrap_statistic *statistic = &plan->statistics[i];

        deltas[i] = statistic->of_margins(&b, statistic->label) -
                    statistic->of_margins(&a, statistic->label);
    }
}

static void add_draws(const struct joint_plan *plan, const uint32_t *draws, uint64_t *sums)
{
    size_t length = row_length(plan);
    uint64_t *support = sums + SUPPORT * length;
    uint64_t *predicted_a = sums + PREDICTED_A * length, *tp_a = sums + TP_A * length;
    uint64_t *predicted_b = sums + PREDICTED_B * length, *tp_b = sums + TP_B * length;

    for (size_t i = 0; i < plan->cell_count; i++) {
        support[plan->cells[i].truth] += draws[i];
        predicted_a[plan->cells[i].a] += draws[i];
        predicted_b[plan->cells[i].b] += draws[i];
    }
    for (size_t i = 0; i < plan->right_a_count; i++)
        tp_a[plan->cells[plan->right_a[i]].truth] += draws[plan->right_a[i]];
    for (size_t i = 0; i < plan->right_b_count; i++)
        tp_b[plan->cells[plan->right_b[i]].truth] += draws[plan->right_b[i]];
}

/* room: the sums, then the draws. */
static void draw_pairs(const void *arg, void *room, struct random *random, double *deltas)
{
    const struct joint_plan *plan = arg;
    uint64_t *sums = room;
    uint32_t *draws = (uint32_t *)(sums + ROWS * row_length(plan));

    multinomial_draw(plan->multinomial, random, draws);
    memset(sums, 0, ROWS * row_length(plan) * sizeof(*sums));
    add_draws(plan, draws, sums);
    deltas_of(plan, sums, deltas);
}

static void swap_pairs(const void *arg, void *room, struct random *random, double *deltas)
{
    const struct joint_plan *plan = arg;
    size_t length = row_length(plan);
    uint64_t *sums = memcpy(room, plan->unflipped, ROWS * length * sizeof(*sums));
    uint64_t *predicted_a = sums + PREDICTED_A * length, *tp_a = sums + TP_A * length;
    uint64_t *predicted_b = sums + PREDICTED_B * length, *tp_b = sums + TP_B * length;

    for (size_t i = 0; i < plan->flip_count; i++) {
        const struct flip *flip = &plan->flips[i];
        uint32_t heads = discrete_step(&flip->coins, random), tails = flip->pairs - heads;

        predicted_a[flip->one] += heads;
        predicted_a[flip->other] += tails;
        predicted_b[flip->one] += tails;
        predicted_b[flip->other] += heads;
        if (i < plan->right_flips) {
            tp_a[flip->truth] += heads;
            tp_b[flip->truth] += tails;
        }
    }
    deltas_of(plan, sums, deltas);
}

/* ---- the plan ---- */

static void plan_cells(struct joint_plan *plan, const struct joint *joint, struct arena *arena)
{
    struct digits *cells = arena_zalloc(arena, joint->cell_count, sizeof(*cells));
    uint32_t *right_a = arena_zalloc(arena, joint->cell_count, sizeof(*right_a));
    uint32_t *right_b = arena_zalloc(arena, joint->cell_count, sizeof(*right_b));
    uint64_t *weights = arena_zalloc(arena, joint->cell_count, sizeof(*weights));

    for (size_t i = 0; i < joint->cell_count; i++) {
        const struct joint_cell *cell = &joint->cells[i];
        uint16_t invalid = (uint16_t)joint->labels;

        cells[i] = (struct digits){
            .truth = cell->truth,
            .a = cell->a < joint->labels ? cell->a : invalid,
            .b = cell->b < joint->labels ? cell->b : invalid,
        };
        if (cell->a == cell->truth)
            right_a[plan->right_a_count++] = (uint32_t)i;
        if (cell->b == cell->truth)
            right_b[plan->right_b_count++] = (uint32_t)i;
        weights[i] = cell->count;
    }
    plan->cells = cells;
    plan->right_a = right_a;
    plan->right_b = right_b;
    plan->multinomial = multinomial_new(weights, joint->cell_count, arena);
}

static int compare_places(const struct flip *a, const struct flip *b)
{
    if (a->truth != b->truth)
        return a->truth < b->truth ? -1 : 1;
    if (a->one != b->one)
        return a->one < b->one ? -1 : 1;
    return (a->other > b->other) - (a->other < b->other);
}

static int compare_flips(const void *left, const void *right)
{
    return compare_places(left, right);
}

/* Those with a right side first, then by pairs, so that equals can share a table. */
static int compare_draws(const void *left, const void *right)
{
    const struct flip *a = left, *b = right;
    bool right_a = a->one == a->truth, right_b = b->one == b->truth;

    if (right_a != right_b)
        return right_a ? -1 : 1;
    if (a->pairs != b->pairs)
        return a->pairs < b->pairs ? -1 : 1;
    return compare_places(a, b);
}

static struct flip flip_of(const struct digits *cell, uint64_t pairs)
{
    bool turn = cell->b == cell->truth || (cell->a != cell->truth && cell->b < cell->a);

    return (struct flip){
        .truth = cell->truth,
        .one = turn ? cell->b : cell->a,
        .other = turn ? cell->a : cell->b,
        .pairs = (uint32_t)pairs,
    };
}

/* Cells that are each other's mirror become one flip. */
static size_t flips_merge(struct flip *flips, size_t count)
{
    size_t kept = 0;

    qsort(flips, count, sizeof(*flips), compare_flips);
    for (size_t i = 0; i < count; i++) {
        if (kept && compare_places(&flips[kept - 1], &flips[i]) == 0)
            flips[kept - 1].pairs += flips[i].pairs;
        else
            flips[kept++] = flips[i];
    }
    return kept;
}

static void plan_flips(struct joint_plan *plan, const struct joint *joint, struct arena *arena)
{
    struct flip *flips = arena_zalloc(arena, joint->cell_count, sizeof(*flips));
    size_t count = 0;

    for (size_t i = 0; i < joint->cell_count; i++)
        if (plan->cells[i].a != plan->cells[i].b)
            flips[count++] = flip_of(&plan->cells[i], joint->cells[i].count);
    count = count ? flips_merge(flips, count) : 0;
    if (count)
        qsort(flips, count, sizeof(*flips), compare_draws);
    for (size_t i = 0; i < count; i++) {
        bool same = i > 0 && flips[i].pairs == flips[i - 1].pairs;

        flips[i].coins = same ? flips[i - 1].coins : discrete_coins(flips[i].pairs, arena);
        plan->right_flips += flips[i].one == flips[i].truth;
    }
    plan->flips = flips;
    plan->flip_count = count;
}

/* The sums of all pairs, or of those whose sides are alike. */
static uint64_t *sums_of(const struct joint_plan *plan, const struct joint *joint, bool alike,
                         struct arena *arena)
{
    uint64_t *sums = arena_zalloc(arena, ROWS * row_length(plan), sizeof(*sums));
    uint32_t *counts = arena_zalloc(arena, joint->cell_count, sizeof(*counts));

    for (size_t i = 0; i < joint->cell_count; i++)
        if (!alike || plan->cells[i].a == plan->cells[i].b)
            counts[i] = (uint32_t)joint->cells[i].count;
    add_draws(plan, counts, sums);
    return sums;
}

static void observe(const struct joint_plan *plan, const uint64_t *sums,
                    struct bootstrap_result *results)
{
    struct margins a = side_margins(plan, sums, TP_A, PREDICTED_A);
    struct margins b = side_margins(plan, sums, TP_B, PREDICTED_B);

    for (size_t i = 0; i < plan->count; i++) {
        const struct bootstrap_statistic *statistic = &plan->statistics[i];
        double of_a = statistic->of_margins(&a, statistic->label);
        double of_b = statistic->of_margins(&b, statistic->label);

        results[i] = (struct bootstrap_result){.a = of_a, .b = of_b, .delta = of_b - of_a};
    }
}

/* Sides that are alike in every pair, or no pairs: every resample says the same. */
static void tell_alike(const struct bootstrap_options *options, size_t count,
                       struct bootstrap_result *results)
{
    for (size_t i = 0; i < count; i++) {
        bool defined = !isnan(results[i].delta);
        double zero = defined ? 0.0 : NAN;

        results[i].deviation = zero;
        results[i].interval = (struct interval){zero, zero};
        results[i].p = defined ? 1.0 : NAN;
        results[i].defined = defined ? options->resamples : 0;
    }
}

static void plan_make(struct joint_plan *plan, const struct joint *joint, struct arena *arena)
{
    uint64_t *unflipped;

    plan_cells(plan, joint, arena);
    plan_flips(plan, joint, arena);
    unflipped = sums_of(plan, joint, true, arena);
    memcpy(unflipped + SUPPORT * row_length(plan), sums_of(plan, joint, false, arena),
           row_length(plan) * sizeof(*unflipped));
    plan->unflipped = unflipped;
}

bool bootstrap_joint(const struct joint *joint, const struct bootstrap_statistic *statistics,
                     size_t count, const struct bootstrap_options *options,
                     struct bootstrap_result *results)
{
    struct arena *arena = arena_new();
    struct joint_plan plan = {
        .labels = joint->labels, .cell_count = joint->cell_count, .pairs = joint->pairs};
    struct resampling resampling = {.plan = &plan, .draw = draw_pairs, .swap = swap_pairs};
    const uint64_t *sums;
    bool done = true;

    resampling.room =
        ROWS * row_length(&plan) * sizeof(uint64_t) + 2 * joint->cell_count * sizeof(uint32_t);
    if (joint->pairs)
        plan_make(&plan, joint, arena);
    sums = sums_of(&plan, joint, false, arena);
    for (size_t first = 0; first < count && done; first += plan.count) {
        size_t left = count - first;

        plan.statistics = statistics + first;
        plan.count = left < RESAMPLING_STATISTICS ? left : RESAMPLING_STATISTICS;
        observe(&plan, sums, results + first);
        if (plan.flip_count == 0)
            tell_alike(options, plan.count, results + first);
        else
            done = resampling_run(&resampling, plan.count, options, results + first);
    }
    arena_free(arena);
    return done;
}
