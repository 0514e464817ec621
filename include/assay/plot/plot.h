/*
 * Plots as data: what is shown, before anybody knows how large. A plot has panels in a grid; a
 * panel has axes with series, or cells (a heatmap, a mosaic), or flows, or facts in words.
 * plot_draw makes a drawing of it; tui/plot_chart makes a chart in Braille of a panel with axes.
 *
 * A plot is a value that borrows: all it points to lives in the arena of who built it. NAN is "no
 * value": it breaks lines and leaves bars and cells out. Texts are as files hold them.
 */
#ifndef ASSAY_PLOT_PLOT_H
#define ASSAY_PLOT_PLOT_H

#include <assay/base/scale.h>
#include <assay/look/role.h>

/* ---- axes ---- */

struct plot_axis {
    const char *title; /* NULL: none */
    enum scale_kind kind;
    enum tick_values values;
    enum tick_text text;
    double low, high; /* NAN, or both the same (never filled in): fitted to what is shown */
    double hold[2];   /* values that are shown whatever the data; NAN: none. {0, 1} is both */
    const char *const *names; /* categories at 0, 1, 2 … instead of ticks; NULL */
    size_t name_count;
};

enum plot_form {
    PLOT_LINE,
    PLOT_DASHED, /* a baseline, told from a line without colour */
    PLOT_POINTS,
    PLOT_BARS, /* from 0; those of several series stand side by side */
    PLOT_STACK /* bars on top of those of the series before */
};

struct plot_series {
    const char *name; /* in the legend; NULL: not in it */
    enum plot_form form;
    enum role role;
    const double *x; /* rising; NULL: 0, 1, 2 … (categories) */
    const double *y;
    size_t count;
    const double *low, *high;  /* band of lines, whiskers of points and bars; NULL */
    const enum role *roles;    /* of single points and bars; NULL: `role` */
    const char *const *texts;  /* beside single points and bars, NULL where none; NULL */
    const char *const *titles; /* what a pointing device is told of each; NULL: made of x and y */
    bool shaded;               /* lines: filled to 0, ROLE_POSITIVE above, ROLE_NEGATIVE below */
    bool marked;               /* lines: a disc at every point */
    int fill;                  /* bars: opacity in percent; 0: by their number, the first full */
};

/* A dashed line across at a value of y: chance, 0. */
struct plot_level {
    double y;
    const char *name; /* NULL */
    enum role role;
};

/* A thin line down at a place of x: a crossing. */
struct plot_mark {
    double x;
    const char *text; /* NULL */
};

/* Words at a point: "layer 5, .2146". */
struct plot_note {
    double x, y;
    const char *text;
};

/* A named part of x: "early", layers 0 to 11. */
struct plot_phase {
    double from, to;
    const char *name;
};

struct plot_axes {
    struct plot_axis x, y;
    const struct plot_series *series;
    size_t series_count;
    const struct plot_level *levels;
    size_t level_count;
    const struct plot_mark *marks;
    size_t mark_count;
    const struct plot_note *notes;
    size_t note_count;
    const struct plot_phase *phases;
    size_t phase_count;
    const char *band; /* what bands and whiskers are: "± std over folds", "95% interval"; NULL */
    bool sideways;    /* x runs down and y to the right: horizontal bars, forest plots */
};

/* ---- cells ---- */

enum cell_colours {
    CELLS_HEAT,    /* low to high */
    CELLS_DIVERGE, /* -most to most around 0: low is -high */
    CELLS_ROLES    /* as `roles` says; NULL `texts` and thin gaps: a mosaic */
};

struct plot_cells {
    const char *row_title, *column_title;
    const char *const *rows, *const *columns; /* names; NULL: none are written */
    size_t row_count, column_count;
    const double *values;      /* row * column_count + column; NULL with CELLS_ROLES */
    const enum role *roles;    /* CELLS_ROLES */
    const char *const *texts;  /* in the cells, left out where they do not fit; NULL */
    const char *const *shorts; /* in their place when not all of them fit; NULL */
    const char *const *titles; /* NULL */
    enum cell_colours colours;
    double low, high;       /* of the colours; NAN, or both the same: fitted */
    const double *row_high; /* a scale a row instead, as of `high`; NULL */
    const char *key;        /* what the colours say: "share of the row"; NULL: no key */
    enum tick_text key_text;
    bool square;      /* cells as wide as high */
    bool names_above; /* of the columns, and their title; else below */
};

/* Legend entries of cells by role, and of flows. */
struct plot_key {
    enum role role;
    bool cell; /* the role's background */
    const char *name;
};

/* ---- flows: what was on the left is on the right ---- */

struct plot_flow {
    size_t from, to;
    double count;
    enum role role;
    const char *title;
};

struct plot_flows {
    const char *left_title, *right_title;
    const char *const *left, *const *right; /* names of the parts, from the top */
    size_t left_count, right_count;
    const struct plot_flow *flows;
    size_t flow_count;
};

/* ---- facts ---- */

struct plot_fact {
    const char *name, *value; /* value NULL: a heading */
};

/* ---- panels ---- */

enum panel_kind { PANEL_AXES, PANEL_CELLS, PANEL_FLOWS, PANEL_FACTS };

struct plot_panel {
    enum panel_kind kind;
    const char *title; /* above it; NULL */
    int row, column;   /* of the grid */
    int rows, columns; /* that it spans; 0 counts as 1 */
    const struct plot_axes *axes;
    const struct plot_cells *cells;
    const struct plot_flows *flows;
    const struct plot_fact *facts;
    size_t fact_count;
    const struct plot_key *keys;
    size_t key_count;
};

enum { PLOT_GRID_MOST = 6 };

struct plot {
    const char *title, *subtitle; /* subtitle: run, n, what is shown; NULL */
    const char *description;      /* in words, with its figures: for those who cannot see it */
    const struct plot_panel *panels;
    size_t panel_count;
    /* Shares of the height and width that grid rows and columns get; 0 counts as 1. */
    double row_weight[PLOT_GRID_MOST], column_weight[PLOT_GRID_MOST];
    double width, height; /* in points, as it is best seen; 0: 560 x 340 */
};

#endif
