/*
 * Cells of a comparison's rows, for tables of layers, tasks and positions: A, B, delta, interval,
 * p, outcome. Also a curve's way of saying the same.
 *
 * Colours: a difference is ROLE_POSITIVE where B is better and ROLE_NEGATIVE where it is worse, by
 * the metric's better direction; by its sign where the metric has none.
 */
#ifndef ASSAY_TUI_DELTA_CELLS_H
#define ASSAY_TUI_DELTA_CELLS_H

#include <assay/session/comparison.h>
#include <assay/tui/grid.h>

enum delta_part {
    DELTA_A,
    DELTA_B,
    DELTA_DELTA,
    DELTA_BOUNDS, /* "[-.0721, -.0130]" */
    DELTA_STRIP,  /* its picture; painted by delta_strip */
    DELTA_P,
    DELTA_P_HOLM,
    DELTA_OUTCOME,
    DELTA_FIXED,
    DELTA_BROKEN,
    DELTA_P_FOLDS,
    DELTA_N,
    DELTA_PARTS
};

/* Of a difference of the metric: see above; ROLE_DIM for 0 and NAN. */
enum role delta_role(const struct metric *metric, double change);
enum role delta_outcome_role(enum compare_outcome outcome);
/* "regressed", "no difference > .0422" */
const char *delta_outcome_text(const struct compare_row *row, struct arena *arena);
/* "[-.0721, -.0130]"; "" when the row has none. */
const char *delta_bounds_text(const struct compare_row *row, struct arena *arena);
/* A column for the part; its painter is the caller's. */
struct grid_column delta_column(enum delta_part part);
/* "95% interval", the title of DELTA_BOUNDS. */
const char *delta_interval_title(const struct comparison *comparison, struct arena *arena);
void delta_cell(const struct compare_row *row, enum delta_part part, struct arena *scratch,
                struct grid_cell *cell);
/* DELTA_A, DELTA_B: the verdict on the run's claim, if the figure shown is the run's own. */
char delta_mark(const struct compare_row *row, enum delta_part part);
/* Half the width of an axis around 0 that holds the intervals (and deltas) of all these rows. */
double delta_axis(const struct compare_row *rows, size_t count);
void delta_strip(const struct surface *surface, const struct compare_row *row, double axis);
/* For the strip's head: the ends of the axis around its 0, "±.034" where it is narrow. */
void delta_strip_head(const struct surface *surface, const struct metric *metric, double axis);
/* "Δ -.0404 [-.1055, +.0247]   p Holm .8730   too little data", ending at the right of a line. */
void delta_reading(const struct surface *surface, int row, const struct compare_row *of,
                   struct arena *scratch);
/* Whether the data tell A and B apart there, and which way: a triangle up or down, 0: neither. */
uint32_t delta_sign(const struct compare_row *row);

#endif
