#include <assay/tui/view_curve.h>

#include "curve_internal.h"

#include <assay/tui/evidence.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Screens at least so large show the chart below the table, or beside it, and the slopes. */
enum { HEIGHT_WITH_CHART = 16, HEIGHT_WITH_LIST = 20, WIDTH_BESIDE = 150, TABLE_BESIDE = 74 };

/* ---- looking ---- */

static void begin(const struct view_context *context, void *any, const struct opening *opening)
{
    struct curve_state *state = any;

    (void)context;
    snprintf(state->grid.filter, sizeof(state->grid.filter), "%.255s", opening->filter);
}

static void take_list(struct curve_data *data, struct rect *all)
{
    int height = figure_list_height(&data->figures, all->width);

    if (height == 0 || all->height < HEIGHT_WITH_LIST)
        return;
    data->panes[CURVE_LIST] = (struct rect){all->height - height, 0, height, all->width};
    all->height -= height + 1;
}

static void place_panes(const struct view_context *context, const struct curve_state *state,
                        struct curve_data *data)
{
    struct rect all = {0, 0, context->rect.height, context->rect.width};
    int rows = (int)(data->count < 1000 ? data->count : 1000) + 1, table;

    memset(data->panes, 0, sizeof(data->panes));
    if (context->zoomed || all.height < HEIGHT_WITH_CHART ||
        (state->pane == CURVE_LIST && all.height < HEIGHT_WITH_LIST)) {
        data->panes[state->pane] = all;
        return;
    }
    take_list(data, &all);
    if (all.width >= WIDTH_BESIDE) {
        data->panes[CURVE_TABLE] = (struct rect){0, 0, all.height, TABLE_BESIDE};
        data->panes[CURVE_CHART] =
            (struct rect){0, TABLE_BESIDE + 2, all.height, all.width - TABLE_BESIDE - 2};
        return;
    }
    table = all.height * 9 / 20 < rows ? all.height * 9 / 20 : rows;
    data->panes[CURVE_TABLE] = (struct rect){0, 0, table, all.width};
    data->panes[CURVE_CHART] = (struct rect){table + 1, 0, all.height - table - 1, all.width};
}

static void prepare(const struct view_context *context, void *any_state, void *any_data)
{
    struct curve_state *state = any_state;
    struct curve_data *data = any_data;
    struct rect pane;

    curve_data_prepare(context, state, data);
    if (!data->curve)
        return;
    if (state->pane == CURVE_LIST && data->figures.count == 0)
        state->pane = CURVE_TABLE;
    if (state->line >= data->figures.count)
        state->line = 0;
    place_panes(context, state, data);
    pane = data->panes[CURVE_TABLE];
    if (pane.height == 0)
        pane = (struct rect){0, 0, context->rect.height, context->rect.width};
    grid_prepare(&state->grid, &data->layout, &data->source, pane.height, pane.width,
                 context->scratch);
    curve_chart_prepare(context, state, data);
}

static void draw_rules(const struct curve_data *data, const struct surface *surface)
{
    struct rect chart = data->panes[CURVE_CHART], list = data->panes[CURVE_LIST];

    if (chart.row > 0)
        draw_code(surface, chart.row - 1, 0, chart.width, ROLE_RULE, 0x2500);
    if (chart.column > 0)
        draw_column(surface, 0, chart.column - 2, chart.height, ROLE_RULE, 0x2502);
    if (list.row > 0)
        draw_code(surface, list.row - 1, 0, list.width, ROLE_RULE, 0x2500);
}

static struct surface part_of(const struct surface *surface, struct rect rect)
{
    return surface_part(surface, rect.row, rect.column, rect.height, rect.width);
}

static void draw(const struct view_context *context, const void *any_state, const void *any_data,
                 const struct surface *surface)
{
    const struct curve_state *state = any_state;
    const struct curve_data *data = any_data;
    struct surface table = part_of(surface, data->panes[CURVE_TABLE]);
    struct surface chart = part_of(surface, data->panes[CURVE_CHART]);
    struct surface list = part_of(surface, data->panes[CURVE_LIST]);

    if (!data->curve) {
        draw_c(surface, 0, 2, ROLE_DIM, "no losses over positions");
        return;
    }
    draw_rules(data, surface);
    if (table.rect.height > 0)
        grid_draw(&state->grid, &data->layout, &table,
                  context->focused && state->pane == CURVE_TABLE, context->scratch);
    if (chart.rect.height > 0)
        chart_draw(&data->chart, &chart, context->scratch);
    figure_list_draw(&data->figures, &list,
                     context->focused && state->pane == CURVE_LIST ? state->line : SIZE_MAX);
}

static void release(void *any)
{
    struct curve_data *data = any;

    grid_layout_release(&data->layout);
}

static struct grid_state *grid(void *any_state, void *any_data, struct grid_layout **layout)
{
    struct curve_state *state = any_state;
    struct curve_data *data = any_data;

    *layout = &data->layout;
    return data->curve && state->pane == CURVE_TABLE ? &state->grid : NULL;
}

static int column_at(const struct curve_state *state, const struct curve_data *data)
{
    if (state->pane == CURVE_TABLE)
        return grid_column_at(&state->grid, &data->layout);
    for (size_t i = 0; i < data->source.column_count; i++)
        if (data->columns[i].value == data->mean)
            return (int)i;
    return -1;
}

static void subject(const struct view_context *context, const void *any_state, const void *any_data,
                    struct subject *subject)
{
    const struct curve_state *state = any_state;
    const struct curve_data *data = any_data;
    int column = data->curve ? column_at(state, data) : -1;
    size_t row = data->curve ? grid_row(&state->grid, &data->layout) : SIZE_MAX, count;
    const struct run_file *files = run_files(context->run, &count);
    struct grid_cell cell = {.number = NAN};

    if (data->curve && state->pane == CURVE_LIST)
        figure_list_subject(&data->figures, state->line, context->run, subject);
    if (column < 0 || row == SIZE_MAX || state->pane == CURVE_LIST)
        return;
    data->source.cell(data, row, (size_t)column, context->scratch, &cell);
    subject->text = cell.text;
    subject->value = cell.number;
    if (data->series->file < count)
        subject->path = files[data->series->file].path;
    if (!data->own || !data->columns[column].metric)
        return;
    subject->has_quantity = true;
    subject->quantity = QUANTITY(data->columns[column].metric);
    subject->quantity.at = data->position[row];
    subject->finding = figures_finding(context->figures, &subject->quantity);
    if (subject->finding && subject->finding->claim->file < count) {
        subject->path = files[subject->finding->claim->file].path;
        subject->line = subject->finding->claim->line;
    }
}

static void status(const struct view_context *context, const void *any_state, const void *any_data,
                   struct buf *out)
{
    const struct curve_data *data = any_data;

    (void)context;
    (void)any_state;
    if (!data->curve)
        return;
    buf_addf(out, "%zu positions", data->count);
    if (data->series->count != data->count)
        buf_addf(out, " · %zu points", data->series->count);
}

/* ---- actions ---- */

static enum effect change_pane(struct curve_state *state, const struct curve_data *data, int by)
{
    int panes = data->figures.count ? CURVE_PANES : CURVE_LIST;

    state->pane = (unsigned char)((state->pane + by + panes) % panes);
    return EFFECT_MOVED;
}

static enum effect other_pane(const struct view_context *context, void *state, void *data,
                              const char *argument, struct view_reply *reply)
{
    (void)argument, (void)reply;
    return change_pane(state, data, context->action == ACTION_NEXT_PANE ? 1 : -1);
}

static enum effect toggle_log(const struct view_context *context, void *any_state, void *any_data,
                              const char *argument, struct view_reply *reply)
{
    struct curve_state *state = any_state;
    const struct curve_data *data = any_data;

    (void)context;
    (void)argument;
    if (!data->curve || data->count == 0 || !(data->position[0] > 0.0)) {
        snprintf(reply->message, sizeof(reply->message), "position 0 has no logarithm");
        return EFFECT_SAID;
    }
    state->log = !state->log;
    state->window = (struct chart_window){0.0, 0.0};
    return EFFECT_CHANGED;
}

static enum effect choose(const struct view_context *context, void *any_state, void *any_data,
                          const char *argument, struct view_reply *reply)
{
    struct curve_state *state = any_state;
    const struct curve_data *data = any_data;
    bool named = argument && argument[0];
    unsigned short found;

    if (!data->curve)
        return EFFECT_NONE;
    found = named ? curve_find_series(context->run, str_trim(str_of(argument)))
                  : curve_next_series(data, context->run);
    if (!found) {
        snprintf(reply->message, sizeof(reply->message),
                 named ? "no series over positions has that name"
                       : "this run has one series over positions");
        return EFFECT_SAID;
    }
    state->selected = found;
    state->window = (struct chart_window){0.0, 0.0};
    return EFFECT_CHANGED;
}

/* In the list the same keys go from line to line. */
static void move_line(struct curve_state *state, const struct curve_data *data, enum chart_way way)
{
    int last = (int)data->figures.count - 1, line = state->line;

    line = way == CHART_FIRST  ? 0
           : way == CHART_LAST ? last
           : way == CHART_ON   ? line + 1
                               : line - 1;
    state->line = (unsigned char)(line > last ? last : line < 0 ? 0 : line);
}

/* The narrowest window is two hundredths of all. */
#define WINDOW_LEAST 0.02

/* The keys of a chart; the table has its own meaning for them. */
static enum effect in_charts(const struct view_context *context, void *any_state, void *any_data,
                             const char *argument, struct view_reply *reply)
{
    struct curve_state *state = any_state;
    const struct curve_data *data = any_data;
    struct chart_hold hold = {&state->grid, &data->layout,         &state->window,
                              data->x,      data->chart.crosshair, WINDOW_LEAST};

    (void)argument, (void)reply;
    if (state->pane == CURVE_TABLE)
        return EFFECT_NONE;
    if (data->curve && state->pane == CURVE_LIST && !chart_zooms(context->action))
        move_line(state, data, chart_way_of(context->action));
    if (data->curve && state->pane == CURVE_CHART)
        chart_window_act(&hold, context->action);
    return EFFECT_MOVED;
}

static enum effect explain(const struct view_context *context, void *state, void *data,
                           const char *argument, struct view_reply *reply)
{
    struct subject current = {.value = NAN};

    (void)argument;
    subject(context, state, data, &current);
    return evidence_open(context, &current, reply);
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "how it was computed", "the evidence of the figure", explain},
    {ACTION_NEXT_PANE, "chart", "from the table to the chart, to the slopes", other_pane},
    {ACTION_PREVIOUS_PANE, NULL, NULL, other_pane},
    {ACTION_LOG_SCALE, "log", "positions by logarithm, or not", toggle_log},
    {ACTION_PROBES, "series", "the next series over positions, or one by name", choose},
    CHART_ROWS(in_charts, "in the chart", "position"),
    {.action = ACTION_NONE},
};

const struct view view_curve = {
    .name = "curve",
    .title = "Curve",
    .summary = "losses over token positions: means, slopes, least squares",
    .number = '3',
    .scope = VIEW_OF_RUN,
    .needs_any = RUN_HAS_CURVE,
    .lacks = "no losses over positions",
    .state_size = sizeof(struct curve_state),
    .data_size = sizeof(struct curve_data),
    .actions = actions,
    .begin = begin,
    .prepare = prepare,
    .draw = draw,
    .release = release,
    .grid = grid,
    .subject = subject,
    .status = status,
};
