/*
 * The view of layer probes: a table with a row a layer, and two charts over the layers that share
 * window and crosshair with it: accuracy of probes A and B with their deviation over folds, and
 * dominance, A minus B, with that on conflict samples.
 *
 * The pair is the run's own (layer_results.h) until another is chosen; dominance, crossings and
 * peaks are then those of the chosen pair, without verdicts, since no file claims them.
 */
#ifndef ASSAY_TUI_VIEW_LAYERS_H
#define ASSAY_TUI_VIEW_LAYERS_H

#include <assay/tui/view.h>

extern const struct view view_layers;

#endif
