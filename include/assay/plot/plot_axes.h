/*
 * Panels with axes: scales fitted to what is shown, a light grid, labels, series, phases, levels,
 * marks and notes.
 *
 * Above the frame, from the top: the panel's title, the legend, names of phases, texts of marks.
 * At its right: names of levels. Sideways, these two change places.
 */
#ifndef ASSAY_PLOT_PLOT_AXES_H
#define ASSAY_PLOT_PLOT_AXES_H

#include <assay/plot/pen.h>
#include <assay/plot/plot.h>

/* What the edges need around the frame when the panel has that box, and the edges these insets:
 * labels depend on the room there is for them. */
struct plot_insets plot_axes_needs(const struct pen *pen, const struct plot_panel *panel,
                                   struct plot_area box, struct plot_insets insets);
void plot_axes_draw(const struct pen *pen, const struct plot_panel *panel, struct plot_area box,
                    struct plot_insets insets);

#endif
