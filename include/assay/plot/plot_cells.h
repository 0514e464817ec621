/*
 * Panels of cells: heatmaps with texts, and mosaics of thousands of cells, in which equal
 * neighbours become one box. What the colours say stands in a key above, with its ends in figures.
 */
#ifndef ASSAY_PLOT_PLOT_CELLS_H
#define ASSAY_PLOT_PLOT_CELLS_H

#include <assay/plot/pen.h>
#include <assay/plot/plot.h>

/* As plot_axes_needs. */
struct plot_insets plot_cells_needs(const struct pen *pen, const struct plot_panel *panel,
                                    struct plot_area box, struct plot_insets insets);
void plot_cells_draw(const struct pen *pen, const struct plot_panel *panel, struct plot_area box,
                     struct plot_insets insets);

#endif
