#include "curve_internal.h"

#include <assay/base/fmt.h>

#include <math.h>
#include <string.h>

/* ---- the series ---- */

static bool is_over_positions(const struct series *series)
{
    return strcmp(series->axis, "position") == 0 && series->count > 0;
}

unsigned short curve_find_series(const struct run *run, struct str name)
{
    size_t count;
    const struct series *all = run_series(run, &count);

    for (size_t i = 0; i < count && i < UINT16_MAX; i++)
        if (is_over_positions(&all[i]) && str_eq_nocase(str_of(all[i].name), name))
            return (unsigned short)(i + 1);
    return 0;
}

unsigned short curve_next_series(const struct curve_data *data, const struct run *run)
{
    size_t count;
    const struct series *all = run_series(run, &count);
    size_t at = (size_t)(data->series - all);

    for (size_t i = 1; i < count; i++) {
        size_t next = (at + i) % count;

        if (next < UINT16_MAX && is_over_positions(&all[next]))
            return (unsigned short)(next + 1);
    }
    return 0;
}

static const struct series *choose_series(const struct view_context *context,
                                          const struct curve_state *state)
{
    size_t count;
    const struct series *all = run_series(context->run, &count);

    if (state->selected && state->selected <= count && is_over_positions(&all[state->selected - 1]))
        return &all[state->selected - 1];
    return context->assessed->results->curve->losses.series;
}

static double *column_of(const struct curve_data *data, struct arena *arena,
                         double (*take)(const struct curve_point *point))
{
    double *out = arena_zalloc(arena, data->count + 1, sizeof(*out));

    for (size_t i = 0; i < data->count; i++)
        out[i] = take(&data->points[i]);
    return out;
}

static double take_position(const struct curve_point *point)
{
    return point->position;
}

static double take_count(const struct curve_point *point)
{
    return (double)point->n;
}

static double take_mean(const struct curve_point *point)
{
    return point->mean;
}

static double take_median(const struct curve_point *point)
{
    return point->median;
}

static double take_std(const struct curve_point *point)
{
    return point->std;
}

/* Values of another table at the positions of this one. */
static const double *beside(const struct curve_data *data, const struct curve_table *table,
                            double (*change)(double), struct arena *arena)
{
    double *out = arena_zalloc(arena, data->count + 1, sizeof(*out));

    for (size_t i = 0; i < data->count; i++) {
        const struct curve_point *point =
            table->series ? curve_table_at(table, data->position[i]) : NULL;

        out[i] = point ? point->mean : NAN;
        if (change)
            out[i] = change(out[i]);
    }
    return out;
}

static double *line_of(const struct curve_data *data, struct arena *arena)
{
    const struct series *series = data->series;
    struct curve_line line = curve_least_squares(series->x, series->y, series->count);
    double *out = arena_zalloc(arena, data->count + 1, sizeof(*out));

    for (size_t i = 0; i < data->count; i++)
        out[i] = curve_line_at(&line, data->position[i]);
    return out;
}

/* ---- columns ---- */

static void cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                 struct grid_cell *cell)
{
    const struct curve_data *data = arg;
    const struct curve_column *def = &data->columns[column];

    cell->number = def->value[row];
    cell->mark = def->marks ? def->marks[row] : '\0';
    if (def->kind == CURVE_SPREAD || isnan(cell->number))
        cell->style = ROLE_DIM;
    if ((def->kind == CURVE_POSITION || def->kind == CURVE_COUNT) && cell->number >= 0.0 &&
        cell->number < 9e15 && cell->number == floor(cell->number))
        cell->text = str_of(fmt_count(scratch, (uint64_t)cell->number));
    else
        cell->text = str_of(fmt_fixed(scratch, cell->number, def->decimals));
}

/* The verdicts on claims of a metric, by position. */
static const char *marks_of(const struct view_context *context, const struct curve_data *data,
                            const char *metric)
{
    const struct audit *audit = context->assessed->audit;
    struct curve_table table = {.points = data->points, .count = data->count};
    char *marks = arena_zalloc(context->arena, data->count + 1, 1);
    bool any = false;

    for (size_t i = 0; metric && data->own && i < audit->count; i++) {
        const struct quantity *what = &audit->findings[i].claim->what;
        const struct curve_point *point = curve_table_at(&table, what->at);

        if (!point || what->subject || !what->metric || strcmp(what->metric, metric) != 0)
            continue;
        if (!marks[point - data->points])
            marks[point - data->points] = verdict_mark(audit->findings[i].verdict);
        any = true;
    }
    return any ? marks : NULL;
}

static bool is_there(const double *value, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!isnan(value[i]))
            return true;
    return false;
}

/* Large figures with fewer decimals, the same for all of a column. */
static int decimals_of(const double *value, size_t count)
{
    double most = 0.0;

    for (size_t i = 0; i < count; i++)
        most = fabs(value[i]) > most ? fabs(value[i]) : most;
    return most >= 1000.0 ? 1 : most >= 100.0 ? 2 : 4;
}

static void add(const struct view_context *context, struct curve_data *data, enum curve_kind kind,
                const double *value, const char *metric, struct grid_column def)
{
    struct curve_column column = {.kind = kind, .value = value, .metric = metric};

    column.marks = marks_of(context, data, metric);
    column.decimals = decimals_of(value, data->count);
    if (!column.marks && !is_there(value, data->count))
        return;
    def.align = GRID_RIGHT;
    def.marked = column.marks != NULL;
    data->columns[data->source.column_count] = column;
    data->defs[data->source.column_count++] = def;
}

static bool has_many(const struct curve_data *data)
{
    for (size_t i = 0; i < data->count; i++)
        if (data->points[i].n > 1)
            return true;
    return false;
}

static void add_columns(const struct view_context *context, struct curve_data *data)
{
    const struct curve_results *curve = data->curve;
    struct arena *arena = context->arena;
    bool single = curve->tokens.series == curve->losses.series;
    bool many = has_many(data), nats = strcmp(data->series->unit, "nats") == 0;
    const char *title = !nats ? "Mean" : many ? "Mean loss" : "Loss";

    add(context, data, CURVE_POSITION, data->position, NULL,
        (struct grid_column){.key = "position", .title = "Position"});
    if (many)
        add(context, data, CURVE_COUNT, column_of(data, arena, take_count), "curve_n",
            (struct grid_column){.key = "n", .title = "Points", .priority = 4});
    add(context, data, CURVE_VALUE, data->mean, single ? "loss" : "curve_mean_loss",
        (struct grid_column){.key = "loss", .title = title});
    if (many) {
        add(context, data, CURVE_SPREAD, data->std, "curve_loss_std",
            (struct grid_column){.key = "loss_std", .title = "± std", .priority = 2});
        add(context, data, CURVE_VALUE, column_of(data, arena, take_median), "curve_median_loss",
            (struct grid_column){.key = "loss_median", .title = "Median", .priority = 3});
    }
    if (!data->own)
        return;
    add(context, data, CURVE_VALUE, beside(data, &curve->perplexities, NULL, arena),
        "curve_mean_perplexity",
        (struct grid_column){.key = "perplexity", .title = "Mean perplexity", .priority = 1});
    if (!single)
        add(context, data, CURVE_VALUE, beside(data, &curve->tokens, NULL, arena), "loss",
            (struct grid_column){.key = "token_loss", .title = "Token loss", .priority = 1});
    add(context, data, CURVE_VALUE, beside(data, &curve->tokens, curve_perplexity, arena),
        "perplexity",
        (struct grid_column){
            .key = "token_perplexity", .title = "Token perplexity", .priority = 1});
}

static void make_points(struct curve_data *data, struct arena *arena)
{
    const struct series *series = data->series;

    data->points = curve_mean(arena, series->x, series->y, series->count, &data->count);
    data->position = column_of(data, arena, take_position);
    data->mean = column_of(data, arena, take_mean);
    data->std = column_of(data, arena, take_std);
    data->line = line_of(data, arena);
}

void curve_data_prepare(const struct view_context *context, const struct curve_state *state,
                        struct curve_data *data)
{
    static const char *const slopes[] = {
        "slope_end_point",     "slope_early", "slope_middle", "slope_late", "curve_tokens",
        "slope_least_squares", NULL};
    const struct curve_results *curve = context->assessed->results->curve;

    if (!curve || (data->curve == curve && data->made_for == state->selected))
        return;
    data->curve = curve;
    data->made_for = state->selected;
    data->series = choose_series(context, state);
    data->own = data->series == curve->losses.series;
    make_points(data, context->arena);
    data->source = (struct grid_source){
        .arg = data, .row_count = data->count, .columns = data->defs, .cell = cell};
    add_columns(context, data);
    data->figures = (struct figure_list){.count = 0};
    if (data->own)
        data->figures = figure_list_of(context->figures, slopes, context->arena);
    grid_layout_release(&data->layout);
}

/* ---- the chart ---- */

#define PHASE(part, from, to) {from, to, #part},
static const struct chart_phase segments[] = {CURVE_SEGMENTS(PHASE)};
#undef PHASE

static void add_part(struct curve_data *data, struct chart_series part)
{
    part.x = part.x ? part.x : data->position;
    part.count = part.count ? part.count : data->count;
    data->parts[data->chart.series_count++] = part;
}

static const char *marks_of_mean(const struct curve_data *data)
{
    for (size_t i = 0; i < data->source.column_count; i++)
        if (data->columns[i].value == data->mean)
            return data->columns[i].marks;
    return NULL;
}

static void add_parts(struct curve_data *data)
{
    const struct series *series = data->series;
    bool many = has_many(data);

    if (many)
        add_part(data, (struct chart_series){.name = "points",
                                             .x = series->x,
                                             .y = series->y,
                                             .count = series->count,
                                             .form = CHART_POINTS,
                                             .role = ROLE_DIM,
                                             .quiet = true});
    add_part(data, (struct chart_series){.name = many ? "mean" : "loss",
                                         .y = data->mean,
                                         .spread = many ? data->std : NULL,
                                         .marks = marks_of_mean(data),
                                         .form = CHART_LINE,
                                         .role = ROLE_SERIES_A,
                                         .sign = 0x25cf});
    if (is_there(data->line, data->count))
        add_part(data, (struct chart_series){.name = "least squares",
                                             .y = data->line,
                                             .form = CHART_DASHED,
                                             .role = ROLE_SERIES_B,
                                             .sign = 0x254c,
                                             .bare = true});
}

void curve_chart_prepare(const struct view_context *context, struct curve_state *state,
                         struct curve_data *data)
{
    size_t at = grid_row(&state->grid, &data->layout);
    double first = data->count ? data->position[0] : 0.0;
    double last = data->count ? data->position[data->count - 1] : 1.0;
    double air = (last - first) / 100.0;

    data->x = state->log && first > 0.0 ? scale_over(first, last, SCALE_LOG)
                                        : scale_over(first - air, last + air, SCALE_LINEAR);
    data->chart = (struct chart){.title = data->series->name,
                                 .x_name = "position",
                                 .series = data->parts,
                                 .phases = segments,
                                 .phase_count = sizeof(segments) / sizeof(segments[0]),
                                 .x_values = TICKS_WHOLE,
                                 .y_text = TICK_PLAIN,
                                 .decimals = 4,
                                 .focused = context->focused && state->pane == CURVE_CHART};
    data->chart.crosshair = at == SIZE_MAX ? NAN : data->position[at];
    data->chart.x = chart_window_scale(&state->window, data->x, data->chart.crosshair);
    add_parts(data);
}
