/*
 * dominance-curve: accuracy of probe A minus that of probe B over the layers, of all samples
 * (shaded above and below 0) and of those where the two truths differ (dashed); early, middle and
 * late layers as in layers_trends; every crossing of 0; the largest value for either probe.
 *
 * Where a stated difference does not hold against its own accuracies, the difference of those is
 * drawn. Crossings and peaks are those of the curve drawn.
 */
#ifndef ASSAY_PLOT_KIND_LAYERS_DOMINANCE_H
#define ASSAY_PLOT_KIND_LAYERS_DOMINANCE_H

#include <assay/plot/kind_layers.h>
#include <assay/plot/plot_kind.h>

extern const struct plot_kind kind_dominance_curve;

/* Dominance to be drawn: NAN where there is none. The run must have a pair of probes. */
const double *kind_layers_dominance(const struct topic *topic, enum layers_part part);

#endif
