#include "confusion_internal.h"

#include <assay/base/fmt.h>
#include <assay/tui/label_abbreviate.h>

/* Columns of the screen. */
enum {
    CELL_LEAST = 5, /* three digits and a blank on either side */
    CELL_MOST = 12,
    RATING = 13 /* two blanks, "challenging" */
};

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static int columns_of_count(uint64_t count, struct arena *scratch)
{
    return text_columns(str_of(fmt_count(scratch, count)));
}

static struct matrix_wants wants_of(const struct view_context *context,
                                    const struct confusion_state *state,
                                    const struct confusion_data *data)
{
    int digits = columns_of_count(data->largest, context->scratch);
    int least = larger(state->shares ? 6 : digits + 2, CELL_LEAST);

    return (struct matrix_wants){
        .panes = !context->zoomed           ? MATRIX_BOTH
                 : state->pane == PANE_CELL ? MATRIX_CELL_ALONE
                                            : MATRIX_ALONE,
        .label = data->natural_width,
        .total = larger(columns_of_count(data->total, context->scratch) + 3, 8),
        .rating = RATING,
        .cell_least = least,
        .cell_good = least,
        .cell_most = larger(smaller(data->natural_width + 2, CELL_MOST), larger(least, 8)),
    };
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
    struct matrix_wants wants = wants_of(context, state, data);

    data->shape = matrix_shape(context->rect, &data->axes, &wants);
    matrix_cursor_clamp(&state->at, &data->axes, &data->shape);
    prepare_heads(data, context->arena);
}
