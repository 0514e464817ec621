#include <assay/metrics/metrics_counts.h>

#include <assay/metrics/classification_source.h>

#include <math.h>
#include <string.h>

/* Rows there are; a claim of those scored only is allowed for, by name. */
static void compute_samples(const struct results *results, const struct quantity *what,
                            uint32_t not_file, struct arena *arena, struct figure *out)
{
    struct label_source source = label_source_of(results, what, FILE_NONE, arena, out);
    uint64_t scored;

    (void)not_file;
    if (what->subject) {
        figure_missing(out, arena_printf(arena, "no evidence of %s here", what->subject));
    } else if (source.rows) {
        figure_from_rows(out, source.rows, (struct bounded){source.rows->support, 0.0}, arena,
                         "sum of the rows' support");
    } else if (source.set) {
        scored = confusion_total(source.set->strict);
        figure_from_set(out, source.set, (double)source.set->rows,
                        arena_printf(arena, "%zu rows, %llu scored", source.set->rows,
                                     (unsigned long long)scored));
        out->n = source.set->rows;
        out->also = (double)scored;
        out->also_why =
            arena_printf(arena, "the rows scored; %zu are not", source.set->rows - (size_t)scored);
    }
}

static void compute_labels(const struct results *results, const struct quantity *what,
                           uint32_t not_file, struct arena *arena, struct figure *out)
{
    struct label_source source = label_source_of(results, what, FILE_NONE, arena, out);
    size_t never = 0;

    (void)not_file;
    if (source.rows)
        figure_from_rows(out, source.rows, (struct bounded){(double)source.rows->count, 0.0}, arena,
                         "rows of the report");
    if (!source.set)
        return;
    for (size_t k = 0; k < source.set->labels.count; k++)
        never += confusion_predicted(source.set->stated, k) == 0;
    figure_from_set(out, source.set, (double)source.set->labels.count,
                    arena_printf(arena, "labels of the set, %zu of them never predicted", never));
}

/* What only single samples tell. */
static const struct set_results *sample_set(const struct results *results,
                                            const struct quantity *what, struct arena *arena,
                                            struct figure *out, const char *missing)
{
    struct label_source source = label_source_of(results, what, FILE_NONE, arena, out);

    if (source.set && source.set->samples)
        return source.set;
    figure_missing(out, missing);
    return NULL;
}

static void compute_invalid(const struct results *results, const struct quantity *what,
                            uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct set_results *set = sample_set(
        results, what, arena, out, "only single answers tell which were outside the label set");

    (void)not_file;
    if (set)
        figure_from_set(out, set, (double)confusion_invalid_total(set->strict),
                        "scored answers that name no label of the set");
}

static void compute_unscored(const struct results *results, const struct quantity *what,
                             uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct set_results *set =
        sample_set(results, what, arena, out, "only single samples tell which were not scored");

    (void)not_file;
    if (!set)
        return;
    figure_from_set(out, set, (double)confusion_unscored(set->strict),
                    "rows without a truth or without a prediction");
    out->n = set->rows;
}

static void compute_duplicates(const struct results *results, const struct quantity *what,
                               uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct set_results *set =
        sample_set(results, what, arena, out, "only single samples have ids");

    (void)not_file;
    if (!set)
        return;
    if (!samples_have_ids(set->samples)) {
        figure_missing(out, "the samples have no ids");
        return;
    }
    figure_from_set(out, set, (double)set->duplicates,
                    set->duplicates
                        ? arena_printf(arena, "the first is row %zu", set->duplicate_row + 1)
                        : "every id occurs once");
    out->n = set->rows;
}

static const char *scores_words(const struct set_results *set, struct arena *arena)
{
    return arena_printf(arena, "%llu scores%s", (unsigned long long)set->reliability.n,
                        set->reliability.skipped
                            ? arena_printf(arena, ", %llu missing or outside [0,1] left out",
                                           (unsigned long long)set->reliability.skipped)
                            : "");
}

static void compute_calibration(const struct results *results, const struct quantity *what,
                                uint32_t not_file, struct arena *arena, struct figure *out)
{
    const char *missing = "the samples have no scores";
    const struct set_results *set = sample_set(results, what, arena, out, missing);

    (void)not_file;
    if (!set)
        return;
    if (strcmp(what->metric, "brier_labels") == 0 && !isnan(set->brier_labels)) {
        figure_from_set(out, set, set->brier_labels, "over the probabilities of all labels");
    } else if (strcmp(what->metric, "brier_labels") == 0 || !set->has_scores ||
               set->reliability.n == 0) {
        figure_missing(out, missing);
    } else {
        figure_from_set(out, set,
                        strcmp(what->metric, "ece") == 0 ? set->reliability.ece
                                                         : set->reliability.brier,
                        scores_words(set, arena));
        out->n = set->reliability.n;
    }
}

#define COUNT(id, heading, best, bits, how, function)                                              \
    const struct metric metric_##id = {.name = #id,                                                \
                                       .title = heading,                                           \
                                       .unit = UNIT_COUNT,                                         \
                                       .least = 0.0,                                               \
                                       .most = NAN,                                                \
                                       .better = best,                                             \
                                       .needs_any = bits,                                          \
                                       .formula = how,                                             \
                                       .source = "a plain count",                                  \
                                       .compute = function}

COUNT(samples, "Samples", BETTER_NEITHER, RUN_HAS_LABELS | RUN_HAS_MATRIX | RUN_HAS_CLASSES,
      "rows, scored or not", compute_samples);
COUNT(labels, "Labels", BETTER_NEITHER, RUN_HAS_LABELS | RUN_HAS_MATRIX | RUN_HAS_CLASSES,
      "labels of the set", compute_labels);
COUNT(invalid_answers, "Invalid answers", BETTER_LOWER, RUN_HAS_LABELS,
      "scored answers outside the label set", compute_invalid);
COUNT(unscored, "Unscored", BETTER_LOWER, RUN_HAS_LABELS,
      "rows without a truth or without a prediction", compute_unscored);
COUNT(duplicate_ids, "Duplicate ids", BETTER_LOWER, RUN_HAS_LABELS,
      "samples beyond the first of their id", compute_duplicates);

const struct metric metric_ece = {
    .name = "ece",
    .title = "ECE",
    .unit = UNIT_SHARE,
    .least = 0.0,
    .most = 1.0,
    .better = BETTER_LOWER,
    .needs_any = RUN_HAS_SCORES,
    .formula = "sum over 10 bins of n_b / n |accuracy_b - mean score_b|",
    .source = "Guo et al., ICML 2017",
    .compute = compute_calibration,
};

const struct metric metric_brier = {
    .name = "brier",
    .title = "Brier score",
    .unit = UNIT_SHARE,
    .least = 0.0,
    .most = 1.0,
    .better = BETTER_LOWER,
    .needs_any = RUN_HAS_SCORES,
    .formula = "mean of (score - correct)^2",
    .source = "Brier, Monthly Weather Review 78, 1950",
    .compute = compute_calibration,
};

const struct metric metric_brier_labels = {
    .name = "brier_labels",
    .title = "Brier score over labels",
    .unit = UNIT_RATIO,
    .least = 0.0,
    .most = NAN,
    .better = BETTER_LOWER,
    .needs_any = RUN_HAS_SCORES,
    .formula = "mean of the sum over labels of (probability - [label is the truth])^2",
    .source = "Brier, Monthly Weather Review 78, 1950",
    .compute = compute_calibration,
};
