#include "delta_layers_internal.h"

#include <assay/base/fmt.h>

#include <math.h>
#include <string.h>

/* Screens at least so large show a chart below the table, two of them, charts at the right. */
enum { HEIGHT_WITH_CHART = 15, HEIGHT_WITH_TWO = 30, WIDTH_BESIDE = 190, TABLE_BESIDE = 118 };
/* Panes at least so high have lines for the layers that are level with the best. */
enum { HEIGHT_WITH_TIES = 9 };
static const struct chart_phase phases[] = {
    {-0.5, 11.5, "early"}, {11.5, 23.5, "middle"}, {23.5, 1e9, "late"}};

/* ---- where the panes stand ---- */

static void panes_below(const struct delta_layers_state *state, struct delta_layers_data *data,
                        struct rect all)
{
    bool two = all.height >= HEIGHT_WITH_TWO;
    int rows = (int)data->count + 2 + (data->source.head ? (int)data->probe_count : 0);
    int table = all.height * (two ? 2 : 3) / (two ? 5 : 6), charts, first;

    table = rows < table ? rows : table;
    charts = all.height - table - 1;
    first = two ? (charts - 1) * 3 / 5 : charts;
    data->panes[DELTA_TABLE] = (struct rect){0, 0, table, all.width};
    data->panes[two ? DELTA_CURVES : state->chart] = (struct rect){table + 1, 0, first, all.width};
    if (two)
        data->panes[DELTA_DIFFERENCE] =
            (struct rect){table + first + 2, 0, charts - first - 1, all.width};
}

static void panes_beside(struct delta_layers_data *data, struct rect all)
{
    int left = TABLE_BESIDE + 2, first = (all.height - 1) * 3 / 5;

    data->panes[DELTA_TABLE] = (struct rect){0, 0, all.height, TABLE_BESIDE};
    data->panes[DELTA_CURVES] = (struct rect){0, left, first, all.width - left};
    data->panes[DELTA_DIFFERENCE] =
        (struct rect){first + 1, left, all.height - first - 1, all.width - left};
}

void delta_layers_panes(const struct view_context *context, const struct delta_layers_state *state,
                        struct delta_layers_data *data)
{
    struct rect all = {0, 0, context->rect.height, context->rect.width};

    memset(data->panes, 0, sizeof(data->panes));
    if (context->zoomed || all.height < HEIGHT_WITH_CHART)
        data->panes[state->pane] = all;
    else if (all.width >= WIDTH_BESIDE)
        panes_beside(data, all);
    else
        panes_below(state, data, all);
}

/* ---- series ---- */

struct maker {
    const struct delta_layers_data *data;
    struct chart_series *series;
    struct arena *arena;
    bool alone; /* one probe is shown */
};

static const double *spread_of(const struct layer_probe *probe, size_t n, struct arena *arena)
{
    double *out = arena_zalloc(arena, n + 1, sizeof(*out));

    for (size_t i = 0; i < n; i++)
        out[i] = probe->figures[i].accuracy_std;
    return out;
}

/* One side's accuracy at its own layers; where both have the layer, that of the table. */
static const double *values_of(const struct maker *maker, const struct delta_probe *probe, int side,
                               const struct layer_results *layers, char *marks)
{
    const struct layer_probe *of = side ? probe->b : probe->a;
    double *value = arena_copy(maker->arena, of->accuracy, layers->count, sizeof(*value));

    for (size_t i = 0; i < probe->count; i++) {
        const struct compare_row *row = &maker->data->comparison->rows[probe->first + i];
        size_t at = layer_results_index(layers, row->what.at);

        if (at == LAYERS_NONE)
            continue;
        value[at] = side ? row->b : row->a;
        marks[at] = delta_mark(row, side ? DELTA_B : DELTA_A);
    }
    return value;
}

static void add_curve(struct maker *maker, struct chart *chart, const struct delta_probe *probe,
                      int side)
{
    const struct delta_layers_data *data = maker->data;
    const struct layer_results *layers = side ? data->b : data->a;
    const struct layer_probe *of = side ? probe->b : probe->a;
    const char *letter = side ? "B" : "A";
    int pair = (int)(probe - data->probes) % 2;
    char *marks = arena_zalloc(maker->arena, layers->count + 1, 1);

    maker->series[chart->series_count++] = (struct chart_series){
        .name = maker->alone ? letter : arena_printf(maker->arena, "%s %s", letter, of->name),
        .x = layers->layer,
        .y = values_of(maker, probe, side, layers, marks),
        .spread = maker->alone ? spread_of(of, layers->count, maker->arena) : NULL,
        .marks = marks,
        .count = layers->count,
        .form = side ? CHART_DASHED : CHART_LINE,
        .role = role_series((maker->alone ? 0 : 2 * pair) + side),
        .sign = side ? 0x25cb : 0x25cf};
}

static void add_chance(const struct delta_layers_data *data, struct chart *chart,
                       struct arena *arena)
{
    struct chart_level *level = arena_zalloc(arena, 1, sizeof(*level));

    for (size_t i = 0; i < data->comparison->set_count; i++) {
        const struct compare_set *set = &data->comparison->sets[i];

        if (set->labels.count < 2 ||
            strcmp(set->a->name, data->probes[data->first_probe].a->name) != 0)
            continue;
        *level = (struct chart_level){1.0 / (double)set->labels.count, "chance"};
        chart->levels = level;
        chart->level_count = 1;
    }
}

static struct chart curves_chart(const struct delta_layers_data *data, struct arena *arena)
{
    size_t probes = data->last_probe - data->first_probe;
    struct maker maker = {data, arena_zalloc(arena, 2 * probes + 1, sizeof(*maker.series)), arena,
                          probes == 1};
    struct chart chart = {.x_name = "layer", .y_text = TICK_SHARE, .series = maker.series};

    chart.title = maker.alone
                      ? arena_printf(arena, "Accuracy, %s", data->probes[data->first_probe].name)
                      : "Accuracy";
    for (size_t p = data->first_probe; p < data->last_probe; p++)
        for (int side = 0; side < 2; side++)
            add_curve(&maker, &chart, &data->probes[p], side);
    add_chance(data, &chart, arena);
    return chart;
}

/* Middle and half width of each row's interval: the band. */
static void add_difference(const struct delta_layers_data *data, const struct delta_probe *probe,
                           struct chart *chart, struct chart_series *series, struct arena *arena)
{
    double *x = arena_zalloc(arena, probe->count + 1, sizeof(*x));
    double *delta = arena_zalloc(arena, probe->count + 1, sizeof(*delta));
    double *middle = arena_zalloc(arena, probe->count + 1, sizeof(*middle));
    double *half = arena_zalloc(arena, probe->count + 1, sizeof(*half));

    for (size_t i = 0; i < probe->count; i++) {
        const struct compare_row *row = &data->comparison->rows[probe->first + i];

        x[i] = row->what.at;
        delta[i] = row->delta;
        middle[i] = (row->interval.low + row->interval.high) / 2.0;
        half[i] = (row->interval.high - row->interval.low) / 2.0;
    }
    series[chart->series_count++] = (struct chart_series){.name = "interval",
                                                          .x = x,
                                                          .y = middle,
                                                          .spread = half,
                                                          .count = probe->count,
                                                          .form = CHART_POINTS,
                                                          .role = ROLE_BAND,
                                                          .quiet = true};
    series[chart->series_count++] = (struct chart_series){.name = "Δ",
                                                          .x = x,
                                                          .y = delta,
                                                          .count = probe->count,
                                                          .form = CHART_LINE,
                                                          .role = ROLE_SERIES_C,
                                                          .sign = 0x25c6};
}

static const struct delta_probe *shown_probe(const struct delta_layers_state *state,
                                             const struct delta_layers_data *data)
{
    const struct delta_probe *probe = &data->probes[data->first_probe];

    delta_layers_row(state, data, &probe);
    return probe;
}

/* Of the probe under the cursor. */
static struct chart difference_chart(const struct delta_layers_state *state,
                                     const struct delta_layers_data *data, struct arena *arena)
{
    static const struct chart_level zero = {0.0, NULL};
    const struct delta_probe *probe = shown_probe(state, data);
    struct chart_series *series = arena_zalloc(arena, 2, sizeof(*series));
    struct chart chart = {.title = arena_printf(arena, "B − A, %s", probe->name),
                          .y_text = TICK_DELTA,
                          .band = "",
                          .from_zero = true,
                          .series = series,
                          .levels = &zero,
                          .level_count = 1};

    add_difference(data, probe, &chart, series, arena);
    return chart;
}

/* ---- windows and margins ---- */

static void line_up(struct delta_layers_data *data, struct arena *scratch)
{
    int margin = 0;

    for (int i = 0; i < 2; i++) {
        struct rect pane = data->panes[DELTA_CURVES + i];
        int own =
            pane.height ? chart_margin(&data->charts[i], pane.height, pane.width, scratch) : 0;

        margin = own > margin ? own : margin;
    }
    for (int i = 0; i < 2; i++)
        data->charts[i].margin = margin;
}

void delta_layers_charts_prepare(const struct view_context *context,
                                 struct delta_layers_state *state, struct delta_layers_data *data)
{
    const struct compare_row *row = delta_layers_row(state, data, NULL);
    double crosshair = row ? row->what.at : NAN;
    double first = fmin(data->a->layer[0], data->b->layer[0]);
    double last = fmax(data->overlap.last_a, data->overlap.last_b);
    struct scale window;

    /* Half a layer of air at both ends. */
    data->x = scale_over(first - 0.5, last + 0.5, SCALE_LINEAR);
    window = chart_window_scale(&state->window, data->x, crosshair);
    data->charts[0] = curves_chart(data, context->scratch);
    data->charts[1] = difference_chart(state, data, context->scratch);
    for (int i = 0; i < 2; i++) {
        struct chart *chart = &data->charts[i];

        chart->x = window;
        chart->x_values = TICKS_WHOLE;
        chart->x_name = "layer";
        chart->phases = phases;
        chart->phase_count = sizeof(phases) / sizeof(phases[0]);
        chart->crosshair = crosshair;
        chart->focused = context->focused && state->pane == DELTA_CURVES + i;
    }
    line_up(data, context->scratch);
}

/* ---- drawing ---- */

/* Columns from half a layer before to half a layer after, cut to the plot. */
static void draw_tie(const struct chart_area *area, const struct surface *surface, int row,
                     const struct layer_tie *tie, bool best, enum role role)
{
    int left = area->plot.column, right = left + area->plot.width - 1;
    int from = chart_column(area, tie->layer - 0.5), to = chart_column(area, tie->layer + 0.5);
    int centre = chart_column(area, tie->layer);

    if (from < 0 && to < 0)
        return;
    from = from < 0 ? left : from;
    to = to < 0 ? right : to - 1;
    draw_code(surface, row, from, to < from ? 1 : to - from + 1, role, 0x2501);
    if (best && centre >= 0)
        draw_code(surface, row, centre, 1, role | STYLE_BOLD, 0x25cf);
}

static void draw_ties(const struct chart_area *area, const struct surface *surface, int row,
                      const char *name, const struct layer_ties *ties, enum role role)
{
    int left = area->plot.column;

    draw_right(surface, row, left - 1, left - 1, ROLE_DIM, str_of(name));
    if (ties->why) {
        draw_text(surface, row, left, area->plot.width, ROLE_DIM, str_of(ties->why));
        return;
    }
    for (size_t i = 0; i < ties->count; i++)
        if (ties->layers[i].level && i != ties->best)
            draw_tie(area, surface, row, &ties->layers[i], false, role);
    if (ties->best != LAYERS_NONE)
        draw_tie(area, surface, row, &ties->layers[ties->best], true, role);
}

/* Triangles where the data tell the two apart. */
static void draw_decided(const struct delta_layers_data *data, const struct delta_probe *probe,
                         const struct chart_area *area, const struct surface *surface)
{
    for (size_t i = 0; i < probe->count; i++) {
        const struct compare_row *row = &data->comparison->rows[probe->first + i];
        int y = chart_row(area, row->delta), x = chart_column(area, row->what.at);
        bool up = row->delta > 0.0;
        uint32_t sign = delta_sign(row);

        if (sign && x >= 0 && y >= 0)
            draw_code(surface, y, x, 1, delta_role(row->metric, row->delta) | STYLE_BOLD,
                      surface->glyphs == GLYPHS_ASCII ? (up ? '^' : 'v') : sign);
    }
}

static void draw_difference(const struct delta_layers_state *state,
                            const struct delta_layers_data *data, const struct chart_area *area,
                            const struct surface *surface, struct arena *scratch)
{
    const struct compare_row *row = delta_layers_row(state, data, NULL);

    draw_decided(data, shown_probe(state, data), area, surface);
    if (row && area->legend_row >= 0)
        delta_reading(surface, area->legend_row, row, scratch);
}

void delta_layers_draw_chart(const struct view_context *context,
                             const struct delta_layers_state *state,
                             const struct delta_layers_data *data, int pane,
                             const struct surface *surface)
{
    const struct chart *chart = &data->charts[pane - DELTA_CURVES];
    const struct delta_probe *probe = shown_probe(state, data);
    bool curves = pane == DELTA_CURVES;
    int ties = surface->rect.height >= HEIGHT_WITH_TIES ? (curves ? 2 : 1) : 0;
    struct surface plot = *surface, below = surface_take_bottom(&plot, ties, SURFACE_PLAIN);
    struct chart_area area =
        chart_area_of(chart, plot.rect.height, plot.rect.width, context->scratch);

    chart_draw(chart, &plot, context->scratch);
    if (!curves)
        draw_difference(state, data, &area, &plot, context->scratch);
    if (ties == 0 || area.plot.column < 3)
        return;
    if (curves) {
        draw_ties(&area, &below, 0, "≈ A", &probe->ties_a, ROLE_SERIES_A);
        draw_ties(&area, &below, 1, "≈ B", &probe->ties_b, ROLE_SERIES_B);
    } else {
        draw_ties(&area, &below, 0, "≈ Δ", &probe->ties_delta, ROLE_SERIES_C);
    }
}
