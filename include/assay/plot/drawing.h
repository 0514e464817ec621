/*
 * Drawings: a plot as shapes, before there are bytes. Units are points (1/72 inch), the origin is
 * at the top left, y grows downwards. Shapes have inks, which are roles and never colours; they are
 * painted in the order they were added. What makes a picture of it is drawing_svg.h (text) and
 * drawing_paint.h (PNG, PDF).
 *
 * A drawing lives in its arena, with copies of all points and texts. Coordinates must be finite; a
 * point that is NAN breaks a line or an area into parts. Texts are as files hold them: the back
 * ends make them safe. Nothing fails.
 */
#ifndef ASSAY_PLOT_DRAWING_H
#define ASSAY_PLOT_DRAWING_H

#include <assay/base/arena.h>
#include <assay/look/role.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ink_part {
    INK_NONE,
    INK_FG,   /* the role's foreground */
    INK_BG,   /* its background: cells of a heatmap */
    INK_PAGE, /* the page's own colour: haloes, gaps between bars */
};

struct ink {
    uint8_t role;    /* enum role */
    uint8_t part;    /* enum ink_part */
    uint8_t percent; /* opacity; 0 counts as 100 */
};
static inline struct ink ink_of(enum role role)
{
    return (struct ink){(uint8_t)role, INK_FG, 100};
}
static inline struct ink ink_cell(enum role role)
{
    return (struct ink){(uint8_t)role, INK_BG, 100};
}
static inline struct ink ink_faint(enum role role, int percent)
{
    return (struct ink){(uint8_t)role, INK_FG, (uint8_t)percent};
}

enum line_dash { DASH_NONE, DASH_LONG, DASH_DOTS };
/* Lengths of dash and gap in points, of a dash that is not DASH_NONE. */
struct dash_lengths {
    double on, off;
};
struct dash_lengths drawing_dash(enum line_dash dash);
/* Width of a halo on either side of a letter's outline. */
#define DRAWING_HALO 1.5

struct line_style {
    struct ink ink;
    double width; /* 0: no line */
    enum line_dash dash;
};

enum text_anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };
struct text_style {
    struct ink ink;
    double size; /* of the font, in points */
    enum text_anchor anchor;
    bool bold;
    bool upwards; /* turned by 90 degrees, reading from bottom to top */
    bool halo;    /* in the page's colour, so that it can be read on lines */
};

struct plot_point {
    double x, y;
};

enum shape_kind {
    DRAWN_LINE,
    DRAWN_AREA,
    DRAWN_BOX,
    DRAWN_DISC,
    DRAWN_TEXT,
    DRAWN_OPEN,
    DRAWN_CLOSE
};

struct shape {
    enum shape_kind kind;
    const char *title; /* told by a pointing device and to screen readers; NULL */
    struct ink fill;
    struct line_style line;
    const struct plot_point *points; /* LINE, AREA; a point of a line that stands alone is a dot */
    size_t count;
    double x, y, width, height; /* BOX; DISC: centre, width is the radius; TEXT: base line */
    const char *text;           /* TEXT */
    struct text_style style;
};

struct drawing {
    struct arena *arena;
    double width, height;
    const char *title, *description; /* for screen readers; description may be NULL */
    struct shape *shapes;
    size_t count, capacity;
};

struct drawing *drawing_new(double width, double height, const char *title, const char *description,
                            struct arena *arena);
/* A line through the points; an area is closed and filled. title may be NULL everywhere. */
void drawing_line(struct drawing *drawing, const struct plot_point *points, size_t count,
                  struct line_style line, const char *title);
void drawing_area(struct drawing *drawing, const struct plot_point *points, size_t count,
                  struct ink fill, const char *title);
/* A box: filled (INK_NONE: not), outlined when line.width > 0. */
void drawing_box(struct drawing *drawing, double x, double y, double width, double height,
                 struct ink fill, struct line_style line, const char *title);
void drawing_disc(struct drawing *drawing, double x, double y, double radius, struct ink fill,
                  struct line_style line, const char *title);
void drawing_text(struct drawing *drawing, double x, double y, const char *text,
                  struct text_style style);
/* What is between belongs together: one group of the picture, with a title. */
void drawing_open(struct drawing *drawing, const char *title);
void drawing_close(struct drawing *drawing);

#endif
