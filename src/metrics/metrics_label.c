#include <assay/metrics/metrics_label.h>

#include <assay/metrics/classification_source.h>
#include <assay/metrics/margins.h>

#include <math.h>
#include <string.h>

static const char *const never_predicted =
    "never predicted, so undefined; a claimed 0 is the convention (zero_division=0)";
static const char *const never_true =
    "never a truth, so undefined; a claimed 0 is the convention (zero_division=0)";
static const char *const only_itself = "stated by its own row; nothing else in the run bears on it";

/* A label as its evidence knows it; one of set and counts. */
struct label_figures {
    const struct set_results *set;
    size_t k;
    const struct class_rows *rows;
    const struct class_counts *counts;
    bool own_row; /* the claim stands in the file of the rows */
};

typedef void label_compute(const struct label_figures *label, struct arena *arena,
                           const struct results *results, struct figure *out);

static void share_of_set(const struct label_figures *label, struct figure *out, double value,
                         const char *how, const char *zero_why)
{
    figure_from_set(out, label->set, value, how);
    out->zero_why = isnan(value) ? zero_why : NULL;
}

static unsigned long long at(const struct label_figures *label)
{
    return confusion_at(label->set->stated, label->k, label->k);
}

static unsigned long long support(const struct label_figures *label)
{
    return confusion_support(label->set->stated, label->k);
}

static unsigned long long predicted(const struct label_figures *label)
{
    return confusion_predicted(label->set->stated, label->k);
}

static void compute_precision(const struct label_figures *label, struct arena *arena,
                              const struct results *results, struct figure *out)
{
    (void)results;
    if (label->set)
        share_of_set(label, out, classification_label(label->set->stated, label->k).precision,
                     arena_printf(arena, "%llu of %llu predicted", at(label), predicted(label)),
                     never_predicted);
    else if (label->own_row)
        figure_missing(out, only_itself);
    else
        figure_from_rows(out, label->rows, label->counts->precision, arena, "another report's row");
}

static void compute_impossible_recall(const struct label_figures *label, struct arena *arena,
                                      struct figure *out)
{
    double whole = round(label->counts->correct.value), total = label->counts->support;

    figure_from_rows(
        out, label->rows, (struct bounded){whole / total, 0.0}, arena,
        arena_printf(arena, "no whole number of %.0f gives it; the nearest is %.0f", total, whole));
}

static void compute_recall(const struct label_figures *label, struct arena *arena,
                           const struct results *results, struct figure *out)
{
    (void)results;
    if (label->set)
        share_of_set(label, out, classification_label(label->set->stated, label->k).recall,
                     arena_printf(arena, "%llu of %llu", at(label), support(label)), never_true);
    else if (label->own_row && label->counts->impossible)
        compute_impossible_recall(label, arena, out);
    else if (label->own_row)
        figure_missing(out, only_itself);
    else
        figure_from_rows(out, label->rows, label->counts->recall, arena, "another report's row");
}

static void compute_f1(const struct label_figures *label, struct arena *arena,
                       const struct results *results, struct figure *out)
{
    (void)results;
    if (label->set) {
        share_of_set(label, out, classification_label(label->set->stated, label->k).f1,
                     arena_printf(arena, "2 x %llu / (%llu + %llu)", at(label), support(label),
                                  predicted(label)),
                     "never a truth and never predicted, so undefined; a claimed 0 is the "
                     "convention (zero_division=0)");
    } else if (label->own_row) {
        figure_from_rows(out, label->rows, label->counts->f1_of_parts, arena,
                         "2 P R / (P + R) of the same row");
        if (out->evidence != EVIDENCE_NONE)
            out->allowance_why = arena_printf(
                arena, "from precision and recall rounded to %d decimals", label->rows->decimals);
    } else {
        figure_from_rows(out, label->rows, label->counts->f1, arena, "another report's row");
    }
}

static void compute_support(const struct label_figures *label, struct arena *arena,
                            const struct results *results, struct figure *out)
{
    (void)results;
    if (label->set)
        figure_from_set(out, label->set, (double)support(label), "samples with that truth");
    else if (label->own_row)
        figure_missing(out, only_itself);
    else
        figure_from_rows(out, label->rows, (struct bounded){label->counts->support, 0.0}, arena,
                         "another report's row");
}

static void compute_support_share(const struct label_figures *label, struct arena *arena,
                                  const struct results *results, struct figure *out)
{
    double total;

    (void)results;
    if (label->set) {
        figure_from_set(out, label->set, classification_share(label->set->stated, label->k),
                        arena_printf(arena, "%llu of %llu", support(label),
                                     (unsigned long long)confusion_total(label->set->stated)));
        return;
    }
    total = label->rows->support;
    figure_from_rows(
        out, label->rows, (struct bounded){total > 0.0 ? label->counts->support / total : NAN, 0.0},
        arena, arena_printf(arena, "support %.0f of %.0f", label->counts->support, total));
}

static void compute_correct(const struct label_figures *label, struct arena *arena,
                            const struct results *results, struct figure *out)
{
    (void)results;
    if (label->set)
        figure_from_set(out, label->set, (double)at(label), "the label's cell of the diagonal");
    else
        figure_from_rows(out, label->rows, label->counts->correct, arena, "recall x support");
}

static double largest_support(const struct label_figures *label)
{
    double largest = 0.0;

    if (label->set)
        for (size_t k = 0; k < label->set->labels.count; k++)
            largest = fmax(largest, (double)confusion_support(label->set->stated, k));
    else
        for (size_t i = 0; i < label->rows->count; i++)
            largest = fmax(largest, label->rows->rows[i].support);
    return largest;
}

/* Both kinds are a count over the label's support. */
static void weight(const struct label_figures *label, struct arena *arena, double count,
                   double times, struct figure *out)
{
    double own = label->set ? (double)support(label) : label->counts->support;
    double value = own > 0.0 ? count / (times * own) : NAN;
    const char *how = times == 1.0 ? arena_printf(arena, "%.0f / %.0f", count, own)
                                   : arena_printf(arena, "%.0f / (%.0f x %.0f)", count, times, own);

    if (label->set)
        figure_from_set(out, label->set, value, how);
    else
        figure_from_rows(out, label->rows, (struct bounded){value, 0.0}, arena, how);
}

static void compute_weight_largest(const struct label_figures *label, struct arena *arena,
                                   const struct results *results, struct figure *out)
{
    (void)results;
    weight(label, arena, largest_support(label), 1.0, out);
}

static void compute_weight_balanced(const struct label_figures *label, struct arena *arena,
                                    const struct results *results, struct figure *out)
{
    double labels = 0.0;

    (void)results;
    if (label->set)
        for (size_t k = 0; k < label->set->labels.count; k++)
            labels += confusion_support(label->set->stated, k) > 0;
    else
        for (size_t i = 0; i < label->rows->count; i++)
            labels += label->rows->rows[i].support > 0.0;
    weight(label, arena,
           label->set ? (double)confusion_total(label->set->stated) : label->rows->support, labels,
           out);
}

static void compute_band(const struct label_figures *label, struct arena *arena,
                         const struct results *results, struct figure *out)
{
    const struct rating_band *bands = results->options.bands;
    double recall = label->set ? classification_label(label->set->stated, label->k).recall
                               : label->counts->recall.value;
    size_t band = rating_band(bands, RATING_BAND_COUNT, recall);

    if (band == RATING_BAND_COUNT) {
        figure_missing(out, "there is no recall to rate");
        return;
    }
    if (label->set)
        figure_from_set(out, label->set, NAN, "");
    else
        figure_from_rows(out, label->rows, label->counts->recall, arena, "");
    out->value = NAN;
    out->text = bands[band].name;
    out->how = arena_printf(arena, "recall %.4f", recall);
}

struct label_metric {
    const char *metric;
    label_compute *compute;
};

static const struct label_metric label_metrics[] = {
    {"precision", compute_precision},
    {"recall", compute_recall},
    {"f1", compute_f1},
    {"support", compute_support},
    {"support_share", compute_support_share},
    {"correct", compute_correct},
    {"class_weight_largest", compute_weight_largest},
    {"class_weight_balanced", compute_weight_balanced},
    {"rating_band", compute_band},
};

static bool find_label(const struct label_source *source, const char *name, uint32_t not_file,
                       struct label_figures *label)
{
    uint16_t code;

    if (source->set) {
        code = set_results_label(source->set, name);
        *label = (struct label_figures){.set = source->set, .k = code};
        return code != LABEL_MISSING;
    }
    *label = (struct label_figures){.rows = source->rows,
                                    .counts = class_rows_find(source->rows, name),
                                    .own_row = source->rows->file == not_file};
    return label->counts != NULL;
}

/* All right answers, when no label is named. */
static void compute_all_correct(const struct label_source *source, struct arena *arena,
                                struct figure *out)
{
    const struct set_results *set = source->set;

    if (set)
        figure_from_set(out, set, (double)confusion_correct(set->stated),
                        arena_printf(arena, "the diagonal, of %llu%s",
                                     (unsigned long long)confusion_total(set->stated),
                                     reading_words(set, set->stated, arena)));
    else
        figure_from_rows(out, source->rows, class_rows_correct(source->rows), arena,
                         "sum of recall x support");
}

/* A precision, recall or F1 of no label and no average could be any of three. */
static void compute_unnamed(const struct quantity *what, const struct label_source *source,
                            struct arena *arena, struct figure *out)
{
    struct prf macro;

    figure_missing(out, "the file does not say of which label, or how averaged");
    if (!source->set)
        return;
    macro = classification_average(source->set->stated, AVERAGE_MACRO);
    out->nearest = strcmp(what->metric, "precision") == 0 ? macro.precision
                   : strcmp(what->metric, "recall") == 0  ? macro.recall
                   : strcmp(what->metric, "f1") == 0      ? macro.f1
                                                          : NAN;
    if (!isnan(out->nearest))
        out->nearest_how = arena_printf(arena, "macro %s is %.4f", what->metric, out->nearest);
}

static void compute(const struct results *results, const struct quantity *what, uint32_t not_file,
                    struct arena *arena, struct figure *out)
{
    struct label_source source = label_source_of(results, what, FILE_NONE, arena, out);
    struct label_figures label;

    if (!source.set && !source.rows)
        return;
    if (!what->subject) {
        if (strcmp(what->metric, "correct") == 0)
            compute_all_correct(&source, arena, out);
        else
            compute_unnamed(what, &source, arena, out);
        return;
    }
    if (!find_label(&source, what->subject, not_file, &label)) {
        figure_missing(out, arena_printf(arena, "no label %s in the evidence", what->subject));
        return;
    }
    for (size_t i = 0; i < sizeof(label_metrics) / sizeof(label_metrics[0]); i++)
        if (strcmp(label_metrics[i].metric, what->metric) == 0)
            label_metrics[i].compute(&label, arena, results, out);
}

#define EVIDENCE_BITS (RUN_HAS_LABELS | RUN_HAS_MATRIX | RUN_HAS_CLASSES)
#define LABEL_METRIC(id, heading, in, low, high, best, margins, how, where)                        \
    const struct metric metric_##id = {.name = #id,                                                \
                                       .title = heading,                                           \
                                       .unit = in,                                                 \
                                       .least = low,                                               \
                                       .most = high,                                               \
                                       .better = best,                                             \
                                       .needs_any = EVIDENCE_BITS,                                 \
                                       .formula = how,                                             \
                                       .source = where,                                            \
                                       .compute = compute,                                         \
                                       .of_margins = margins}

LABEL_METRIC(precision, "Precision", UNIT_SHARE, 0.0, 1.0, BETTER_HIGHER, margins_precision,
             "TP / (TP + FP)", "van Rijsbergen 1979, ch. 7");
LABEL_METRIC(recall, "Recall", UNIT_SHARE, 0.0, 1.0, BETTER_HIGHER, margins_recall,
             "TP / (TP + FN)", "van Rijsbergen 1979, ch. 7");
LABEL_METRIC(f1, "F1", UNIT_SHARE, 0.0, 1.0, BETTER_HIGHER, margins_f1, "2 TP / (2 TP + FP + FN)",
             "van Rijsbergen 1979, ch. 7");
LABEL_METRIC(support, "Support", UNIT_COUNT, 0.0, NAN, BETTER_NEITHER, margins_support,
             "samples with that truth", "scikit-learn precision_recall_fscore_support");
LABEL_METRIC(support_share, "Share of samples", UNIT_SHARE, 0.0, 1.0, BETTER_NEITHER,
             margins_support_share, "support / samples", "a plain share");
LABEL_METRIC(correct, "Correct", UNIT_COUNT, 0.0, NAN, BETTER_HIGHER, NULL,
             "samples whose prediction is the truth", "a plain count");
LABEL_METRIC(class_weight_largest, "Class weight (largest)", UNIT_RATIO, 1.0, NAN, BETTER_NEITHER,
             NULL, "largest support / support",
             "inverse frequency, scaled to 1 for the largest label");
LABEL_METRIC(class_weight_balanced, "Class weight (balanced)", UNIT_RATIO, 0.0, NAN, BETTER_NEITHER,
             NULL, "samples / (labels x support)",
             "scikit-learn compute_class_weight \"balanced\"");

const struct metric metric_rating_band = {
    .name = "rating_band",
    .title = "Rating",
    .unit = UNIT_TEXT,
    .least = NAN,
    .most = NAN,
    .better = BETTER_NEITHER,
    .needs_any = EVIDENCE_BITS,
    .formula = "band of the recall: excellent from .95, very good .90, good .80, moderate .60, "
               "else challenging",
    .source = "bands of the evaluation summaries; configurable",
    .compute = compute,
};
