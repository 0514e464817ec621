/*
 * Drawings as SVG 1.1 text: small (coordinates to a tenth of a point, runs of equal attributes in
 * groups), text stays text, <title> and <desc> name it for screen readers.
 *
 * Colours are CSS classes, "f-ROLE" and "b-ROLE" for fills by foreground and background, "l-ROLE"
 * for lines. A drawing for a file of its own carries the rules of the classes it uses; with a
 * second palette also those of a reader whose system is dark. One for an HTML page has no rules:
 * the page has drawing_svg_rules once. Texts of files are made safe and escaped.
 */
#ifndef ASSAY_PLOT_DRAWING_SVG_H
#define ASSAY_PLOT_DRAWING_SVG_H

#include <assay/base/str.h>
#include <assay/plot/drawing.h>
#include <assay/plot/palette.h>

struct svg_options {
    const struct palette *palette; /* NULL: for a page that has the rules */
    const struct palette *dark;    /* NULL: the same whatever the reader's system */
    const char *font;              /* family; NULL: "sans-serif" */
    const char *id;                /* prefix of ids, one a drawing of a page; NULL: "plot" */
};

void drawing_svg(const struct drawing *drawing, const struct svg_options *options, struct buf *out);
/* CSS rules of every class, as in "SCOPE .f-bar{fill:#…}"; scope may be "". */
void drawing_svg_rules(const struct palette *palette, const char *scope, struct buf *out);

#endif
