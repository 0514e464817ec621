/*
 * The figures of a run as a table: its curves as sparklines, then every metric of the whole run,
 * with the verdict on a claim of the same figure and how it was had; of benchmarks the tasks, of
 * splits the headline. Figures that repeat another one or are a plain 0 are left out, unless they
 * are claimed.
 *
 * Rows live in the arena of the figures and are computed once.
 */
#ifndef ASSAY_TUI_OVERVIEW_FIGURES_H
#define ASSAY_TUI_OVERVIEW_FIGURES_H

#include <assay/session/figures.h>
#include <assay/tui/grid.h>

struct figure_row {
    const char *title;
    struct quantity what;    /* metric NULL: a curve */
    const char *value, *how; /* how of a curve: its lowest and highest value */
    double number;
    char mark;
    const double *curve;
    size_t curve_count;
};

struct figure_rows {
    const struct figure_row *rows;
    size_t count;
    bool narrow; /* no room to say how: sparklines stand where the values do */
    struct grid_source source;
};

struct figure_rows *figure_rows_new(const struct figures *figures);
/* Choose the columns for a width; true when they are others than before. */
bool figure_rows_fit(struct figure_rows *rows, int width);

#endif
