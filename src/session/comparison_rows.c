#include "comparison_internal.h"

#include <assay/metrics/significance.h>

#include <math.h>
#include <string.h>

/* Signs of this many differences are drawn in a few milliseconds; beyond it t is as good. */
enum { PERMUTATION_MOST = 2000 };

/* ---- a new row ---- */

/* What the quantity is called in B, whose sets may have other names. */
static struct quantity quantity_of_b(const struct comparison *c, const struct quantity *what)
{
    struct quantity b = *what;

    for (size_t i = 0; what->set && i < c->set_count; i++)
        if (strcmp(c->sets[i].a->name, what->set) == 0)
            b.set = run_samples_count(c->b.run) > 1 ? c->sets[i].b->name : NULL;
    return b;
}

static double whole(const struct figures *figures, const struct quantity *what, char *mark,
                    bool *doubtful)
{
    double value = figures_value(figures, what);

    *mark = isnan(value) ? '\0' : figures_mark(figures, what);
    *doubtful |= figures_are_contested(figures, what);
    return value;
}

static const char *kept(const char *text, struct arena *arena)
{
    return text ? arena_strdup(arena, text) : NULL;
}

/* Its texts may be of what lives no longer than the making. */
static struct quantity quantity_kept(const struct quantity *what, struct arena *arena)
{
    return (struct quantity){.metric = kept(what->metric, arena),
                             .subject = kept(what->subject, arena),
                             .set = kept(what->set, arena),
                             .split = kept(what->split, arena),
                             .at = what->at};
}

struct compare_row *compare_row_add(struct compare_builder *builder, enum compare_family family,
                                    const struct quantity *what, const char *title)
{
    struct quantity of_b = quantity_of_b(builder->comparison, what);
    struct compare_row *row;

    builder->rows = array_grow(builder->rows, &builder->row_capacity, builder->row_count + 1,
                               sizeof(*builder->rows));
    row = &builder->rows[builder->row_count++];
    *row = (struct compare_row){
        .family = family,
        .metric = metric_find(what->metric),
        .what = quantity_kept(what, builder->arena),
        .set = SIZE_MAX,
        .a = NAN,
        .b = NAN,
        .delta = NAN,
        .interval = {NAN, NAN},
        .error = NAN,
        .p = NAN,
        .p_mid = NAN,
        .p_holm = NAN,
        .p_unpaired = NAN,
        .p_sign = NAN,
        .p_folds = NAN,
        .detectable = NAN,
        .needed = NAN,
        .bound = NAN,
    };
    row->title = arena_strdup(builder->arena, title ? title : row->metric->title);
    row->whole_a = whole(builder->figures_a, what, &row->mark_a, &row->doubtful);
    row->whole_b = whole(builder->figures_b, &of_b, &row->mark_b, &row->doubtful);
    return row;
}

/* ---- right and wrong ---- */

static double level_of(const struct compare_builder *builder)
{
    return 1.0 - builder->comparison->options.alpha;
}

void compare_row_counts(const struct compare_builder *builder, struct compare_row *row,
                        const struct paired_counts *counts)
{
    uint64_t n = paired_n(counts);
    struct share_counts a = {counts->both_right + counts->broken, n};
    struct share_counts b = {counts->both_right + counts->fixed, n};

    row->has_counts = true;
    row->counts = *counts;
    row->n = n;
    if (n == 0)
        return;
    row->a = (double)a.k / (double)n;
    row->b = (double)b.k / (double)n;
    row->delta = paired_delta(counts);
    row->error = paired_standard_error(counts);
    row->interval = paired_bonett_price(counts, level_of(builder));
    row->interval_kind = COMPARE_BONETT_PRICE;
    row->p = mcnemar_exact(counts->fixed, counts->broken);
    row->p_mid = mcnemar_mid_p(counts->fixed, counts->broken);
    row->p_unpaired = unpaired_z_p(a, b);
    row->test = COMPARE_MCNEMAR;
}

void compare_row_unpaired(const struct compare_builder *builder, struct compare_row *row,
                          struct share_counts a, struct share_counts b)
{
    if (a.n == 0 || b.n == 0)
        return;
    row->n = a.n < b.n ? a.n : b.n;
    row->a = (double)a.k / (double)a.n;
    row->b = (double)b.k / (double)b.n;
    row->delta = row->b - row->a;
    row->interval = unpaired_newcombe(a, b, level_of(builder));
    row->interval_kind = COMPARE_NEWCOMBE;
    row->error =
        sqrt(row->a * (1.0 - row->a) / (double)a.n + row->b * (1.0 - row->b) / (double)b.n);
    row->p = row->p_unpaired = unpaired_z_p(a, b);
    row->test = COMPARE_UNPAIRED;
}

/* ---- clusters ---- */

const char compare_one_cluster[] = "all pairs are of one group: drawn and tested as single ones";

uint32_t *compare_clusters_of(struct compare_builder *builder, const struct compare_set *set,
                              const uint32_t *pairs, size_t count, size_t *different)
{
    uint32_t *clusters = arena_alloc(builder->scratch, (count + 1) * sizeof(*clusters));
    uint32_t next = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t *place = &builder->cluster_place[set->cluster[pairs[i]]];

        if (*place == 0)
            *place = ++next;
        clusters[i] = *place - 1;
    }
    for (size_t i = 0; i < count; i++)
        builder->cluster_place[set->cluster[pairs[i]]] = 0;
    *different = next;
    return clusters;
}

/* Error, interval and p of a mean of differences that come in clusters. */
static void row_clustered(struct compare_builder *builder, struct compare_row *row,
                          const struct compare_set *set, const uint32_t *pairs, size_t count,
                          const double *differences)
{
    size_t clusters;
    const uint32_t *cluster = compare_clusters_of(builder, set, pairs, count, &clusters);
    struct mean_error mean = mean_error_clustered(differences, cluster, count, clusters);

    if (clusters < 2) {
        row->why = compare_one_cluster;
        return;
    }
    /* Differences that cancel within every cluster: no spread is left to go by. */
    if (mean.error == 0.0)
        return;
    row->clusters = clusters;
    row->error = mean.error;
    row->interval = mean_interval(&mean, level_of(builder));
    row->interval_kind = COMPARE_CLUSTERED_ERROR;
    row->p = mean_test(&mean);
    row->test = COMPARE_CLUSTERED;
}

static double difference_of(enum pair_state state)
{
    return state == PAIR_FIXED ? 1.0 : (state == PAIR_BROKEN ? -1.0 : 0.0);
}

static struct paired_counts counts_of(const uint64_t states[PAIR_BOTH_WRONG + 1])
{
    return (struct paired_counts){states[PAIR_BOTH_RIGHT], states[PAIR_FIXED], states[PAIR_BROKEN],
                                  states[PAIR_BOTH_WRONG]};
}

void compare_row_pairs(struct compare_builder *builder, struct compare_row *row,
                       const struct compare_set *set, const uint32_t *pairs, size_t count)
{
    uint64_t states[PAIR_BOTH_WRONG + 1] = {0};
    struct paired_counts counts;
    double *differences;

    for (size_t i = 0; i < count; i++)
        states[set->state[pairs[i]]]++;
    counts = counts_of(states);
    row->set = (size_t)(set - builder->comparison->sets);
    compare_row_counts(builder, row, &counts);
    /* Where nothing flipped there is no spread for clusters to have. */
    if (!set->cluster || counts.fixed + counts.broken == 0)
        return;
    differences = arena_alloc(builder->scratch, (count + 1) * sizeof(*differences));
    for (size_t i = 0; i < count; i++)
        differences[i] = difference_of((enum pair_state)set->state[pairs[i]]);
    row_clustered(builder, row, set, pairs, count, differences);
}

/* ---- values ---- */

struct compare_means compare_means_of(struct compare_builder *builder,
                                      const struct compare_set *set)
{
    size_t room = set->pairing.count + 1;

    return (struct compare_means){
        .set = set,
        .pairs = set->cluster ? arena_alloc(builder->scratch, room * sizeof(uint32_t)) : NULL,
        .differences = arena_alloc(builder->scratch, room * sizeof(double)),
    };
}

void compare_means_add(struct compare_means *means, const uint32_t *pairs, size_t count,
                       const double *a, const double *b)
{
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(a[i]) || !isfinite(b[i]))
            continue;
        means->sum_a += a[i];
        means->sum_b += b[i];
        if (means->pairs)
            means->pairs[means->n] = pairs[i];
        means->differences[means->n++] = b[i] - a[i];
    }
}

static double sign_of(const struct compare_means *means)
{
    uint64_t above = 0, below = 0;

    for (size_t i = 0; i < means->n; i++) {
        above += means->differences[i] > 0.0;
        below += means->differences[i] < 0.0;
    }
    return sign_test(above, below);
}

void compare_row_means(struct compare_builder *builder, struct compare_row *row,
                       const struct compare_means *means)
{
    const struct compare_set *set = means->set;
    struct mean_error mean;
    size_t n = means->n;

    row->set = (size_t)(set - builder->comparison->sets);
    row->n = n;
    if (n == 0) {
        row->why = "no pair has the value on both sides";
        return;
    }
    mean = mean_error_of(means->differences, n);
    row->a = means->sum_a / (double)n;
    row->b = means->sum_b / (double)n;
    row->delta = row->b - row->a;
    row->error = mean.error;
    row->interval = mean_interval(&mean, level_of(builder));
    row->interval_kind = COMPARE_MEAN_ERROR;
    row->test = n <= PERMUTATION_MOST ? COMPARE_PERMUTATION : COMPARE_T;
    row->p = n <= PERMUTATION_MOST
                 ? permutation_test(means->differences, n, builder->comparison->options.resamples,
                                    builder->comparison->options.seed)
                 : mean_test(&mean);
    row->p_sign = sign_of(means);
    if (n == 1)
        row->why = "a single pair tells nothing of the spread";
    if (means->pairs)
        row_clustered(builder, row, set, means->pairs, n, means->differences);
}

/* ---- pairs by a code ---- */

size_t compare_pairs_next(const struct compare_set *set, size_t *next, uint32_t *pairs, size_t room)
{
    size_t count = 0, at = *next;

    for (; at < set->pairing.count && count < room; at++)
        if (compare_pair_counts(set, at))
            pairs[count++] = (uint32_t)at;
    *next = at;
    return count;
}

const struct paired_counts *compare_counts_by_code(struct compare_builder *builder,
                                                   const struct compare_set *set,
                                                   const uint16_t *code_of_pair, size_t codes)
{
    uint64_t(*states)[PAIR_BOTH_WRONG + 1] =
        arena_zalloc(builder->scratch, codes + 1, sizeof(*states));
    struct paired_counts *counts = arena_alloc(builder->scratch, (codes + 1) * sizeof(*counts));

    for (size_t i = 0; i < set->pairing.count; i++)
        if (code_of_pair[i] < codes && (!set->selected || set->selected[i]))
            states[code_of_pair[i]][set->state[i]]++;
    for (size_t k = 0; k < codes; k++)
        counts[k] = counts_of(states[k]);
    return counts;
}

const uint32_t *compare_pairs_by_code(struct compare_builder *builder,
                                      const struct compare_set *set, const uint16_t *code_of_pair,
                                      size_t codes, const size_t **first)
{
    size_t *starts = arena_zalloc(builder->scratch, codes + 2, sizeof(*starts));
    size_t *next = arena_alloc(builder->scratch, (codes + 1) * sizeof(*next));
    uint32_t *pairs;

    for (size_t i = 0; i < set->pairing.count; i++)
        if (code_of_pair[i] < codes && compare_pair_counts(set, i))
            starts[code_of_pair[i] + 1]++;
    for (size_t k = 0; k < codes; k++)
        starts[k + 1] += starts[k];
    memcpy(next, starts, (codes + 1) * sizeof(*next));
    pairs = arena_alloc(builder->scratch, (starts[codes] + 1) * sizeof(*pairs));
    for (size_t i = 0; i < set->pairing.count; i++)
        if (code_of_pair[i] < codes && compare_pair_counts(set, i))
            pairs[next[code_of_pair[i]]++] = (uint32_t)i;
    *first = starts;
    return pairs;
}
