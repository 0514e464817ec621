/*
 * A panel with axes as rows of text: a bar or a point with its interval for every value of every
 * series, and the value in figures.
 *
 *     sad (257)      recall  ━━━━━━━━━━━━━━━━━━━━━━━╸  0.953
 *
 * All rows are on one scale, that of the plot; bars stand on 0. Series are named in a column of
 * their own when there are several. Values that are NAN have no row. Intervals stand behind the
 * figures where there is room.
 */
#ifndef ASSAY_TUI_PLOT_ROWS_H
#define ASSAY_TUI_PLOT_ROWS_H

#include <assay/base/arena.h>
#include <assay/plot/plot.h>
#include <assay/tui/canvas.h>

/* Rows that it takes. */
int plot_rows_height(const struct plot_axes *axes);
void plot_rows_draw(const struct plot_axes *axes, const struct surface *surface,
                    struct arena *scratch);

#endif
