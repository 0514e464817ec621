/*
 * Where a layer-probe run's curves peak, cross zero and stay positive; see layer_figure.h.
 *
 * Of several layers that share a maximum the first is the figure and the others are its ties.
 * Dominance peaks where A minus B is largest for A, and smallest for B.
 */
#ifndef ASSAY_METRICS_LAYER_PEAKS_H
#define ASSAY_METRICS_LAYER_PEAKS_H

#include <assay/metrics/layer_figure.h>

/* Of the probe named by the subject; of A when there is none. */
layer_compute layer_figure_best;
layer_compute layer_figure_best_layer;
layer_compute layer_figure_peak;
layer_compute layer_figure_peak_layer;
layer_compute layer_figure_conflict_peak;
layer_compute layer_figure_conflict_peak_layer;
/* The n-th (`at`, from 1; without it the first) as "14-15", and how many there are. */
layer_compute layer_figure_crossing;
layer_compute layer_figure_crossing_count;
layer_compute layer_figure_range;
layer_compute layer_figure_range_count;
/* How many layers there are, and the first and last as "0-35". */
layer_compute layer_figure_evaluated;
layer_compute layer_figure_span;

#endif
