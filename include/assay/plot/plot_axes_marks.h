/*
 * What is marked in an axes panel: phases, levels and marks. Their words keep apart: those
 * of phases and marks stand above the frame, those of levels at its right, with the names of series
 * that stand there instead of in the legend (plot_direct.h); sideways the other way round.
 */
#ifndef ASSAY_PLOT_PLOT_AXES_MARKS_H
#define ASSAY_PLOT_PLOT_AXES_MARKS_H

#include <assay/plot/plot.h>
#include <assay/plot/plot_frame.h>
#include <assay/plot/plot_labels.h>

/* Room for words above the frame and at its right. */
double axes_marks_top(const struct pen *pen, const struct plot_axes *axes);
double axes_marks_right(const struct pen *pen, const struct plot_axes *axes, struct plot_area box);

/* Phases, below the grid. */
void axes_marks_below(const struct pen *pen, const struct plot_axes *axes,
                      const struct plot_frame *frame);
/* Levels and marks, below the series. */
void axes_marks_lines(const struct pen *pen, const struct plot_axes *axes,
                      const struct plot_frame *frame);
/* All words; labels: places already taken. */
void axes_marks_text(const struct pen *pen, const struct plot_axes *axes,
                     const struct plot_frame *frame, struct plot_area box,
                     struct label_boxes *labels);

#endif
