/*
 * Panels of facts: names and values in words, below each other. What does not fit is written
 * smaller; what still does not, is counted in a last line.
 */
#ifndef ASSAY_PLOT_PLOT_FACTS_H
#define ASSAY_PLOT_PLOT_FACTS_H

#include <assay/plot/pen.h>
#include <assay/plot/plot.h>

void plot_facts_draw(const struct pen *pen, const struct plot_panel *panel, struct plot_area box);

#endif
