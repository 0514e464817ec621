#include "comparison_internal.h"

#include <assay/base/fmt.h>
#include <assay/metrics/layer_results.h>
#include <assay/metrics/significance.h>
#include <assay/session/layer_overlap.h>

#include <math.h>
#include <string.h>

/*
 * A row's a and b are what layer runs state: the mean over folds of the accuracy in each, here of
 * the pairs that both sides scored, each side by its own folds. Where samples have groups, error,
 * interval and p are of the difference of these two means, clustered: every pair counts by 1 /
 * (folds * pairs of its fold), which is 1 / n where folds are of one size. Without groups, and
 * where nothing flipped (the clustered error would be 0), they are McNemar's and Bonett and Price's
 * of the pairs thrown together; so are the counts and the mid-p of every row.
 */

struct fold_tally {
    uint64_t n, right;
};

struct layer_work {
    struct compare_builder *builder;
    const struct layer_probe *a, *b;
    const struct compare_set *set; /* NULL: tables only */
    size_t set_number;
    const uint32_t *order;      /* scored pairs by layer */
    const size_t *first;        /* of layer l: order[first[l]] … order[first[l + 1]) */
    struct fold_tally *folds_a; /* by fold, zeroed between layers */
    struct fold_tally *folds_b;
    size_t fold_count;
    double *terms;
    uint32_t *term_cluster;
};

/* ---- pairs by layer ---- */

static const uint16_t *layers_of_pairs(const struct compare_set *set, struct arena *arena)
{
    uint16_t *layer = arena_alloc(arena, (set->pairing.count + 1) * sizeof(*layer));

    for (size_t i = 0; i < set->pairing.count; i++)
        layer[i] = set->a->step[set->pairing.a[i]];
    return layer;
}

static size_t fold_of(const struct samples *samples, uint32_t row)
{
    return samples->fold ? samples->fold[row] : 0;
}

static void prepare_pairs(struct layer_work *work)
{
    struct arena *arena = work->builder->scratch;
    const struct compare_set *set = work->set;

    work->order = compare_pairs_by_code(work->builder, set, layers_of_pairs(set, arena), UINT16_MAX,
                                        &work->first);
    for (size_t i = 0; i < set->pairing.count; i++) {
        size_t a = fold_of(set->a, set->pairing.a[i]), b = fold_of(set->b, set->pairing.b[i]);

        work->fold_count = a >= work->fold_count ? a + 1 : work->fold_count;
        work->fold_count = b >= work->fold_count ? b + 1 : work->fold_count;
    }
    work->folds_a = arena_zalloc(arena, work->fold_count + 1, sizeof(*work->folds_a));
    work->folds_b = arena_zalloc(arena, work->fold_count + 1, sizeof(*work->folds_b));
    work->terms = arena_zalloc(arena, set->pairing.count + 1, sizeof(*work->terms));
    work->term_cluster = arena_zalloc(arena, set->pairing.count + 1, sizeof(uint32_t));
}

/* ---- one layer ---- */

struct layer_slice {
    const uint32_t *pairs;
    size_t count;
    struct paired_counts counts;
    size_t used_a, used_b; /* folds with pairs */
    bool same_folds;       /* each pair is in the same fold on both sides */
};

static bool right_a(const struct compare_set *set, size_t pair)
{
    return set->state[pair] == PAIR_BOTH_RIGHT || set->state[pair] == PAIR_BROKEN;
}

static bool right_b(const struct compare_set *set, size_t pair)
{
    return set->state[pair] == PAIR_BOTH_RIGHT || set->state[pair] == PAIR_FIXED;
}

static void count_fold(struct fold_tally *fold, bool right, size_t *used)
{
    *used += fold->n == 0;
    fold->n++;
    fold->right += right;
}

static struct layer_slice slice_of(struct layer_work *work, size_t layer)
{
    const struct compare_set *set = work->set;
    struct layer_slice slice = {.pairs = work->order + work->first[layer],
                                .count = work->first[layer + 1] - work->first[layer],
                                .same_folds = true};

    memset(work->folds_a, 0, work->fold_count * sizeof(*work->folds_a));
    memset(work->folds_b, 0, work->fold_count * sizeof(*work->folds_b));
    for (size_t i = 0; i < slice.count; i++) {
        size_t pair = slice.pairs[i];
        size_t a = fold_of(set->a, set->pairing.a[pair]), b = fold_of(set->b, set->pairing.b[pair]);

        count_fold(&work->folds_a[a], right_a(set, pair), &slice.used_a);
        count_fold(&work->folds_b[b], right_b(set, pair), &slice.used_b);
        slice.same_folds = slice.same_folds && a == b;
        slice.counts.both_right += set->state[pair] == PAIR_BOTH_RIGHT;
        slice.counts.fixed += set->state[pair] == PAIR_FIXED;
        slice.counts.broken += set->state[pair] == PAIR_BROKEN;
        slice.counts.both_wrong += set->state[pair] == PAIR_BOTH_WRONG;
    }
    return slice;
}

static double fold_accuracy(const struct fold_tally *fold)
{
    return (double)fold->right / (double)fold->n;
}

static double mean_over_folds(const struct fold_tally *folds, size_t count, size_t used)
{
    double sum = 0.0;

    for (size_t k = 0; k < count; k++)
        if (folds[k].n)
            sum += fold_accuracy(&folds[k]);
    return sum / (double)used;
}

/* What a right answer adds to n times its side's mean over folds. */
static double weight(const struct fold_tally *fold, size_t used, size_t n)
{
    return (double)n / ((double)used * (double)fold->n);
}

static void fill_clustered(const struct layer_work *work, const struct layer_slice *slice,
                           struct compare_row *row)
{
    const struct compare_set *set = work->set;
    struct mean_error mean;

    for (size_t i = 0; i < slice->count; i++) {
        size_t pair = slice->pairs[i];
        const struct fold_tally *a = &work->folds_a[fold_of(set->a, set->pairing.a[pair])];
        const struct fold_tally *b = &work->folds_b[fold_of(set->b, set->pairing.b[pair])];

        work->terms[i] = (right_b(set, pair) ? weight(b, slice->used_b, slice->count) : 0.0) -
                         (right_a(set, pair) ? weight(a, slice->used_a, slice->count) : 0.0);
        work->term_cluster[i] = set->cluster[pair];
    }
    mean = mean_error_clustered(work->terms, work->term_cluster, slice->count, set->cluster_count);
    /* Every pair a cluster of its own: none. */
    if (isnan(mean.error) || mean.degrees + 1.0 >= (double)slice->count)
        return;
    row->error = mean.error;
    row->clusters = (uint64_t)mean.degrees + 1;
    row->interval = mean_interval(&mean, 1.0 - work->builder->comparison->options.alpha);
    row->interval_kind = COMPARE_CLUSTERED_ERROR;
    row->p = mean_test(&mean);
    row->test = COMPARE_CLUSTERED;
}

/* Pairs folds by number, which needs the same samples in each. */
static void fill_folds(const struct layer_work *work, const struct layer_slice *slice,
                       struct compare_row *row)
{
    double *difference;
    size_t count = 0;

    if (slice->used_a < 2 || slice->used_b < 2)
        return;
    if (!slice->same_folds) {
        row->why = "folds hold other samples in either run: they are not compared fold by fold";
        return;
    }
    difference = arena_zalloc(work->builder->scratch, work->fold_count, sizeof(*difference));
    for (size_t k = 0; k < work->fold_count; k++)
        if (work->folds_a[k].n)
            difference[count++] =
                fold_accuracy(&work->folds_b[k]) - fold_accuracy(&work->folds_a[k]);
    row->p_folds = paired_t_test(difference, count);
    row->why = "folds share training data: the t test over folds finds differences too easily";
}

/* ---- rows ---- */

static struct compare_row *add_row(const struct layer_work *work, double layer)
{
    struct compare_builder *builder = work->builder;
    struct quantity what = QUANTITY("probe_accuracy"), of_b;
    struct compare_row *row;

    what.subject = work->a->name;
    what.at = layer;
    row = compare_row_add(builder, FAMILY_LAYERS, &what,
                          arena_printf(builder->arena, "layer %s %s",
                                       fmt_fixed(builder->scratch, layer, 0), work->a->name));
    if (strcmp(work->a->name, work->b->name) == 0)
        return row;
    /* A probe of another name: its figures are the ones to show. */
    of_b = what;
    of_b.subject = work->b->name;
    row->whole_b = figures_value(builder->figures_b, &of_b);
    row->mark_b = figures_mark(builder->figures_b, &of_b);
    row->doubtful = row->mark_a == '!' || row->mark_b == '!';
    return row;
}

static void add_paired(struct layer_work *work, double layer, const struct layer_slice *slice)
{
    struct compare_row *row = add_row(work, layer);

    row->set = work->set_number;
    compare_row_counts(work->builder, row, &slice->counts);
    row->a = mean_over_folds(work->folds_a, work->fold_count, slice->used_a);
    row->b = mean_over_folds(work->folds_b, work->fold_count, slice->used_b);
    row->delta = row->b - row->a;
    /* Where nothing flipped there is no spread for clusters to have. */
    if (work->set->cluster && slice->counts.fixed + slice->counts.broken > 0)
        fill_clustered(work, slice, row);
    fill_folds(work, slice, row);
}

static const char *untested_why(const struct layer_figures *a, const struct layer_figures *b)
{
    if (!a->samples && !b->samples)
        return "neither run holds predictions of this layer: a table has no pairs to test";
    if (!a->samples)
        return "A holds no predictions of this layer: a table has no pairs to test";
    if (!b->samples)
        return "B holds no predictions of this layer: a table has no pairs to test";
    return "no sample of this layer pairs";
}

static void add_unpaired(const struct layer_work *work, const struct layer_figures *a,
                         const struct layer_figures *b)
{
    struct compare_row *row;

    if (isnan(a->accuracy) || isnan(b->accuracy))
        return;
    row = add_row(work, a->layer);
    row->a = a->accuracy;
    row->b = b->accuracy;
    row->delta = row->b - row->a;
    row->n = a->samples < b->samples ? a->samples : b->samples;
    row->why = untested_why(a, b);
}

static bool is_pairable(const struct layer_work *work, double layer)
{
    return work->set && layer >= 0.0 && layer < UINT16_MAX && layer == floor(layer);
}

static void add_probe(struct layer_work *work, const struct layer_results *a,
                      const struct layer_results *b)
{
    if (work->set)
        prepare_pairs(work);
    for (size_t i = 0; i < a->count && !compare_cancelled(work->builder); i++) {
        size_t in_b = layer_results_index(b, a->layer[i]);
        struct layer_slice slice = {.count = 0};

        if (in_b == LAYERS_NONE)
            continue;
        if (is_pairable(work, a->layer[i]))
            slice = slice_of(work, (size_t)a->layer[i]);
        if (slice.count)
            add_paired(work, a->layer[i], &slice);
        else
            add_unpaired(work, &work->a->figures[i], &work->b->figures[in_b]);
    }
}

/* ---- which probes ---- */

/* The set of pairs of these two probes; with layers on both sides. */
static void find_set(struct layer_work *work)
{
    const struct comparison *comparison = work->builder->comparison;

    for (size_t i = 0; i < comparison->set_count; i++) {
        const struct compare_set *set = &comparison->sets[i];

        if (set->pairing.count && set->state && set->a->step && set->b->step &&
            strcmp(set->a->name, work->a->name) == 0 && strcmp(set->b->name, work->b->name) == 0) {
            work->set = set;
            work->set_number = i;
            return;
        }
    }
}

void compare_add_layers(struct compare_builder *builder)
{
    const struct layer_results *a = builder->comparison->a.results->layers;
    const struct layer_results *b = builder->comparison->b.results->layers;

    for (size_t i = 0; a && b && i < a->probe_count; i++) {
        struct layer_work work = {
            .builder = builder, .a = &a->probes[i], .b = layer_partner(a, b, i)};

        if (!work.b)
            continue;
        find_set(&work);
        add_probe(&work, a, b);
    }
}
