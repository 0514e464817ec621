/*
 * loss-by-position: mean loss at every stored position, ± deviation and the points themselves where
 * positions repeat; of very many positions means and deviations over windows of them. Lines through
 * the ends of the early, middle and late part, and the least-squares line, with their slopes.
 * Positions are on a logarithmic axis where half of them lie below a tenth of the last.
 */
#ifndef ASSAY_PLOT_KIND_CURVE_LOSS_H
#define ASSAY_PLOT_KIND_CURVE_LOSS_H

#include <assay/plot/plot_kind.h>

extern const struct plot_kind kind_loss_by_position;

#endif
