/*
 * The tables that make up the metric registry, one a domain, each defined in the file of its name
 * and ending in NULL. Only metric.c reads them.
 */
#ifndef ASSAY_METRICS_METRIC_TABLES_H
#define ASSAY_METRICS_METRIC_TABLES_H

#include <assay/metrics/metric.h>

extern const struct metric *const metrics_classification[]; /* metrics_classification.c */
extern const struct metric *const metrics_layers[];         /* metrics_layers.c */
extern const struct metric *const metrics_curve[];          /* metrics_curve.c */
extern const struct metric *const metrics_code[];           /* metrics_code.c */

#endif
