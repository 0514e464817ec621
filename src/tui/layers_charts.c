#include "layers_internal.h"

#include <assay/base/spark.h>

#include <math.h>

/* Screens at least so large show charts below the table, two of them, charts at the right. */
enum { HEIGHT_WITH_CHART = 18, HEIGHT_WITH_TWO = 32, WIDTH_BESIDE = 170, TABLE_BESIDE = 100 };
static const struct chart_phase phases[] = {
    {-0.5, 11.5, "early"}, {11.5, 23.5, "middle"}, {23.5, 1e9, "late"}};

/* ---- where the panes stand ---- */

static void panes_alone(const struct layers_state *state, struct layers_data *data, struct rect all)
{
    data->panes[state->pane] = all;
}

static void panes_below(const struct layers_state *state, struct layers_data *data, struct rect all,
                        bool two)
{
    int first = two ? all.height * 2 / 5 : all.height * 9 / 20, second = two ? first / 2 + 1 : 0;
    int rows = (int)data->layers->count + 2, table;

    first -= two ? second / 3 : 0;
    table = all.height - first - second - 1 - (two ? 1 : 0);
    /* A short table leaves its room to the charts. */
    if (table > rows) {
        first += table - rows;
        table = rows;
    }
    data->panes[PANE_TABLE] = (struct rect){0, 0, table, all.width};
    data->panes[two ? PANE_ACCURACY : state->chart] = (struct rect){table + 1, 0, first, all.width};
    if (two)
        data->panes[PANE_DOMINANCE] = (struct rect){table + first + 2, 0, second, all.width};
}

static void panes_beside(struct layers_data *data, struct rect all)
{
    int table = TABLE_BESIDE + (all.width - WIDTH_BESIDE) / 3, left = table + 2;
    int first = (all.height - 1) * 3 / 5;

    data->panes[PANE_TABLE] = (struct rect){0, 0, all.height, table};
    data->panes[PANE_ACCURACY] = (struct rect){0, left, first, all.width - left};
    data->panes[PANE_DOMINANCE] =
        (struct rect){first + 1, left, all.height - first - 1, all.width - left};
}

void layers_panes(const struct view_context *context, const struct layers_state *state,
                  struct layers_data *data)
{
    struct rect all = {0, 0, context->rect.height, context->rect.width};
    bool pair = data->a && data->b;

    for (int i = 0; i < PANE_COUNT; i++)
        data->panes[i] = (struct rect){0};
    if (context->zoomed || all.height < HEIGHT_WITH_CHART)
        panes_alone(state, data, all);
    else if (all.width >= WIDTH_BESIDE && pair)
        panes_beside(data, all);
    else
        panes_below(state, data, all, pair && all.height >= HEIGHT_WITH_TWO);
}

/* ---- charts ---- */

static const double *spread_of(const struct layer_probe *probe, size_t n, struct arena *arena)
{
    double *out = arena_zalloc(arena, n, sizeof(*out));

    for (size_t i = 0; i < n; i++)
        out[i] = probe->figures[i].accuracy_std;
    return out;
}

/* The verdicts of the column that shows these values. */
static const char *marks_of(const struct layers_data *data, const double *value)
{
    for (size_t i = 0; i < data->source.column_count; i++)
        if (data->columns[i].value == value)
            return data->columns[i].marks;
    return NULL;
}

static struct chart_series series_of(const struct layers_data *data, const char *name,
                                     const double *value, enum chart_form form, enum role role,
                                     uint32_t sign)
{
    return (struct chart_series){.name = name,
                                 .x = data->layers->layer,
                                 .y = value,
                                 .marks = marks_of(data, value),
                                 .count = data->layers->count,
                                 .form = form,
                                 .role = role,
                                 .sign = sign};
}

static bool is_missing(const double *value, size_t n)
{
    double low, high;

    spark_range(value, n, &low, &high);
    return isnan(low);
}

/* What both charts have in common. */
static struct chart chart_over_layers(const struct layers_data *data)
{
    struct chart chart = {.x_name = "layer",
                          .phases = phases,
                          .phase_count = sizeof(phases) / sizeof(phases[0]),
                          .x = data->x,
                          .x_values = TICKS_WHOLE,
                          .crosshair = NAN};

    chart.crossings = data->crossing_at;
    chart.crossing_count = data->crossing_count;
    return chart;
}

/* Guessing one of the labels; drawn where it falls into the chart. */
static void add_chance(const struct view_context *context, const struct layers_data *data,
                       struct chart *chart)
{
    for (size_t i = 0; i < run_samples_count(context->run); i++) {
        const struct samples *samples = run_samples(context->run, i);

        if (data->a && str_eq_c(str_of(samples->name), data->a->name) &&
            samples->labels.count > 1) {
            struct chart_level *level = arena_zalloc(context->scratch, 1, sizeof(*level));

            *level = (struct chart_level){1.0 / (double)samples->labels.count, "chance"};
            chart->levels = level;
            chart->level_count = 1;
            return;
        }
    }
}

static struct chart accuracy_chart(const struct view_context *context,
                                   const struct layers_data *data)
{
    const struct layer_probe *pair[2] = {data->a, data->b};
    struct chart_series *series = arena_zalloc(context->scratch, 2, sizeof(*series));
    struct chart chart = chart_over_layers(data);

    for (int i = 0; i < 2; i++) {
        if (!pair[i])
            continue;
        series[chart.series_count] =
            series_of(data, pair[i]->name, pair[i]->accuracy, i ? CHART_DASHED : CHART_LINE,
                      role_series(i), i ? 0x25cb : 0x25cf);
        series[chart.series_count++].spread =
            spread_of(pair[i], data->layers->count, context->scratch);
    }
    chart.title = "Accuracy";
    chart.series = series;
    chart.y_text = TICK_SHARE;
    add_chance(context, data, &chart);
    return chart;
}

static struct chart dominance_chart(const struct view_context *context,
                                    const struct layers_data *data)
{
    struct chart_series *series = arena_zalloc(context->scratch, 2, sizeof(*series));
    struct chart chart = chart_over_layers(data);

    chart.title = data->title_dominance;
    chart.series = series;
    chart.y_text = TICK_DELTA;
    if (!data->a || !data->b)
        return chart;
    series[chart.series_count++] =
        series_of(data, "all", data->dominance, CHART_BARS, ROLE_POSITIVE, 0x25a0);
    if (!is_missing(data->dominance_conflict, data->layers->count))
        series[chart.series_count++] = series_of(data, "conflict", data->dominance_conflict,
                                                 CHART_LINE, ROLE_SERIES_C, 0x25c6);
    return chart;
}

/* The same margin, so that a layer stands in one column of both. */
static void line_up(struct layers_data *data, struct arena *scratch)
{
    const struct rect *panes = data->panes;
    int margin = 0;

    for (int i = 0; i < 2; i++) {
        int own = panes[1 + i].height ? chart_margin(&data->charts[i], panes[1 + i].height,
                                                     panes[1 + i].width, scratch)
                                      : 0;

        margin = own > margin ? own : margin;
    }
    for (int i = 0; i < 2; i++)
        data->charts[i].margin = margin;
}

size_t layers_at_cursor(const struct layers_state *state, const struct layers_data *data)
{
    return data->layout.source ? grid_row(&state->grid, &data->layout) : SIZE_MAX;
}

void layers_charts_prepare(const struct view_context *context, struct layers_state *state,
                           struct layers_data *data)
{
    const struct layer_results *layers = data->layers;
    size_t at = layers_at_cursor(state, data);
    double first = layers->layer[0], last = layers->layer[layers->count - 1];
    double crosshair = at == SIZE_MAX ? NAN : layers->layer[at];
    struct scale window;

    /* Half a layer of air at both ends. */
    data->x = scale_over(first - 0.5, last + 0.5, SCALE_LINEAR);
    window = chart_window_scale(&state->window, data->x, crosshair);
    data->charts[0] = accuracy_chart(context, data);
    data->charts[1] = dominance_chart(context, data);
    for (int i = 0; i < 2; i++) {
        data->charts[i].x = window;
        data->charts[i].crosshair = crosshair;
        data->charts[i].focused = context->focused && state->pane == PANE_ACCURACY + i;
    }
    line_up(data, context->scratch);
}
