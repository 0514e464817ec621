/*
 * Metrics of a whole classification: shares and agreement over all labels.
 *
 * Under the reading the run's claims use (set_results.h) unless the name says another. A subject
 * other than none means another model's figure, of which there is no evidence in the run.
 */
#ifndef ASSAY_METRICS_METRICS_WHOLE_H
#define ASSAY_METRICS_METRICS_WHOLE_H

#include <assay/metrics/metric.h>

extern const struct metric metric_accuracy, metric_accuracy_strict, metric_accuracy_fallback,
    metric_accuracy_drop, metric_balanced_accuracy, metric_macro_precision, metric_macro_recall,
    metric_macro_f1, metric_micro_precision, metric_micro_recall, metric_micro_f1,
    metric_weighted_precision, metric_weighted_recall, metric_weighted_f1, metric_kappa, metric_mcc,
    metric_imbalance_ratio;

#endif
