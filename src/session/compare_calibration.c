/*
 * The calibration error in FAMILY_METRICS: no function of margins and no mean, so every pair is
 * drawn by itself. Shown where it is asked for, since that takes longer than all else.
 */
#include "comparison_internal.h"

#include <assay/base/fmt.h>
#include <assay/metrics/calibration.h>
#include <assay/session/sample_field.h>

#include <math.h>

/* Draws of pairs that are made at most; with more pairs there are fewer resamples. */
#define DRAWS_MOST 5e8
enum { RESAMPLES_LEAST = 200 };

/* What one side of a pair adds to its bin. */
struct term {
    double miss; /* right (1 or 0) less the score */
    uint32_t bin;
};

struct calibration {
    struct term *a, *b;
    size_t pairs;
};

static double error_of(const double misses[CALIBRATION_BINS], double total)
{
    double sum = 0.0;

    for (int k = 0; k < CALIBRATION_BINS; k++)
        sum += fabs(misses[k]);
    return sum / total;
}

static double delta_of(const void *arg, const uint32_t *weights, const uint8_t *swapped)
{
    const struct calibration *c = arg;
    double a[CALIBRATION_BINS] = {0.0}, b[CALIBRATION_BINS] = {0.0};

    for (size_t i = 0; i < c->pairs; i++) {
        const struct term *first = swapped[i] ? &c->b[i] : &c->a[i];
        const struct term *second = swapped[i] ? &c->a[i] : &c->b[i];

        a[first->bin] += weights[i] * first->miss;
        b[second->bin] += weights[i] * second->miss;
    }
    return error_of(b, (double)c->pairs) - error_of(a, (double)c->pairs);
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
                            arena_alloc(scratch, room * sizeof(*c.b)), 0};

    for (size_t i = 0; i < set->pairing.count; i++)
        c.pairs += compare_pair_counts(set, i) &&
                   term_of(set->a, set->pairing.a[i], &c.a[c.pairs]) &&
                   term_of(set->b, set->pairing.b[i], &c.b[c.pairs]);
    return c;
}

void compare_row_calibration(struct compare_builder *builder, struct compare_row *row,
                             const struct compare_set *set)
{
    const struct compare_options *options = &builder->comparison->options;
    struct bootstrap_options how = compare_bootstrap_options(builder);
    struct bootstrap_result result;
    struct calibration c;
    double most;

    if (!set->a->score || !set->b->score) {
        row->why = "one of the runs has no scores";
        return;
    }
    c = gather(set, builder->scratch);
    most = fmax(DRAWS_MOST / (double)(c.pairs + 1), RESAMPLES_LEAST);
    if (how.resamples > most)
        how.resamples = (unsigned)most;
    if (c.pairs == 0 || !bootstrap_weights(delta_of, &c, c.pairs, &how, &result))
        return;
    result.a = observed(c.a, c.pairs);
    result.b = observed(c.b, c.pairs);
    compare_row_resampled(row, &result, c.pairs);
    if (how.resamples < options->resamples)
        row->why = arena_printf(builder->arena, "pairs are many: from %s resamples",
                                fmt_count(builder->scratch, how.resamples));
}
