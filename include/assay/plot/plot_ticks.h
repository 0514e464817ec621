/*
 * Labels of an axis: numbers at nice ticks or names of categories, in a size and number that do
 * not overlap. Names that do not fit are written smaller, across the page turned, then thinned out,
 * and always cut to the room there is.
 */
#ifndef ASSAY_PLOT_PLOT_TICKS_H
#define ASSAY_PLOT_PLOT_TICKS_H

#include <assay/plot/pen.h>
#include <assay/plot/plot.h>

/* How many numbers suit an axis of a length; text: their size, in the same unit. */
int axis_ticks_about(double length, double text, bool across);

struct axis_labels {
    double *at; /* values of the axis */
    const char **texts;
    size_t count;
    bool turned;
    double size;   /* of the text */
    double extent; /* across the axis: height of labels below it, width of those beside it */
};

/* length: of the axis on the page; room: most that labels may take across it. */
struct axis_labels axis_labels_across(const struct pen *pen, const struct plot_axis *axis,
                                      const struct scale *scale, double length, double room);
struct axis_labels axis_labels_down(const struct pen *pen, const struct plot_axis *axis,
                                    const struct scale *scale, double length, double room);

/*
 * Label number i below an axis (x: its place, y: the top of the labels), above one (y: the bottom
 * of the labels), and left of one (x: the right end of the labels, y: its place), cut to a width.
 */
void axis_labels_write_below(const struct pen *pen, const struct axis_labels *labels, size_t i,
                             double x, double y);
void axis_labels_write_above(const struct pen *pen, const struct axis_labels *labels, size_t i,
                             double x, double y);
void axis_labels_write_left(const struct pen *pen, const struct axis_labels *labels, size_t i,
                            double x, double y, double width);

#endif
