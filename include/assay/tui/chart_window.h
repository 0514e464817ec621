/*
 * A table and charts over the same places: the window of x that the charts show, and the cursor of
 * the table as their crosshair.
 *
 * The rows of the table's source are the places in rising order of x; sorting and filtering the
 * table changes where they are displayed, not which they are.
 */
#ifndef ASSAY_TUI_CHART_WINDOW_H
#define ASSAY_TUI_CHART_WINDOW_H

#include <assay/base/scale.h>
#include <assay/tui/grid.h>

/* Plain data, part of a view's state. */
struct chart_window {
    double from, to; /* both 0: all */
};

/* What to show of a scale; the window follows the crosshair (NAN: none), which may move it. */
struct scale chart_window_scale(struct chart_window *window, struct scale all, double crosshair);
/* Make it `factor` times as wide around the crosshair; INFINITY shows all. */
void chart_window_zoom(struct chart_window *window, struct scale all, double crosshair,
                       double factor, double least);

/* The cursor to the next place that the table shows in this direction, or to the outermost one. */
enum chart_way { CHART_BACK, CHART_ON, CHART_FIRST, CHART_LAST };
void chart_move_cursor(struct grid_state *state, const struct grid_layout *layout,
                       enum chart_way way);

#endif
