/*
 * The classification part of the metric registry, in the order of the manual. The entries are
 * defined in metrics_whole.c, metrics_label.c, metrics_pairs.c and metrics_counts.c.
 */
#ifndef ASSAY_METRICS_METRICS_CLASSIFICATION_H
#define ASSAY_METRICS_METRICS_CLASSIFICATION_H

#include <assay/metrics/metric_tables.h>

#endif
