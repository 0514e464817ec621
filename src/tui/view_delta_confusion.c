#include <assay/tui/view_delta_confusion.h>

#include "delta_confusion_internal.h"

#include <assay/base/fmt.h>
#include <assay/session/delta_filter.h>
#include <assay/session/pair_scope.h>

#include <stdio.h>
#include <string.h>

static void begin(const struct view_context *context, void *state_, const struct opening *opening)
{
    struct delta_confusion_state *state = state_;

    (void)context, (void)opening;
    state->part = SIZE_MAX;
}

static void prepare(const struct view_context *context, void *state, void *data)
{
    if (!delta_confusion_data_prepare(context, state, data))
        return;
    delta_confusion_shape_prepare(context, state, data);
    delta_confusion_cell_prepare(context, state, data);
}

static void release(void *data_)
{
    struct delta_confusion_data *data = data_;

    grid_layout_release(&data->layout);
    arena_free(data->counts);
    arena_free(data->cell);
}

static void draw(const struct view_context *context, const void *state, const void *data_,
                 const struct surface *surface)
{
    const struct delta_confusion_data *data = data_;
    const struct rect *matrix = &data->shape.matrix, *cell = &data->shape.cell;
    struct surface part;

    if (!data->made) {
        draw_c(surface, 0, 2, ROLE_DIM, "the two runs have no confusion matrices to compare");
        return;
    }
    if (matrix->height > 0) {
        part = surface_part(surface, matrix->row, matrix->column, matrix->height, matrix->width);
        delta_confusion_draw_matrix(context, state, data, &part);
        surface_take_top(&part, matrix_lines(&data->axes) + 1, SURFACE_PLAIN);
        if (data->shape.beside)
            delta_confusion_draw_changes(context, state, data, &part);
    }
    if (cell->height > 0) {
        part = surface_part(surface, cell->row, cell->column, cell->height, cell->width);
        if (data->shape.beside)
            draw_column(surface, 0, cell->column - 1, cell->height, ROLE_RULE, 0x2502);
        delta_confusion_cell_draw(context, state, data, &part);
    }
}

/* ---- actions ---- */

#define ACT(name)                                                                                  \
    static enum effect name(const struct view_context *context, void *state_, void *data_,         \
                            const char *argument, struct view_reply *reply)

/* The state and data of an action that has nothing to do before there is a matrix. */
#define ACT_BEGIN                                                                                  \
    struct delta_confusion_state *state = state_;                                                  \
    struct delta_confusion_data *data = data_;                                                     \
    (void)context, (void)argument, (void)reply, (void)state;                                       \
    if (!data->made)                                                                               \
    return EFFECT_NONE

#define SAY(...) (snprintf(reply->message, sizeof(reply->message), __VA_ARGS__), EFFECT_SAID)

/* In the list of samples movements are those of a table. */
ACT(act_move)
{
    ACT_BEGIN;
    if (state->pane == DELTA_PANE_CELL)
        return EFFECT_NONE;
    matrix_cursor_act(&state->at, &data->axes, &data->shape, context->action);
    return EFFECT_MOVED;
}

/* ---- from change to change ---- */

static enum effect step_change(struct delta_confusion_state *state,
                               const struct delta_confusion_data *data, struct view_reply *reply,
                               int step)
{
    const struct delta_cell *cells = data->delta->cells;
    size_t count = data->delta->cell_count, at = 0;

    if (count == 0)
        return SAY("%s", data->delta->paired ? "nothing moved" : data->delta->why);
    while (at < count && (cells[data->by_change[at]].truth != state->at.truth ||
                          cells[data->by_change[at]].prediction != state->at.prediction))
        at++;
    if (at == count)
        at = step > 0 ? 0 : count - 1;
    else
        at = (at + (step > 0 ? 1 : count - 1)) % count;
    state->at.truth = cells[data->by_change[at]].truth;
    state->at.prediction = cells[data->by_change[at]].prediction;
    return EFFECT_MOVED;
}

ACT(act_change)
{
    ACT_BEGIN;
    return step_change(state, data, reply, context->action == ACTION_NEXT_FAILURE ? 1 : -1);
}

/* ---- choices ---- */

ACT(act_shares)
{
    static const char *const names[DELTA_BASES] = {"counts", "row", "column"};
    enum delta_base base;

    ACT_BEGIN;
    base = (state->base + 1) % DELTA_BASES;
    for (int i = 0; argument && argument[0] && i < DELTA_BASES; i++)
        if (strcmp(argument, names[i]) == 0)
            base = (enum delta_base)i;
    if (argument && argument[0] && strcmp(argument, names[base]) != 0)
        return SAY("shares are of row or column, or counts");
    if (base == DELTA_COUNTS && !data->delta->paired)
        base = DELTA_ROW;
    state->base = base;
    return EFFECT_CHANGED;
}

ACT(act_reading)
{
    ACT_BEGIN;
    state->reading_chosen = true;
    state->reading = delta_part_next_reading(data->part, state->reading);
    return EFFECT_CHANGED;
}

ACT(act_differing)
{
    ACT_BEGIN;
    state->differing = !state->differing;
    return EFFECT_CHANGED;
}

ACT(act_part)
{
    size_t count;

    ACT_BEGIN;
    count = data->part_count;
    if (count < 2)
        return SAY("there is one set of samples");
    state->part = (state->part + (context->action == ACTION_NEXT_GROUP ? 1 : count - 1)) % count;
    return EFFECT_CHANGED;
}

ACT(act_pane)
{
    ACT_BEGIN;
    if (!data->delta->paired)
        return SAY("%s", data->delta->why);
    if (data->shape.cell.height < 3 && state->pane == DELTA_PANE_MATRIX)
        return SAY("no room for the samples here; Enter opens them");
    state->pane = state->pane == DELTA_PANE_CELL ? DELTA_PANE_MATRIX : DELTA_PANE_CELL;
    return EFFECT_MOVED;
}

/* The cell on the diagonal of the next label that holds the text, round the end. */
ACT(act_search)
{
    size_t count, at, step;

    ACT_BEGIN;
    count = data->axes.row_count;
    if (state->pane == DELTA_PANE_CELL || count == 0)
        return EFFECT_NONE;
    step = context->action == ACTION_SEARCH_PREVIOUS ? count - 1 : 1;
    if (argument && argument[0])
        snprintf(state->search, sizeof(state->search), "%s", argument);
    at = matrix_row_place(&data->axes, state->at.truth);
    at = at < count ? at : count - 1;
    for (size_t i = 0; state->search[0] && i < count; i++) {
        at = (at + step) % count;
        if (!str_contains_nocase(str_of(delta_label_name(data, data->axes.rows[at])),
                                 state->search))
            continue;
        state->at.truth = state->at.prediction = data->axes.rows[at];
        return EFFECT_MOVED;
    }
    return SAY("%s%s", state->search[0] ? "no label holds " : "nothing was searched for yet",
               state->search);
}

/* ---- opening ---- */

/* The two records of the sample under the list's cursor. */
static enum effect open_flip(const struct view_context *context,
                             const struct delta_confusion_state *state,
                             const struct delta_confusion_data *data, struct view_reply *reply)
{
    const struct compare_set *set = &context->comparison->sets[data->part->set];
    size_t pair = delta_confusion_pair(state, data);
    struct pair_scope *scope;

    if (pair == SIZE_MAX)
        return SAY("no sample entered or left this cell");
    scope = pair_scope_new(context->comparison, data->part->set);
    reply->opening.view = view_find(STR("flip"));
    reply->opening.row = pair_scope_find(scope, set->pairing.a[pair], set->pairing.b[pair]);
    pair_scope_free(scope);
    return EFFECT_OPEN;
}

ACT(act_open)
{
    struct buf filter = {0};
    bool fits;

    ACT_BEGIN;
    if (!data->delta->paired)
        return SAY("%s", data->delta->why);
    delta_filter(context->comparison, data->part, data->delta, delta_cursor_truth(state),
                 delta_cursor_prediction(state), &filter);
    fits = filter.len < sizeof(reply->opening.filter);
    if (fits)
        snprintf(reply->opening.filter, sizeof(reply->opening.filter), "%s",
                 filter.len ? filter.ptr : "");
    buf_release(&filter);
    reply->opening.set = data->part->set;
    reply->opening.row = SIZE_MAX;
    reply->opening.view = view_find(STR("flips"));
    if (!fits)
        return SAY("these names are too long for a filter");
    return state->pane == DELTA_PANE_CELL ? open_flip(context, state, data, reply) : EFFECT_OPEN;
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "flips",
     "the samples that entered or left this cell; in their list the two records", act_open},
    {ACTION_NEXT_FAILURE, "next change", "cells by their change, largest first", act_change},
    {ACTION_PREVIOUS_FAILURE, NULL, "the change before", act_change},
    {ACTION_SHARE_BASE, "shares", "counts, shares of row, of column", act_shares},
    {ACTION_READING, "reading", "answers outside the label set: strict, fallback, left out",
     act_reading},
    {ACTION_ONLY_DIFFERING, "only what differs", "only labels whose cells differ, or all",
     act_differing},
    {ACTION_NEXT_PANE, "samples pane", "matrix or the cell's samples", act_pane},
    {ACTION_SEARCH, "find", "a label that holds the text", act_search},
    {ACTION_SEARCH_NEXT, NULL, "the next such label", act_search},
    {ACTION_SEARCH_PREVIOUS, NULL, "the one before", act_search},
    {ACTION_NEXT_GROUP, NULL, "next set of samples, split or layer", act_part},
    {ACTION_PREVIOUS_GROUP, NULL, "previous set of samples, split or layer", act_part},
    {ACTION_PREVIOUS_PANE, NULL, "matrix or the cell's samples", act_pane},
    MATRIX_ROWS(act_move),
    {ACTION_NONE, NULL, NULL, NULL},
};

/* ---- for the frame ---- */

static struct grid_state *grid(void *state_, void *data_, struct grid_layout **layout)
{
    struct delta_confusion_state *state = state_;
    struct delta_confusion_data *data = data_;

    if (!data->made || state->pane != DELTA_PANE_CELL || !data->layout.source)
        return NULL;
    *layout = &data->layout;
    return &state->list;
}

static void subject(const struct view_context *context, const void *state_, const void *data_,
                    struct subject *out)
{
    const struct delta_confusion_state *state = state_;
    const struct delta_confusion_data *data = data_;
    bool rate = state->at.truth == EDGE_RATE || state->at.prediction == EDGE_RATE;

    if (!data->made)
        return;
    if (state->pane == DELTA_PANE_CELL) {
        const struct compare_set *set = &context->comparison->sets[data->part->set];
        size_t pair = delta_confusion_pair(state, data);

        out->has_sample = pair != SIZE_MAX;
        out->set = set->set_b;
        out->row = out->has_sample ? set->pairing.b[pair] : 0;
        return;
    }
    out->value = delta_under_cursor(state, data);
    out->text = str_of(delta_text(out->value, rate ? DELTA_ROW : state->base, 4, context->scratch));
}

static void command_line(const struct view_context *context, const void *state, struct buf *out)
{
    (void)context, (void)state;
    buf_add_c(out, "compare");
}

static void status(const struct view_context *context, const void *state, const void *data_,
                   struct buf *out)
{
    const struct delta_confusion_data *data = data_;
    size_t cells = data->made ? data->delta->cell_count : 0;

    (void)state;
    if (!data->made)
        return;
    if (!data->delta->paired) {
        buf_add_c(out, "not paired");
        return;
    }
    buf_addf(out, "%s, %s changed", fmt_counted(context->scratch, data->total, "pair"),
             fmt_counted(context->scratch, cells, "cell"));
}

const struct view view_delta_confusion = {
    .name = "delta-confusion",
    .title = "Delta confusion",
    .summary = "What the candidate's confusion matrix has more and less, and what moved",
    .number = '4',
    .scope = VIEW_OF_PAIR,
    .needs_any = RUN_HAS_LABELS | RUN_HAS_MATRIX,
    .lacks = "no confusion matrix on both sides",
    .state_size = sizeof(struct delta_confusion_state),
    .data_size = sizeof(struct delta_confusion_data),
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
