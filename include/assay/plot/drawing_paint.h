/*
 * Drawings as PNG and PDF, through cairo, which is loaded when first wanted. A build or a machine
 * without cairo says so in one sentence and writes nothing (ERR_UNSUPPORTED). The same drawing,
 * fonts and library give the same bytes: a PDF has no time stamp but that of options
 * (SOURCE_DATE_EPOCH), and none when it is negative. A PNG says how many pixels it has an inch, so
 * that a page shows it in the drawing's size.
 */
#ifndef ASSAY_PLOT_DRAWING_PAINT_H
#define ASSAY_PLOT_DRAWING_PAINT_H

#include <assay/base/err.h>
#include <assay/base/str.h>
#include <assay/plot/drawing.h>
#include <assay/plot/palette.h>

struct paint_options {
    const struct palette *palette;
    const char *font;  /* family; NULL: "sans-serif" */
    double dpi;        /* of PNG; 0: 144 */
    int64_t timestamp; /* seconds since 1970; negative: none */
};

/* The library's version, "1.16.0"; NULL with ERR_UNSUPPORTED when nothing can be painted here. */
const char *drawing_paint_library(struct err *err);
/* ERR_USAGE when the picture would be too large. */
bool drawing_png(const struct drawing *drawing, const struct paint_options *options,
                 struct buf *out, struct err *err);
bool drawing_pdf(const struct drawing *drawing, const struct paint_options *options,
                 struct buf *out, struct err *err);

#endif
