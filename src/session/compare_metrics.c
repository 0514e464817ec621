/*
 * FAMILY_METRICS: the figures that stand for a run. From pairs where a set has them, else the two
 * runs' own.
 */
#include "comparison_internal.h"

#include <assay/metrics/bootstrap.h>
#include <assay/session/sample_field.h>

#include <math.h>
#include <stddef.h>
#include <string.h>

/* Of right and wrong: a share of the pairs. */
static const char *const right_metrics[] = {"accuracy", "pass_rate", NULL};

/* What is shown unless the user names metrics. */
static const char *const of_labels[] = {
    "accuracy", "balanced_accuracy", "macro_f1", "weighted_f1", "kappa", "mcc", "brier", NULL};
static const char *const of_outcomes[] = {"pass_rate", "pass_at_k", "average_tokens",
                                          "response_seconds", NULL};
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

enum { VALUE_BLOCK = 1024 };

/* Values of the rows that some pairs are of, NAN where a sample has none. */
typedef void value_function(const struct samples *samples, const uint32_t *rows,
                            const uint32_t *pairs, size_t count, double *values);

static void tokens_of(const struct samples *samples, const uint32_t *rows, const uint32_t *pairs,
                      size_t count, double *values)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t tokens = samples->tokens[rows[pairs[i]]];

        values[i] = tokens == UINT32_MAX ? NAN : (double)tokens;
    }
}

static void seconds_of(const struct samples *samples, const uint32_t *rows, const uint32_t *pairs,
                       size_t count, double *values)
{
    for (size_t i = 0; i < count; i++)
        values[i] = (double)samples->seconds[rows[pairs[i]]];
}

/* Brier's term, as metrics/calibration.h has it: a score is the confidence in the answer. */
static void brier_of(const struct samples *samples, const uint32_t *rows, const uint32_t *pairs,
                     size_t count, double *values)
{
    for (size_t i = 0; i < count; i++) {
        enum outcome outcome = sample_outcome(samples, rows[pairs[i]]);
        double score = samples->score[rows[pairs[i]]];
        double miss = score - (outcome == OUTCOME_PASS ? 1.0 : 0.0);
        bool is_share = score >= 0.0 && score <= 1.0;

        values[i] = outcome == OUTCOME_UNSCORED || !is_share ? NAN : miss * miss;
    }
}

static const struct value_metric {
    const char *name;
    size_t column; /* offset of what it is read from, a pointer, in struct samples */
    value_function *values;
} value_metrics[] = {
    {"average_tokens", offsetof(struct samples, tokens), tokens_of},
    {"response_seconds", offsetof(struct samples, seconds), seconds_of},
    {"brier", offsetof(struct samples, score), brier_of},
};

static bool has_values(const struct value_metric *value, const struct samples *samples)
{
    const void *column;

    memcpy(&column, (const char *)samples + value->column, sizeof(column));
    return column != NULL;
}

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
    uint32_t *pairs = arena_alloc(builder->scratch, (set->pairing.count + 1) * sizeof(*pairs));
    size_t next = 0;

    *count = compare_pairs_next(set, &next, pairs, set->pairing.count);
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

static void gather_values(struct compare_means *means, const struct value_metric *value)
{
    const struct compare_set *set = means->set;
    uint32_t pairs[VALUE_BLOCK];
    double a[VALUE_BLOCK], b[VALUE_BLOCK];
    size_t next = 0, count;

    while ((count = compare_pairs_next(set, &next, pairs, VALUE_BLOCK))) {
        value->values(set->a, set->pairing.a, pairs, count, a);
        value->values(set->b, set->pairing.b, pairs, count, b);
        compare_means_add(means, pairs, count, a, b);
    }
}

static void add_value(struct compare_builder *builder, const struct compare_set *set,
                      const struct metric *metric, const struct value_metric *value, bool asked)
{
    struct compare_means means = {.set = set};

    if (has_values(value, set->a) && has_values(value, set->b)) {
        means = compare_means_of(builder, set);
        gather_values(&means, value);
    }
    if (means.n || asked)
        compare_row_means(builder, add_row(builder, set, metric), &means);
}

/* ---- the metrics of a set ---- */

static void add_metric(struct compare_builder *builder, const struct compare_set *set,
                       const struct metric *metric, bool asked)
{
    const struct value_metric *value = value_metric_find(metric->name);

    if (among(right_metrics, metric->name)) {
        add_right(builder, set, metric);
    } else if (strcmp(metric->name, "pass_at_k") == 0) {
        compare_add_attempts(builder, set);
    } else if (value) {
        add_value(builder, set, metric, value, asked);
    } else if (strcmp(metric->name, "ece") == 0) {
        compare_row_calibration(builder, add_row(builder, set, metric), set);
    } else if (metric->of_margins && set->joint && !compare_is_label_metric(metric->name)) {
        add_row(builder, set, metric);
        compare_row_later(builder, set, (struct bootstrap_statistic){metric->of_margins, 0});
    }
}

static void add_of_set(struct compare_builder *builder, const struct compare_set *set)
{
    const struct compare_options *options = &builder->comparison->options;
    const char *const *names = set->joint ? of_labels : of_outcomes;

    if (options->metric_count)
        for (size_t i = 0; i < options->metric_count; i++)
            add_metric(builder, set, metric_find(options->metrics[i]), true);
    else
        for (size_t i = 0; names[i]; i++)
            add_metric(builder, set, metric_find(names[i]), false);
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

/* A share of all samples of a run over layers counts every item once a layer. */
static bool has_layers(const struct comparison *c)
{
    return (run_content(c->a.run) | run_content(c->b.run)) & RUN_HAS_LAYERS;
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
    if (among(right_metrics, name) && !has_layers(builder->comparison))
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
    names = has_layers(c) ? of_layers : of_wholes;
    for (size_t i = 0; names[i] && c->options.metric_count == 0; i++)
        if (!has_row(builder, names[i]))
            add_whole(builder, names[i], false);
}
