#include <assay/metrics/metrics_classification.h>

#include <assay/metrics/metrics_counts.h>
#include <assay/metrics/metrics_label.h>
#include <assay/metrics/metrics_pairs.h>
#include <assay/metrics/metrics_whole.h>

#include <stddef.h>

const struct metric *const metrics_classification[] = {
    &metric_samples,
    &metric_accuracy,
    &metric_accuracy_strict,
    &metric_accuracy_fallback,
    &metric_accuracy_drop,
    &metric_balanced_accuracy,
    &metric_macro_precision,
    &metric_macro_recall,
    &metric_macro_f1,
    &metric_micro_precision,
    &metric_micro_recall,
    &metric_micro_f1,
    &metric_weighted_precision,
    &metric_weighted_recall,
    &metric_weighted_f1,
    &metric_kappa,
    &metric_mcc,
    &metric_precision,
    &metric_recall,
    &metric_f1,
    &metric_support,
    &metric_support_share,
    &metric_correct,
    &metric_rating_band,
    &metric_imbalance_ratio,
    &metric_class_weight_largest,
    &metric_class_weight_balanced,
    &metric_confused_pair,
    &metric_confused_order,
    &metric_confused_complete,
    &metric_confusion_cell,
    &metric_row_total,
    &metric_column_total,
    &metric_labels,
    &metric_invalid_answers,
    &metric_unscored,
    &metric_duplicate_ids,
    &metric_ece,
    &metric_brier,
    &metric_brier_labels,
    NULL,
};
