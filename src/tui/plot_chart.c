#include <assay/tui/plot_chart.h>

#include <assay/plot/plot_fit.h>
#include <assay/plot/plot_series.h>

#include <math.h>

/* Signs of series in the legend, as views have them: ● ○ ▲ △ ■ □. */
static const uint32_t signs[] = {0x25cf, 0x25cb, 0x25b2, 0x25b3, 0x25a0, 0x25a1};
enum { SIGNS = sizeof(signs) / sizeof(signs[0]), SIGNS_A_LINE = 4, DECIMALS = 2 };
/* Of the band's height: how much its line may be off its middle. */
#define EVEN_SLACK 1e-6

static size_t bar_series(const struct plot_axes *axes)
{
    size_t count = 0;

    for (size_t n = 0; n < axes->series_count; n++)
        count += series_is_bars(&axes->series[n]);
    return count;
}

bool plot_chart_can(const struct plot_panel *panel)
{
    const struct plot_axes *axes = panel->kind == PANEL_AXES ? panel->axes : NULL;

    return axes && !axes->sideways && !axes->x.names && axes->x.kind == SCALE_LINEAR &&
           bar_series(axes) <= 1 && plot_fit_any(axes);
}

static const double *x_of(const struct plot_series *series, struct arena *arena)
{
    double *x;

    if (series->x)
        return series->x;
    x = arena_zalloc(arena, series->count + 1, sizeof(*x));
    for (size_t i = 0; i < series->count; i++)
        x[i] = (double)i;
    return x;
}

/* Half the height of a band that lies evenly around its line; NULL when it does not. */
static const double *spread_of(const struct plot_series *series, struct arena *arena)
{
    double *spread = arena_zalloc(arena, series->count + 1, sizeof(*spread));

    if (!series->low || !series->high)
        return NULL;
    for (size_t i = 0; i < series->count; i++) {
        double above = series->high[i] - series->y[i], below = series->y[i] - series->low[i];

        spread[i] = (above + below) / 2.0;
        if (fabs(above - below) > EVEN_SLACK * fmax(fabs(above), fabs(below)))
            return NULL;
    }
    return spread;
}

/* Without colour two solid lines are one: where none is dashed, every other one becomes so. */
static bool is_other_line(const struct plot_axes *axes, size_t n)
{
    size_t before = 0;

    for (size_t i = 0; i < axes->series_count; i++) {
        if (axes->series[i].form == PLOT_DASHED)
            return false;
        before += i < n && axes->series[i].form == PLOT_LINE;
    }
    return axes->series[n].form == PLOT_LINE && before % 2 == 1;
}

static size_t line_count(const struct plot_axes *axes)
{
    size_t count = 0;

    for (size_t i = 0; i < axes->series_count; i++)
        count += axes->series[i].form == PLOT_LINE || axes->series[i].form == PLOT_DASHED;
    return count;
}

static enum chart_form form_of(const struct plot_series *series)
{
    static const enum chart_form forms[] = {[PLOT_LINE] = CHART_LINE,
                                            [PLOT_DASHED] = CHART_DASHED,
                                            [PLOT_POINTS] = CHART_POINTS,
                                            [PLOT_BARS] = CHART_BARS,
                                            [PLOT_STACK] = CHART_BARS};

    return forms[series->form];
}

/* The series, and what of its band cannot be a spread. */
static size_t add_series(const struct plot_axes *axes, size_t n, struct chart_series *out,
                         struct arena *arena)
{
    const struct plot_series *series = &axes->series[n];
    const double *ends[] = {series->low, series->high};
    bool line = series->form == PLOT_LINE || series->form == PLOT_DASHED;
    const double *spread = line ? spread_of(series, arena) : NULL;
    size_t count = 0;

    out[count++] = (struct chart_series){
        .name = series->name ? series->name : "",
        .x = x_of(series, arena),
        .y = series->y,
        .spread = spread,
        .count = series->count,
        .form = is_other_line(axes, n) ? CHART_DASHED : form_of(series),
        .role = series->role,
        .sign = signs[n % SIGNS],
        .bare = !series->marked,
        .signs = series->name && line_count(axes) > 1 && line ? SIGNS_A_LINE : 0,
        .quiet = !series->name};
    for (int end = 0; end < 2 && !spread && series->low && series->high; end++) {
        out[count] = out[0];
        out[count].y = ends[end];
        out[count].form = CHART_POINTS;
        out[count].quiet = true;
        count++;
    }
    return count;
}

/* Dots that keep levels and held values within the chart, at the edge of x. */
static struct chart_series held(const struct plot_axes *axes, struct scale x, struct arena *arena)
{
    size_t room = axes->level_count + 2, count = 0;
    double *at = arena_zalloc(arena, room, sizeof(*at)), *y = arena_zalloc(arena, room, sizeof(*y));

    for (size_t i = 0; i < axes->level_count; i++)
        y[count++] = axes->levels[i].y;
    y[count++] = axes->y.hold[0];
    y[count++] = axes->y.hold[1];
    for (size_t i = 0; i < count; i++)
        at[i] = x.low;
    return (struct chart_series){.name = "",
                                 .x = at,
                                 .y = y,
                                 .count = count,
                                 .form = CHART_POINTS,
                                 .role = ROLE_AXIS,
                                 .quiet = true};
}

static void add_words(const struct plot_axes *axes, struct chart *chart, struct arena *arena)
{
    struct chart_phase *phases = arena_zalloc(arena, axes->phase_count + 1, sizeof(*phases));
    struct chart_level *levels = arena_zalloc(arena, axes->level_count + 1, sizeof(*levels));
    double *crossings = arena_zalloc(arena, axes->mark_count + 1, sizeof(*crossings));

    for (size_t i = 0; i < axes->phase_count; i++)
        phases[i] = (struct chart_phase){axes->phases[i].from, axes->phases[i].to,
                                         axes->phases[i].name ? axes->phases[i].name : ""};
    for (size_t i = 0; i < axes->level_count; i++)
        levels[i] = (struct chart_level){axes->levels[i].y, axes->levels[i].name};
    for (size_t i = 0; i < axes->mark_count; i++)
        crossings[i] = axes->marks[i].x;
    chart->phases = phases;
    chart->phase_count = axes->phase_count;
    chart->levels = levels;
    chart->level_count = axes->level_count;
    chart->crossings = crossings;
    chart->crossing_count = axes->mark_count;
}

struct chart plot_chart_of(const struct plot_panel *panel, struct arena *arena)
{
    const struct plot_axes *axes = panel->axes;
    struct chart_series *series = arena_zalloc(arena, 3 * axes->series_count + 1, sizeof(*series));
    struct chart chart = {.title = axes->y.title ? axes->y.title : "",
                          .x_name = axes->x.title,
                          .series = series,
                          .x = plot_fit_x(axes),
                          .x_values = axes->x.values,
                          .y_kind = axes->y.kind,
                          .y_text = axes->y.text,
                          .decimals = DECIMALS,
                          .crosshair = NAN,
                          .band = axes->band ? axes->band : ""};

    for (size_t n = 0; n < axes->series_count; n++)
        chart.series_count += add_series(axes, n, &series[chart.series_count], arena);
    series[chart.series_count++] = held(axes, chart.x, arena);
    add_words(axes, &chart, arena);
    return chart;
}
