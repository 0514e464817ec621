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
/* Whether an action of CHART_ROWS zooms; else it moves, this way. */
bool chart_zooms(enum action action);
enum chart_way chart_way_of(enum action action);
void chart_move_cursor(struct grid_state *state, const struct grid_layout *layout,
                       enum chart_way way);

/* What the keys move while a chart has them. */
struct chart_hold {
    struct grid_state *grid;
    const struct grid_layout *layout;
    struct chart_window *window;
    struct scale all;
    double crosshair;
    double least; /* of all, the narrowest window */
};
/* Crosshair and zoom, by any of the actions of CHART_ROWS. */
void chart_window_act(const struct chart_hold *hold, enum action action);

/* Their rows in the list of a view; where: "in charts", thing: "layer". */
#define CHART_ROWS(act, where, thing)                                                              \
    {ACTION_MORE, "zoom in", where ": fewer " thing "s", act},                                     \
        {ACTION_LESS, NULL, where ": more " thing "s", act},                                       \
        {ACTION_FIT, NULL, where ": all " thing "s", act},                                         \
        {ACTION_RIGHT, NULL, where ": crosshair to the next " thing, act},                         \
        {ACTION_LEFT, NULL, where ": crosshair to the " thing " before", act},                     \
        {ACTION_DOWN, NULL, NULL, act}, {ACTION_UP, NULL, NULL, act},                              \
        {ACTION_TOP, NULL, NULL, act}, {ACTION_BOTTOM, NULL, NULL, act},                           \
        {ACTION_FIRST_COLUMN, NULL, NULL, act},                                                    \
    {                                                                                              \
        ACTION_LAST_COLUMN, NULL, NULL, act                                                        \
    }

#endif
