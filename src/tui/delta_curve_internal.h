/*
 * Shared by the files of the view of curves of a pair:
 *
 *     view_delta_curve.c    the view: panes, actions, subject
 *     delta_curve_data.c    what follows from the comparison: columns, slopes, charts
 */
#ifndef ASSAY_TUI_DELTA_CURVE_INTERNAL_H
#define ASSAY_TUI_DELTA_CURVE_INTERNAL_H

#include <assay/metrics/curve_results.h>
#include <assay/session/comparison.h>
#include <assay/tui/chart.h>
#include <assay/tui/chart_window.h>
#include <assay/tui/delta_cells.h>
#include <assay/tui/view.h>

enum {
    DELTA_CURVE_TABLE,
    DELTA_CURVE_CHART,
    DELTA_CURVE_DIFFERENCE,
    DELTA_CURVE_SLOPES,
    DELTA_CURVE_PANES
};
enum { DELTA_CURVE_COLUMNS = 10, DELTA_SLOPES_MOST = 8 };

struct delta_curve_state {
    struct grid_state grid, slopes;
    struct chart_window window;
    unsigned char pane, chart; /* with the keys, and the chart shown last */
    bool log;                  /* positions by logarithm */
};

struct delta_curve_data {
    const struct comparison *comparison; /* what all was made for; NULL: nothing yet */
    const struct curve_table *a, *b;     /* the losses of either run; NULL: none */
    size_t first, count;                 /* rows of comparison->rows, one a position of both */
    const struct compare_row *slopes[DELTA_SLOPES_MOST];
    size_t slope_count;
    double *position_a, *mean_a, *std_a, *position_b, *mean_b, *std_b; /* all points */
    double *position, *delta;                                          /* of the rows */
    bool many;                                                         /* points at a position */
    struct grid_column columns[DELTA_CURVE_COLUMNS], slope_columns[DELTA_CURVE_COLUMNS];
    int parts[DELTA_CURVE_COLUMNS], slope_parts[DELTA_CURVE_COLUMNS];
    struct grid_source source, slope_source;
    struct grid_layout layout, slope_layout;
    struct scale x;
    struct chart_series curves[2], difference[1];
    struct chart charts[2];
    struct rect panes[DELTA_CURVE_PANES]; /* height 0: not shown */
};
/* Beside enum delta_part. */
enum {
    CURVE_POSITION_PART = DELTA_PARTS,
    CURVE_SHARE_PART,
    CURVE_N_A_PART,
    CURVE_N_B_PART,
    CURVE_SLOPE_PART
};

void delta_curve_data_prepare(const struct view_context *context, struct delta_curve_data *data);
const struct compare_row *delta_curve_row(const struct delta_curve_state *state,
                                          const struct delta_curve_data *data);
void delta_curve_charts_prepare(const struct view_context *context, struct delta_curve_state *state,
                                struct delta_curve_data *data);

#endif
