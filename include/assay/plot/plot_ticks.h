/*
 * Labels of an axis: numbers at nice ticks or names of categories, in a size and number that do
 * not overlap. Across the page names that do not fit are turned, then thinned out, and always cut
 * to the room there is; down the page they are thinned out and cut.
 */
#ifndef ASSAY_PLOT_PLOT_TICKS_H
#define ASSAY_PLOT_PLOT_TICKS_H

#include <assay/plot/pen.h>
#include <assay/plot/plot.h>

struct axis_labels {
    double *at; /* values of the axis */
    const char **texts;
    size_t count;
    bool turned;
    double extent; /* across the axis: height of labels below it, width of those beside it */
};

/* length: of the axis on the page; room: most that labels may take across it. */
struct axis_labels axis_labels_across(const struct pen *pen, const struct plot_axis *axis,
                                      const struct scale *scale, double length, double room);
struct axis_labels axis_labels_down(const struct pen *pen, const struct plot_axis *axis,
                                    const struct scale *scale, double length, double room);

#endif
