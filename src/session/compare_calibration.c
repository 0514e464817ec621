/*
 * The calibration error in FAMILY_METRICS: no function of margins and no mean, so pairs are
 * drawn one by one, or by cluster. Shown where it is asked for, since that takes longer than all
 * else.
 */
#include "comparison_internal.h"

#include <assay/metrics/calibration.h>
#include <assay/session/sample_field.h>

#include <math.h>

/* What one side of a pair adds to its bin. */
struct term {
    double miss; /* right (1 or 0) less the score */
    uint32_t bin;
};

struct calibration {
    struct term *a, *b;
    uint32_t *pair; /* of the set */
    size_t pairs;
};

static double error_of(const double misses[CALIBRATION_BINS], double total)
{
    double sum = 0.0;

    for (int k = 0; k < CALIBRATION_BINS; k++)
        sum += fabs(misses[k]);
    return sum / total;
}

static void delta_of(const void *arg, void *room, const uint32_t *weights, const uint8_t *swapped,
                     double *delta)
{
    const struct calibration *c = arg;
    double a[CALIBRATION_BINS] = {0.0}, b[CALIBRATION_BINS] = {0.0};
    uint64_t pairs = 0;

    (void)room;
    for (size_t i = 0; i < c->pairs; i++) {
        const struct term *first = swapped[i] ? &c->b[i] : &c->a[i];
        const struct term *second = swapped[i] ? &c->a[i] : &c->b[i];

        a[first->bin] += weights[i] * first->miss;
        b[second->bin] += weights[i] * second->miss;
        pairs += weights[i];
    }
    *delta = error_of(b, (double)pairs) - error_of(a, (double)pairs);
}

static double observed(const struct term *terms, size_t count)
{
    double misses[CALIBRATION_BINS] = {0.0};

    for (size_t i = 0; i < count; i++)
        misses[terms[i].bin] += terms[i].miss;
    return error_of(misses, (double)count);
}

/* Bins are closed above, as in metrics/calibration.h. False when the sample has no usable score. */
static bool term_of(const struct samples *samples, size_t row, struct term *term)
{
    double score = samples->score[row];
    int bin = 0;

    if (!(score >= 0.0 && score <= 1.0))
        return false;
    while (bin + 1 < CALIBRATION_BINS && score > (double)(bin + 1) / CALIBRATION_BINS)
        bin++;
    term->bin = (uint32_t)bin;
    term->miss = (sample_outcome(samples, row) == OUTCOME_PASS ? 1.0 : 0.0) - score;
    return true;
}

static struct calibration gather(const struct compare_set *set, struct arena *scratch)
{
    size_t room = set->pairing.count + 1;
    struct calibration c = {arena_alloc(scratch, room * sizeof(*c.a)),
                            arena_alloc(scratch, room * sizeof(*c.b)),
                            arena_alloc(scratch, room * sizeof(*c.pair)), 0};

    for (size_t i = 0; i < set->pairing.count; i++)
        if (compare_pair_counts(set, i) && term_of(set->a, set->pairing.a[i], &c.a[c.pairs]) &&
            term_of(set->b, set->pairing.b[i], &c.b[c.pairs]))
            c.pair[c.pairs++] = (uint32_t)i;
    return c;
}

/* By single pairs where all are of one cluster. */
static struct bootstrap_weighted weighted_of(struct compare_builder *builder,
                                             const struct compare_set *set,
                                             const struct calibration *c)
{
    struct bootstrap_weighted weighted = {
        .deltas = delta_of, .arg = c, .count = 1, .pairs = c->pairs};
    size_t clusters;
    const uint32_t *cluster;

    if (!set->cluster)
        return weighted;
    cluster = compare_clusters_of(builder, set, c->pair, c->pairs, &clusters);
    if (clusters > 1) {
        weighted.cluster = cluster;
        weighted.cluster_count = clusters;
    }
    return weighted;
}

void compare_row_calibration(struct compare_builder *builder, struct compare_row *row,
                             const struct compare_set *set)
{
    struct compare_resamples made;
    struct bootstrap_weighted weighted;
    struct bootstrap_options how;
    struct calibration c;

    if (!set->a->score || !set->b->score) {
        row->why = "one of the runs has no scores";
        return;
    }
    c = gather(set, builder->scratch);
    weighted = weighted_of(builder, set, &c);
    how = compare_bootstrap_options(builder, c.pairs);
    if (c.pairs == 0 || !bootstrap_weights(&weighted, &how, &made.result))
        return;
    made.result.a = observed(c.a, c.pairs);
    made.result.b = observed(c.b, c.pairs);
    made.pairs = c.pairs;
    made.clusters = weighted.cluster_count;
    made.resamples = how.resamples;
    compare_row_resampled(builder, row, &made);
}
