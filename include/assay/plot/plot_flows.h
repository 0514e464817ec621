/*
 * Panels of flows: parts on the left and on the right, as high as their counts, and ribbons between
 * them, each as wide as its count.
 */
#ifndef ASSAY_PLOT_PLOT_FLOWS_H
#define ASSAY_PLOT_PLOT_FLOWS_H

#include <assay/plot/pen.h>
#include <assay/plot/plot.h>

void plot_flows_draw(const struct pen *pen, const struct plot_panel *panel, struct plot_area box);

#endif
