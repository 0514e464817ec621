/*
 * Delta layers: both runs' probes over the layers, the difference with its interval, and the layers
 * that are level with the best.
 */
#ifndef ASSAY_TUI_VIEW_DELTA_LAYERS_H
#define ASSAY_TUI_VIEW_DELTA_LAYERS_H

#include <assay/tui/view.h>

extern const struct view view_delta_layers;

#endif
