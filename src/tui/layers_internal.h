/*
 * Shared by the files of the layers view:
 *
 *     view_layers.c      the view: actions, subject, begin
 *     layers_data.c      what follows from run and state: pair, columns, verdicts, remarks
 *     layers_table.c     cells, bars and sparklines of the table
 *     layers_charts.c    the charts, and where the panes stand
 */
#ifndef ASSAY_TUI_LAYERS_INTERNAL_H
#define ASSAY_TUI_LAYERS_INTERNAL_H

#include <assay/metrics/layer_results.h>
#include <assay/tui/chart.h>
#include <assay/tui/chart_window.h>
#include <assay/tui/view.h>

enum layers_pane { PANE_TABLE, PANE_ACCURACY, PANE_DOMINANCE, PANE_COUNT };

struct layers_state {
    struct grid_state grid;
    unsigned char pane, chart; /* enum layers_pane: with the keys, and the chart shown last */
    unsigned char a, b;        /* 1 + index of the chosen probes; 0: the run's own pair */
    struct chart_window window;
};

enum layers_kind {
    LAYERS_SHARE,
    LAYERS_STD,
    LAYERS_DELTA,
    LAYERS_BAR,    /* of dominance */
    LAYERS_LAYER,  /* the layer itself */
    LAYERS_REMARK, /* peak, crossing, … */
};

/* What stands in a column: a value a layer and the quantity it is. */
struct layers_column {
    enum layers_kind kind;
    const double *value;
    const char *marks; /* verdicts, '\0' where not claimed */
    const char *metric, *subject;
};

struct layers_data {
    const struct layer_results *layers; /* what all was made for; NULL: nothing yet */
    unsigned char made_a, made_b;
    bool narrow;                     /* short heads */
    const struct layer_probe *a, *b; /* NULL with fewer than two probes */
    bool own_pair;
    const double *dominance, *dominance_conflict;
    const struct crossing *crossings;
    size_t crossing_count;
    double *crossing_at;
    const char **remarks; /* one a layer */
    struct layers_column *columns;
    struct grid_source source;
    struct grid_layout layout;
    struct rect panes[PANE_COUNT]; /* of the surface; height 0: not shown */
    struct scale x;                /* all layers */
    struct chart charts[2];        /* accuracy, dominance */
    const char *title_dominance;
};

/* Make what follows from the pair anew when it is not what the data was made for. */
void layers_data_prepare(const struct view_context *context, const struct layers_state *state,
                         struct layers_data *data);
void layers_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                 struct grid_cell *cell);
void layers_paint_bar(const void *arg, size_t row, const struct surface *surface, unsigned style);
/* The head's sparkline of a role a column may have; NULL: none. */
typedef void (*layers_head)(const void *arg, const struct surface *surface);
layers_head layers_head_of(size_t column);
void layers_panes(const struct view_context *context, const struct layers_state *state,
                  struct layers_data *data);
/* Window and crosshair as the state says. */
void layers_charts_prepare(const struct view_context *context, struct layers_state *state,
                           struct layers_data *data);
/* Index of the layer under the cursor; SIZE_MAX: none. */
size_t layers_at_cursor(const struct layers_state *state, const struct layers_data *data);

#endif
