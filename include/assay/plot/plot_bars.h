/*
 * Bars of an axes panel: side by side, on top of each other, with whiskers and texts.
 *
 * Bars from 0; on a logarithmic axis from its low end. A series of form PLOT_BARS begins a group of
 * its own, a PLOT_STACK stands on the bars of the series before it at the same x: positive values
 * upwards, negative ones downwards.
 */
#ifndef ASSAY_PLOT_PLOT_BARS_H
#define ASSAY_PLOT_PLOT_BARS_H

#include <assay/plot/plot_labels.h>
#include <assay/plot/plot_series.h>

bool bars_any(const struct plot_axes *axes);
/* Ends of the bar of a point: *from is 0 or the bar below it. NAN when there is none. */
void bars_ends(const struct plot_axes *axes, size_t series, size_t i, double *from, double *to);
/* Least distance between neighbours in x of all series; 1 for categories. */
double bars_slot(const struct plot_axes *axes);
void bars_draw(const struct pen *pen, const struct plot_axes *axes, const struct plot_frame *frame);
/* Whiskers, and texts where there is room for them. */
void bars_draw_beside(const struct pen *pen, const struct plot_axes *axes,
                      const struct plot_frame *frame, struct label_boxes *labels);
/* Room in points that texts beside bars and points take along the axis of values. */
double bars_text_room(const struct pen *pen, const struct plot_axes *axes);

#endif
