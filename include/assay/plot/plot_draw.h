/*
 * From a plot to a drawing: margins, ticks, legends, labels that do not overlap, at the size asked
 * for. Pure; the drawing lives in the arena. Text is never below 6 points: labels of categories
 * that do not fit are turned, then thinned out, then cut; a legend wraps and is never on the data.
 */
#ifndef ASSAY_PLOT_PLOT_DRAW_H
#define ASSAY_PLOT_PLOT_DRAW_H

#include <assay/plot/drawing.h>
#include <assay/plot/plot.h>

struct plot_size {
    double width, height; /* 0: the plot's own */
    double text;          /* font size of labels in points; 0: 10 */
};

const struct drawing *plot_draw(const struct plot *plot, const struct plot_size *size,
                                struct arena *arena);

#endif
