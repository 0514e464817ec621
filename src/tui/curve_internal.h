/*
 * Shared by the files of the curve view:
 *
 *     view_curve.c    the view: actions, subject, panes
 *     curve_data.c    the series that is shown, its statistics, columns and chart
 */
#ifndef ASSAY_TUI_CURVE_INTERNAL_H
#define ASSAY_TUI_CURVE_INTERNAL_H

#include <assay/metrics/curve_results.h>
#include <assay/tui/chart.h>
#include <assay/tui/chart_window.h>
#include <assay/tui/figure_list.h>
#include <assay/tui/view.h>

enum curve_pane { CURVE_TABLE, CURVE_CHART, CURVE_LIST, CURVE_PANES };

struct curve_state {
    struct grid_state grid;
    struct chart_window window;
    unsigned char pane;      /* enum curve_pane */
    unsigned char line;      /* of the list of figures */
    bool log;                /* positions by logarithm */
    unsigned short selected; /* 1 + number among the run's series; 0: the losses */
};

enum curve_kind { CURVE_POSITION, CURVE_COUNT, CURVE_VALUE, CURVE_SPREAD };

/* A column: a value a position, the metric of a claim of it, and its verdicts. */
struct curve_column {
    enum curve_kind kind;
    const double *value;
    const char *metric; /* NULL: none */
    const char *marks;
    int decimals;
};

enum { CURVE_COLUMNS_MOST = 10 };

struct curve_data {
    const struct curve_results *curve; /* what all was made for; NULL: nothing yet */
    unsigned short made_for;
    const struct series *series;
    bool own; /* the run's losses: figures have verdicts */
    struct curve_point *points;
    size_t count;
    double *position, *mean, *std, *line; /* line: least squares, NAN when undefined */
    struct curve_column columns[CURVE_COLUMNS_MOST];
    struct grid_column defs[CURVE_COLUMNS_MOST];
    struct grid_source source;
    struct grid_layout layout;
    struct figure_list figures;
    struct scale x;
    struct chart_series parts[3];
    struct chart chart;
    struct rect panes[CURVE_PANES]; /* height 0: not shown */
};

void curve_data_prepare(const struct view_context *context, const struct curve_state *state,
                        struct curve_data *data);
void curve_chart_prepare(const struct view_context *context, struct curve_state *state,
                         struct curve_data *data);
/* The next series over positions after the shown one; 0 when there is only that. */
unsigned short curve_next_series(const struct curve_data *data, const struct run *run);
/* 1 + number of the series of that name over positions; 0: none. */
unsigned short curve_find_series(const struct run *run, struct str name);

#endif
