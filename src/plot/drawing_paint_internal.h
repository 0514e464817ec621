/*
 * What the two halves of drawing_paint share: shapes and pages (drawing_paint.c) and texts
 * (drawing_paint_text.c). Without cairo there is nothing to share.
 */
#ifndef ASSAY_PLOT_DRAWING_PAINT_INTERNAL_H
#define ASSAY_PLOT_DRAWING_PAINT_INTERNAL_H

#include <assay/plot/drawing_paint.h>

#ifdef ASSAY_CAIRO

#include <cairo.h>

/* The face asked for, and those that are tried in turn for what it has not. */
enum { PAINT_FACES = 10 };

struct painter {
    cairo_t *cairo;
    const struct paint_options *options;
    cairo_font_face_t *faces[2][PAINT_FACES]; /* plain and bold */
};

void painter_ink(struct painter *p, struct ink ink);
void painter_fonts_begin(struct painter *p);
void painter_fonts_end(struct painter *p);
void painter_text(struct painter *p, const struct shape *shape);

#endif

#endif
