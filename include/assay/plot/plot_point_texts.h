/*
 * Texts of points (PLOT_POINTS) of sideways axes: in a column of their own right of the frame, as
 * in a forest plot, where no interval crosses them. All other texts are those of plot_notes.h.
 */
#ifndef ASSAY_PLOT_PLOT_POINT_TEXTS_H
#define ASSAY_PLOT_PLOT_POINT_TEXTS_H

#include <assay/plot/plot_labels.h>
#include <assay/plot/plot_series.h>

/* Whether the texts of a series stand in the column. */
bool point_texts_apart(const struct plot_axes *axes, size_t series);
/* What the column takes at the right of a box so wide; 0: none. */
double point_texts_right(const struct pen *pen, const struct plot_axes *axes, double width);
void point_texts_draw(const struct pen *pen, const struct plot_axes *axes,
                      const struct plot_frame *frame, struct plot_area box,
                      struct label_boxes *labels);

#endif
