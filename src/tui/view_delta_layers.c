#include <assay/tui/view_delta_layers.h>

#include "delta_layers_internal.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- looking ---- */

static void begin(const struct view_context *context, void *any, const struct opening *opening)
{
    struct delta_layers_state *state = any;

    (void)context;
    state->chart = DELTA_CURVES;
    snprintf(state->grid.filter, sizeof(state->grid.filter), "%.255s", opening->filter);
}

static bool is_made(const struct delta_layers_data *data)
{
    return data->comparison && data->probe_count > 0;
}

static void prepare(const struct view_context *context, void *any_state, void *any_data)
{
    struct delta_layers_state *state = any_state;
    struct delta_layers_data *data = any_data;
    struct rect pane;

    delta_layers_data_prepare(context, state, data);
    if (!is_made(data))
        return;
    delta_layers_panes(context, state, data);
    pane = data->panes[DELTA_TABLE];
    /* Where the table is not shown its cursor still moves. */
    if (pane.height == 0)
        pane = (struct rect){0, 0, context->rect.height, context->rect.width};
    grid_prepare(&state->grid, &data->layout, &data->source, pane.height, pane.width,
                 context->scratch);
    delta_layers_charts_prepare(context, state, data);
}

static void draw(const struct view_context *context, const void *any_state, const void *any_data,
                 const struct surface *surface)
{
    const struct delta_layers_state *state = any_state;
    const struct delta_layers_data *data = any_data;

    if (!is_made(data)) {
        draw_c(surface, 0, 2, ROLE_DIM, "the two runs share no layer of any probe");
        return;
    }
    draw_pane_rules(surface, &data->panes[DELTA_CURVES], DELTA_PANES - DELTA_CURVES,
                    surface->rect.height);
    for (int i = 0; i < DELTA_PANES; i++) {
        struct rect pane = data->panes[i];
        struct surface part = surface_part(surface, pane.row, pane.column, pane.height, pane.width);

        if (part.rect.height == 0)
            continue;
        if (i == DELTA_TABLE)
            grid_draw(&state->grid, &data->layout, &part,
                      context->focused && state->pane == DELTA_TABLE, context->scratch);
        else
            delta_layers_draw_chart(context, state, data, i, &part);
    }
}

static void release(void *any)
{
    struct delta_layers_data *data = any;

    grid_layout_release(&data->layout);
}

static struct grid_state *grid(void *any_state, void *any_data, struct grid_layout **layout)
{
    struct delta_layers_state *state = any_state;
    struct delta_layers_data *data = any_data;

    *layout = &data->layout;
    return is_made(data) && state->pane == DELTA_TABLE ? &state->grid : NULL;
}

static void subject(const struct view_context *context, const void *any_state, const void *any_data,
                    struct subject *subject)
{
    const struct delta_layers_state *state = any_state;
    const struct delta_layers_data *data = any_data;
    const struct compare_row *row = delta_layers_row(state, data, NULL);
    struct grid_cell cell = {.number = NAN};

    if (!row)
        return;
    if (state->pane == DELTA_TABLE)
        grid_cell_at_cursor(&state->grid, &data->layout, context->scratch, &cell);
    else
        delta_cell(row, DELTA_DELTA, context->scratch, &cell);
    subject->text = cell.text;
    subject->value = cell.number;
    subject->has_quantity = true;
    subject->quantity = row->what;
    subject->finding = figures_finding(context->figures, &subject->quantity);
}

static const struct compare_row *row_of_any(const struct delta_layers_data *data)
{
    return &data->comparison->rows[data->first];
}

static void status(const struct view_context *context, const void *any_state, const void *any_data,
                   struct buf *out)
{
    const struct delta_layers_data *data = any_data;

    (void)context;
    (void)any_state;
    if (!is_made(data))
        return;
    buf_addf(out, "%zu layer%s", data->overlap.shared, data->overlap.shared == 1 ? "" : "s");
    if (data->overlap.only_a)
        buf_addf(out, " · %zu only A", data->overlap.only_a);
    if (data->overlap.only_b)
        buf_addf(out, " · %zu only B", data->overlap.only_b);
    if (data->overlap.depth_differs)
        buf_add_c(out, " · depths differ");
    if (row_of_any(data)->n)
        buf_addf(out, " · %" PRIu64 " pairs a layer", row_of_any(data)->n);
}

static void command_line(const struct view_context *context, const void *state, struct buf *out)
{
    (void)context;
    (void)state;
    buf_add_c(out, "compare");
}

/* ---- actions ---- */

static enum effect open_flips(const struct view_context *context, void *any_state, void *any_data,
                              const char *argument, struct view_reply *reply)
{
    const struct delta_layers_state *state = any_state;
    const struct delta_layers_data *data = any_data;
    const struct compare_row *row = delta_layers_row(state, data, NULL);
    const struct view *flips = view_find(STR("flips"));

    (void)argument;
    if (!row)
        return EFFECT_NONE;
    if (!flips || row->set == SIZE_MAX) {
        snprintf(reply->message, sizeof(reply->message), "%.200s",
                 row->why ? row->why : "no samples pair at this layer");
        return EFFECT_SAID;
    }
    reply->opening = (struct opening){.view = flips,
                                      .entry = context->entry,
                                      .run = context->run_index,
                                      .set = row->set,
                                      .row = SIZE_MAX};
    snprintf(reply->opening.filter, sizeof(reply->opening.filter), "layer=%.15g", row->what.at);
    return EFFECT_OPEN;
}

static enum effect change_pane(struct delta_layers_state *state, int by)
{
    state->pane = (unsigned char)((state->pane + by + DELTA_PANES) % DELTA_PANES);
    if (state->pane != DELTA_TABLE)
        state->chart = state->pane;
    return EFFECT_MOVED;
}

static enum effect other_pane(const struct view_context *context, void *state, void *data,
                              const char *argument, struct view_reply *reply)
{
    (void)data, (void)argument, (void)reply;
    return change_pane(state, context->action == ACTION_NEXT_PANE ? 1 : -1);
}

/* The cursor stays at its layer. */
static void choose_probe(struct delta_layers_state *state, const struct delta_layers_data *data,
                         size_t probe)
{
    const struct delta_probe *of = NULL;
    const struct compare_row *row = delta_layers_row(state, data, &of);

    if (row && state->grid.sort_column == 0 && !state->grid.filter[0])
        state->grid.cursor = (size_t)(row - data->comparison->rows) - of->first;
    state->probe = (unsigned char)probe;
}

/* Without a name: the next probe, after the last all of them together. */
static enum effect probes(const struct view_context *context, void *any_state, void *any_data,
                          const char *argument, struct view_reply *reply)
{
    struct delta_layers_state *state = any_state;
    const struct delta_layers_data *data = any_data;
    size_t count = data->probe_count;

    (void)context;
    if (argument && argument[0]) {
        for (size_t i = 0; i < count; i++)
            if (str_eq_nocase(str_of(data->probes[i].name), str_trim(str_of(argument)))) {
                choose_probe(state, data, i);
                return EFFECT_CHANGED;
            }
        snprintf(reply->message, sizeof(reply->message), "no probe is named \"%.80s\"", argument);
        return EFFECT_SAID;
    }
    if (count < 2) {
        snprintf(reply->message, sizeof(reply->message), "these runs share one probe only");
        return EFFECT_SAID;
    }
    choose_probe(state, data, state->probe >= count ? 0 : (size_t)state->probe + 1);
    snprintf(reply->message, sizeof(reply->message), "%.200s",
             state->probe >= count ? "all probes" : data->probes[state->probe].name);
    return EFFECT_CHANGED;
}

/* ---- in charts ---- */

/* Layers that a window holds at least. */
#define WINDOW_LEAST 3.0

/* The keys of a chart; the table has its own meaning for them. */
static enum effect in_charts(const struct view_context *context, void *any_state, void *any_data,
                             const char *argument, struct view_reply *reply)
{
    struct delta_layers_state *state = any_state;
    const struct delta_layers_data *data = any_data;
    struct chart_hold hold = {&state->grid,
                              &data->layout,
                              &state->window,
                              data->x,
                              data->charts[0].crosshair,
                              WINDOW_LEAST / (data->x.high - data->x.low)};

    (void)argument, (void)reply;
    if (state->pane == DELTA_TABLE)
        return EFFECT_NONE;
    if (is_made(data))
        chart_window_act(&hold, context->action);
    return EFFECT_MOVED;
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "flips", "the flips of this layer", open_flips},
    {ACTION_NEXT_PANE, "charts", "from the table to the charts", other_pane},
    {ACTION_PREVIOUS_PANE, NULL, NULL, other_pane},
    {ACTION_PROBES, "probe", "the next probe, all of them, or one by name", probes},
    CHART_ROWS(in_charts, "in charts", "layer"),
    {.action = ACTION_NONE},
};

const struct view view_delta_layers = {
    .name = "delta-layers",
    .title = "Delta layers",
    .summary = "probes over layers: both runs, the difference, layers level with the best",
    .number = '3',
    .scope = VIEW_OF_PAIR,
    .needs_any = RUN_HAS_LAYERS,
    .lacks = "no figures by layer in both runs",
    .state_size = sizeof(struct delta_layers_state),
    .data_size = sizeof(struct delta_layers_data),
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
