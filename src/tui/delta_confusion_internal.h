/*
 * Shared by the files of the delta confusion view: what there is (delta_confusion_data.c), the
 * matrix (delta_confusion_draw.c), what moved (delta_confusion_cell.c), actions
 * (view_delta_confusion.c).
 */
#ifndef ASSAY_TUI_DELTA_CONFUSION_INTERNAL_H
#define ASSAY_TUI_DELTA_CONFUSION_INTERNAL_H

#include <assay/session/delta_parts.h>
#include <assay/tui/matrix_shape.h>
#include <assay/tui/prose.h>
#include <assay/tui/view.h>

enum delta_pane { DELTA_PANE_MATRIX, DELTA_PANE_CELL };

struct delta_confusion_state {
    size_t part;         /* SIZE_MAX: the first */
    bool reading_chosen; /* else the one of the claims */
    enum reading_kind reading;
    enum delta_base base;
    bool differing; /* only labels that something entered or left */
    struct matrix_cursor at;
    bool placed; /* the cursor began on the largest change */
    enum delta_pane pane;
    char search[64]; /* part of a label */
    struct grid_state list;
};

enum { DELTA_PAIRS_MOST = 400 };

struct delta_confusion_data {
    const struct delta_part *parts;
    size_t part_count;
    /* What follows from the choices, which it was made for. */
    bool made;
    struct delta_made {
        size_t part;
        enum reading_kind reading;
        enum delta_base base;
        bool differing;
    } made_for;
    struct arena *counts; /* of it; reset when it is made anew */
    const struct delta_part *part;
    const struct delta_matrix *delta;
    struct matrix_axes axes;
    double largest;              /* change of a cell, of either sign */
    size_t held;                 /* cells whose change holds after Holm */
    const size_t *by_change;     /* the delta's cells, largest change first */
    int cell_width, label_width; /* of the widest text */
    uint64_t total;
    struct matrix_shape shape;
    const struct str *heads, *rows; /* short forms, for these widths */
    int heads_width, rows_width;
    /* The cell under the cursor. */
    struct arena *cell; /* reset when the cursor moves */
    bool has_cell;
    uint16_t truth, prediction;
    const struct delta_pair *pairs;
    size_t pair_count;
    const struct prose *words;
    struct grid_source source;
    struct grid_layout layout;
    const struct view_context *context; /* while the list is prepared and drawn */
};

/* Codes of the cell under the cursor: edges are of all labels. */
uint16_t delta_cursor_truth(const struct delta_confusion_state *state);
uint16_t delta_cursor_prediction(const struct delta_confusion_state *state);
/* "angry", "outside the labels", "any" */
const char *delta_label_name(const struct delta_confusion_data *data, uint16_t code);
/* With its sign: "+3", "-.0421", "·" for none, "–" undefined. */
const char *delta_text(double value, enum delta_base base, int decimals, struct arena *arena);
/* The value under the cursor, in the unit of its text; NAN. */
double delta_under_cursor(const struct delta_confusion_state *state,
                          const struct delta_confusion_data *data);
/* "angry → outside the labels", in scratch memory of the arena. */
const char *delta_cell_title(const struct delta_confusion_data *data, uint16_t truth,
                             uint16_t prediction, struct arena *arena);
/* p below it holds. */
double delta_alpha(const struct view_context *context);

/* ---- delta_confusion_data.c ---- */

/* False when the two runs have no matrices to compare. */
bool delta_confusion_data_prepare(const struct view_context *context,
                                  struct delta_confusion_state *state,
                                  struct delta_confusion_data *data);
void delta_confusion_shape_prepare(const struct view_context *context,
                                   struct delta_confusion_state *state,
                                   struct delta_confusion_data *data);

/* ---- delta_confusion_draw.c ---- */

void delta_confusion_draw_matrix(const struct view_context *context,
                                 const struct delta_confusion_state *state,
                                 const struct delta_confusion_data *data,
                                 const struct surface *surface);

/* The cells that changed most, in what the matrix leaves below it. */
void delta_confusion_draw_changes(const struct view_context *context,
                                  const struct delta_confusion_state *state,
                                  const struct delta_confusion_data *data,
                                  const struct surface *surface);

/* ---- delta_confusion_cell.c ---- */

void delta_confusion_cell_prepare(const struct view_context *context,
                                  struct delta_confusion_state *state,
                                  struct delta_confusion_data *data);
void delta_confusion_cell_draw(const struct view_context *context,
                               const struct delta_confusion_state *state,
                               const struct delta_confusion_data *data,
                               const struct surface *surface);
/* The pair under the list's cursor, SIZE_MAX. */
size_t delta_confusion_pair(const struct delta_confusion_state *state,
                            const struct delta_confusion_data *data);

#endif
