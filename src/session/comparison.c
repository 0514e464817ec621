#include <assay/session/comparison.h>

#include "comparison_internal.h"

#include <assay/session/nearest.h>

#include <stdlib.h>
#include <string.h>

struct compare_options compare_options_default(void)
{
    return (struct compare_options){
        .alpha = 0.05, .margin = 0.05, .power = 0.8, .seed = 1, .resamples = 10000, .threads = 1};
}

bool compare_cancelled(const struct compare_builder *builder)
{
    const atomic_bool *cancel = builder->comparison->options.cancel;

    return cancel && atomic_load_explicit(cancel, memory_order_relaxed);
}

/* ---- names ---- */

static const char *last_part(const char *id)
{
    const char *slash = strrchr(id, '/');

    return slash && slash[1] ? slash + 1 : id;
}

static void name_sides(struct comparison *c)
{
    const char *a = run_id(c->a.run), *b = run_id(c->b.run);
    bool tell = strcmp(last_part(a), last_part(b)) != 0;

    c->name_a = tell ? last_part(a) : a;
    c->name_b = tell ? last_part(b) : b;
    /* Runs that were opened one by one may have the same id. */
    if (strcmp(a, b) == 0) {
        c->name_a = run_root(c->a.run);
        c->name_b = run_root(c->b.run);
    }
}

/* ---- making ---- */

static bool check_metrics(const struct compare_options *options, struct err *err)
{
    for (size_t i = 0; i < options->metric_count; i++) {
        struct nearest nearest = nearest_to(str_of(options->metrics[i]));

        if (metric_find(options->metrics[i]))
            continue;
        for (size_t m = 0; metric_at(m); m++)
            nearest_try(&nearest, metric_at(m)->name);
        return err_set(err, ERR_USAGE, "there is no metric \"%s\"; did you mean %s",
                       options->metrics[i], nearest.name);
    }
    return true;
}

static size_t most_clusters(const struct comparison *c)
{
    size_t most = 0;

    for (size_t i = 0; i < c->set_count; i++)
        if (c->sets[i].cluster_count > most)
            most = c->sets[i].cluster_count;
    return most;
}

static void (*const families[COMPARE_FAMILIES])(struct compare_builder *) = {
    [FAMILY_METRICS] = compare_add_metrics, [FAMILY_PARTS] = compare_add_parts,
    [FAMILY_LABELS] = compare_add_labels,   [FAMILY_LAYERS] = compare_add_layers,
    [FAMILY_TASKS] = compare_add_tasks,     [FAMILY_CURVE] = compare_add_curve,
};

static void add_rows(struct compare_builder *builder)
{
    struct comparison *c = builder->comparison;

    builder->cluster_place =
        arena_zalloc(builder->scratch, most_clusters(c) + 1, sizeof(*builder->cluster_place));
    for (int f = 0; f < COMPARE_FAMILIES && !compare_cancelled(builder); f++) {
        if (families[f])
            families[f](builder);
        c->first[f + 1] = builder->row_count;
    }
    compare_rows_bootstrap(builder);
    comparison_decide(builder);
    c->rows = arena_copy(builder->arena, builder->rows, builder->row_count, sizeof(*builder->rows));
    c->row_count = builder->row_count;
    c->headline = c->row_count ? &c->rows[0] : NULL;
    free(builder->rows);
}

static bool build(struct compare_builder *builder, struct err *err)
{
    struct comparison *c = builder->comparison;

    builder->figures_a = figures_new(&c->a, builder->arena);
    builder->figures_b = figures_new(&c->b, builder->arena);
    name_sides(c);
    if (!check_metrics(&c->options, err) || !compare_parts_known(c->options.by, err) ||
        !comparison_make_sets(builder, err))
        return false;
    c->comparability = comparability_new(&c->a, &c->b, c->sets, c->set_count, builder->arena);
    add_rows(builder);
    if (compare_cancelled(builder))
        return err_set(err, ERR_CANCELLED, "cancelled");
    if (c->row_count == 0)
        return err_set(err, ERR_NO_EVIDENCE, "%s and %s share nothing to compare", c->name_a,
                       c->name_b);
    return true;
}

struct comparison *comparison_new(const struct assessed *a, const struct assessed *b,
                                  const struct compare_options *options, struct err *err)
{
    struct arena *arena = arena_new(), *scratch = arena_new();
    struct comparison *c = arena_zalloc(arena, 1, sizeof(*c));
    struct compare_builder builder = {.comparison = c, .arena = arena, .scratch = scratch};
    bool done;

    c->arena = arena;
    c->options = options ? *options : compare_options_default();
    c->a = *a;
    c->b = *b;
    done = build(&builder, err);
    arena_free(scratch);
    if (done)
        return c;
    comparison_free(c);
    return NULL;
}

void comparison_free(struct comparison *comparison)
{
    if (comparison)
        arena_free(comparison->arena);
}

/* ---- looking up ---- */

const struct compare_row *comparison_find(const struct comparison *comparison,
                                          const struct quantity *what)
{
    for (size_t i = 0; i < comparison->row_count; i++)
        if (quantity_equal(&comparison->rows[i].what, what))
            return &comparison->rows[i];
    return NULL;
}

const uint32_t *compare_pairs(const struct compare_set *set, unsigned states, struct arena *arena,
                              size_t *count)
{
    uint32_t *pairs = arena_alloc(arena, (set->pairing.count + 1) * sizeof(*pairs));
    size_t n = 0;

    for (size_t i = 0; set->state && i < set->pairing.count; i++)
        if (states >> set->state[i] & 1 && (!set->selected || set->selected[i]))
            pairs[n++] = (uint32_t)i;
    *count = n;
    return pairs;
}

size_t compare_pair_of_a(const struct compare_set *set, size_t row_a)
{
    size_t low = 0, high = set->pairing.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (set->pairing.a[middle] < row_a)
            low = middle + 1;
        else
            high = middle;
    }
    return low < set->pairing.count && set->pairing.a[low] == row_a ? low : SIZE_MAX;
}

size_t compare_pair_of_b(const struct compare_set *set, size_t row_b)
{
    for (size_t i = 0; i < set->pairing.count; i++)
        if (set->pairing.b[i] == row_b)
            return i;
    return SIZE_MAX;
}
