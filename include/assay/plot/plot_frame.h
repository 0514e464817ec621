/*
 * Frames: where the values of an axes panel are on the page. Upright, x runs right and y up;
 * sideways, x runs down and y right. Lines and areas are cut at the frame's edges.
 */
#ifndef ASSAY_PLOT_PLOT_FRAME_H
#define ASSAY_PLOT_PLOT_FRAME_H

#include <assay/base/scale.h>
#include <assay/plot/pen.h>

struct plot_frame {
    struct plot_area area;
    struct scale x, y;
    bool sideways;
};

/* NAN where there is no place; a value far outside is far outside, but finite. */
struct plot_point frame_point(const struct plot_frame *frame, double x, double y);
/* Along the page: of x upright to the right, sideways down; of y upright up, sideways right. */
double frame_x(const struct plot_frame *frame, double x);
double frame_y(const struct plot_frame *frame, double y);
/* Whether a value is within the frame, its edges included. */
bool frame_holds_x(const struct plot_frame *frame, double x);
bool frame_holds_y(const struct plot_frame *frame, double y);
/* A segment of the page given along and across the x axis, whichever way that runs. */
void frame_line(const struct pen *pen, const struct plot_frame *frame,
                const struct plot_point *points, size_t count, struct line_style line,
                const char *title);
/* points: of the page, without breaks; cut to a part of it. */
void frame_area(const struct pen *pen, struct plot_area part, const struct plot_point *points,
                size_t count, struct ink fill, const char *title);

#endif
