/*
 * Counts of a classification (samples, labels, answers that could not be used) and the calibration
 * of its scores.
 */
#ifndef ASSAY_METRICS_METRICS_COUNTS_H
#define ASSAY_METRICS_METRICS_COUNTS_H

#include <assay/metrics/metric.h>

extern const struct metric metric_samples, metric_labels, metric_invalid_answers, metric_unscored,
    metric_duplicate_ids, metric_ece, metric_brier, metric_brier_labels;

#endif
