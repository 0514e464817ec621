/*
 * pass@k in FAMILY_METRICS, where items have several attempts: each side's estimate is of all its
 * attempts at the item, and items pair as their attempts do. Under a filter an item counts when it
 * takes any pair of its attempts.
 */
#include "comparison_internal.h"

#include <assay/base/intern.h>
#include <assay/metrics/passk.h>
#include <assay/session/sample_field.h>

#include <math.h>

/* Of an item, on one side. */
struct attempts {
    uint64_t n, right;
};

struct items {
    struct attempts *a, *b; /* of each item */
    size_t count;
};

static uint32_t id_add(struct intern *ids, const struct samples *samples, size_t row)
{
    char room[SAMPLE_ID_ROOM];

    return intern_add(ids, samples_id(samples, row, room));
}

/* All attempts of a side at items whose ids are known. item: of each id, NULL where it is its
 * number. */
static void count_attempts(const struct samples *samples, const struct intern *ids,
                           const uint32_t *item, struct attempts *attempts)
{
    char room[SAMPLE_ID_ROOM];

    for (size_t row = 0; row < samples->count; row++) {
        enum outcome outcome = sample_outcome(samples, row);
        uint32_t id = intern_find(ids, samples_id(samples, row, room));
        struct attempts *at;

        if (id == INTERN_NONE || outcome == OUTCOME_UNSCORED)
            continue;
        at = &attempts[item ? item[id] : id];
        at->n++;
        at->right += outcome == OUTCOME_PASS;
    }
}

/* Items are numbered by A's ids; an id of B goes with the item of its first pair. */
static struct items items_of(struct compare_builder *builder, const struct compare_set *set)
{
    size_t pairs = set->pairing.count;
    struct intern *ids_a = intern_new(builder->scratch), *ids_b = intern_new(builder->scratch);
    uint32_t *item_of_b = arena_alloc(builder->scratch, (pairs + 1) * sizeof(*item_of_b));
    struct items items;

    for (size_t i = 0; i < pairs; i++) {
        uint32_t known = intern_count(ids_b), item, id;

        if (!compare_pair_counts(set, i))
            continue;
        item = id_add(ids_a, set->a, set->pairing.a[i]);
        id = id_add(ids_b, set->b, set->pairing.b[i]);
        if (id == known)
            item_of_b[id] = item;
    }
    items.count = intern_count(ids_a);
    items.a = arena_zalloc(builder->scratch, items.count + 1, sizeof(*items.a));
    items.b = arena_zalloc(builder->scratch, items.count + 1, sizeof(*items.b));
    count_attempts(set->a, ids_a, NULL, items.a);
    count_attempts(set->b, ids_b, item_of_b, items.b);
    intern_free(ids_a);
    intern_free(ids_b);
    return items;
}

/* NAN where either side has fewer attempts. Returns how many items have both values. */
static size_t estimate(const struct items *items, uint64_t k, double *a, double *b)
{
    size_t known = 0;

    for (size_t i = 0; i < items->count; i++) {
        a[i] = passk_any(items->a[i].n, items->a[i].right, k);
        b[i] = passk_any(items->b[i].n, items->b[i].right, k);
        known += !isnan(a[i]) && !isnan(b[i]);
    }
    return known;
}

static struct compare_row *add_row(struct compare_builder *builder, const struct compare_set *set,
                                   unsigned k)
{
    struct quantity what = QUANTITY("pass_at_k");
    const char *title = arena_printf(builder->scratch, "pass@%u", k);

    what.set = *set->name ? set->name : NULL;
    what.at = k;
    if (*set->name)
        title = arena_printf(builder->scratch, "%s, %s", title, set->name);
    return compare_row_add(builder, FAMILY_METRICS, &what, title);
}

void compare_add_attempts(struct compare_builder *builder, const struct compare_set *set)
{
    /* k = 1 is the pass rate. */
    static const unsigned ks[] = {5, 10, 100};
    struct compare_means means;
    struct items items;
    double *a, *b;

    if (!set->a->attempt || !set->b->attempt || set->a->group || set->b->group)
        return;
    items = items_of(builder, set);
    a = arena_alloc(builder->scratch, (items.count + 1) * sizeof(*a));
    b = arena_alloc(builder->scratch, (items.count + 1) * sizeof(*b));
    for (size_t i = 0; i < sizeof(ks) / sizeof(ks[0]); i++) {
        size_t known = estimate(&items, ks[i], a, b);

        if (known == 0 || 2 * known < items.count)
            continue;
        means = compare_means_of(builder, set);
        means.pairs = NULL;
        compare_means_add(&means, NULL, items.count, a, b);
        compare_row_means(builder, add_row(builder, set, ks[i]), &means);
    }
}
