#include <assay/tui/view_layers.h>

#include "layers_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- looking ---- */

static void begin(const struct view_context *context, void *any, const struct opening *opening)
{
    struct layers_state *state = any;

    (void)context;
    state->chart = PANE_ACCURACY;
    snprintf(state->grid.filter, sizeof(state->grid.filter), "%.255s", opening->filter);
}

static void prepare(const struct view_context *context, void *any_state, void *any_data)
{
    struct layers_state *state = any_state;
    struct layers_data *data = any_data;
    struct rect pane;

    layers_data_prepare(context, state, data);
    if (!data->layers)
        return;
    layers_panes(context, state, data);
    pane = data->panes[PANE_TABLE];
    /* Where the table is not shown its cursor still moves. */
    if (pane.height == 0)
        pane = (struct rect){0, 0, context->rect.height, context->rect.width};
    grid_prepare(&state->grid, &data->layout, &data->source, pane.height, pane.width,
                 context->scratch);
    layers_charts_prepare(context, state, data);
}

static void draw(const struct view_context *context, const void *any_state, const void *any_data,
                 const struct surface *surface)
{
    const struct layers_state *state = any_state;
    const struct layers_data *data = any_data;

    if (!data->layers) {
        draw_c(surface, 0, 2, ROLE_DIM, "no figures by layer");
        return;
    }
    draw_pane_rules(surface, &data->panes[PANE_ACCURACY], PANE_COUNT - PANE_ACCURACY,
                    surface->rect.height);
    for (int i = 0; i < PANE_COUNT; i++) {
        struct rect pane = data->panes[i];
        struct surface part = surface_part(surface, pane.row, pane.column, pane.height, pane.width);

        if (part.rect.height == 0)
            continue;
        if (i == PANE_TABLE)
            grid_draw(&state->grid, &data->layout, &part,
                      context->focused && state->pane == PANE_TABLE, context->scratch);
        else
            chart_draw(&data->charts[i - 1], &part, context->scratch);
    }
}

static void release(void *any)
{
    struct layers_data *data = any;

    grid_layout_release(&data->layout);
}

static struct grid_state *grid(void *any_state, void *any_data, struct grid_layout **layout)
{
    struct layers_state *state = any_state;
    struct layers_data *data = any_data;

    *layout = &data->layout;
    return data->layers && state->pane == PANE_TABLE ? &state->grid : NULL;
}

/* ---- what stands under the cursor ---- */

/* In a chart it is the first curve's figure. */
static const struct layers_column *column_at(const struct layers_state *state,
                                             const struct layers_data *data)
{
    const struct chart *chart = state->pane == PANE_TABLE ? NULL : &data->charts[state->pane - 1];
    int at = grid_column_at(&state->grid, &data->layout);

    if (!chart)
        return at >= 0 ? &data->columns[at] : NULL;
    for (size_t i = 0; chart->series_count && i < data->source.column_count; i++)
        if (data->columns[i].value == chart->series[0].y)
            return &data->columns[i];
    return NULL;
}

static void subject(const struct view_context *context, const void *any_state, const void *any_data,
                    struct subject *subject)
{
    const struct layers_state *state = any_state;
    const struct layers_data *data = any_data;
    const struct layers_column *column = data->layers ? column_at(state, data) : NULL;
    size_t at = layers_at_cursor(state, data), count;
    const struct run_file *files = run_files(context->run, &count);
    struct grid_cell cell = {.number = NAN};

    if (!column || at == SIZE_MAX)
        return;
    layers_cell(data, at, (size_t)(column - data->columns), context->scratch, &cell);
    subject->text = cell.text;
    subject->value = cell.number;
    if (data->layers->file != FILE_NONE && data->layers->file < count)
        subject->path = files[data->layers->file].path;
    if (!column->metric)
        return;
    subject->has_quantity = true;
    subject->quantity = QUANTITY(column->metric);
    subject->quantity.subject = column->subject;
    subject->quantity.at = data->layers->layer[at];
    subject->finding = figures_finding(context->figures, &subject->quantity);
    if (subject->finding && subject->finding->claim->file < count) {
        subject->path = files[subject->finding->claim->file].path;
        subject->line = subject->finding->claim->line;
    }
}

static void status(const struct view_context *context, const void *any_state, const void *any_data,
                   struct buf *out)
{
    const struct layers_data *data = any_data;
    struct quantity what = QUANTITY("dataset_samples");
    const struct fact *fact = run_fact(context->run, &what);

    (void)any_state;
    if (!data->layers)
        return;
    if (data->title_dominance[0])
        buf_addf(out, "%s   ", data->title_dominance);
    buf_addf(out, "%zu layers", data->layers->count);
    if (fact)
        buf_addf(out, " · %.0f samples", fact->value);
}

/* ---- actions ---- */

static enum effect open_samples(const struct view_context *context, void *any_state, void *any_data,
                                const char *argument, struct view_reply *reply)
{
    const struct layers_state *state = any_state;
    const struct layers_data *data = any_data;
    size_t at = layers_at_cursor(state, data);
    const struct view *samples = view_find(STR("samples"));

    (void)argument;
    if (at == SIZE_MAX)
        return EFFECT_NONE;
    if (!samples || run_samples_count(context->run) == 0) {
        snprintf(reply->message, sizeof(reply->message), "this run holds no predictions by layer");
        return EFFECT_SAID;
    }
    reply->opening = (struct opening){
        .view = samples, .entry = context->entry, .run = context->run_index, .row = SIZE_MAX};
    snprintf(reply->opening.filter, sizeof(reply->opening.filter), "layer=%.15g",
             data->layers->layer[at]);
    for (size_t i = 0; data->a && i < run_samples_count(context->run); i++)
        if (strcmp(run_samples(context->run, i)->name, data->a->name) == 0)
            reply->opening.set = i;
    return EFFECT_OPEN;
}

static enum effect change_pane(const struct view_context *context, void *any_state, void *any_data,
                               int by)
{
    struct layers_state *state = any_state;
    const struct layers_data *data = any_data;
    int panes = data->a && data->b ? PANE_COUNT : PANE_COUNT - 1;

    (void)context;
    state->pane = (unsigned char)((state->pane + by + panes) % panes);
    if (state->pane != PANE_TABLE)
        state->chart = state->pane;
    return EFFECT_MOVED;
}

static enum effect other_pane(const struct view_context *context, void *state, void *data,
                              const char *argument, struct view_reply *reply)
{
    (void)argument, (void)reply;
    return change_pane(context, state, data, context->action == ACTION_NEXT_PANE ? 1 : -1);
}

/* The number of the probe of that name, from 1; 0: none. */
static unsigned char probe_number(const struct layer_results *layers, struct str name)
{
    for (size_t i = 0; i < layers->probe_count && i < 250; i++)
        if (str_eq_nocase(str_of(layers->probes[i].name), name) ||
            (str_ends(name, "_acc") &&
             str_eq_nocase(str_of(layers->probes[i].name), (struct str){name.ptr, name.len - 4})))
            return (unsigned char)(i + 1);
    return 0;
}

static enum effect name_probes(struct layers_state *state, const struct layer_results *layers,
                               const char *argument, struct view_reply *reply)
{
    struct str rest = str_trim(str_of(argument)), name[2] = {{0}};

    str_split(&rest, ' ', &name[0]);
    name[1] = str_trim(rest);
    for (int i = 0; i < 2; i++)
        if (!probe_number(layers, name[i])) {
            snprintf(reply->message, sizeof(reply->message), "no probe is named \"%.*s\"",
                     (int)(name[i].len < 80 ? name[i].len : 80), name[i].ptr);
            return EFFECT_SAID;
        }
    state->a = probe_number(layers, name[0]);
    state->b = probe_number(layers, name[1]);
    return EFFECT_CHANGED;
}

/* Without names: the next ordered pair of different probes. */
static enum effect probes(const struct view_context *context, void *any_state, void *any_data,
                          const char *argument, struct view_reply *reply)
{
    struct layers_state *state = any_state;
    const struct layers_data *data = any_data;
    const struct layer_results *layers = data->layers;
    size_t n = layers ? layers->probe_count : 0, pair;

    (void)context;
    if (!data->a || !data->b || n < 2) {
        snprintf(reply->message, sizeof(reply->message), "this run has one probe only");
        return EFFECT_SAID;
    }
    if (argument && argument[0])
        return name_probes(state, layers, argument, reply);
    pair = (size_t)(data->a - layers->probes) * n + (size_t)(data->b - layers->probes);
    do
        pair = (pair + 1) % (n * n);
    while (pair / n == pair % n);
    state->a = (unsigned char)(pair / n + 1);
    state->b = (unsigned char)(pair % n + 1);
    snprintf(reply->message, sizeof(reply->message), "A %.80s, B %.80s",
             layers->probes[pair / n].name, layers->probes[pair % n].name);
    return EFFECT_CHANGED;
}

/* ---- in charts ---- */

/* Layers that a window holds at least. */
#define WINDOW_LEAST 3.0

/* The keys of a chart; the table has its own meaning for them. */
static enum effect in_charts(const struct view_context *context, void *any_state, void *any_data,
                             const char *argument, struct view_reply *reply)
{
    struct layers_state *state = any_state;
    const struct layers_data *data = any_data;
    struct chart_hold hold = {&state->grid,
                              &data->layout,
                              &state->window,
                              data->x,
                              data->charts[0].crosshair,
                              WINDOW_LEAST / (data->x.high - data->x.low)};

    (void)argument, (void)reply;
    if (state->pane == PANE_TABLE)
        return EFFECT_NONE;
    if (data->layers)
        chart_window_act(&hold, context->action);
    return EFFECT_MOVED;
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "samples", "the samples of this layer", open_samples},
    {ACTION_NEXT_PANE, "charts", "from the table to the charts", other_pane},
    {ACTION_PREVIOUS_PANE, NULL, NULL, other_pane},
    {ACTION_PROBES, "probes", "the next pair of probes, or A and B by name", probes},
    {ACTION_EVIDENCE, "evidence", NULL, NULL},
    CHART_ROWS(in_charts, "in charts", "layer"),
    {.action = ACTION_NONE},
};

const struct view view_layers = {
    .name = "layers",
    .title = "Layers",
    .summary = "probes over layers: accuracy, dominance, crossings",
    .number = '3',
    .scope = VIEW_OF_RUN,
    .needs_any = RUN_HAS_LAYERS,
    .lacks = "no figures by layer",
    .state_size = sizeof(struct layers_state),
    .data_size = sizeof(struct layers_data),
    .actions = actions,
    .begin = begin,
    .prepare = prepare,
    .draw = draw,
    .release = release,
    .grid = grid,
    .subject = subject,
    .status = status,
};
