/*
 * A panel of cells as a table of text: its texts where it has some, else a shade for every cell,
 * and a sign and a digit where values go either way of 0. Columns that do not fit stand below, in
 * further blocks.
 */
#ifndef ASSAY_TUI_PLOT_TABLE_H
#define ASSAY_TUI_PLOT_TABLE_H

#include <assay/base/arena.h>
#include <assay/plot/plot.h>
#include <assay/tui/canvas.h>

int plot_table_height(const struct plot_panel *panel, int width);
void plot_table_draw(const struct plot_panel *panel, const struct surface *surface,
                     struct arena *scratch);
/* What the signs mean, in words; NULL when they say it themselves. */
const char *plot_table_key(const struct plot_panel *panel, enum glyph_set glyphs,
                           struct arena *arena);

#endif
