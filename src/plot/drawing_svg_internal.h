/*
 * What the two halves of drawing_svg share: the shapes (drawing_svg.c) and the rules of their
 * classes (drawing_svg_rules.c).
 */
#ifndef ASSAY_PLOT_DRAWING_SVG_INTERNAL_H
#define ASSAY_PLOT_DRAWING_SVG_INTERNAL_H

#include <assay/plot/drawing_svg.h>

static inline bool shape_has_line(const struct shape *shape)
{
    return shape->line.width > 0.0 && shape->line.ink.part != INK_NONE;
}

static inline bool shape_has_fill(const struct shape *shape)
{
    return shape->kind != DRAWN_LINE && shape->fill.part != INK_NONE;
}

/* A group's begin or end. */
static inline bool shape_is_mark(const struct shape *shape)
{
    return shape->kind == DRAWN_OPEN || shape->kind == DRAWN_CLOSE;
}

/* A style element with the rules of the classes that the drawing uses; dark may be NULL. */
void svg_add_style(const struct drawing *drawing, const struct palette *palette,
                   const struct palette *dark, struct buf *out);

#endif
