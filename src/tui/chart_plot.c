#include "chart_internal.h"

#include <assay/base/rising.h>
#include <assay/tui/raster.h>

#include <math.h>

/* Columns between points from which on each is marked, since most of the curve is drawn between. */
#define MARKED_SPACING 5.0

static const struct raster_dash dashes[] = {
    [CHART_LINE] = {0, 0}, [CHART_DASHED] = {3, 2}, [CHART_POINTS] = {0, 0}, [CHART_BARS] = {0, 0}};

struct plot {
    const struct chart *chart;
    const struct chart_area *area;
    struct surface surface; /* the plot's cells */
    struct raster *raster;  /* two layers a series; the second: bars below 0 */
    struct raster *bands;
};

size_t chart_point(const struct chart_series *series, double x)
{
    return rising_find(series->x, series->count, x);
}

/* ---- places in dots ---- */

static double dot_x(const struct plot *plot, double x)
{
    return scale_place(&plot->area->x, x) * plot->raster->width - 0.5;
}

static double dot_y(const struct plot *plot, double y)
{
    return (1.0 - scale_place(&plot->area->y, y)) * plot->raster->height - 0.5;
}

/* The nearest dot; what lies on the edge belongs to the last one inside. */
static int near_dot(double at, int dots)
{
    if (!(at >= -0.5 && at <= dots - 0.5))
        return -1;
    at = fmin(fmax(at, 0.0), dots - 1.0);
    return (int)lround(at);
}

/* ---- series ---- */

static void plot_point(struct plot *plot, const struct chart_series *series, int layer, size_t i)
{
    raster_dot(plot->raster, layer, near_dot(dot_x(plot, series->x[i]), plot->raster->width),
               near_dot(dot_y(plot, series->y[i]), plot->raster->height));
}

/* One dot inside for what is on the edge, see near_dot. */
static double pulled_in(double at, int dots)
{
    if (at >= -0.5 && at <= dots - 0.5)
        return fmin(fmax(at, 0.0), dots - 1.0);
    return at;
}

struct dot {
    double x, y;
};

static struct dot dot_of(const struct plot *plot, const struct chart_series *series, size_t i)
{
    return (struct dot){pulled_in(dot_x(plot, series->x[i]), plot->raster->width),
                        pulled_in(dot_y(plot, series->y[i]), plot->raster->height)};
}

/* What one column of dots holds of a curve with many points a column. */
struct column {
    double at, low, high;
};

static void plot_column(struct plot *plot, int layer, struct column column)
{
    if (column.low < column.high)
        raster_line(plot->raster, layer, column.at, column.low, column.at, column.high,
                    dashes[CHART_LINE], NULL);
}

static void plot_line(struct plot *plot, const struct chart_series *series, int layer)
{
    struct dot from = {NAN, NAN}, to;
    struct column column = {NAN, NAN, NAN};
    int phase = 0;

    for (size_t i = 0; i < series->count; i++, from = to) {
        to = dot_of(plot, series, i);
        if (isfinite(to.y) && round(to.x) == column.at) {
            column.low = fmin(column.low, to.y);
            column.high = fmax(column.high, to.y);
            continue;
        }
        plot_column(plot, layer, column);
        raster_line(plot->raster, layer, from.x, from.y, to.x, to.y, dashes[series->form], &phase);
        column = (struct column){round(to.x), to.y, to.y};
    }
    plot_column(plot, layer, column);
}

/* Dots that half the least distance between neighbours covers, with a gap. */
static int bar_dots(const struct plot *plot, const struct chart_series *series)
{
    double least = plot->raster->width;

    for (size_t i = 0; i + 1 < series->count; i++)
        least = fmin(least, dot_x(plot, series->x[i + 1]) - dot_x(plot, series->x[i]));
    return least < 3.0 ? 1 : least > 24.0 ? 16 : (int)(least * 0.7);
}

static void plot_bar(struct plot *plot, const struct chart_series *series, int layer, size_t i,
                     int width)
{
    double value = series->y[i], centre = dot_x(plot, series->x[i]);
    double zero = dot_y(plot, 0.0), end = dot_y(plot, value);
    int below = value < 0.0, from, to;

    if (!isfinite(centre) || !isfinite(end) || !isfinite(zero) || fabs(centre) > 1e6)
        return;
    zero = fmin(fmax(zero, 0.0), plot->raster->height - 1.0);
    end = fmin(fmax(end, 0.0), plot->raster->height - 1.0);
    from = (int)lround(fmin(zero, end));
    to = (int)lround(fmax(zero, end));
    for (int x = 0; x < width; x++)
        for (int y = from; y <= to; y++)
            raster_dot(plot->raster, layer + below, (int)lround(centre - (width - 1) / 2.0) + x, y);
}

static void plot_series(struct plot *plot, const struct chart_series *series, int layer)
{
    int width = series->form == CHART_BARS ? bar_dots(plot, series) : 0;

    if (series->form == CHART_LINE || series->form == CHART_DASHED)
        plot_line(plot, series, layer);
    for (size_t i = 0; i < series->count; i++)
        if (series->form == CHART_BARS)
            plot_bar(plot, series, layer, i, width);
        else
            plot_point(plot, series, layer, i);
}

/* ---- deviations ---- */

/* Every other dot of every other row: lighter than any line. */
static bool is_sparse(const struct plot *plot, int x, int y)
{
    if (plot->raster->glyphs != GLYPHS_BRAILLE)
        return true;
    return y % 2 == 0 && (x + y / 2) % 2 == 0;
}

/* Dots of the band's edges at a point; high is the upper edge, the smaller dot. */
struct edges {
    double x, high, low;
};

static struct edges edges_at(const struct plot *plot, const struct chart_series *series, size_t i)
{
    return (struct edges){dot_x(plot, series->x[i]), dot_y(plot, series->y[i] + series->spread[i]),
                          dot_y(plot, series->y[i] - series->spread[i])};
}

static void plot_band_between(struct plot *plot, const struct edges *a, const struct edges *b)
{
    double first = fmax(ceil(a->x), 0.0), last = fmin(b->x, plot->raster->width);

    if (!(first <= last) || !isfinite(a->low - b->low) || !isfinite(a->high - b->high))
        return;
    for (int x = (int)first; x <= last; x++) {
        double part = b->x > a->x ? (x - a->x) / (b->x - a->x) : 0.0;
        double from = fmax(a->high + part * (b->high - a->high), 0.0);
        double to = fmin(a->low + part * (b->low - a->low), plot->raster->height - 1.0);

        for (int y = (int)ceil(from); y <= to; y++)
            if (is_sparse(plot, x, y))
                raster_dot(plot->bands, 0, x, y);
    }
}

static void plot_band(struct plot *plot, const struct chart_series *series)
{
    struct edges from = {NAN, NAN, NAN}, to;

    for (size_t i = 0; i < series->count; i++, from = to) {
        to = edges_at(plot, series, i);
        plot_band_between(plot, &from, &to);
    }
}

static void plot_bands(struct plot *plot)
{
    for (size_t s = 0; s < plot->chart->series_count; s++)
        if (plot->chart->series[s].spread)
            plot_band(plot, &plot->chart->series[s]);
}

/* ---- cells ---- */

static bool has_bars(const struct chart *chart)
{
    for (size_t s = 0; s < chart->series_count; s++)
        if (chart->series[s].form == CHART_BARS)
            return true;
    return false;
}

static void draw_levels(const struct plot *plot)
{
    const struct chart *chart = plot->chart;
    int width = plot->area->plot.width, row;

    for (size_t i = 0; i < chart->level_count; i++) {
        const char *name = chart->levels[i].name;

        row = chart_row(plot->area, chart->levels[i].y) - plot->area->plot.row;
        if (row < 0)
            continue;
        draw_code(&plot->surface, row, 0, width, ROLE_AXIS, 0x2508);
        if (name)
            draw_right(&plot->surface, row, width, width, ROLE_DIM, str_of(name));
    }
    row = chart_row(plot->area, 0.0) - plot->area->plot.row;
    if (row >= 0 && has_bars(chart))
        draw_code(&plot->surface, row, 0, width, ROLE_AXIS, 0x2500);
}

static void draw_verticals(const struct plot *plot)
{
    const struct chart *chart = plot->chart;
    int height = plot->area->plot.height, left = plot->area->plot.column, column;

    for (size_t i = 0; i < chart->crossing_count; i++) {
        column = chart_column(plot->area, chart->crossings[i]);
        if (column >= 0)
            draw_column(&plot->surface, 0, column - left, height, ROLE_CROSSING | STYLE_DIM,
                        0x250a);
    }
    column = chart_column(plot->area, chart->crosshair);
    if (column >= 0)
        draw_column(&plot->surface, 0, column - left, height, ROLE_CROSSHAIR, 0x2502);
}

static unsigned role_of_layer(const struct chart *chart, int layer)
{
    const struct chart_series *series = &chart->series[layer / 2];

    if (series->form != CHART_BARS)
        return series->role;
    return (layer % 2 != 0) != series->falls ? ROLE_NEGATIVE : ROLE_POSITIVE;
}

static bool is_blank(const struct plot *plot, int row, int column)
{
    const struct rect *rect = &plot->surface.rect;

    return canvas_at(plot->surface.canvas, rect->row + row, rect->column + column)->codes[0] == 0;
}

static void draw_dots(const struct plot *plot)
{
    for (int row = 0; row < plot->raster->rows; row++)
        for (int column = 0; column < plot->raster->columns; column++) {
            int layer = 0;
            uint32_t code = raster_code(plot->raster, row, column, &layer);
            uint32_t band = raster_code(plot->bands, row, column, NULL);

            if (code)
                draw_code(&plot->surface, row, column, 1, role_of_layer(plot->chart, layer), code);
            else if (band && is_blank(plot, row, column))
                draw_code(&plot->surface, row, column, 1, ROLE_BAND,
                          plot->raster->glyphs == GLYPHS_BRAILLE ? band : 0x2591);
        }
}

static void draw_sign(const struct plot *plot, const struct chart_series *series, size_t i)
{
    int row = chart_row(plot->area, series->y[i]) - plot->area->plot.row;
    int column = chart_column(plot->area, series->x[i]) - plot->area->plot.column;

    if (row >= 0 && column >= 0)
        draw_code(&plot->surface, row, column, 1, series->role,
                  chart_sign(series, plot->surface.glyphs));
}

/* Evenly over the points, where other series have none. */
static void draw_few(const struct plot *plot, size_t s)
{
    const struct chart_series *series = &plot->chart->series[s];
    double first = ((double)s + 1.0) / ((double)plot->chart->series_count + 1.0);

    for (size_t k = 0; k < series->signs; k++)
        draw_sign(plot, series,
                  (size_t)(((double)k + first) / (double)series->signs * (double)series->count));
}

static void draw_signs(const struct plot *plot)
{
    int width = plot->area->plot.width;

    for (size_t s = 0; s < plot->chart->series_count; s++) {
        const struct chart_series *series = &plot->chart->series[s];
        size_t at = chart_point(series, plot->chart->crosshair);
        double shown = 0.0;

        if (series->bare && series->count)
            draw_few(plot, s);
        if (series->form == CHART_BARS || series->form == CHART_POINTS || !series->sign ||
            series->bare)
            continue;
        for (size_t i = 0; i < series->count && MARKED_SPACING * shown <= width; i++)
            shown += chart_column(plot->area, series->x[i]) >= 0;
        for (size_t i = 0; MARKED_SPACING * shown <= width && i < series->count; i++)
            draw_sign(plot, series, i);
        if (at != SIZE_MAX)
            draw_sign(plot, series, at);
    }
}

void chart_plot(const struct chart *chart, const struct chart_area *area,
                const struct surface *surface, struct arena *scratch)
{
    struct plot plot = {.chart = chart, .area = area};

    plot.surface = surface_part(surface, area->plot.row, area->plot.column, area->plot.height,
                                area->plot.width);
    plot.raster = raster_new(scratch, surface->glyphs, area->plot.height, area->plot.width,
                             2 * (int)chart->series_count);
    plot.bands = raster_new(scratch, surface->glyphs, area->plot.height, area->plot.width, 1);
    for (size_t s = 0; s < chart->series_count; s++)
        plot_series(&plot, &chart->series[s], 2 * (int)s);
    /* ASCII has no dots lighter than those of a curve. */
    if (surface->glyphs != GLYPHS_ASCII)
        plot_bands(&plot);
    draw_levels(&plot);
    draw_verticals(&plot);
    draw_dots(&plot);
    draw_signs(&plot);
}
