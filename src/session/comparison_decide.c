#include "comparison_internal.h"

#include <assay/metrics/significance.h>

#include <math.h>

/* ---- correction for being many ---- */

static bool same_correction(const struct compare_row *a, const struct compare_row *b)
{
    return a->family == b->family && (a->family == FAMILY_METRICS || a->metric == b->metric);
}

/* Correct row `from` and all later rows of its correction, unless an earlier one has done so. */
static void correct(struct compare_row *rows, size_t row_count, size_t from, double *p,
                    double *adjusted)
{
    size_t count = 0;

    for (size_t i = 0; i < from; i++)
        if (same_correction(&rows[i], &rows[from]))
            return;
    for (size_t i = from; i < row_count; i++)
        if (same_correction(&rows[i], &rows[from]))
            p[count++] = rows[i].p;
    holm(p, count, adjusted);
    count = 0;
    for (size_t i = from; i < row_count; i++)
        if (same_correction(&rows[i], &rows[from]))
            rows[i].p_holm = adjusted[count++];
}

static void correct_all(struct compare_builder *builder)
{
    size_t count = builder->row_count;
    double *p = arena_alloc(builder->scratch, (count + 1) * sizeof(*p));
    double *adjusted = arena_alloc(builder->scratch, (count + 1) * sizeof(*adjusted));

    for (size_t i = 0; i < count; i++)
        correct(builder->rows, count, i, p, adjusted);
}

/* ---- what an interval can say ---- */

/* No delta is beyond the range of its metric. */
static void keep_in_range(struct compare_row *row)
{
    double most = row->metric->most - row->metric->least;

    if (isnan(most) || isnan(row->interval.low) || isnan(row->interval.high))
        return;
    row->interval.low = fmax(row->interval.low, -most);
    row->interval.high = fmin(row->interval.high, most);
}

/*
 * Where neither a resample nor the flip of a sample moves a delta of 0 (kappa of a single label, F1
 * of a label that is no sample's truth), that is of the metric and no evidence that runs are alike.
 */
static void drop_empty(struct compare_row *row)
{
    if (!row->metric->of_margins || row->has_counts || row->delta != 0.0 ||
        row->interval.low != 0.0 || row->interval.high != 0.0)
        return;
    row->interval_kind = COMPARE_NO_INTERVAL;
    row->interval = (struct interval){NAN, NAN};
    row->test = COMPARE_NO_TEST;
    row->p = row->error = NAN;
    row->why = "no answer to these samples would change it";
}

/* ---- what the row says ---- */

double compare_scale(const struct compare_row *row)
{
    return row->metric->unit == UNIT_SHARE || row->metric->most == 1.0 ? 1.0 : fabs(row->a);
}

/* The margin in the metric's unit. */
static double margin_of(const struct compare_builder *builder, const struct compare_row *row)
{
    return builder->comparison->options.margin * compare_scale(row);
}

static enum compare_outcome direction_of(const struct compare_row *row)
{
    if (row->metric->better == BETTER_NEITHER)
        return COMPARE_CHANGED;
    return (row->delta > 0.0) == (row->metric->better == BETTER_HIGHER) ? COMPARE_IMPROVED
                                                                        : COMPARE_REGRESSED;
}

static void decide(const struct compare_builder *builder, struct compare_row *row)
{
    double low = row->interval.low, high = row->interval.high;
    double farther = fmax(fabs(low), fabs(high));

    if (row->interval_kind == COMPARE_NO_INTERVAL || isnan(row->delta) || isnan(low) ||
        isnan(high)) {
        row->outcome = COMPARE_UNTESTED;
        if (!row->why && row->n == 0)
            row->why = "no pair counts: none is taken that both sides score by the same truth";
    } else if (row->p_holm < builder->comparison->options.alpha && (low > 0.0 || high < 0.0)) {
        row->outcome = direction_of(row);
    } else if (farther <= margin_of(builder, row)) {
        row->outcome = COMPARE_LEVEL;
        row->bound = farther;
    } else {
        row->outcome = COMPARE_UNDECIDED;
    }
}

static bool is_resampled(enum compare_test test)
{
    return test == COMPARE_RANDOMISATION || test == COMPARE_CLUSTER_RANDOMISATION ||
           test == COMPARE_PERMUTATION;
}

/*
 * Of N resamples p is 1 / (1 + N) at least. Where Holm's correction takes that beyond alpha, no
 * difference however large could have been found: many labels want more resamples.
 */
static void tell_floor(const struct compare_builder *builder, struct compare_row *row)
{
    const struct compare_options *options = &builder->comparison->options;

    if (!row->why && is_resampled(row->test) && row->p_holm >= options->alpha &&
        fabs(row->p * (1.0 + options->resamples) - 1.0) < 1e-6)
        row->why = "p is the least that so few resamples can give: more may tell";
}

static void give_power(const struct compare_builder *builder, struct compare_row *row)
{
    const struct compare_options *options = &builder->comparison->options;

    if (isnan(row->error))
        return;
    row->detectable = detectable_effect(row->error, options->alpha, options->power);
    row->needed =
        samples_needed(row->error, row->n, margin_of(builder, row), options->alpha, options->power);
}

/* A verdict is on the run's own figure: it says nothing of one over fewer samples. */
static void drop_marks(struct compare_row *row)
{
    if (!(fabs(row->whole_a - row->a) < 1e-9))
        row->mark_a = '\0';
    if (!(fabs(row->whole_b - row->b) < 1e-9))
        row->mark_b = '\0';
}

void comparison_decide(struct compare_builder *builder)
{
    for (size_t i = 0; i < builder->row_count; i++) {
        keep_in_range(&builder->rows[i]);
        drop_empty(&builder->rows[i]);
    }
    correct_all(builder);
    for (size_t i = 0; i < builder->row_count; i++) {
        decide(builder, &builder->rows[i]);
        tell_floor(builder, &builder->rows[i]);
        give_power(builder, &builder->rows[i]);
        drop_marks(&builder->rows[i]);
    }
}
