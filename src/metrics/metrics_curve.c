#include <assay/metrics/metrics_curve.h>

#include <assay/metrics/curve_results.h>
#include <assay/metrics/metrics_tasks.h>
#include <assay/metrics/results.h>

#include <assay/base/fmt.h>

#include <math.h>

#define FORMAT_SOURCE "paper-metrics format, assay-formats(5)"

static bool is_single(const struct curve_table *tokens, const struct curve_point *point)
{
    return tokens->series && point && point->n == 1;
}

static void from_table(const struct curve_table *table, double value, uint64_t n, double allowance,
                       struct figure *out)
{
    out->evidence = EVIDENCE_SERIES;
    out->value = value;
    out->n = n;
    out->allowance = allowance;
    out->allowance_why = allowance > 0.0 ? "computed from losses rounded in print" : NULL;
    out->file = table->series->file;
}

/* ---- single tokens and points ---- */

static void nearest_point(const struct curve_results *curve, double position, struct arena *arena,
                          struct figure *out)
{
    const struct curve_point *point = curve ? curve_table_near(&curve->losses, position) : NULL;

    if (!point || point->n == 0)
        return;
    out->nearest = point->mean;
    out->nearest_how = arena_printf(
        arena, "mean loss of the curve %.4f (perplexity %.6g), %llu points at %.0f", point->mean,
        curve_perplexity(point->mean), (unsigned long long)point->n, point->position);
}

static void compute_loss(const struct results *results, const struct quantity *what,
                         uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct curve_results *curve = results->curve;
    const struct curve_point *point = curve ? curve_table_at(&curve->tokens, what->at) : NULL;

    (void)not_file;
    if (!curve || !is_single(&curve->tokens, point)) {
        out->how = arena_printf(arena, "the loss of token %.0f is not stored", what->at);
        nearest_point(curve, what->at, arena, out);
        return;
    }
    from_table(&curve->tokens, point->mean, 1, curve->tokens.half_unit, out);
    out->how = arena_printf(arena, "stored at position %.0f", point->position);
}

/* exp moves a rounding of the loss by at most exp(loss) (exp(half) - 1). */
static void from_loss(const struct curve_table *table, double loss, struct arena *arena,
                      struct figure *out)
{
    from_table(table, curve_perplexity(loss), 1, curve_perplexity(loss) * expm1(table->half_unit),
               out);
    out->how = arena_printf(arena, "exp(%.6g)", loss);
}

/* The point of a row (subject, from 1) of the stored points. */
static void perplexity_of_row(const struct curve_results *curve, const struct quantity *what,
                              struct arena *arena, struct figure *out)
{
    const struct series *series = curve ? curve->losses.series : NULL;
    long long row;

    if (!series || !str_integer(str_of(what->subject), &row) || row < 1 ||
        (unsigned long long)row > series->count || series->x[row - 1] != what->at) {
        out->how = "no such point is stored";
        return;
    }
    from_loss(&curve->losses, series->y[row - 1], arena, out);
}

static void compute_perplexity(const struct results *results, const struct quantity *what,
                               uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct curve_results *curve = results->curve;
    const struct curve_point *point;

    (void)not_file;
    if (what->subject) {
        perplexity_of_row(curve, what, arena, out);
        return;
    }
    point = curve ? curve_table_at(&curve->tokens, what->at) : NULL;
    if (curve && is_single(&curve->tokens, point)) {
        from_loss(&curve->tokens, point->mean, arena, out);
        return;
    }
    out->how = arena_printf(arena, "the loss of token %.0f is not stored", what->at);
    nearest_point(curve, what->at, arena, out);
    if (out->nearest_how)
        out->nearest = curve_perplexity(out->nearest);
}

/* ---- figures a position ---- */

enum point_field { FIELD_MEAN, FIELD_STD, FIELD_MEDIAN, FIELD_COUNT };

static double field_of(const struct curve_point *point, enum point_field field)
{
    switch (field) {
    case FIELD_MEAN:
        return point->mean;
    case FIELD_STD:
        return point->std;
    case FIELD_MEDIAN:
        return point->median;
    case FIELD_COUNT:
        break;
    }
    return (double)point->n;
}

/* A deviation of n values each moved by at most h moves by at most h sqrt(n / (n - 1)). */
static double field_allowance(const struct curve_table *table, const struct curve_point *point,
                              enum point_field field)
{
    if (field == FIELD_COUNT)
        return 0.0;
    if (field == FIELD_STD)
        return point->n > 1 ? table->half_unit * sqrt((double)point->n / ((double)point->n - 1.0))
                            : 0.0;
    return table->half_unit;
}

static void compute_field(const struct curve_table *table, double position, enum point_field field,
                          struct arena *arena, struct figure *out)
{
    const struct curve_point *point = table ? curve_table_at(table, position) : NULL;

    if (!point || point->n == 0) {
        out->how = arena_printf(arena, "no point of the curve is stored at %.0f", position);
        return;
    }
    from_table(table, field_of(point, field), point->n, field_allowance(table, point, field), out);
    out->how = arena_printf(arena, "%llu points at %.0f", (unsigned long long)point->n, position);
}

#define COMPUTE_FIELD(name, table, field)                                                          \
    static void compute_##name(const struct results *results, const struct quantity *what,         \
                               uint32_t not_file, struct arena *arena, struct figure *out)         \
    {                                                                                              \
        (void)not_file;                                                                            \
        compute_field(results->curve ? &results->curve->table : NULL, what->at, field, arena,      \
                      out);                                                                        \
    }
COMPUTE_FIELD(mean_loss, losses, FIELD_MEAN)
COMPUTE_FIELD(loss_std, losses, FIELD_STD)
COMPUTE_FIELD(median_loss, losses, FIELD_MEDIAN)
COMPUTE_FIELD(point_count, losses, FIELD_COUNT)
COMPUTE_FIELD(mean_perplexity, perplexities, FIELD_MEAN)
COMPUTE_FIELD(perplexity_std, perplexities, FIELD_STD)
COMPUTE_FIELD(median_perplexity, perplexities, FIELD_MEDIAN)
#undef COMPUTE_FIELD

/* ---- slopes ---- */

static void nearest_slope(const struct curve_results *curve, struct arena *arena,
                          struct figure *out)
{
    if (!curve || isnan(curve->least_squares.slope))
        return;
    out->nearest = curve->least_squares.slope;
    out->nearest_how = arena_printf(arena, "least-squares slope %.4e over %zu points",
                                    curve->least_squares.slope, curve->losses.series->count);
}

static void compute_end_point(const struct results *results, const struct quantity *what,
                              uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct curve_results *curve = results->curve;
    const struct curve_point *from, *to;
    struct curve_span span;

    (void)what;
    (void)not_file;
    out->how = "it hangs on the losses of two tokens, which are not stored";
    nearest_slope(curve, arena, out);
    if (!curve || !(curve->token_count >= 1.0 && curve->token_count <= 9e15))
        return;
    span = curve_end_points((size_t)curve->token_count);
    if (span.from == span.to) {
        from_table(&curve->losses, 0.0, (uint64_t)curve->token_count, 0.0, out);
        out->how = arena_printf(arena, "0 by definition: %.0f tokens", curve->token_count);
        return;
    }
    from = curve_table_at(&curve->tokens, (double)span.from);
    to = curve_table_at(&curve->tokens, (double)span.to);
    if (!is_single(&curve->tokens, from) || !is_single(&curve->tokens, to)) {
        out->how = arena_printf(arena, "the loss of token %zu is not stored",
                                is_single(&curve->tokens, to) ? span.from : span.to);
        return;
    }
    from_table(&curve->tokens, (to->mean - from->mean) / (double)(span.to - span.from), 2,
               2.0 * curve->tokens.half_unit / (double)(span.to - span.from), out);
    out->how = arena_printf(arena, "losses of tokens %zu and %zu", span.from, span.to);
}

static void compute_segment(const struct results *results, double of_tokens, double of_means,
                            double length, uint32_t not_file, struct arena *arena,
                            struct figure *out)
{
    const struct curve_results *curve = results->curve;

    if (curve && !isnan(of_tokens)) {
        from_table(&curve->tokens, of_tokens, 2, 2.0 * curve->tokens.half_unit / length, out);
        out->how = "losses of the two tokens";
    } else if (curve && !isnan(of_means) && not_file == FILE_NONE) {
        from_table(&curve->losses, of_means, 2, 2.0 * curve->losses.half_unit / length, out);
        out->how = "mean losses at the two positions";
    } else {
        out->how = "the losses of its two tokens are not stored";
        if (!isnan(of_means)) {
            out->nearest = of_means;
            out->nearest_how = arena_printf(arena, "%.4e between the mean losses", of_means);
        } else {
            nearest_slope(curve, arena, out);
        }
    }
}

#define COMPUTE_SEGMENT(part, from, to)                                                            \
    static void compute_slope_##part(const struct results *results, const struct quantity *what,   \
                                     uint32_t not_file, struct arena *arena, struct figure *out)   \
    {                                                                                              \
        const struct curve_results *curve = results->curve;                                        \
                                                                                                   \
        (void)what;                                                                                \
        compute_segment(results, curve ? curve->segments.part : NAN,                               \
                        curve ? curve->segments_means.part : NAN, (to) - (from), not_file, arena,  \
                        out);                                                                      \
    }
CURVE_SEGMENTS(COMPUTE_SEGMENT)
#undef COMPUTE_SEGMENT

static void compute_least_squares(const struct results *results, const struct quantity *what,
                                  uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct curve_results *curve = results->curve;

    (void)what;
    (void)not_file;
    if (!curve || isnan(curve->least_squares.slope)) {
        out->how = "fewer than two positions are stored";
        return;
    }
    from_table(&curve->losses, curve->least_squares.slope, curve->losses.series->count, 0.0, out);
    out->how =
        arena_printf(arena, "over %zu points; over the means of %zu positions %.4e",
                     curve->losses.series->count, curve->losses.count, curve->least_squares_means);
}

static const struct metric loss = {
    .name = "loss",
    .title = "Loss of a token",
    .unit = UNIT_NATS,
    .least = 0.0,
    .most = NAN,
    .better = BETTER_LOWER,
    .needs_any = RUN_HAS_CURVE,
    .formula = "-ln of the probability given to the token, as stored at its position",
    .source = FORMAT_SOURCE,
    .compute = compute_loss,
};
static const struct metric perplexity = {
    .name = "perplexity",
    .title = "Perplexity",
    .unit = UNIT_PERPLEXITY,
    .least = 1.0,
    .most = NAN,
    .better = BETTER_LOWER,
    .needs_any = RUN_HAS_CURVE,
    .formula = "exp(loss) of one token, or of one stored point",
    .source = "Jelinek et al., JASA 62 (1977), S63",
    .compute = compute_perplexity,
};

#define POINT_METRIC(ident, metric_name, metric_title, metric_unit, metric_least, metric_better,   \
                     text, function)                                                               \
    static const struct metric ident = {                                                           \
        .name = metric_name,                                                                       \
        .title = metric_title,                                                                     \
        .unit = metric_unit,                                                                       \
        .least = metric_least,                                                                     \
        .most = NAN,                                                                               \
        .better = metric_better,                                                                   \
        .needs_any = RUN_HAS_CURVE,                                                                \
        .formula = text,                                                                           \
        .source = FORMAT_SOURCE,                                                                   \
        .compute = function,                                                                       \
    }
POINT_METRIC(curve_mean_loss, "curve_mean_loss", "Mean loss at a position", UNIT_NATS, 0.0,
             BETTER_LOWER, "mean of the losses stored for the position", compute_mean_loss);
POINT_METRIC(curve_loss_std, "curve_loss_std", "Deviation of the loss at a position", UNIT_NATS,
             0.0, BETTER_NEITHER, "sample standard deviation (n - 1), 0 where n = 1",
             compute_loss_std);
POINT_METRIC(curve_median_loss, "curve_median_loss", "Median loss at a position", UNIT_NATS, 0.0,
             BETTER_LOWER, "median of the losses stored for the position", compute_median_loss);
POINT_METRIC(curve_n, "curve_n", "Points at a position", UNIT_COUNT, 0.0, BETTER_NEITHER,
             "losses stored for the position", compute_point_count);
POINT_METRIC(curve_mean_perplexity, "curve_mean_perplexity", "Mean perplexity at a position",
             UNIT_PERPLEXITY, 1.0, BETTER_LOWER, "mean of the perplexities stored for the position",
             compute_mean_perplexity);
POINT_METRIC(curve_perplexity_std, "curve_perplexity_std", "Deviation of the perplexity",
             UNIT_RATIO, 0.0, BETTER_NEITHER, "sample standard deviation (n - 1), 0 where n = 1",
             compute_perplexity_std);
POINT_METRIC(curve_median_perplexity, "curve_median_perplexity", "Median perplexity at a position",
             UNIT_PERPLEXITY, 1.0, BETTER_LOWER,
             "median of the perplexities stored for the position", compute_median_perplexity);
POINT_METRIC(slope_end_point, "slope_end_point", "End-point slope", UNIT_PER_TOKEN, NAN,
             BETTER_LOWER, "(loss[n-1] - loss[s]) / (n-1 - s), s = min(8000, n/2); 0 if n <= 8000",
             compute_end_point);
POINT_METRIC(slope_early, "slope_early", "Slope 4k to 8k", UNIT_PER_TOKEN, NAN, BETTER_LOWER,
             "(loss[8000] - loss[4000]) / 4000", compute_slope_early);
POINT_METRIC(slope_middle, "slope_middle", "Slope 8k to 16k", UNIT_PER_TOKEN, NAN, BETTER_LOWER,
             "(loss[16000] - loss[8000]) / 8000", compute_slope_middle);
POINT_METRIC(slope_late, "slope_late", "Slope 16k to 24k", UNIT_PER_TOKEN, NAN, BETTER_LOWER,
             "(loss[24000] - loss[16000]) / 8000", compute_slope_late);
#undef POINT_METRIC

static const struct metric slope_least_squares = {
    .name = "slope_least_squares",
    .title = "Least-squares slope",
    .unit = UNIT_PER_TOKEN,
    .least = NAN,
    .most = NAN,
    .better = BETTER_LOWER,
    .needs_any = RUN_HAS_CURVE,
    .formula = "sum (x - mean x)(y - mean y) / sum (x - mean x)^2 over all stored points",
    .source = "Draper and Smith, Applied Regression Analysis, 3rd ed., 1.2",
    .compute = compute_least_squares,
};

const struct metric *const metrics_curve[] = {
    &metric_task_accuracy,
    &metric_task_correct,
    &metric_task_samples,
    &metric_tasks_mean,
    &metric_tasks_harmonic_mean,
    &loss,
    &perplexity,
    &slope_end_point,
    &slope_early,
    &slope_middle,
    &slope_late,
    &slope_least_squares,
    &curve_mean_loss,
    &curve_loss_std,
    &curve_median_loss,
    &curve_n,
    &curve_mean_perplexity,
    &curve_perplexity_std,
    &curve_median_perplexity,
    &metric_loss_improvement,
    &metric_loss_improvement_share,
    &metric_improvement_mean,
    &metric_improvement_most,
    &metric_positions_improved,
    &metric_positions_compared,
    &metric_improvement_shown,
    &metric_curve_tokens,
    &metric_runs_listed,
    &metric_timestamp_consistent,
    NULL,
};
