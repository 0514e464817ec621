/*
 * Shared by the files of the view of layers of a pair:
 *
 *     view_delta_layers.c      the view: actions, subject, begin
 *     delta_layers_data.c      what follows from comparison and state: probes, rows, columns, ties
 *     delta_layers_charts.c    the charts, and where the panes stand
 */
#ifndef ASSAY_TUI_DELTA_LAYERS_INTERNAL_H
#define ASSAY_TUI_DELTA_LAYERS_INTERNAL_H

#include <assay/session/comparison.h>
#include <assay/session/layer_overlap.h>
#include <assay/session/layer_ties.h>
#include <assay/tui/chart.h>
#include <assay/tui/chart_window.h>
#include <assay/tui/delta_cells.h>
#include <assay/tui/view.h>

enum { DELTA_TABLE, DELTA_CURVES, DELTA_DIFFERENCE, DELTA_PANES };
/* As many as layer_results finds. */
enum { DELTA_PROBES_MOST = 64, DELTA_LAYER_COLUMNS = 16 };

struct delta_layers_state {
    struct grid_state grid;
    unsigned char pane, chart; /* with the keys, and the chart shown last */
    unsigned char probe;       /* number of the chosen one; as many as there are: all */
    struct chart_window window;
};

/* A probe of A with its partner in B, and the rows that hold them against each other. */
struct delta_probe {
    const char *name;
    const struct layer_probe *a, *b;
    size_t first, count; /* of comparison->rows */
    struct layer_ties ties_a, ties_b, ties_delta;
};

struct delta_layers_data {
    const struct comparison *comparison; /* what all was made for; NULL: nothing yet */
    unsigned char made_for;              /* the chosen probe */
    const struct layer_results *a, *b;
    struct layer_overlap overlap;
    struct delta_probe probes[DELTA_PROBES_MOST];
    size_t probe_count;
    size_t first_probe, last_probe; /* shown: [first, last) */
    size_t first, count;            /* rows shown */
    double axis;
    struct grid_column columns[DELTA_LAYER_COLUMNS];
    int parts[DELTA_LAYER_COLUMNS]; /* enum delta_part, or one of the following */
    struct grid_source source;
    struct grid_layout layout;
    struct rect panes[DELTA_PANES]; /* of the surface; height 0: not shown */
    struct scale x;
    struct chart charts[2]; /* curves, difference */
};
enum { DELTA_LAYER = DELTA_PARTS, DELTA_TIES };

void delta_layers_data_prepare(const struct view_context *context,
                               const struct delta_layers_state *state,
                               struct delta_layers_data *data);
/* The row under the cursor and its probe; NULL when the table is empty. */
const struct compare_row *delta_layers_row(const struct delta_layers_state *state,
                                           const struct delta_layers_data *data,
                                           const struct delta_probe **probe);
void delta_layers_panes(const struct view_context *context, const struct delta_layers_state *state,
                        struct delta_layers_data *data);
/* Window and crosshair as the state says. */
void delta_layers_charts_prepare(const struct view_context *context,
                                 struct delta_layers_state *state, struct delta_layers_data *data);
/* The chart of a pane with what stands on and below it. */
void delta_layers_draw_chart(const struct view_context *context,
                             const struct delta_layers_state *state,
                             const struct delta_layers_data *data, int pane,
                             const struct surface *surface);

#endif
