#include <assay/tui/view_delta_curve.h>

#include "delta_curve_internal.h"

#include <assay/tui/evidence.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Screens at least so large show a chart below the table, two of them, charts beside it. */
enum { HEIGHT_WITH_CHART = 15, HEIGHT_WITH_TWO = 30, WIDTH_BESIDE = 130, TABLE_BESIDE = 62 };
/* From so many rows on the slopes stand below all. */
enum { HEIGHT_WITH_SLOPES = 20 };

static bool is_made(const struct delta_curve_data *data)
{
    return data->comparison && data->a && data->b;
}

/* ---- where the panes stand ---- */

static void take_slopes(struct delta_curve_data *data, struct rect *all)
{
    int height = (int)data->slope_count + 1;

    if (data->slope_count == 0 || all->height < HEIGHT_WITH_SLOPES)
        return;
    data->panes[DELTA_CURVE_SLOPES] = (struct rect){all->height - height, 0, height, all->width};
    all->height -= height + 1;
}

static void place_charts(const struct delta_curve_state *state, struct delta_curve_data *data,
                         struct rect room, bool two)
{
    int first = two ? (room.height - 1) * 3 / 5 : room.height;

    data->panes[two ? DELTA_CURVE_CHART : state->chart] =
        (struct rect){room.row, room.column, first, room.width};
    if (two)
        data->panes[DELTA_CURVE_DIFFERENCE] =
            (struct rect){room.row + first + 1, room.column, room.height - first - 1, room.width};
}

static void place_panes(const struct view_context *context, const struct delta_curve_state *state,
                        struct delta_curve_data *data)
{
    struct rect all = {0, 0, context->rect.height, context->rect.width};
    int rows = (int)(data->count < 1000 ? data->count : 1000) + 1, table;
    bool slopes = state->pane == DELTA_CURVE_SLOPES;

    memset(data->panes, 0, sizeof(data->panes));
    if (context->zoomed || all.height < HEIGHT_WITH_CHART ||
        (slopes && all.height < HEIGHT_WITH_SLOPES)) {
        data->panes[state->pane] = all;
        return;
    }
    take_slopes(data, &all);
    if (all.width >= WIDTH_BESIDE) {
        data->panes[DELTA_CURVE_TABLE] = (struct rect){0, 0, all.height, TABLE_BESIDE};
        place_charts(state, data,
                     (struct rect){0, TABLE_BESIDE + 2, all.height, all.width - TABLE_BESIDE - 2},
                     all.height >= HEIGHT_WITH_CHART);
        return;
    }
    table = all.height * (all.height >= HEIGHT_WITH_TWO ? 3 : 4) / 10;
    table = rows < table ? rows : table;
    data->panes[DELTA_CURVE_TABLE] = (struct rect){0, 0, table, all.width};
    place_charts(state, data, (struct rect){table + 1, 0, all.height - table - 1, all.width},
                 all.height >= HEIGHT_WITH_TWO - 8);
}

/* ---- looking ---- */

static void begin(const struct view_context *context, void *any, const struct opening *opening)
{
    struct delta_curve_state *state = any;

    (void)context;
    state->chart = DELTA_CURVE_CHART;
    snprintf(state->grid.filter, sizeof(state->grid.filter), "%.255s", opening->filter);
}

static void prepare_grid(const struct view_context *context, struct grid_state *state,
                         struct grid_layout *layout, const struct grid_source *source,
                         struct rect pane)
{
    /* Where the table is not shown its cursor still moves. */
    if (pane.height == 0)
        pane = (struct rect){0, 0, context->rect.height, context->rect.width};
    grid_prepare(state, layout, source, pane.height, pane.width, context->scratch);
}

static void prepare(const struct view_context *context, void *any_state, void *any_data)
{
    struct delta_curve_state *state = any_state;
    struct delta_curve_data *data = any_data;

    delta_curve_data_prepare(context, data);
    if (!is_made(data))
        return;
    if (state->pane == DELTA_CURVE_SLOPES && data->slope_count == 0)
        state->pane = DELTA_CURVE_TABLE;
    place_panes(context, state, data);
    prepare_grid(context, &state->grid, &data->layout, &data->source,
                 data->panes[DELTA_CURVE_TABLE]);
    prepare_grid(context, &state->slopes, &data->slope_layout, &data->slope_source,
                 data->panes[DELTA_CURVE_SLOPES]);
    delta_curve_charts_prepare(context, state, data);
}

static void draw_pane(const struct view_context *context, const struct delta_curve_state *state,
                      const struct delta_curve_data *data, int pane, const struct surface *surface)
{
    bool focused = context->focused && state->pane == pane;

    if (pane == DELTA_CURVE_TABLE && data->count == 0)
        draw_c(surface, 0, 2, ROLE_DIM, "the two curves share no position");
    else if (pane == DELTA_CURVE_TABLE)
        grid_draw(&state->grid, &data->layout, surface, focused, context->scratch);
    else if (pane == DELTA_CURVE_SLOPES)
        grid_draw(&state->slopes, &data->slope_layout, surface, focused, context->scratch);
    else
        chart_draw(&data->charts[pane - DELTA_CURVE_CHART], surface, context->scratch);
}

static void draw(const struct view_context *context, const void *any_state, const void *any_data,
                 const struct surface *surface)
{
    const struct delta_curve_state *state = any_state;
    const struct delta_curve_data *data = any_data;

    if (!is_made(data)) {
        draw_c(surface, 0, 2, ROLE_DIM, "no losses over positions in both runs");
        return;
    }
    draw_pane_rules(surface, &data->panes[DELTA_CURVE_CHART], DELTA_CURVE_PANES - DELTA_CURVE_CHART,
                    data->panes[DELTA_CURVE_TABLE].height);
    for (int i = 0; i < DELTA_CURVE_PANES; i++) {
        struct rect pane = data->panes[i];
        struct surface part = surface_part(surface, pane.row, pane.column, pane.height, pane.width);

        if (part.rect.height > 0)
            draw_pane(context, state, data, i, &part);
    }
}

static void release(void *any)
{
    struct delta_curve_data *data = any;

    grid_layout_release(&data->layout);
    grid_layout_release(&data->slope_layout);
}

static struct grid_state *grid(void *any_state, void *any_data, struct grid_layout **layout)
{
    struct delta_curve_state *state = any_state;
    struct delta_curve_data *data = any_data;
    bool slopes = state->pane == DELTA_CURVE_SLOPES;

    if (!is_made(data) || (!slopes && state->pane != DELTA_CURVE_TABLE))
        return NULL;
    *layout = slopes ? &data->slope_layout : &data->layout;
    return slopes ? &state->slopes : &state->grid;
}

/* The row that the keys are at: a position's, or a slope's. */
static const struct compare_row *row_of(const struct delta_curve_state *state,
                                        const struct delta_curve_data *data)
{
    size_t row;

    if (!is_made(data))
        return NULL;
    if (state->pane != DELTA_CURVE_SLOPES)
        return delta_curve_row(state, data);
    row = grid_row(&state->slopes, &data->slope_layout);
    return row == SIZE_MAX ? NULL : data->slopes[row];
}

static void subject(const struct view_context *context, const void *any_state, const void *any_data,
                    struct subject *subject)
{
    const struct delta_curve_state *state = any_state;
    const struct delta_curve_data *data = any_data;
    const struct compare_row *row = row_of(state, data);
    struct grid_cell cell = {.number = NAN};

    if (!row)
        return;
    if (state->pane == DELTA_CURVE_TABLE)
        grid_cell_at_cursor(&state->grid, &data->layout, context->scratch, &cell);
    else if (state->pane == DELTA_CURVE_SLOPES)
        grid_cell_at_cursor(&state->slopes, &data->slope_layout, context->scratch, &cell);
    else
        delta_cell(row, DELTA_DELTA, context->scratch, &cell);
    subject->text = cell.text;
    subject->value = cell.number;
    subject->has_quantity = true;
    subject->quantity = row->what;
    subject->finding = figures_finding(context->figures, &subject->quantity);
}

static void status(const struct view_context *context, const void *any_state, const void *any_data,
                   struct buf *out)
{
    const struct delta_curve_data *data = any_data;

    (void)context;
    (void)any_state;
    if (!is_made(data))
        return;
    buf_addf(out, "%zu position%s in both", data->count, data->count == 1 ? "" : "s");
    if (data->a->count > data->count)
        buf_addf(out, " · %zu only A", data->a->count - data->count);
    if (data->b->count > data->count)
        buf_addf(out, " · %zu only B", data->b->count - data->count);
}

static void command_line(const struct view_context *context, const void *state, struct buf *out)
{
    (void)context;
    (void)state;
    buf_add_c(out, "compare");
}

/* ---- actions ---- */

static enum effect change_pane(struct delta_curve_state *state, const struct delta_curve_data *data,
                               int by)
{
    int panes = data->slope_count ? DELTA_CURVE_PANES : DELTA_CURVE_SLOPES;

    state->pane = (unsigned char)((state->pane + by + panes) % panes);
    if (state->pane == DELTA_CURVE_CHART || state->pane == DELTA_CURVE_DIFFERENCE)
        state->chart = state->pane;
    return EFFECT_MOVED;
}

static enum effect other_pane(const struct view_context *context, void *state, void *data,
                              const char *argument, struct view_reply *reply)
{
    (void)argument, (void)reply;
    return change_pane(state, data, context->action == ACTION_NEXT_PANE ? 1 : -1);
}

static enum effect toggle_log(const struct view_context *context, void *any_state, void *data,
                              const char *argument, struct view_reply *reply)
{
    struct delta_curve_state *state = any_state;

    (void)context;
    (void)data;
    (void)argument;
    (void)reply;
    state->log = !state->log;
    state->window = (struct chart_window){0.0, 0.0};
    return EFFECT_CHANGED;
}

static enum effect explain(const struct view_context *context, void *state, void *data,
                           const char *argument, struct view_reply *reply)
{
    struct subject current = {.value = NAN};

    (void)argument;
    subject(context, state, data, &current);
    return evidence_open(context, &current, reply);
}

static bool in_chart(const struct delta_curve_state *state)
{
    return state->pane == DELTA_CURVE_CHART || state->pane == DELTA_CURVE_DIFFERENCE;
}

/* The narrowest window is two hundredths of all. */
#define WINDOW_LEAST 0.02

/* The keys of a chart; the table has its own meaning for them. */
static enum effect in_charts(const struct view_context *context, void *any_state, void *any_data,
                             const char *argument, struct view_reply *reply)
{
    struct delta_curve_state *state = any_state;
    const struct delta_curve_data *data = any_data;
    struct chart_hold hold = {
        &state->grid, &data->layout, &state->window, data->x, data->charts[0].crosshair,
        WINDOW_LEAST};

    (void)argument, (void)reply;
    if (!in_chart(state))
        return EFFECT_NONE;
    if (is_made(data))
        chart_window_act(&hold, context->action);
    return EFFECT_MOVED;
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "how it was computed", "the evidence of B's figure", explain},
    {ACTION_NEXT_PANE, "charts", "from the table to the charts, to the slopes", other_pane},
    {ACTION_PREVIOUS_PANE, NULL, NULL, other_pane},
    {ACTION_LOG_SCALE, "log", "positions by logarithm, or not", toggle_log},
    CHART_ROWS(in_charts, "in charts", "position"),
    {.action = ACTION_NONE},
};

const struct view view_delta_curve = {
    .name = "delta-curve",
    .title = "Delta curve",
    .summary = "losses of two runs over positions: both curves, the difference, slopes",
    .number = '3',
    .scope = VIEW_OF_PAIR,
    .needs_any = RUN_HAS_CURVE,
    .lacks = "no losses over positions in both runs",
    .state_size = sizeof(struct delta_curve_state),
    .data_size = sizeof(struct delta_curve_data),
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
