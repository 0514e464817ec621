/*
 * slopes: the slopes of the loss over positions side by side: over all tokens (end points), of the
 * early, middle and late part, by least squares. Below 0 the loss falls. In units of the power of
 * ten that the largest has, which the axis names.
 */
#ifndef ASSAY_PLOT_KIND_CURVE_SLOPES_H
#define ASSAY_PLOT_KIND_CURVE_SLOPES_H

#include <assay/plot/plot_kind.h>

extern const struct plot_kind kind_slopes;

#endif
