/*
 * Plots as text: their panels one below the other, curves in dots, bars and points as rows, cells
 * as tables, flows and facts in words. For terminals, mail, and whoever reads without pictures.
 */
#ifndef ASSAY_TUI_PLOT_TEXT_H
#define ASSAY_TUI_PLOT_TEXT_H

#include <assay/plot/plot.h>
#include <assay/tui/canvas.h>

struct plot_text_options {
    int columns;
    int rows; /* of a chart */
    enum glyph_set glyphs;
};

enum { PLOT_TEXT_COLUMNS_LEAST = 20, PLOT_TEXT_ROWS_LEAST = 6 };

/* Lines that end in a newline, none longer than the columns; smaller sizes count as the least. */
void plot_text(const struct plot *plot, const struct plot_text_options *options, struct buf *out);

#endif
