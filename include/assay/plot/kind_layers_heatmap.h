/*
 * layer-heatmap: all figures of a layer probe at once, a column a layer. Two panels, since a scale
 * for both would leave either without shades: accuracies of every probe, of all and of conflict
 * samples, from the lowest to the highest; below them dominance, of all and of conflict samples,
 * diverging around 0. The keys say which scale is which.
 */
#ifndef ASSAY_PLOT_KIND_LAYERS_HEATMAP_H
#define ASSAY_PLOT_KIND_LAYERS_HEATMAP_H

#include <assay/plot/plot_kind.h>

extern const struct plot_kind kind_layer_heatmap;

#endif
