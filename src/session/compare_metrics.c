/*
 * FAMILY_METRICS: the figures that stand for a run. From pairs where a set has them, else the two
 * runs' own.
 */
#include "comparison_internal.h"

#include <assay/metrics/bootstrap.h>
#include <assay/metrics/flip_allowance.h>
#include <assay/session/sample_field.h>

#include <math.h>
#include <string.h>

/* Of right and wrong: a share of the pairs. */
static const char *const right_metrics[] = {"accuracy", "pass_rate", NULL};

/* What is shown unless the user names metrics. */
static const char *const of_labels[] = {
    "accuracy", "balanced_accuracy", "macro_f1", "weighted_f1", "kappa", "mcc", "brier", NULL};
static const char *const of_outcomes[] = {"pass_rate", "average_tokens", "response_seconds", NULL};
static const char *const of_wholes[] = {
    "accuracy",    "balanced_accuracy", "macro_f1",   "weighted_f1",         "kappa",
    "mcc",         "pass_rate",         "tasks_mean", "tasks_harmonic_mean", "slope_end_point",
    "slope_early", "slope_middle",      "slope_late", "slope_least_squares", NULL};
/* Over layers a share of all samples is of no probe at all. */
static const char *const of_layers[] = {"dominance_mean",          "dominance_early",
                                        "dominance_middle",        "dominance_late",
                                        "dominance_conflict_mean", NULL};

static bool among(const char *const *names, const char *name)
{
    for (size_t i = 0; names[i]; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* ---- values of single samples ---- */

static double tokens_of(const struct samples *samples, size_t row)
{
    if (!samples->tokens || samples->tokens[row] == UINT32_MAX)
        return NAN;
    return (double)samples->tokens[row];
}

static double seconds_of(const struct samples *samples, size_t row)
{
    return samples->seconds ? (double)samples->seconds[row] : NAN;
}

/* Brier's term, as metrics/calibration.h has it: a score is the confidence in the answer. */
static double brier_of(const struct samples *samples, size_t row)
{
    enum outcome outcome = sample_outcome(samples, row);
    double score = samples->score ? samples->score[row] : NAN, miss;

    if (outcome == OUTCOME_UNSCORED)
        return NAN;
    miss = score - (outcome == OUTCOME_PASS ? 1.0 : 0.0);
    return miss * miss;
}

static const struct value_metric {
    const char *name;
    double (*value)(const struct samples *samples, size_t row);
} value_metrics[] = {
    {"average_tokens", tokens_of}, {"response_seconds", seconds_of}, {"brier", brier_of}};

static const struct value_metric *value_metric_find(const char *name)
{
    for (size_t i = 0; i < sizeof(value_metrics) / sizeof(value_metrics[0]); i++)
        if (strcmp(value_metrics[i].name, name) == 0)
            return &value_metrics[i];
    return NULL;
}

/* ---- one row a metric ---- */

static const char *set_title(const struct compare_builder *builder, const struct compare_set *set,
                             const struct metric *metric)
{
    if (!*set->name)
        return metric->title;
    return arena_printf(builder->scratch, "%s, %s", metric->title, set->name);
}

static struct compare_row *add_row(struct compare_builder *builder, const struct compare_set *set,
                                   const struct metric *metric)
{
    struct quantity what = QUANTITY(metric->name);
    struct compare_row *row;

    what.set = *set->name ? set->name : NULL;
    row = compare_row_add(builder, FAMILY_METRICS, &what, set_title(builder, set, metric));
    row->set = (size_t)(set - builder->comparison->sets);
    return row;
}

/* All pairs that count, in order. */
static const uint32_t *counted_pairs(struct compare_builder *builder, const struct compare_set *set,
                                     size_t *count)
{
    const uint32_t *code = arena_zalloc(builder->scratch, set->pairing.count + 1, sizeof(*code));
    const size_t *first;
    const uint32_t *pairs = compare_pairs_by_code(builder, set, code, 1, &first);

    *count = first[1];
    return pairs;
}

static void add_right(struct compare_builder *builder, const struct compare_set *set,
                      const struct metric *metric)
{
    struct compare_row *row = add_row(builder, set, metric);
    const uint32_t *pairs;
    size_t count;

    /* Without clusters the counts say it all. */
    if (!set->cluster) {
        compare_row_counts(builder, row, &set->counts);
        return;
    }
    pairs = counted_pairs(builder, set, &count);
    compare_row_pairs(builder, row, set, pairs, count);
}

static void add_value(struct compare_builder *builder, const struct compare_set *set,
                      const struct metric *metric, const struct value_metric *value, bool asked)
{
    size_t count, known = 0;
    const uint32_t *pairs = counted_pairs(builder, set, &count);
    double *a = arena_alloc(builder->scratch, (count + 1) * sizeof(*a));
    double *b = arena_alloc(builder->scratch, (count + 1) * sizeof(*b));

    for (size_t i = 0; i < count; i++) {
        a[i] = value->value(set->a, set->pairing.a[pairs[i]]);
        b[i] = value->value(set->b, set->pairing.b[pairs[i]]);
        known += !isnan(a[i]) && !isnan(b[i]);
    }
    if (known || asked)
        compare_row_means(builder, add_row(builder, set, metric), set, pairs, count, a, b);
}

/* ---- functions of the confusion matrix ---- */

void compare_row_resampled(struct compare_row *row, const struct bootstrap_result *result,
                           uint64_t pairs)
{
    row->a = result->a;
    row->b = result->b;
    row->delta = result->delta;
    row->n = pairs;
    row->error = result->deviation;
    row->interval = result->interval;
    row->p = result->p;
    row->test = COMPARE_RANDOMISATION;
    if (isnan(row->interval.low))
        row->why = "the metric is undefined in most resamples";
    else
        row->interval_kind = COMPARE_BOOTSTRAP;
}

struct bootstrap_options compare_bootstrap_options(const struct compare_builder *builder)
{
    const struct compare_options *options = &builder->comparison->options;

    return (struct bootstrap_options){.level = 1.0 - options->alpha,
                                      .resamples = options->resamples,
                                      .seed = options->seed,
                                      .threads = options->threads,
                                      .cancel = options->cancel};
}

/* With what the flips that were not drawn may add. */
static void widen(struct bootstrap_result *result, const struct bootstrap_statistic *statistic,
                  const struct margins margins[2], double level)
{
    double variance =
        flip_variance(&margins[0], &margins[1], statistic->of_margins, statistic->label);

    result->interval = interval_widened(result->interval, result->delta, variance, level);
}

void compare_rows_bootstrap(struct compare_builder *builder, const struct compare_set *set,
                            const struct bootstrap_statistic *statistics, const size_t *rows,
                            size_t count)
{
    struct bootstrap_options how = compare_bootstrap_options(builder);
    struct bootstrap_result *results;
    struct margins margins[2];

    if (count == 0 || set->joint->pairs == 0)
        return;
    results = arena_zalloc(builder->scratch, count, sizeof(*results));
    if (!bootstrap_joint(set->joint, statistics, count, &how, results))
        return;
    margins[0] = margins_of(joint_confusion(set->joint, JOINT_A, builder->scratch));
    margins[1] = margins_of(joint_confusion(set->joint, JOINT_B, builder->scratch));
    for (size_t i = 0; i < count; i++) {
        struct compare_row *row = &builder->rows[rows[i]];

        widen(&results[i], &statistics[i], margins, how.level);
        compare_row_resampled(row, &results[i], set->joint->pairs);
        if (set->cluster)
            row->why = "pairs are drawn singly though they come in groups: the interval may be "
                       "too short";
    }
}

/* ---- the metrics of a set ---- */

struct gathered {
    struct bootstrap_statistic *statistics;
    size_t *rows; /* of the builder */
    size_t count;
};

static void add_metric(struct compare_builder *builder, const struct compare_set *set,
                       const struct metric *metric, bool asked, struct gathered *gathered)
{
    const struct value_metric *value = value_metric_find(metric->name);

    if (among(right_metrics, metric->name)) {
        add_right(builder, set, metric);
    } else if (value) {
        add_value(builder, set, metric, value, asked);
    } else if (strcmp(metric->name, "ece") == 0) {
        compare_row_calibration(builder, add_row(builder, set, metric), set);
    } else if (metric->of_margins && set->joint && !compare_is_label_metric(metric->name)) {
        add_row(builder, set, metric);
        gathered->statistics[gathered->count].of_margins = metric->of_margins;
        gathered->rows[gathered->count++] = builder->row_count - 1;
    }
}

static void add_of_set(struct compare_builder *builder, const struct compare_set *set)
{
    const struct compare_options *options = &builder->comparison->options;
    const char *const *names = set->joint ? of_labels : of_outcomes;
    size_t room = options->metric_count + sizeof(of_labels) / sizeof(of_labels[0]);
    struct gathered gathered = {
        arena_zalloc(builder->scratch, room, sizeof(*gathered.statistics)),
        arena_zalloc(builder->scratch, room, sizeof(*gathered.rows)),
        0,
    };

    if (options->metric_count)
        for (size_t i = 0; i < options->metric_count; i++)
            add_metric(builder, set, metric_find(options->metrics[i]), true, &gathered);
    else
        for (size_t i = 0; names[i]; i++)
            add_metric(builder, set, metric_find(names[i]), false, &gathered);
    compare_rows_bootstrap(builder, set, gathered.statistics, gathered.rows, gathered.count);
}

/* ---- the runs' own figures ---- */

static bool has_row(const struct compare_builder *builder, const char *metric)
{
    for (size_t i = 0; i < builder->row_count; i++)
        if (strcmp(builder->rows[i].metric->name, metric) == 0)
            return true;
    return false;
}

/* How many samples a run's own share is of; 0 when that is not a count of samples. */
static struct share_counts counts_of(const struct figures *figures, const struct quantity *what)
{
    struct figure figure;

    if (!figures_get(figures, what, &figure) || figure.n == 0 ||
        (figure.evidence != EVIDENCE_SAMPLES && figure.evidence != EVIDENCE_MATRIX))
        return (struct share_counts){0, 0};
    return (struct share_counts){(uint64_t)llround(figure.value * (double)figure.n), figure.n};
}

static void add_whole(struct compare_builder *builder, const char *name, bool asked)
{
    struct quantity what = QUANTITY(name);
    struct compare_row *row = compare_row_add(builder, FAMILY_METRICS, &what, NULL);

    if (!asked && (isnan(row->whole_a) || isnan(row->whole_b))) {
        builder->row_count--;
        return;
    }
    row->a = row->whole_a;
    row->b = row->whole_b;
    row->delta = row->b - row->a;
    if (among(right_metrics, name))
        compare_row_unpaired(builder, row, counts_of(builder->figures_a, &what),
                             counts_of(builder->figures_b, &what));
    if (isnan(row->delta))
        row->why = "one of the runs has no evidence of it";
    else if (row->test == COMPARE_UNPAIRED)
        row->why = builder->comparison->unpaired_why;
    else if (strcmp(name, "tasks_mean") == 0)
        compare_row_task_mean(builder, row);
    else
        row->why = "no figure of single samples bears on it";
}

void compare_add_metrics(struct compare_builder *builder)
{
    const struct comparison *c = builder->comparison;
    const char *const *names;

    /* Over layers a set is many evaluations in one, which FAMILY_LAYERS takes apart. */
    for (size_t i = 0; i < c->set_count && !compare_cancelled(builder); i++)
        if (c->sets[i].state && c->sets[i].pairing.count && !c->sets[i].a->step)
            add_of_set(builder, &c->sets[i]);
    for (size_t i = 0; i < c->options.metric_count; i++)
        if (!has_row(builder, c->options.metrics[i]) &&
            !compare_is_label_metric(c->options.metrics[i]))
            add_whole(builder, c->options.metrics[i], true);
    names =
        (run_content(c->a.run) | run_content(c->b.run)) & RUN_HAS_LAYERS ? of_layers : of_wholes;
    for (size_t i = 0; names[i] && c->options.metric_count == 0; i++)
        if (!has_row(builder, names[i]))
            add_whole(builder, names[i], false);
}
