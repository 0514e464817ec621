/*
 * Pictures: a drawing as the bytes of a file, by the suffix that names the format. What
 * cannot be written here (drawing_paint.h) is listed all the same, and says so.
 */
#ifndef ASSAY_PLOT_PICTURE_H
#define ASSAY_PLOT_PICTURE_H

#include <assay/base/err.h>
#include <assay/base/str.h>
#include <assay/plot/drawing.h>
#include <assay/plot/palette.h>

struct picture_options {
    const struct palette *palette;
    const struct palette *dark; /* SVG: for readers whose system is dark; NULL: none */
    const char *font;           /* family; NULL: "sans-serif" */
    double dpi;                 /* PNG; 0: the default */
    int64_t timestamp;          /* PDF; seconds since 1970, negative: none */
};

struct picture_format {
    const char *suffix; /* "svg" */
    bool painted;       /* wants drawing_paint_library */
    bool (*write)(const struct drawing *drawing, const struct picture_options *options,
                  struct buf *out, struct err *err);
};

extern const struct picture_format picture_formats[]; /* ends in a NULL suffix */
/* NULL when there is no such format. */
const struct picture_format *picture_find(struct str suffix);

#endif
