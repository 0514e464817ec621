/*
 * Metrics of layer-probe runs: figures of a probe at a layer, of the pair's dominance, and over all
 * layers.
 *
 * A cell of the table is checked against predictions only, save for its dominance columns, which
 * two other columns of the same table bear on. Averages, peaks and trends use the table where there
 * are no predictions: its rounding is an allowance, and layers that tie in it are ties of an arg
 * max. Which of the probes dominates is undecided when the average lies at the margin within
 * rounding.
 *
 * Subjects: the probe's name. `at`: the layer, or the number (from 1) of a crossing or range.
 * Sources: layers.h, layer_results.h, assay-formats(5).
 */
#ifndef ASSAY_METRICS_METRICS_LAYERS_H
#define ASSAY_METRICS_METRICS_LAYERS_H

#include <assay/metrics/metric_tables.h>

#endif
