#include "confusion_internal.h"

#include <assay/base/fmt.h>
#include <assay/tui/label_abbreviate.h>

/* Columns of the screen. */
enum {
    CARET = 2,
    CELL_LEAST = 5, /* three digits and a blank on either side */
    CELL_MOST = 12,
    RECALL = 9,            /* three blanks, ".9781", the mark */
    RATING = 13,           /* two blanks, "challenging" */
    PANE_LEAST_WIDTH = 34, /* of the cell's samples, at the right; a third of the screen */
    PANE_MOST_WIDTH = 60,
    WIDE = 104 /* from here on it stands there */
};

/* Lines. */
enum { HEAD = 1, PANE_LEAST = 4, EDGES = 3 };

/* ---- the two panes ---- */

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* Info, head, labels, rule, total, precision. */
int confusion_lines(const struct confusion_data *data)
{
    return data->labels > 500 ? 500 : 2 + HEAD + (int)data->labels + EDGES;
}

static void split_below(struct confusion_shape *shape, int wanted)
{
    struct rect *matrix = &shape->matrix, *cell = &shape->cell;
    int spare = matrix->height - wanted - 1;
    int pane = spare >= PANE_LEAST ? spare : larger(matrix->height / 4, PANE_LEAST);

    if (matrix->height < 9)
        return;
    if (matrix->height < 15)
        pane = larger(smaller(spare, pane), 1);
    *cell = *matrix;
    cell->height = pane;
    cell->row = matrix->height - pane;
    matrix->height -= pane + 1;
}

static void split(const struct view_context *context, const struct confusion_state *state,
                  const struct confusion_data *data, struct confusion_shape *shape)
{
    shape->matrix = (struct rect){0, 0, context->rect.height, context->rect.width};
    shape->cell = (struct rect){0};
    if (context->zoomed) {
        if (state->pane == PANE_CELL) {
            shape->cell = shape->matrix;
            shape->matrix.height = 0;
        }
        return;
    }
    if (context->rect.width < WIDE) {
        split_below(shape, confusion_lines(data));
        return;
    }
    shape->beside = true;
    shape->cell = shape->matrix;
    shape->cell.width =
        larger(smaller(context->rect.width * 3 / 10, PANE_MOST_WIDTH), PANE_LEAST_WIDTH);
    shape->cell.column = context->rect.width - shape->cell.width;
    shape->matrix.width -= shape->cell.width + 2;
}

/* ---- lines and columns of the matrix ---- */

static void shape_lines(struct confusion_shape *shape)
{
    int left = shape->matrix.height - HEAD;

    shape->info = left >= 5;
    left -= shape->info ? 2 : 0;
    shape->totals = left >= 4;
    shape->rates = left >= 5;
    shape->rule = left >= 7;
    left -= shape->totals + shape->rates + shape->rule;
    shape->rows = larger(left, 0);
}

/* With these edges, what is left for cells. */
static int room_for_cells(const struct confusion_shape *shape)
{
    return shape->matrix.width - CARET - shape->label_width - 1 -
           (shape->total ? shape->total_width : 0) - (shape->recall ? RECALL : 0) -
           (shape->rating ? RATING : 0);
}

static bool fits(struct confusion_shape *shape, int columns, int least, int most)
{
    int each = room_for_cells(shape) / larger(columns, 1);

    shape->cell_width = smaller(each, most);
    return each >= least;
}

static void shape_columns(const struct confusion_data *data, struct confusion_shape *shape,
                          int least, int most)
{
    int columns = data->columns > 2000 ? 2000 : (int)data->columns;

    shape->total = shape->recall = shape->rating = true;
    if (!fits(shape, columns, least, most)) {
        shape->rating = false;
        if (!fits(shape, columns, least, most)) {
            shape->recall = room_for_cells(shape) >= 3 * least;
            shape->total = shape->recall || room_for_cells(shape) + RECALL >= 3 * least;
            shape->cell_width = least;
        }
    }
    shape->columns = smaller(columns, larger(room_for_cells(shape) / shape->cell_width, 1));
}

static int columns_of_count(uint64_t count, struct arena *scratch)
{
    return text_columns(str_of(fmt_count(scratch, count)));
}

static void shape_matrix(const struct view_context *context, const struct confusion_state *state,
                         const struct confusion_data *data, struct confusion_shape *shape)
{
    int digits = columns_of_count(data->largest, context->scratch);
    int least = larger(state->shares ? 6 : digits + 2, CELL_LEAST), room = shape->matrix.width;
    int most = larger(smaller(data->natural_width + 2, CELL_MOST), larger(least, 8));

    shape->label_width = smaller(larger(data->natural_width, 10), larger(room / 4, 5));
    shape->total_width = columns_of_count(data->total, context->scratch) + 3;
    shape->total_width = larger(shape->total_width, 8);
    shape_columns(data, shape, least, most);
    /* "1.0000=" and a blank before it, or less of it. */
    shape->decimals = shape->cell_width >= 8 ? 4 : shape->cell_width >= 6 ? 3 : 2;
    shape->marks = true;
}

/* ---- places ---- */

size_t confusion_row_place(const struct confusion_data *data, uint16_t truth)
{
    if (truth == EDGE_TOTAL || truth == EDGE_RATE)
        return data->labels + (truth - EDGE_TOTAL);
    return truth < data->labels ? data->place[truth] : 0;
}

size_t confusion_column_place(const struct confusion_data *data, uint16_t prediction)
{
    if (prediction == EDGE_TOTAL || prediction == EDGE_RATE)
        return data->columns + (prediction - EDGE_TOTAL);
    if (prediction == LABEL_INVALID)
        return data->labels;
    return prediction < data->labels ? data->place[prediction] : 0;
}

uint16_t confusion_row_at(const struct confusion_data *data, size_t place)
{
    if (place < data->labels)
        return data->order[place];
    return place == data->labels ? EDGE_TOTAL : EDGE_RATE;
}

uint16_t confusion_column_at(const struct confusion_data *data, size_t place)
{
    if (place < data->labels)
        return data->order[place];
    if (place < data->columns)
        return LABEL_INVALID;
    return place == data->columns ? EDGE_TOTAL : EDGE_RATE;
}

/* The cursor is on something that is there; edges that are not on screen are still there. */
static void clamp_cursor(struct confusion_state *state, const struct confusion_data *data)
{
    bool row_edge = state->truth == EDGE_TOTAL || state->truth == EDGE_RATE;
    bool column_edge = state->prediction == EDGE_TOTAL || state->prediction == EDGE_RATE;
    bool invalid = state->prediction == LABEL_INVALID;

    if (!row_edge && state->truth >= data->labels)
        state->truth = data->labels ? data->order[0] : EDGE_TOTAL;
    if (!column_edge && !invalid && state->prediction >= data->labels)
        state->prediction = data->labels ? data->order[0] : EDGE_TOTAL;
    if (invalid && data->columns == data->labels)
        state->prediction = data->labels ? data->order[data->labels - 1] : EDGE_TOTAL;
}

static size_t scrolled(size_t first, size_t at, size_t all, int fit)
{
    size_t room = fit > 0 ? (size_t)fit : 1;

    if (at < all && at < first)
        first = at;
    if (at < all && at >= first + room)
        first = at - room + 1;
    if (first + room > all)
        first = all > room ? all - room : 0;
    return first;
}

static void prepare_heads(struct confusion_data *data, struct arena *arena)
{
    int width = data->shape.cell_width - 1, rows = data->shape.label_width;

    if (!data->heads || data->heads_of != data->slice->labels.names || data->rows_width != rows)
        data->rows = label_abbreviate(&data->slice->labels, rows, arena);
    data->rows_width = rows;
    if (data->heads && data->heads_of == data->slice->labels.names && data->heads_width == width)
        return;
    data->heads = label_abbreviate(&data->slice->labels, width, arena);
    data->heads_of = data->slice->labels.names;
    data->heads_width = width;
}

void confusion_shape_prepare(const struct view_context *context, struct confusion_state *state,
                             struct confusion_data *data)
{
    struct confusion_shape *shape = &data->shape;

    *shape = (struct confusion_shape){0};
    clamp_cursor(state, data);
    split(context, state, data, shape);
    shape_lines(shape);
    shape_matrix(context, state, data, shape);
    state->top =
        scrolled(state->top, confusion_row_place(data, state->truth), data->labels, shape->rows);
    state->left = scrolled(state->left, confusion_column_place(data, state->prediction),
                           data->columns, shape->columns);
    prepare_heads(data, context->arena);
}
