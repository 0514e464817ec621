/*
 * The head of a panel: its title in at most two lines, and its legend below.
 */
#ifndef ASSAY_PLOT_PLOT_HEAD_H
#define ASSAY_PLOT_PLOT_HEAD_H

#include <assay/plot/plot_legend.h>

double plot_head_height(const struct pen *pen, const struct plot_panel *panel,
                        const struct legend *legend, double width);
void plot_head_draw(const struct pen *pen, const struct plot_panel *panel,
                    const struct legend *legend, struct plot_area box);

#endif
