/*
 * A pen: what all parts of a plot draw with. It keeps every shape inside the page, leaves out what
 * has no finite place, and never writes below TEXT_LEAST points. Lengths are points.
 *
 * A text stands on its base line; its box reaches PEN_ASCENT of its size above and PEN_DESCENT
 * below. Layout counts PEN_LEADING of the size for a line of text.
 */
#ifndef ASSAY_PLOT_PEN_H
#define ASSAY_PLOT_PEN_H

#include <assay/plot/drawing.h>

#define TEXT_LEAST  6.0
#define PEN_ASCENT  0.78
#define PEN_DESCENT 0.22
#define PEN_LEADING 1.3

struct pen {
    struct drawing *drawing;
    struct arena *arena;
    double text; /* size of labels */
    int spare;  /* above 0: little room, names of axes and marks are left out; above 1: heads too */
    bool keyed; /* names of lines stand in legends, not at the lines */
};

/* A part of the page: left and top edge, width and height. */
struct plot_area {
    double x, y, width, height;
};
/* How much of a part its edges take. */
struct plot_insets {
    double left, right, top, bottom;
};

struct plot_area plot_area_within(struct plot_area area, struct plot_insets insets);
/* With `apart` between them counted as overlap. */
bool plot_area_overlaps(struct plot_area a, struct plot_area b, double apart);

bool plot_area_holds(struct plot_area area, struct plot_area part);

/* ---- text ---- */

/* Style of labels: the pen's size, not bold. */
struct text_style pen_style(const struct pen *pen, enum role role, enum text_anchor anchor);
/* The box a text takes. */
struct plot_area pen_text_box(double x, double y, const char *text, struct text_style style);
/* Moved as little as keeps it on the page, and cut when it is longer than the page. */
void pen_text(const struct pen *pen, double x, double y, const char *text, struct text_style style);

/* As text_fit at the pen's size; a text that was measured to be as wide as the room fits. */
const char *pen_fit(const struct pen *pen, const char *text, double size, double width);

/* A text in lines, broken between words, the last cut when there are more than `most`. */
enum { LINES_MOST = 6 };
struct text_lines {
    const char *at[LINES_MOST];
    size_t count;
};
struct text_lines pen_wrap(const struct pen *pen, const char *text, double size, bool bold,
                           double width, size_t most);
/* Lines below each other, the first with its top at y; returns the bottom of the last. */
double pen_lines(const struct pen *pen, double x, double y, const struct text_lines *lines,
                 struct text_style style);

/*
 * The title of an axis, upwards with its base line at x: beside the middle of a part of the page,
 * or as near to it as keeps it below the top; written smaller, then cut, to that room.
 */
void pen_title_beside(const struct pen *pen, const char *title, double x, struct plot_area part,
                      double room);

/* ---- shapes ---- */

static inline struct line_style pen_stroke(struct ink ink, double width)
{
    return (struct line_style){ink, width, DASH_NONE};
}
void pen_line(const struct pen *pen, const struct plot_point *points, size_t count,
              struct line_style line, const char *title);
void pen_segment(const struct pen *pen, double x1, double y1, double x2, double y2,
                 struct line_style line);
void pen_shape(const struct pen *pen, const struct plot_point *points, size_t count,
               struct ink fill, const char *title);
void pen_box(const struct pen *pen, struct plot_area box, struct ink fill, struct line_style line,
             const char *title);
/* Markers told from each other without colour, as large as a disc of that radius. */
enum marker { MARKER_DISC, MARKER_SQUARE, MARKER_TRIANGLE, MARKER_DIAMOND, MARKER_COUNT };
void pen_marker(const struct pen *pen, double x, double y, double radius, enum marker marker,
                struct ink fill, const char *title);

#endif
