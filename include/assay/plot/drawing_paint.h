/*
 * Drawings as PNG and PDF, through cairo. A build without cairo says so in one sentence and writes
 * nothing. The same drawing, fonts and library give the same bytes: a PDF has no time stamp but
 * that of options (SOURCE_DATE_EPOCH), and none when it is negative. A PNG says how many pixels it
 * has an inch, so that a page shows it in the drawing's size.
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

/* Whether this build can paint at all. What cannot be painted is ERR_USAGE when it is too large. */
bool drawing_can_paint(void);
/* The library's version, "1.16.0"; NULL when this build cannot. */
const char *drawing_paint_library(void);
bool drawing_png(const struct drawing *drawing, const struct paint_options *options,
                 struct buf *out, struct err *err);
bool drawing_pdf(const struct drawing *drawing, const struct paint_options *options,
                 struct buf *out, struct err *err);

#endif
