/*
 * Metrics of paper-metrics runs: tasks (metrics_tasks.h), losses, perplexities, slopes.
 *
 * Figures of single tokens are computed from losses stored for that very position; a point of a
 * progression may be an average and is only the nearest thing. Losses rounded in print give
 * figures with an allowance. Sources: curve.h, assay-formats(5).
 */
#ifndef ASSAY_METRICS_METRICS_CURVE_H
#define ASSAY_METRICS_METRICS_CURVE_H

#include <assay/metrics/metric_tables.h>

#endif
