#include <assay/tui/view_flips.h>

#include "flips_internal.h"

#include <assay/base/fmt.h>

#include <stdio.h>
#include <string.h>

enum { DETAIL_FROM_WIDTH = 150 };

/* ---- keeping up with the state ---- */

static bool is_tagged(void *arg, size_t row)
{
    const struct flips_data *data = arg;

    return data->tags && tags_get(data->tags, data->rows.scope->set->set_b, row);
}

static unsigned listed_kinds(const struct flips_state *state, const struct flips_data *data)
{
    return state->kinds ? state->kinds : flips_differing(data->rows.scope);
}

static const char *join_filters(const char *one, const char *other, struct arena *scratch)
{
    if (!one[0] || !other[0])
        return one[0] ? one : other;
    return arena_printf(scratch, "(%s) (%s)", one, other);
}

/* What the list was opened with, what is chosen in the table, and what was typed. */
static const char *whole_filter(const struct flips_state *state, const struct flips_data *data,
                                const char *typed, struct arena *scratch)
{
    const char *kinds = flips_kinds_filter(listed_kinds(state, data), scratch);

    return join_filters(join_filters(state->given, kinds, scratch), typed, scratch);
}

static void make_rows(const struct view_context *context, const struct flips_state *state,
                      struct flips_data *data)
{
    const char *filter = whole_filter(state, data, state->grid.filter, context->scratch);
    const char *sort = flips_sort_text(data, &state->grid, context->scratch);

    if (data->made && strcmp(filter, data->filter) == 0 && strcmp(sort, data->sort) == 0)
        return;
    err_clear(&data->source.fault);
    if (pair_rows_make(&data->rows, filter, sort, &data->source.fault)) {
        data->source.rows = data->rows.list.rows;
        data->source.shown = data->rows.list.count;
        data->source.version++;
    }
    snprintf(data->filter, sizeof(data->filter), "%s", filter);
    snprintf(data->sort, sizeof(data->sort), "%s", sort);
    data->made = true;
}

static void drop_detail(struct flips_data *data)
{
    pair_doc_free(data->detail);
    arena_free(data->detail_arena);
    data->detail = NULL;
    data->detail_arena = NULL;
}

/* The flip under the cursor, beside the table where there is room. */
static void make_detail(const struct view_context *context, const struct flips_state *state,
                        struct flips_data *data, int width)
{
    size_t row = grid_row(&state->grid, &data->layout);

    if (width == 0 || row == SIZE_MAX) {
        drop_detail(data);
        return;
    }
    if (!data->detail || data->detail_row != row) {
        drop_detail(data);
        data->detail_arena = arena_new();
        data->detail =
            flip_doc_new(context->comparison, data->rows.scope, row, FLIP_READ, data->detail_arena);
        data->detail_row = row;
    }
    pair_doc_fit(data->detail, width, true);
}

static int detail_width(const struct view_context *context)
{
    int width = context->rect.width;

    return width < DETAIL_FROM_WIDTH || context->zoomed ? 0 : width * 11 / 20;
}

static bool has_tags(const struct view_context *context)
{
    return context->tags && tags_count(context->tags) > 0;
}

static void begin_set(const struct view_context *context, const struct flips_state *state,
                      struct flips_data *data)
{
    drop_detail(data);
    grid_layout_release(&data->layout);
    pair_rows_begin(&data->rows, context->comparison, state->set);
    data->comparison = context->comparison;
    data->tags = context->tags;
    data->tagged = has_tags(context);
    data->rows.scope->b->tagged = is_tagged;
    data->rows.scope->b->tagged_arg = data;
    data->vocabulary = pair_vocabulary(data->rows.scope);
    data->made = false;
    flips_source_begin(data);
    data->source.vocabulary = &data->vocabulary;
}

static void flips_begin(const struct view_context *context, void *state_,
                        const struct opening *opening)
{
    struct flips_state *state = state_;

    (void)context;
    state->set = opening->set;
    state->cell = 1; /* broken */
    snprintf(state->given, sizeof(state->given), "%s", opening->filter);
}

/* The displayed row at the top: there may be lines for heads before it. */
static size_t first_shown(const struct flips_state *state, const struct flips_data *data)
{
    const struct grid_layout *layout = &data->layout;

    if (!layout->lines)
        return state->grid.top;
    return state->grid.top < layout->line_count ? layout->lines[state->grid.top] / 2 : 0;
}

static void flips_prepare(const struct view_context *context, void *state_, void *data_)
{
    struct flips_state *state = state_;
    struct flips_data *data = data_;
    const struct comparison *comparison = context->comparison;
    int detail = detail_width(context), cells;

    if (comparison->set_count == 0)
        return;
    if (state->set >= comparison->set_count)
        state->set = 0;
    if (data->comparison != comparison || !data->rows.scope || data->tagged != has_tags(context) ||
        data->rows.scope->set != &comparison->sets[state->set])
        begin_set(context, state, data);
    make_rows(context, state, data);
    cells = flips_cells_height(data->rows.scope, context->rect.height, context->scratch);
    grid_prepare(&state->grid, &data->layout, &data->source, context->rect.height - cells,
                 context->rect.width - (detail ? detail + 2 : 0), context->scratch);
    flips_excerpt_read(data, first_shown(state, data), (size_t)data->layout.page);
    make_detail(context, state, data, detail);
}

static void flips_draw(const struct view_context *context, const void *state_, const void *data_,
                       const struct surface *surface)
{
    const struct flips_state *state = state_;
    const struct flips_data *data = data_;
    struct surface table = *surface, side, cells;
    int height;

    if (!data->rows.scope) {
        draw_text(surface, 1, 2, surface->rect.width - 2, ROLE_DIM,
                  str_of(context->comparison->unpaired_why ? context->comparison->unpaired_why
                                                           : "no samples of the two pair"));
        return;
    }
    height = flips_cells_height(data->rows.scope, surface->rect.height, context->scratch);
    if (data->detail) {
        side = surface_take_right(&table, detail_width(context), SURFACE_RULED);
        pair_doc_draw(data->detail, &side, 0, 0, SIDES, "");
    }
    if (height) {
        cells = surface_take_top(&table, height - 1, SURFACE_RULED);
        flips_cells_draw(context, state, data, &cells);
    }
    grid_draw(&state->grid, &data->layout, &table, context->focused && state->focus == FLIPS_LIST,
              context->scratch);
    if (data->rows.list.count == 0 && !state->kinds && !state->given[0] && !state->grid.filter[0])
        draw_f(&table, data->layout.head_lines, 2, ROLE_DIM, "no sample differs; d lists all %s",
               fmt_count(context->scratch, data->rows.scope->count));
}

static void flips_release(void *data_)
{
    struct flips_data *data = data_;

    drop_detail(data);
    flips_excerpt_release(data);
    pair_rows_release(&data->rows);
    grid_layout_release(&data->layout);
}

/* ---- actions ---- */

static struct grid_state *flips_grid(void *state_, void *data_, struct grid_layout **layout)
{
    struct flips_state *state = state_;
    struct flips_data *data = data_;

    *layout = &data->layout;
    return data->rows.scope ? &state->grid : NULL;
}

static enum effect choose_cell(struct flips_state *state)
{
    unsigned kind = 1u << flips_cell_kind(state->cell);

    /* Once more gives all that differs back. */
    state->kinds = state->kinds == kind ? 0 : kind;
    state->grid.cursor = 0;
    return EFFECT_CHANGED;
}

static enum effect open_flip(const struct view_context *context, void *state_, void *data_,
                             const char *argument, struct view_reply *reply)
{
    struct flips_state *state = state_;
    const struct flips_data *data = data_;
    size_t row;

    (void)context, (void)argument;
    if (!data->rows.scope)
        return EFFECT_NONE;
    if (state->focus == FLIPS_CELLS)
        return choose_cell(state);
    row = grid_row(&state->grid, &data->layout);
    if (row == SIZE_MAX)
        return EFFECT_NONE;
    reply->opening.view = view_find(STR("flip"));
    reply->opening.set = state->set;
    reply->opening.row = row;
    /* Half a filter would be another one. */
    if (strlen(data->filter) < sizeof(reply->opening.filter))
        memcpy(reply->opening.filter, data->filter, strlen(data->filter) + 1);
    memcpy(reply->opening.sort, data->sort, sizeof(data->sort));
    return EFFECT_OPEN;
}

static enum effect go_to(struct flips_state *state, size_t place, const char *what,
                         struct view_reply *reply)
{
    if (place == SIZE_MAX) {
        snprintf(reply->message, sizeof(reply->message), "no %s", what);
        return EFFECT_SAID;
    }
    state->grid.cursor = place;
    state->focus = FLIPS_LIST;
    return EFFECT_MOVED;
}

static enum effect walk_flips(const struct view_context *context, void *state_, void *data_,
                              const char *argument, struct view_reply *reply)
{
    struct flips_state *state = state_;
    const struct flips_data *data = data_;
    bool forward = context->action == ACTION_NEXT_FAILURE;

    (void)argument;
    if (!data->rows.scope)
        return EFFECT_NONE;
    return go_to(state, pair_rows_flip(&data->rows, state->grid.cursor, forward),
                 forward ? "further flip" : "earlier flip", reply);
}

static enum effect walk_groups(const struct view_context *context, void *state_, void *data_,
                               const char *argument, struct view_reply *reply)
{
    struct flips_state *state = state_;
    const struct flips_data *data = data_;
    bool forward = context->action == ACTION_NEXT_GROUP;

    (void)argument;
    if (!data->rows.scope)
        return EFFECT_NONE;
    return go_to(state, pair_rows_group(&data->rows, state->grid.cursor, forward),
                 forward ? "further group" : "earlier group", reply);
}

static enum effect move_cell(const struct view_context *context, void *state_, void *data,
                             const char *argument, struct view_reply *reply)
{
    struct flips_state *state = state_;

    (void)data, (void)argument, (void)reply;
    if (state->focus != FLIPS_CELLS)
        return EFFECT_NONE;
    state->cell = flips_cell_beside(state->cell, context->action);
    return EFFECT_MOVED;
}

static enum effect change_pane(const struct view_context *context, void *state_, void *data_,
                               const char *argument, struct view_reply *reply)
{
    struct flips_state *state = state_;

    (void)context, (void)data_, (void)argument, (void)reply;
    state->focus = state->focus == FLIPS_LIST ? FLIPS_CELLS : FLIPS_LIST;
    return EFFECT_MOVED;
}

static enum effect toggle_all(const struct view_context *context, void *state_, void *data_,
                              const char *argument, struct view_reply *reply)
{
    struct flips_state *state = state_;
    const struct flips_data *data = data_;
    unsigned all = (1u << PAIR_KINDS) - 1;

    (void)context, (void)argument;
    if (!data->rows.scope)
        return EFFECT_NONE;
    state->kinds = state->kinds == all ? 0 : all;
    snprintf(reply->message, sizeof(reply->message), "%s",
             state->kinds ? "all samples of both runs" : "only what differs");
    return EFFECT_CHANGED;
}

static enum effect change_set(const struct view_context *context, void *state_, void *data,
                              const char *argument, struct view_reply *reply)
{
    struct flips_state *state = state_;
    size_t sets = context->comparison->set_count;

    (void)data, (void)argument;
    if (sets < 2) {
        snprintf(reply->message, sizeof(reply->message), "these runs have one set of samples");
        return EFFECT_SAID;
    }
    state->set = (state->set + 1) % sets;
    return EFFECT_CHANGED;
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "open", "both records side by side; on the table, list what the cell counts",
     open_flip},
    {ACTION_NEXT_FAILURE, "next flip", NULL, walk_flips},
    {ACTION_PREVIOUS_FAILURE, NULL, NULL, walk_flips},
    {ACTION_NEXT_PANE, "table", "the table of both runs, or the list", change_pane},
    {ACTION_PREVIOUS_PANE, NULL, NULL, change_pane},
    {ACTION_ONLY_DIFFERING, "all", "only what differs, or all samples", toggle_all},
    {ACTION_NEXT_GROUP, "next group", "next group: fixed, not scored, only one side", walk_groups},
    {ACTION_PREVIOUS_GROUP, NULL, "previous group", walk_groups},
    {ACTION_PROBES, NULL, "next set of samples", change_set},
    {ACTION_FILTER, "filter", "keep what matches: is:broken truth:happy a.pred:sad", NULL},
    {ACTION_SWAP, "swap", NULL, NULL},
    {ACTION_SORT_UP, NULL, NULL, NULL},
    {ACTION_SEARCH, NULL, "search in the ids", NULL},
    {ACTION_DOWN, NULL, NULL, move_cell},
    {ACTION_UP, NULL, NULL, move_cell},
    {ACTION_LEFT, NULL, NULL, move_cell},
    {ACTION_RIGHT, NULL, NULL, move_cell},
    {ACTION_NONE, NULL, NULL, NULL},
};

static void flips_subject(const struct view_context *context, const void *state_, const void *data_,
                          struct subject *subject)
{
    const struct flips_state *state = state_;
    const struct flips_data *data = data_;
    size_t row = data->rows.scope ? grid_row(&state->grid, &data->layout) : SIZE_MAX;

    if (context->comparison->headline) {
        subject->has_quantity = true;
        subject->quantity = context->comparison->headline->what;
    }
    if (row == SIZE_MAX)
        return;
    flip_subject(data->rows.scope, row, SIDE_B, subject);
}

static void flips_status(const struct view_context *context, const void *state_, const void *data_,
                         struct buf *out)
{
    const struct flips_state *state = state_;
    const struct flips_data *data = data_;

    if (!data->rows.scope)
        return;
    if (context->comparison->set_count > 1)
        buf_addf(out, "%s  ", data->rows.scope->set->name);
    if (state->given[0])
        buf_addf(out, "%s  ", state->given);
    if (state->grid.filter[0])
        buf_addf(out, "%s  ", state->grid.filter);
    buf_addf(out, "%s of %s", fmt_count(context->scratch, data->rows.list.count),
             fmt_counted(context->scratch, data->rows.scope->count, "sample"));
}

static void flips_command_line(const struct view_context *context, const void *state,
                               struct buf *out)
{
    (void)context, (void)state;
    buf_add_c(out, "compare --flips all");
}

const struct view view_flips = {
    .name = "flips",
    .title = "Flips",
    .summary = "samples that one run got right and the other wrong",
    .number = '7',
    .scope = VIEW_OF_PAIR,
    .needs_any = RUN_HAS_SAMPLES,
    .lacks = "a run has no samples, only figures",
    .state_size = sizeof(struct flips_state),
    .data_size = sizeof(struct flips_data),
    .actions = actions,
    .begin = flips_begin,
    .prepare = flips_prepare,
    .draw = flips_draw,
    .release = flips_release,
    .grid = flips_grid,
    .subject = flips_subject,
    .command_line = flips_command_line,
    .status = flips_status,
};
