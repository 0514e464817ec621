/*
 * Metrics of one label (the quantity's subject), under the reading the run's claims use.
 *
 * A row of a report is no evidence for itself: precision, recall and support it states are checked
 * only against something else, its F1 against its precision and recall. But a recall that no whole
 * number of right answers can give differs by itself.
 */
#ifndef ASSAY_METRICS_METRICS_LABEL_H
#define ASSAY_METRICS_METRICS_LABEL_H

#include <assay/metrics/metric.h>

extern const struct metric metric_precision, metric_recall, metric_f1, metric_support,
    metric_support_share, metric_correct, metric_class_weight_largest, metric_class_weight_balanced,
    metric_rating_band;

#endif
