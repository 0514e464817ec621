/*
 * What the two halves of drawing_paint share: shapes and pages (drawing_paint.c) and texts
 * (drawing_paint_text.c). Without cairo there is nothing to share.
 */
#ifndef ASSAY_PLOT_DRAWING_PAINT_INTERNAL_H
#define ASSAY_PLOT_DRAWING_PAINT_INTERNAL_H

#include <assay/plot/drawing_paint.h>

#ifdef ASSAY_CAIRO

#include <cairo-pdf.h>

/* What is painted with, without its "cairo_" (base/library.h). */
/* clang-format off */
#define CAIRO_CALLS(X) \
    X(arc) X(close_path) X(create) X(destroy) X(fill_preserve) X(font_face_destroy) \
    X(font_options_create) X(font_options_destroy) X(font_options_set_antialias) \
    X(font_options_set_hint_metrics) X(font_options_set_hint_style) X(get_scaled_font) \
    X(glyph_free) X(image_surface_create) X(line_to) X(move_to) X(new_path) X(new_sub_path) \
    X(paint) X(pdf_surface_create_for_stream) X(pdf_surface_set_metadata) X(rectangle) \
    X(restore) X(rotate) X(save) X(scale) X(scaled_font_text_to_glyphs) X(set_antialias) \
    X(set_dash) X(set_font_face) X(set_font_options) X(set_font_size) X(set_line_join) \
    X(set_line_width) X(set_source_rgba) X(show_text) X(status) X(status_to_string) X(stroke) \
    X(stroke_preserve) X(surface_destroy) X(surface_finish) X(surface_status) \
    X(surface_write_to_png_stream) X(text_extents) X(text_path) X(toy_font_face_create) \
    X(translate) X(version_string)
/* clang-format on */

#define CAIRO_FIELD(call) __typeof__(cairo_##call) *call;
struct cairo_calls {
    CAIRO_CALLS(CAIRO_FIELD)
};
#undef CAIRO_FIELD

/* The face asked for, and those that are tried in turn for what it has not. */
enum { PAINT_FACES = 10 };

struct painter {
    struct cairo_calls lib;
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
