/*
 * A matrix of labels on the screen: where its parts stand, and the cursor that walks over it. Rows
 * are truths, columns predictions; views of matrices share this and matrix_draw.h.
 *
 *     truth ↓ pred →   neu   ang   inv │  total   recall   rating
 *     neutral          179     1       │    180    .9944   excellent      cells, then edges
 *     ────────────────────────────────┼────────────────────────────
 *     total            198   168       │    834    .9065
 *     precision       .904  .917       │
 *
 * Rows are named by the label's code, then EDGE_TOTAL and EDGE_RATE; columns by the code or
 * LABEL_INVALID, then the same two edges. Axes say which stand where. The cell's pane, what lies
 * behind the cell under the cursor, is beside the matrix or below it.
 *
 * Pure. What does not fit goes in this order: rating, rate, total; labels scroll.
 */
#ifndef ASSAY_TUI_MATRIX_SHAPE_H
#define ASSAY_TUI_MATRIX_SHAPE_H

#include <assay/model/labels.h>
#include <assay/tui/action.h>
#include <assay/tui/canvas.h>

enum { EDGE_TOTAL = LABEL_LIMIT + 1, EDGE_RATE, EDGE_COUNT = 2 };

/* Columns of the screen: the cursor's caret, a rate with its mark, where it begins after totals. */
enum { MATRIX_CARET = 2, MATRIX_RATE = 6, MATRIX_RATE_AT = 2 };

struct matrix_cursor {
    uint16_t truth, prediction;
    size_t top, left; /* places of the first row and column on screen */
};

/* Codes in the order shown. */
struct matrix_axes {
    const uint16_t *rows, *columns;
    size_t row_count, column_count;
};

struct matrix_shape {
    struct rect matrix, cell;       /* within the view; height 0: not there */
    bool beside;                    /* the cell's pane stands at the right */
    bool info, rule, totals, rates; /* lines; rates: precision */
    bool total, rate, rating;       /* columns */
    int label_width, cell_width;
    int total_width, rating_width;
    int rows, columns; /* labels, and columns of cells, that fit */
};

enum matrix_panes { MATRIX_BOTH, MATRIX_ALONE, MATRIX_CELL_ALONE };

/* What the parts would like, in columns of the screen. */
struct matrix_wants {
    enum matrix_panes panes;
    int label, total, rating; /* rating 0: no such column */
    int cell_least, cell_most;
    int cell_good; /* below it the rating goes first */
};

/* Lines the whole matrix would like. */
int matrix_lines(const struct matrix_axes *axes);
struct matrix_shape matrix_shape(struct rect view, const struct matrix_axes *axes,
                                 const struct matrix_wants *wants);

/* Place of a code among the rows (columns): labels, then edges; 0 when it is not there. */
size_t matrix_row_place(const struct matrix_axes *axes, uint16_t truth);
size_t matrix_column_place(const struct matrix_axes *axes, uint16_t prediction);
/* The row (column) at a place; a place too large is the last one. */
uint16_t matrix_row_at(const struct matrix_axes *axes, size_t place);
uint16_t matrix_column_at(const struct matrix_axes *axes, size_t place);

/* The cursor on something that is there, and in sight. */
void matrix_cursor_clamp(struct matrix_cursor *cursor, const struct matrix_axes *axes,
                         const struct matrix_shape *shape);
/* Where a movement leads; false when the action is none. */
bool matrix_cursor_act(struct matrix_cursor *cursor, const struct matrix_axes *axes,
                       const struct matrix_shape *shape, enum action action);

/* Its rows in the list of a view. */
#define MATRIX_ROWS(act)                                                                           \
    {ACTION_DOWN, NULL, "next truth", act}, {ACTION_UP, NULL, "previous truth", act},              \
        {ACTION_LEFT, NULL, "previous prediction", act},                                           \
        {ACTION_RIGHT, NULL, "next prediction", act}, {ACTION_TOP, NULL, "first truth", act},      \
        {ACTION_BOTTOM, NULL, "last truth", act}, {ACTION_HALF_DOWN, NULL, NULL, act},             \
        {ACTION_HALF_UP, NULL, NULL, act}, {ACTION_PAGE_DOWN, NULL, NULL, act},                    \
        {ACTION_PAGE_UP, NULL, NULL, act}, {ACTION_FIRST_COLUMN, NULL, "first prediction", act},   \
    {                                                                                              \
        ACTION_LAST_COLUMN, NULL, "last prediction", act                                           \
    }

#endif
