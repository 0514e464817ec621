/*
 * Figures of a layer-probe run, one a function: cells of the table and averages over layers.
 *
 * Each fills *out as struct metric's compute does. `not_file` is the file of the claim, which must
 * not be its own evidence. Rounded tables give an allowance of half a unit (two halves for a
 * difference of two cells; a mean of rounded figures is off by at most half a unit).
 */
#ifndef ASSAY_METRICS_LAYER_FIGURE_H
#define ASSAY_METRICS_LAYER_FIGURE_H

#include <assay/metrics/layer_results.h>
#include <assay/metrics/metric.h>

typedef void layer_compute(const struct layer_results *layers, const struct quantity *what,
                           uint32_t not_file, struct arena *arena, struct figure *out);

/* Of the probe named by the subject, at the layer `at`. */
layer_compute layer_figure_probe_accuracy;
layer_compute layer_figure_probe_accuracy_std;
layer_compute layer_figure_probe_macro_f1;
layer_compute layer_figure_probe_accuracy_conflict;
/* Of the pair, at the layer `at`. */
layer_compute layer_figure_dominance_at;
layer_compute layer_figure_dominance_conflict_at;
/* Over the layers present. */
layer_compute layer_figure_mean;
layer_compute layer_figure_conflict_mean;
layer_compute layer_figure_probe_conflict_mean;
layer_compute layer_figure_early;
layer_compute layer_figure_middle;
layer_compute layer_figure_late;
layer_compute layer_figure_dominant;
/* Computes nothing: the loader's fact is the figure. */
layer_compute layer_figure_nothing;

/* A value over n layers or samples; `halves`: how many half units of the table it may be off. */
void layer_figure_give(const struct layer_results *layers, double value, uint64_t n, double halves,
                       const char *why, struct figure *out);
void layer_figure_give_text(const struct layer_results *layers, const char *text, uint64_t n,
                            struct figure *out);

#endif
