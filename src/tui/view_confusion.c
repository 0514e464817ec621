#include <assay/tui/view_confusion.h>

#include "confusion_internal.h"

#include <assay/base/fmt.h>
#include <assay/tui/classes_open.h>
#include <assay/tui/evidence_panel.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

static void prepare(const struct view_context *context, void *state, void *data)
{
    if (!context->figures || !confusion_data_prepare(context, state, data))
        return;
    confusion_shape_prepare(context, state, data);
    confusion_cell_prepare(context, state, data);
}

static void begin(const struct view_context *context, void *state_, const struct opening *opening)
{
    struct confusion_state *state = state_;

    (void)context;
    state->slice = SIZE_MAX;
    state->set = opening->set;
}

static void release(void *data_)
{
    struct confusion_data *data = data_;

    grid_layout_release(&data->layout);
    arena_free(data->counts);
}

static void subject(const struct view_context *context, const void *state_, const void *data_,
                    struct subject *out);

/* What the matrix leaves below it on a wide screen says more on the figure under the cursor. */
static void draw_below(const struct view_context *context, const struct confusion_state *state,
                       const struct confusion_data *data, const struct surface *matrix)
{
    struct subject current = {.value = NAN};
    struct surface rest = *matrix;

    if (!data->shape.beside)
        return;
    surface_take_top(&rest, matrix_lines(&data->axes), SURFACE_PLAIN);
    subject(context, state, data, &current);
    evidence_panel_draw(context, &current, &rest);
}

static void draw(const struct view_context *context, const void *state_, const void *data_,
                 const struct surface *surface)
{
    const struct confusion_data *data = data_;
    const struct rect *matrix = &data->shape.matrix, *cell = &data->shape.cell;
    struct surface part;

    if (!data->made) {
        draw_c(surface, 0, 2, ROLE_DIM, context->figures ? "no matrix" : "reading …");
        return;
    }
    if (matrix->height > 0) {
        part = surface_part(surface, matrix->row, matrix->column, matrix->height, matrix->width);
        confusion_draw_matrix(context, state_, data, &part);
        draw_below(context, state_, data, &part);
    }
    if (cell->height > 0) {
        part = surface_part(surface, cell->row, cell->column, cell->height, cell->width);
        if (data->shape.beside)
            draw_column(surface, 0, cell->column - 1, cell->height, ROLE_RULE, 0x2502);
        confusion_cell_draw(context, state_, data, &part);
    }
}

/* ---- actions ---- */

#define ACT(name)                                                                                  \
    static enum effect name(const struct view_context *context, void *state_, void *data_,         \
                            const char *argument, struct view_reply *reply)

/* The state and data of an action that has nothing to do before there is a matrix. */
#define ACT_BEGIN                                                                                  \
    struct confusion_state *state = state_;                                                        \
    struct confusion_data *data = data_;                                                           \
    (void)context, (void)argument, (void)reply, (void)state;                                       \
    if (!data->made)                                                                               \
    return EFFECT_NONE

/* In the list of samples movements are those of a table. */
ACT(act_move)
{
    ACT_BEGIN;
    if (state->pane == PANE_CELL)
        return EFFECT_NONE;
    matrix_cursor_act(&state->at, &data->axes, &data->shape, context->action);
    return EFFECT_MOVED;
}

/* From pair to pair by their counts; from elsewhere to the first. */
static enum effect step_pair(struct confusion_state *state, const struct confusion_data *data,
                             struct view_reply *reply, int step)
{
    size_t count = data->pair_count, at = 0;

    if (count == 0) {
        snprintf(reply->message, sizeof(reply->message), "no errors");
        return EFFECT_SAID;
    }
    while (at < count && (data->pairs[at].truth != state->at.truth ||
                          data->pairs[at].prediction != state->at.prediction))
        at++;
    if (at == count)
        at = step > 0 ? 0 : count - 1;
    else
        at = (at + (step > 0 ? 1 : count - 1)) % count;
    state->at.truth = data->pairs[at].truth;
    state->at.prediction = data->pairs[at].prediction;
    return EFFECT_MOVED;
}

ACT(act_next_pair)
{
    ACT_BEGIN;
    return step_pair(state, data, reply, 1);
}

ACT(act_previous_pair)
{
    ACT_BEGIN;
    return step_pair(state, data, reply, -1);
}

/* ---- search of labels ---- */

/* The cell on the diagonal of the next label that holds the text, round the end. */
static enum effect search(struct confusion_state *state, const struct confusion_data *data,
                          struct view_reply *reply, enum action action, const char *argument)
{
    size_t count = data->labels, at = matrix_row_place(&data->axes, state->at.truth);
    size_t step = action == ACTION_SEARCH_PREVIOUS ? count - 1 : 1;

    if (state->pane == PANE_CELL)
        return EFFECT_NONE;
    if (argument && argument[0])
        snprintf(state->search, sizeof(state->search), "%s", argument);
    at = at < count ? at : count - 1;
    for (size_t i = 0; state->search[0] && i < count; i++) {
        at = (at + step) % count;
        if (!str_contains_nocase(str_of(data->slice->labels.names[data->axes.rows[at]]),
                                 state->search))
            continue;
        state->at.truth = state->at.prediction = data->axes.rows[at];
        return EFFECT_MOVED;
    }
    snprintf(reply->message, sizeof(reply->message), "%s%s",
             state->search[0] ? "no label holds " : "nothing was searched for yet", state->search);
    return EFFECT_SAID;
}

ACT(act_search)
{
    ACT_BEGIN;
    return search(state, data, reply, ACTION_SEARCH, argument);
}

ACT(act_search_next)
{
    ACT_BEGIN;
    return search(state, data, reply, ACTION_SEARCH_NEXT, NULL);
}

ACT(act_search_previous)
{
    ACT_BEGIN;
    return search(state, data, reply, ACTION_SEARCH_PREVIOUS, NULL);
}

/* ---- sets, splits, layers ---- */

static enum effect step_slice(struct confusion_state *state, const struct confusion_data *data,
                              struct view_reply *reply, int step)
{
    size_t count = data->slice_count;

    if (count < 2) {
        snprintf(reply->message, sizeof(reply->message), "there is one set of samples");
        return EFFECT_SAID;
    }
    state->slice = (state->slice + (step > 0 ? 1 : count - 1)) % count;
    return EFFECT_CHANGED;
}

ACT(act_next_slice)
{
    ACT_BEGIN;
    return step_slice(state, data, reply, 1);
}

ACT(act_previous_slice)
{
    ACT_BEGIN;
    return step_slice(state, data, reply, -1);
}

ACT(act_shares)
{
    static const char *const names[SHARES_COUNT] = {"counts", "row", "column", "all"};

    ACT_BEGIN;
    if (!argument || !argument[0]) {
        state->shares = (state->shares + 1) % SHARES_COUNT;
        return EFFECT_CHANGED;
    }
    for (int i = 0; i < SHARES_COUNT; i++)
        if (strcmp(argument, names[i]) == 0) {
            state->shares = (enum share_base)i;
            return EFFECT_CHANGED;
        }
    snprintf(reply->message, sizeof(reply->message), "shares are of row, column or all, or counts");
    return EFFECT_SAID;
}

ACT(act_log)
{
    ACT_BEGIN;
    state->log = !state->log;
    return EFFECT_CHANGED;
}

ACT(act_reading)
{
    ACT_BEGIN;
    if (confusion_invalid_total(data->slice->strict) == 0) {
        snprintf(reply->message, sizeof(reply->message),
                 "every answer is in the label set, so all readings are equal");
        return EFFECT_SAID;
    }
    state->reading_chosen = true;
    state->reading = slice_next_reading(data->slice, data->reading).kind;
    return EFFECT_CHANGED;
}

static enum effect sort(struct confusion_state *state, const char *argument, bool descending,
                        struct view_reply *reply)
{
    static const char *const names[ORDER_COUNT] = {"order", "support", "recall", "precision",
                                                   "name"};
    enum label_order order = ORDER_COUNT;

    for (int i = 0; argument && i < ORDER_COUNT; i++)
        if (strcmp(argument, names[i]) == 0)
            order = (enum label_order)i;
    if (argument && argument[0] && order == ORDER_COUNT) {
        snprintf(reply->message, sizeof(reply->message),
                 "labels are sorted by support, recall, precision, name or order");
        return EFFECT_SAID;
    }
    if (order == ORDER_COUNT)
        order = state->descending == descending ? (state->order + 1) % ORDER_COUNT
                : state->order == ORDER_GIVEN   ? ORDER_SUPPORT
                                                : state->order;
    state->order = order;
    state->descending = descending;
    return EFFECT_CHANGED;
}

ACT(act_sort_up)
{
    ACT_BEGIN;
    return state->pane == PANE_CELL ? EFFECT_NONE : sort(state, argument, false, reply);
}

ACT(act_sort_down)
{
    ACT_BEGIN;
    return state->pane == PANE_CELL ? EFFECT_NONE : sort(state, argument, true, reply);
}

ACT(act_pane)
{
    ACT_BEGIN;
    if (!data->slice->samples || (data->shape.cell.height < 3 && state->pane == PANE_MATRIX)) {
        snprintf(reply->message, sizeof(reply->message), "%s",
                 data->slice->samples ? "no room for the samples here; Enter opens them"
                                      : "a given matrix has no samples behind it");
        return EFFECT_SAID;
    }
    state->pane = state->pane == PANE_CELL ? PANE_MATRIX : PANE_CELL;
    return EFFECT_MOVED;
}

static size_t row_under_cursor(const struct confusion_state *state,
                               const struct confusion_data *data)
{
    size_t row =
        data->cell && data->layout.source ? grid_row(&state->list, &data->layout) : SIZE_MAX;

    return row < (data->cell ? data->cell->count : 0) ? data->cell->rows[row] : SIZE_MAX;
}

ACT(act_open)
{
    struct cell_query query;
    struct buf filter = {0};
    enum effect effect;

    ACT_BEGIN;
    if (!data->slice->samples) {
        snprintf(reply->message, sizeof(reply->message), "a given matrix has no samples behind it");
        return EFFECT_SAID;
    }
    query = confusion_query(data, state->at.truth, state->at.prediction);
    cell_filter(&query, data->slice->split_name, &filter);
    effect = open_samples(reply, data->slice->set, buf_str(&filter),
                          state->pane == PANE_CELL ? row_under_cursor(state, data) : SIZE_MAX);
    buf_release(&filter);
    return effect;
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "samples", "the samples of this cell, row or column", act_open},
    {ACTION_NEXT_FAILURE, "next pair", "confused pairs, most frequent first", act_next_pair},
    {ACTION_PREVIOUS_FAILURE, NULL, "the confused pair before", act_previous_pair},
    {ACTION_SHARE_BASE, "shares", "counts, shares of row, of column, of all", act_shares},
    {ACTION_READING, "reading", "answers outside the label set: strict, fallback, left out",
     act_reading},
    {ACTION_NEXT_PANE, "samples pane", "matrix or the cell's samples", act_pane},
    {ACTION_SORT_UP, "sort", "labels by support, recall, precision, name", act_sort_up},
    {ACTION_LOG_SCALE, "log", "colours by the logarithm of the share", act_log},
    {ACTION_SEARCH, "find", "a label that holds the text", act_search},
    {ACTION_SEARCH_NEXT, NULL, "the next such label", act_search_next},
    {ACTION_SEARCH_PREVIOUS, NULL, "the one before", act_search_previous},
    {ACTION_NEXT_GROUP, NULL, "next set of samples, split or layer", act_next_slice},
    {ACTION_PREVIOUS_GROUP, NULL, "previous set of samples, split or layer", act_previous_slice},
    {ACTION_SORT_DOWN, NULL, "the same, highest first", act_sort_down},
    {ACTION_PREVIOUS_PANE, NULL, "matrix or the cell's samples", act_pane},
    MATRIX_ROWS(act_move),
    {ACTION_EVIDENCE, NULL, "the verdict on this figure", NULL},
    {.action = ACTION_NONE},
};

/* ---- what the frame asks ---- */

static struct grid_state *grid(void *state_, void *data_, struct grid_layout **layout)
{
    struct confusion_state *state = state_;
    struct confusion_data *data = data_;

    if (!data->made || state->pane != PANE_CELL || !data->layout.source)
        return NULL;
    *layout = &data->layout;
    return &state->list;
}

static void subject(const struct view_context *context, const void *state_, const void *data_,
                    struct subject *out)
{
    const struct confusion_state *state = state_;
    const struct confusion_data *data = data_;

    if (!data->made)
        return;
    out->has_quantity = true;
    out->quantity = confusion_quantity(state, data, context->scratch);
    out->finding = figures_finding(context->figures, &out->quantity);
    out->set = data->slice->samples ? data->slice->set : 0;
    if (state->pane == PANE_CELL) {
        out->row = row_under_cursor(state, data);
        out->has_sample = out->row != SIZE_MAX;
        return;
    }
    out->value = (double)confusion_count(data, state->at.truth, state->at.prediction);
    if (state->at.prediction == EDGE_RATE || state->at.truth == EDGE_RATE)
        out->value = figures_value(context->figures, &out->quantity);
    out->text = str_of(isnan(out->value) ? ""
                       : out->value < 1.0 &&
                               (state->at.prediction == EDGE_RATE || state->at.truth == EDGE_RATE)
                           ? fmt_share(context->scratch, out->value)
                           : fmt_count(context->scratch, (uint64_t)out->value));
}

static void command_line(const struct view_context *context, const void *state_, struct buf *out)
{
    (void)context, (void)state_;
    buf_add_c(out, "show --all");
}

static void status(const struct view_context *context, const void *state_, const void *data_,
                   struct buf *out)
{
    const struct confusion_data *data = data_;

    (void)state_;
    if (!data->made)
        return;
    buf_add_c(out, fmt_counted(context->scratch, data->total, "sample"));
}

const struct view view_confusion = {
    .name = "confusion",
    .title = "Confusion",
    .summary = "truth against prediction, with the samples of every cell",
    .number = '4',
    .scope = VIEW_OF_RUN,
    .needs_any = RUN_HAS_LABELS | RUN_HAS_MATRIX,
    .lacks = "no samples with labels and no confusion matrix",
    .state_size = sizeof(struct confusion_state),
    .data_size = sizeof(struct confusion_data),
    .actions = actions,
    .begin = begin,
    .prepare = prepare,
    .draw = draw,
    .release = release,
    .grid = grid,
    .subject = subject,
    .command_line = command_line,
    .status = status,
};
