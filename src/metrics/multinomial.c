#include <assay/metrics/multinomial.h>

#include "discrete_internal.h"

#include <assay/base/err.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LEVELS_MOST = 20,
    LEAST_BY_CELLS = 2, /* a level of fewer draws than twice the cells costs more than they do */
    LEVEL_FALL = 4,     /* each level below the second has a quarter of the draws */
};

/* Poisson counts that are kept when they come to no more than what is missing. */
struct level {
    uint32_t draws; /* used while at least as many are missing */
    struct discrete *cells;
};

struct multinomial {
    size_t count;
    uint32_t n;
    struct discrete index; /* of a single draw */
    struct level levels[LEVELS_MOST];
    size_t level_count;
};

struct weight {
    uint64_t weight;
    size_t cell;
};

static int compare_weights(const void *left, const void *right)
{
    const struct weight *a = left, *b = right;

    return (a->weight > b->weight) - (a->weight < b->weight);
}

/* sorted: by weight, so that equal ones are neighbours. */
static void level_add(struct multinomial *multinomial, const struct weight *sorted, uint32_t draws,
                      struct arena *arena)
{
    struct level *level = &multinomial->levels[multinomial->level_count++];
    double expected = draws - sqrt(draws), by_weight = expected / multinomial->n;
    struct discrete last = {NULL, 0, 0};

    *level = (struct level){draws, arena_zalloc(arena, multinomial->count, sizeof(*level->cells))};
    for (size_t i = 0; i < multinomial->count; i++) {
        if (i == 0 || sorted[i].weight != sorted[i - 1].weight)
            last = discrete_poisson((double)sorted[i].weight * by_weight, arena);
        level->cells[sorted[i].cell] = last;
    }
}

/* The first level leaves about the root of n missing, seldom more than twice that. */
static void levels_make(struct multinomial *multinomial, const struct weight *sorted,
                        struct arena *arena)
{
    double least = (double)LEAST_BY_CELLS * (double)multinomial->count;
    double draws = multinomial->n;

    if (draws < least)
        return;
    level_add(multinomial, sorted, multinomial->n, arena);
    for (draws = 2.0 * sqrt(draws); draws >= least && draws < multinomial->n; draws /= LEVEL_FALL)
        level_add(multinomial, sorted, (uint32_t)draws, arena);
}

struct multinomial *multinomial_new(const uint64_t *weights, size_t count, struct arena *arena)
{
    struct multinomial *multinomial = arena_zalloc(arena, 1, sizeof(*multinomial));
    struct weight *sorted = xcalloc(count, sizeof(*sorted));
    uint64_t n = 0;

    for (size_t i = 0; i < count; i++) {
        sorted[i] = (struct weight){weights[i], i};
        n += weights[i];
    }
    if (n == 0 || n > UINT32_MAX)
        die("a multinomial of %llu draws", (unsigned long long)n);
    qsort(sorted, count, sizeof(*sorted), compare_weights);
    multinomial->count = count;
    multinomial->n = (uint32_t)n;
    multinomial->index = discrete_index(weights, count, arena);
    levels_make(multinomial, sorted, arena);
    free(sorted);
    return multinomial;
}

static uint64_t level_draw(const struct level *level, size_t count, struct random *random,
                           uint32_t *drawn)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += drawn[i] = discrete_step(&level->cells[i], random);
    return sum;
}

void multinomial_draw(const struct multinomial *multinomial, struct random *random, uint32_t *draws)
{
    size_t count = multinomial->count;
    uint32_t *drawn = draws + count;
    uint64_t missing = multinomial->n, sum;
    struct random own = *random; /* so that it can stay in registers */

    memset(draws, 0, count * sizeof(*draws));
    for (size_t i = 0; i < multinomial->level_count; i++)
        while (missing >= multinomial->levels[i].draws) {
            while ((sum = level_draw(&multinomial->levels[i], count, &own, drawn)) > missing)
                ;
            for (size_t cell = 0; cell < count; cell++)
                draws[cell] += drawn[cell];
            missing -= sum;
        }
    for (; missing > 0; missing--)
        draws[discrete_step(&multinomial->index, &own)]++;
    *random = own;
}
