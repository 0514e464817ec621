#include <assay/metrics/metrics_whole.h>

#include <assay/metrics/classification_source.h>
#include <assay/metrics/margins.h>

#include <math.h>
#include <string.h>

/* ---- values from class rows ---- */

static struct bounded rows_macro_precision(const struct class_rows *rows)
{
    return class_rows_average(rows, AVERAGE_MACRO, CLASS_PRECISION);
}

static struct bounded rows_macro_recall(const struct class_rows *rows)
{
    return class_rows_average(rows, AVERAGE_MACRO, CLASS_RECALL);
}

static struct bounded rows_macro_f1(const struct class_rows *rows)
{
    return class_rows_average(rows, AVERAGE_MACRO, CLASS_F1);
}

static struct bounded rows_weighted_precision(const struct class_rows *rows)
{
    return class_rows_average(rows, AVERAGE_WEIGHTED, CLASS_PRECISION);
}

static struct bounded rows_weighted_recall(const struct class_rows *rows)
{
    return class_rows_average(rows, AVERAGE_WEIGHTED, CLASS_RECALL);
}

static struct bounded rows_weighted_f1(const struct class_rows *rows)
{
    return class_rows_average(rows, AVERAGE_WEIGHTED, CLASS_F1);
}

static struct bounded rows_imbalance(const struct class_rows *rows)
{
    return (struct bounded){class_rows_imbalance(rows), 0.0};
}

/* ---- one table, one function ---- */

enum read_as { AS_STATED, AS_STRICT, AS_FALLBACK, AS_DROP };

struct measure {
    const char *metric;
    enum read_as reading;
    margins_function *of_margins;
    struct bounded (*of_rows)(const struct class_rows *); /* NULL: rows do not give it */
    bool is_rate;                                         /* correct of total can be told */
};

static const struct measure measures[] = {
    {"accuracy", AS_STATED, margins_accuracy, class_rows_accuracy, true},
    {"accuracy_strict", AS_STRICT, margins_accuracy, NULL, true},
    {"accuracy_fallback", AS_FALLBACK, margins_accuracy, NULL, true},
    {"accuracy_drop", AS_DROP, margins_accuracy, NULL, true},
    {"balanced_accuracy", AS_STATED, margins_balanced_accuracy, class_rows_balanced, false},
    {"macro_precision", AS_STATED, margins_macro_precision, rows_macro_precision, false},
    {"macro_recall", AS_STATED, margins_macro_recall, rows_macro_recall, false},
    {"macro_f1", AS_STATED, margins_macro_f1, rows_macro_f1, false},
    {"micro_precision", AS_STATED, margins_micro_precision, NULL, true},
    {"micro_recall", AS_STATED, margins_micro_recall, class_rows_accuracy, true},
    {"micro_f1", AS_STATED, margins_micro_f1, NULL, false},
    {"weighted_precision", AS_STATED, margins_weighted_precision, rows_weighted_precision, false},
    {"weighted_recall", AS_STATED, margins_weighted_recall, rows_weighted_recall, false},
    {"weighted_f1", AS_STATED, margins_weighted_f1, rows_weighted_f1, false},
    {"kappa", AS_STATED, margins_kappa, NULL, false},
    {"mcc", AS_STATED, margins_mcc, NULL, false},
    {"imbalance_ratio", AS_STATED, margins_imbalance, rows_imbalance, false},
};

static const struct measure *find_measure(const char *metric)
{
    for (size_t i = 0; i < sizeof(measures) / sizeof(measures[0]); i++)
        if (strcmp(measures[i].metric, metric) == 0)
            return &measures[i];
    return NULL;
}

static const struct confusion *read_set(const struct set_results *set, enum read_as reading)
{
    switch (reading) {
    case AS_STRICT:
        return set->strict;
    case AS_FALLBACK:
        return set->fallback;
    case AS_DROP:
        return set->drop;
    case AS_STATED:
        break;
    }
    return set->stated;
}

static void from_matrix(const struct measure *measure, const struct set_results *set,
                        struct arena *arena, struct figure *out)
{
    const struct confusion *cm = read_set(set, measure->reading);
    struct margins margins;
    const char *how;

    if (!cm) {
        figure_missing(out, "the run names no label that other answers count as");
        return;
    }
    margins = margins_of(cm);
    if (measure->is_rate)
        how = arena_printf(arena, "%llu of %llu%s", (unsigned long long)confusion_correct(cm),
                           (unsigned long long)confusion_total(cm), reading_words(set, cm, arena));
    else
        how = arena_printf(arena, "over %zu labels, %llu samples%s", set->labels.count,
                           (unsigned long long)confusion_total(cm), reading_words(set, cm, arena));
    figure_from_set(out, set, measure->of_margins(&margins, 0), how);
    out->n = confusion_total(cm);
}

static void from_rows(const struct measure *measure, const struct class_rows *rows,
                      struct arena *arena, struct figure *out)
{
    struct bounded correct = class_rows_correct(rows);
    const char *how = arena_printf(arena, "from %zu class rows", rows->count);

    if (!measure->of_rows) {
        figure_missing(out, "class rows alone do not give it");
        return;
    }
    if (measure->is_rate)
        how = arena_printf(arena, "%s: sum of recall x support is %.*f of %.0f", how,
                           correct.allowance > 0.0 ? 2 : 0, correct.value, rows->support);
    figure_from_rows(out, rows, measure->of_rows(rows), arena, how);
}

/* The run's own figure is only the nearest thing to another model's. */
static void of_another(const char *model, struct arena *arena, struct figure *out)
{
    double own = out->evidence == EVIDENCE_NONE ? NAN : out->value;

    *out = (struct figure){.value = NAN, .nearest = own, .file = FILE_NONE};
    figure_missing(out, arena_printf(arena, "no evidence of %s here", model));
    if (!isnan(own))
        out->nearest_how = arena_printf(arena, "this run's is %.4f", own);
}

static void compute(const struct results *results, const struct quantity *what, uint32_t not_file,
                    struct arena *arena, struct figure *out)
{
    const struct measure *measure = find_measure(what->metric);
    struct label_source source;

    (void)not_file; /* totals are computed from rows and cells, never read */
    source = label_source_of(results, what, FILE_NONE, arena, out);
    if (source.set)
        from_matrix(measure, source.set, arena, out);
    else if (source.rows)
        from_rows(measure, source.rows, arena, out);
    if (what->subject)
        of_another(what->subject, arena, out);
}

#define EVIDENCE_BITS (RUN_HAS_LABELS | RUN_HAS_MATRIX | RUN_HAS_CLASSES)
#define WHOLE_SHARE(id, heading, margins, how, where)                                              \
    const struct metric metric_##id = {.name = #id,                                                \
                                       .title = heading,                                           \
                                       .unit = UNIT_SHARE,                                         \
                                       .least = 0.0,                                               \
                                       .most = 1.0,                                                \
                                       .better = BETTER_HIGHER,                                    \
                                       .needs_any = EVIDENCE_BITS,                                 \
                                       .formula = how,                                             \
                                       .source = where,                                            \
                                       .compute = compute,                                         \
                                       .of_margins = margins}

WHOLE_SHARE(accuracy, "Accuracy", margins_accuracy,
            "correct / scored, as the run reads answers outside the set",
            "scikit-learn accuracy_score");
WHOLE_SHARE(accuracy_strict, "Accuracy (strict)", NULL,
            "correct / scored; an answer outside the label set is wrong",
            "scikit-learn accuracy_score");
WHOLE_SHARE(accuracy_fallback, "Accuracy (fallback)", NULL,
            "correct / scored; an answer outside the label set counts as the fallback label",
            "scikit-learn accuracy_score");
WHOLE_SHARE(accuracy_drop, "Accuracy (valid answers)", NULL,
            "correct / scored; answers outside the label set are left out",
            "scikit-learn accuracy_score");
WHOLE_SHARE(balanced_accuracy, "Balanced accuracy", margins_balanced_accuracy,
            "mean recall of the labels with support", "Brodersen et al., ICPR 2010");
WHOLE_SHARE(macro_precision, "Macro precision", margins_macro_precision,
            "mean over labels of TP / (TP + FP), undefined = 0", "Manning et al. 2008, 13.6");
WHOLE_SHARE(macro_recall, "Macro recall", margins_macro_recall,
            "mean over labels of TP / (TP + FN), undefined = 0", "Manning et al. 2008, 13.6");
WHOLE_SHARE(macro_f1, "Macro F1", margins_macro_f1, "mean over labels of 2 TP / (2 TP + FP + FN)",
            "Manning et al. 2008, 13.6; van Rijsbergen 1979, ch. 7");
WHOLE_SHARE(micro_precision, "Micro precision", margins_micro_precision,
            "sum of TP / sum of (TP + FP)", "Manning et al. 2008, 13.6");
WHOLE_SHARE(micro_recall, "Micro recall", margins_micro_recall, "sum of TP / sum of (TP + FN)",
            "Manning et al. 2008, 13.6");
WHOLE_SHARE(micro_f1, "Micro F1", margins_micro_f1, "sum of 2 TP / sum of (2 TP + FP + FN)",
            "Manning et al. 2008, 13.6");
WHOLE_SHARE(weighted_precision, "Weighted precision", margins_weighted_precision,
            "mean of precision by support", "scikit-learn precision_recall_fscore_support");
WHOLE_SHARE(weighted_recall, "Weighted recall", margins_weighted_recall,
            "mean of recall by support", "scikit-learn precision_recall_fscore_support");
WHOLE_SHARE(weighted_f1, "Weighted F1", margins_weighted_f1, "mean of F1 by support",
            "scikit-learn precision_recall_fscore_support");

const struct metric metric_kappa = {
    .name = "kappa",
    .title = "Cohen's kappa",
    .unit = UNIT_RATIO,
    .least = -1.0,
    .most = 1.0,
    .better = BETTER_HIGHER,
    .needs_any = RUN_HAS_LABELS | RUN_HAS_MATRIX,
    .formula = "(N C - sum t_k p_k) / (N^2 - sum t_k p_k)",
    .source = "Cohen, Educational and Psychological Measurement 20, 1960",
    .compute = compute,
    .of_margins = margins_kappa,
};

const struct metric metric_mcc = {
    .name = "mcc",
    .title = "MCC",
    .unit = UNIT_RATIO,
    .least = -1.0,
    .most = 1.0,
    .better = BETTER_HIGHER,
    .needs_any = RUN_HAS_LABELS | RUN_HAS_MATRIX,
    .formula = "(N C - sum t_k p_k) / sqrt((N^2 - sum p_k^2) (N^2 - sum t_k^2))",
    .source = "Gorodkin, Computational Biology and Chemistry 28, 2004",
    .compute = compute,
    .of_margins = margins_mcc,
};

const struct metric metric_imbalance_ratio = {
    .name = "imbalance_ratio",
    .title = "Imbalance ratio",
    .unit = UNIT_RATIO,
    .least = 1.0,
    .most = NAN,
    .better = BETTER_LOWER,
    .needs_any = EVIDENCE_BITS,
    .formula = "largest support / smallest support",
    .source = "He and Garcia, IEEE TKDE 21(9), 2009",
    .compute = compute,
    .of_margins = margins_imbalance,
};
