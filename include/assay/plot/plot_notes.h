/*
 * Notes and texts of single points of lines: beside their points, apart from all other labels and,
 * where there is a choice, from the lines. A text without any free place is left out; the point of
 * a note is marked all the same, and tells it to a pointing device.
 */
#ifndef ASSAY_PLOT_PLOT_NOTES_H
#define ASSAY_PLOT_PLOT_NOTES_H

#include <assay/plot/plot.h>
#include <assay/plot/plot_frame.h>
#include <assay/plot/plot_labels.h>

void plot_notes_draw(const struct pen *pen, const struct plot_axes *axes,
                     const struct plot_frame *frame, struct label_boxes *labels);

#endif
