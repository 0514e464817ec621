/*
 * Shared by the files of the confusion view: what there is (confusion_data.c), where it stands on
 * the screen (confusion_shape.c), the matrix (confusion_draw.c), the cell's samples
 * (confusion_cell.c), actions (view_confusion.c).
 */
#ifndef ASSAY_TUI_CONFUSION_INTERNAL_H
#define ASSAY_TUI_CONFUSION_INTERNAL_H

#include <assay/metrics/classification.h>
#include <assay/session/cell_samples.h>
#include <assay/session/matrix_slices.h>
#include <assay/tui/matrix_shape.h>
#include <assay/tui/view.h>

enum share_base { SHARES_NONE, SHARES_ROW, SHARES_COLUMN, SHARES_ALL, SHARES_COUNT };

enum label_order {
    ORDER_GIVEN,
    ORDER_SUPPORT,
    ORDER_RECALL,
    ORDER_PRECISION,
    ORDER_NAME,
    ORDER_COUNT
};

enum confusion_pane { PANE_MATRIX, PANE_CELL };

struct confusion_state {
    size_t slice, set;   /* shown; asked for when the view was opened */
    bool reading_chosen; /* else the one of the claims */
    enum reading_kind reading;
    enum share_base shares;
    enum label_order order;
    bool descending, log;
    struct matrix_cursor at;
    enum confusion_pane pane;
    char search[64]; /* part of a label */
    struct grid_state list;
};

enum { CELL_ROWS = 400, CELL_CACHE = 8 };

/* The first samples of a cell. */
struct cell_rows {
    bool filled;
    uint16_t truth, prediction;
    uint64_t used; /* when, to know the oldest */
    size_t count, rows[CELL_ROWS];
};

struct confusion_data {
    const struct matrix_slice *slices;
    size_t slice_count;
    bool cells_claimed; /* some claim is about a cell */
    /* What follows from slice, reading and order, which it was made for. */
    bool made;
    struct confusion_made {
        size_t slice;
        enum reading_kind reading;
        enum label_order order;
        bool descending;
    } made_for;
    struct arena *counts; /* of it; reset when it is made anew */
    const struct matrix_slice *slice;
    struct reading reading;
    const struct confusion *cm;
    struct matrix_axes axes; /* rows are all labels, and so are columns but for the invalid one */
    size_t labels;
    uint64_t largest, total, correct;
    const struct confused_pair *pairs; /* most frequent first */
    size_t pair_count;
    const struct str *heads, *rows; /* short forms of columns and rows, of which labels, how wide */
    const char *const *heads_of;
    int heads_width, rows_width, natural_width;
    struct matrix_shape shape;
    struct cell_rows cache[CELL_CACHE];
    const struct cell_rows *cell; /* under the cursor; NULL without samples */
    uint64_t clock;
    const struct run *run; /* of the list */
    struct grid_source source;
    struct grid_layout layout;
};

/* ---- confusion_data.c ---- */

/* The matrix of the chosen slice and reading, labels in order; false when there is none. */
bool confusion_data_prepare(const struct view_context *context, struct confusion_state *state,
                            struct confusion_data *data);

/* ---- confusion_shape.c ---- */

void confusion_shape_prepare(const struct view_context *context, struct confusion_state *state,
                             struct confusion_data *data);

/* ---- confusion_draw.c ---- */

void confusion_draw_matrix(const struct view_context *context, const struct confusion_state *state,
                           const struct confusion_data *data, const struct surface *surface);

/* ---- confusion_cell.c ---- */

/* Samples in the cell, row or column under the cursor. */
uint64_t confusion_count(const struct confusion_data *data, uint16_t truth, uint16_t prediction);
void confusion_cell_prepare(const struct view_context *context, struct confusion_state *state,
                            struct confusion_data *data);
void confusion_cell_draw(const struct view_context *context, const struct confusion_state *state,
                         const struct confusion_data *data, const struct surface *surface);
/* The figure under the cursor: its metric, and the labels it is about in `room`. */
struct quantity confusion_quantity(const struct confusion_state *state,
                                   const struct confusion_data *data, struct arena *arena);
/* The query of the cell under the cursor; edges are of all labels. */
struct cell_query confusion_query(const struct confusion_data *data, uint16_t truth,
                                  uint16_t prediction);

#endif
