#include <assay/metrics/discrete.h>

#include "discrete_internal.h"

#include <assay/base/err.h>

#include <stdlib.h>

#define LEAST_CHANCE 1e-13 /* beside that of the mode */

/* A distribution by the ratio of neighbouring chances. */
struct shape {
    double mean;    /* of Poisson's */
    uint32_t coins; /* of the binomial, chance 1/2; 0: Poisson's */
};

/* P(k + 1) / P(k) */
static double ratio_up(const struct shape *shape, double k)
{
    return (shape->coins ? shape->coins - k : shape->mean) / (k + 1.0);
}

static uint32_t reach_down(const struct shape *shape, uint32_t mode)
{
    double chance = 1.0;
    uint32_t k = mode;

    while (k > 0 && (chance /= ratio_up(shape, k - 1.0)) >= LEAST_CHANCE)
        k--;
    return k;
}

static uint32_t reach_up(const struct shape *shape, uint32_t mode)
{
    double chance = 1.0;
    uint32_t k = mode;

    while ((chance *= ratio_up(shape, k)) >= LEAST_CHANCE)
        k++;
    return k;
}

/* ---- alias tables ---- */

struct slot {
    double chance; /* of its own number; 1 is the mean of all slots */
    uint32_t alias;
};

/* Slots with less than their share are filled up from those with more. */
static void fill_slots(struct slot *slots, uint32_t size)
{
    uint32_t *poor = xcalloc(size, sizeof(*poor)), *rich = xcalloc(size, sizeof(*rich));
    uint32_t poor_count = 0, rich_count = 0;

    for (uint32_t i = 0; i < size; i++) {
        slots[i].alias = i;
        if (slots[i].chance < 1.0)
            poor[poor_count++] = i;
        else
            rich[rich_count++] = i;
    }
    while (poor_count && rich_count) {
        struct slot *taker = &slots[poor[--poor_count]], *giver = &slots[rich[rich_count - 1]];

        taker->alias = rich[rich_count - 1];
        giver->chance = (giver->chance + taker->chance) - 1.0;
        if (giver->chance < 1.0)
            poor[poor_count++] = rich[--rich_count];
    }
    free(poor);
    free(rich);
}

/* A slot that was not filled up is full but for rounding: it is its own alias. */
static uint64_t packed(const struct slot *slot)
{
    double part = slot->chance * 0x1p32;
    uint64_t threshold = part < 0x1p32 ? (uint64_t)part : UINT32_MAX;

    return threshold << 32 | slot->alias;
}

static uint32_t bits_for(size_t count)
{
    uint32_t bits = 1;

    while ((size_t)1 << bits < count)
        bits++;
    return bits;
}

/* slots: of a power of two, chances not yet scaled; freed here. */
static struct discrete finished(struct slot *slots, uint32_t bits, uint32_t first, double sum,
                                struct arena *arena)
{
    uint32_t size = UINT32_C(1) << bits;
    uint64_t *kept = arena_alloc(arena, size * sizeof(*kept));

    for (uint32_t i = 0; i < size; i++)
        slots[i].chance *= size / sum;
    fill_slots(slots, size);
    for (uint32_t i = 0; i < size; i++)
        kept[i] = packed(&slots[i]);
    free(slots);
    return (struct discrete){kept, first, 64 - bits};
}

static struct discrete around_mode(const struct shape *shape, uint32_t mode, struct arena *arena)
{
    uint32_t first = reach_down(shape, mode), last = reach_up(shape, mode);
    uint32_t bits = bits_for((size_t)last - first + 1);
    struct slot *slots = xcalloc((size_t)1 << bits, sizeof(*slots));
    double sum = 1.0;

    slots[mode - first].chance = 1.0;
    for (uint32_t k = mode; k < last; k++)
        sum += slots[k + 1 - first].chance = slots[k - first].chance * ratio_up(shape, k);
    for (uint32_t k = mode; k > first; k--)
        sum += slots[k - 1 - first].chance = slots[k - first].chance / ratio_up(shape, k - 1.0);
    return finished(slots, bits, first, sum, arena);
}

struct discrete discrete_poisson(double mean, struct arena *arena)
{
    return around_mode(&(struct shape){.mean = mean}, (uint32_t)mean, arena);
}

/* No coins are Poisson's of mean 0: always 0. */
struct discrete discrete_coins(uint32_t n, struct arena *arena)
{
    return around_mode(&(struct shape){.coins = n}, n / 2, arena);
}

struct discrete discrete_index(const uint64_t *weights, size_t count, struct arena *arena)
{
    uint32_t bits = bits_for(count);
    struct slot *slots = xcalloc((size_t)1 << bits, sizeof(*slots));
    double sum = 0.0;

    for (size_t i = 0; i < count; i++)
        sum += slots[i].chance = (double)weights[i];
    return finished(slots, bits, 0, sum, arena);
}

uint32_t discrete_draw(const struct discrete *discrete, struct random *random)
{
    return discrete_step(discrete, random);
}
