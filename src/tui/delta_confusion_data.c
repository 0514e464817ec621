#include "delta_confusion_internal.h"

#include <assay/base/fmt.h>
#include <assay/tui/label_abbreviate.h>

#include <math.h>
#include <stdlib.h>

/* Columns of the screen. */
enum {
    LABEL_MOST = 24,
    CELL_LEAST = 5, /* sign, two digits and a blank on either side */
    CELL_GOOD = 8,
    CELL_MOST = 12,
    SHARE_CELL = 7,   /* "+.0421" and a blank */
    BOTH_FIGURES = 17 /* two blanks, ".9781 → .9344" */
};

/* ---- texts ---- */

uint16_t delta_cursor_truth(const struct delta_confusion_state *state)
{
    uint16_t code = state->at.truth;

    return code == EDGE_TOTAL || code == EDGE_RATE ? CELL_ANY : code;
}

uint16_t delta_cursor_prediction(const struct delta_confusion_state *state)
{
    uint16_t code = state->at.prediction;

    return code == EDGE_TOTAL || code == EDGE_RATE ? CELL_ANY : code;
}

const char *delta_label_name(const struct delta_confusion_data *data, uint16_t code)
{
    if (code < data->part->labels.count)
        return data->part->labels.names[code];
    return code == LABEL_INVALID ? "outside the labels" : "any";
}

const char *delta_cell_title(const struct delta_confusion_data *data, uint16_t truth,
                             uint16_t prediction, struct arena *arena)
{
    return arena_printf(arena, "%s → %s", delta_label_name(data, truth),
                        delta_label_name(data, prediction));
}

const char *delta_text(double value, enum delta_base base, int decimals, struct arena *arena)
{
    const char *text;

    if (isnan(value))
        return "–";
    if (value == 0.0)
        return "·";
    if (base == DELTA_COUNTS)
        return arena_printf(arena, "%s%s", value < 0 ? "-" : "+",
                            fmt_count(arena, (uint64_t)fabs(value)));
    text = fmt_delta(arena, fabs(value), decimals);
    return arena_printf(arena, "%s%s", value < 0 ? "-" : "+", text + 1);
}

double delta_under_cursor(const struct delta_confusion_state *state,
                          const struct delta_confusion_data *data)
{
    uint16_t truth = delta_cursor_truth(state), prediction = delta_cursor_prediction(state);
    bool rate = state->at.truth == EDGE_RATE || state->at.prediction == EDGE_RATE;

    if (rate && truth != CELL_ANY)
        return delta_recall(data->delta, truth);
    if (rate && prediction == CELL_ANY)
        return delta_accuracy(data->delta);
    if (rate)
        return prediction == LABEL_INVALID ? NAN : delta_precision(data->delta, prediction);
    return delta_value(data->delta, truth == CELL_ANY && state->base ? DELTA_ROW : state->base,
                       truth, prediction);
}

double delta_alpha(const struct view_context *context)
{
    return context->comparison->options.alpha;
}

/* ---- what differs ---- */

/* Labels in the rows, the columns: all, or those with a cell that changed. */
static void mark_changed(const struct delta_confusion_data *data, const struct confusion *cm,
                         bool *rows, bool *columns)
{
    enum delta_base base = data->delta->paired ? DELTA_COUNTS : DELTA_ROW;
    struct confusion_cell cell;
    size_t at = 0;

    while (confusion_next(cm, &at, &cell)) {
        double value = delta_value(data->delta, base, cell.truth, cell.prediction);
        size_t labels = data->delta->labels.count;

        if (value == 0.0)
            continue;
        rows[cell.truth] = true;
        columns[cell.prediction < labels ? cell.prediction : labels] = true;
    }
}

static const uint16_t *codes_of(const bool *shown, size_t labels, bool invalid, struct arena *arena,
                                size_t *count)
{
    uint16_t *codes = arena_zalloc(arena, labels + 1, sizeof(*codes));

    *count = 0;
    for (size_t i = 0; i < labels; i++)
        if (shown[i])
            codes[(*count)++] = (uint16_t)i;
    if (invalid && shown[labels])
        codes[(*count)++] = LABEL_INVALID;
    return codes;
}

static void make_axes(struct delta_confusion_data *data, bool differing)
{
    const struct delta_matrix *delta = data->delta;
    size_t labels = delta->labels.count;
    bool *rows = arena_zalloc(data->counts, labels + 1, sizeof(*rows));
    bool *columns = arena_zalloc(data->counts, labels + 1, sizeof(*columns));
    bool invalid = confusion_invalid_total(delta->a) > 0 || confusion_invalid_total(delta->b) > 0;

    if (differing) {
        mark_changed(data, delta->a, rows, columns);
        mark_changed(data, delta->b, rows, columns);
    } else {
        for (size_t i = 0; i <= labels; i++)
            rows[i] = columns[i] = true;
    }
    data->axes.rows = codes_of(rows, labels, false, data->counts, &data->axes.row_count);
    data->axes.columns = codes_of(columns, labels, invalid, data->counts, &data->axes.column_count);
}

static void measure_cells(struct delta_confusion_data *data, const struct confusion *cm,
                          enum delta_base base, struct arena *scratch)
{
    struct confusion_cell cell;
    size_t at = 0;

    while (confusion_next(cm, &at, &cell)) {
        double value = delta_value(data->delta, base, cell.truth, cell.prediction);
        int columns;

        if (isnan(value) || fabs(value) <= data->largest)
            continue;
        data->largest = fabs(value);
        columns = text_columns(str_of(delta_text(value, base, 3, scratch)));
        data->cell_width = columns > data->cell_width ? columns : data->cell_width;
    }
}

/* ---- what follows from the choices ---- */

static int widest_label(const struct label_set *labels)
{
    int widest = 0;

    for (size_t i = 0; i < labels->count && widest < LABEL_MOST; i++) {
        int columns = text_columns(str_of(labels->names[i]));

        widest = columns > widest ? columns : widest;
    }
    return widest < LABEL_MOST ? widest : LABEL_MOST;
}

struct sized_cell {
    double size;
    size_t cell;
};

/* Largest change first; equal ones as they stand. */
static int largest_first(const void *left, const void *right)
{
    const struct sized_cell *x = left, *y = right;

    if (x->size > y->size || x->size < y->size)
        return x->size > y->size ? -1 : 1;
    return (x->cell > y->cell) - (x->cell < y->cell);
}

static void sort_cells(struct delta_confusion_data *data)
{
    size_t count = data->delta->cell_count;
    struct sized_cell *sorted = arena_zalloc(data->counts, count + 1, sizeof(*sorted));
    size_t *by_change = arena_zalloc(data->counts, count + 1, sizeof(*by_change));

    for (size_t i = 0; i < count; i++) {
        const struct delta_cell *cell = &data->delta->cells[i];

        sorted[i] = (struct sized_cell){fabs((double)cell->entered - (double)cell->left), i};
    }
    if (count)
        qsort(sorted, count, sizeof(*sorted), largest_first);
    for (size_t i = 0; i < count; i++)
        by_change[i] = sorted[i].cell;
    data->by_change = by_change;
}

static void make(const struct view_context *context, const struct delta_confusion_state *state,
                 struct delta_confusion_data *data)
{
    if (data->counts)
        arena_reset(data->counts);
    else
        data->counts = arena_new();
    data->part = &data->parts[state->part];
    data->delta = delta_part_matrix(context->comparison, data->part, state->reading, data->counts);
    data->largest = 0;
    data->cell_width = 0;
    data->held = 0;
    measure_cells(data, data->delta->a, state->base, context->scratch);
    measure_cells(data, data->delta->b, state->base, context->scratch);
    for (size_t i = 0; i < data->delta->cell_count; i++)
        data->held += data->delta->cells[i].p_holm < delta_alpha(context);
    data->label_width = widest_label(&data->part->labels);
    data->total = delta_count(data->delta, DELTA_B, CELL_ANY, CELL_ANY);
    sort_cells(data);
    make_axes(data, state->differing);
    data->heads = data->rows = NULL;
    data->has_cell = false;
}

static bool same(const struct delta_made *a, const struct delta_made *b)
{
    return a->part == b->part && a->reading == b->reading && a->base == b->base &&
           a->differing == b->differing;
}

static void place_cursor(struct delta_confusion_state *state,
                         const struct delta_confusion_data *data)
{
    if (!state->placed && data->delta->cell_count) {
        const struct delta_cell *largest = &data->delta->cells[data->by_change[0]];

        state->at.truth = largest->truth;
        state->at.prediction = largest->prediction;
    }
    state->placed = true;
}

bool delta_confusion_data_prepare(const struct view_context *context,
                                  struct delta_confusion_state *state,
                                  struct delta_confusion_data *data)
{
    struct delta_made wanted;

    if (!data->parts)
        data->parts = delta_parts(context->comparison, context->arena, &data->part_count);
    if (data->part_count == 0)
        return false;
    if (state->part >= data->part_count)
        state->part = 0;
    if (!state->reading_chosen)
        state->reading = delta_part_stated(&data->parts[state->part]);
    if (data->parts[state->part].set == SIZE_MAX && state->base == DELTA_COUNTS)
        state->base = DELTA_ROW;
    wanted = (struct delta_made){state->part, state->reading, state->base, state->differing};
    if (!data->made || !same(&wanted, &data->made_for)) {
        make(context, state, data);
        data->made_for = wanted;
        data->made = true;
    }
    place_cursor(state, data);
    return true;
}

/* ---- where it stands ---- */

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static struct matrix_wants wants_of(const struct view_context *context,
                                    const struct delta_confusion_state *state,
                                    const struct delta_confusion_data *data)
{
    int least = larger(state->base ? SHARE_CELL : data->cell_width + 2, CELL_LEAST);
    int most = data->label_width + 2 < CELL_MOST ? data->label_width + 2 : CELL_MOST;
    int digits = text_columns(str_of(fmt_count(context->scratch, data->total)));

    return (struct matrix_wants){
        .panes = !context->zoomed                 ? MATRIX_BOTH
                 : state->pane == DELTA_PANE_CELL ? MATRIX_CELL_ALONE
                                                  : MATRIX_ALONE,
        .label = data->label_width,
        .total = larger((data->delta->paired ? digits : 2 * digits + 1) + 3, 8),
        .rating = BOTH_FIGURES,
        .cell_least = least,
        .cell_good = larger(least, CELL_GOOD),
        .cell_most = larger(most, larger(least, 8)),
    };
}

void delta_confusion_shape_prepare(const struct view_context *context,
                                   struct delta_confusion_state *state,
                                   struct delta_confusion_data *data)
{
    struct matrix_wants wants = wants_of(context, state, data);
    const struct label_set *labels = &data->part->labels;

    data->shape = matrix_shape(context->rect, &data->axes, &wants);
    matrix_cursor_clamp(&state->at, &data->axes, &data->shape);
    if (!data->rows || data->rows_width != data->shape.label_width)
        data->rows = label_abbreviate(labels, data->shape.label_width, data->counts);
    data->rows_width = data->shape.label_width;
    if (!data->heads || data->heads_width != data->shape.cell_width)
        data->heads = label_abbreviate(labels, data->shape.cell_width - 1, data->counts);
    data->heads_width = data->shape.cell_width;
}
