/*
 * Layer probes: accuracies of small classifiers trained on the states of each layer.
 *
 * Kinds of files:
 *   metrics          a table with `layer` and two or more <probe>_acc columns, in any order: series
 *                    over "layer", one a column
 *   predictions      a table with `layer` and two or more pairs <probe>_true, <probe>_pred: one set
 *                    of samples a probe; every cell of the metrics is then a claim
 *   summary          summary.json: claims
 *   dataset          dataset_info.json: claims about samples, texts and labels
 *   config           config.yaml, .yml or .json: metadata
 *   summary text     "- key: value" lines with the same figures: claims
 *
 * Metrics and predictions are evidence, the rest joins them. What the predictions count (samples,
 * texts, conflict, labels) become facts.
 */
#ifndef ASSAY_LOAD_LAYER_PROBE_H
#define ASSAY_LOAD_LAYER_PROBE_H

#include <assay/load/loader.h>

extern const struct loader loader_layer_probe;

#endif
