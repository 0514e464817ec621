/*
 * Curves of every probe over the layers.
 *
 *   accuracy-curves  accuracy, ± deviation over folds, chance where the number of labels is known:
 *                    that of the probe's samples, else of a stated distribution of labels
 *   conflict-curves  accuracy on conflict samples; dashed the same probe's on all samples
 *   f1-curves        macro F1
 *
 * Probes without the figure are left out; the best layer of each is noted.
 */
#ifndef ASSAY_PLOT_KIND_LAYERS_CURVES_H
#define ASSAY_PLOT_KIND_LAYERS_CURVES_H

#include <assay/plot/plot_kind.h>

extern const struct plot_kind kind_accuracy_curves;
extern const struct plot_kind kind_conflict_curves;
extern const struct plot_kind kind_f1_curves;

#endif
