#include <assay/tui/chart.h>

#include "chart_internal.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* Rows below which the ticks of x, then the axis, then the legend are given up. */
enum { ROWS_WITH_TICKS = 6, ROWS_WITH_AXIS = 5, ROWS_WITH_LEGEND = 4, PLOT_NARROWEST = 8 };

/* ---- extent ---- */

struct extent {
    double low, high;
};

static void widen(struct extent *extent, double value)
{
    if (!isfinite(value))
        return;
    extent->low = isnan(extent->low) || value < extent->low ? value : extent->low;
    extent->high = isnan(extent->high) || value > extent->high ? value : extent->high;
}

static void widen_by(struct extent *extent, const struct chart_series *series, size_t at)
{
    double spread = series->spread ? series->spread[at] : NAN;

    widen(extent, series->y[at]);
    widen(extent, series->y[at] + spread);
    widen(extent, series->y[at] - spread);
    if (series->form == CHART_BARS)
        widen(extent, 0.0);
}

static struct extent extent_of(const struct chart *chart, struct scale window)
{
    struct extent extent = {NAN, NAN};

    for (size_t s = 0; s < chart->series_count; s++)
        for (size_t i = 0; i < chart->series[s].count; i++)
            if (chart->series[s].x[i] >= window.low && chart->series[s].x[i] <= window.high)
                widen_by(&extent, &chart->series[s], i);
    if (chart->from_zero)
        widen(&extent, 0.0);
    return extent;
}

/* Of a log scale, what is not above 0 has no place: the lowest that is counts. */
static double lowest_positive(const struct chart *chart, double otherwise)
{
    double low = NAN;

    for (size_t s = 0; s < chart->series_count; s++)
        for (size_t i = 0; i < chart->series[s].count; i++)
            if (chart->series[s].y[i] > 0.0 && !(chart->series[s].y[i] >= low))
                low = chart->series[s].y[i];
    return isnan(low) ? otherwise : low;
}

static struct scale fit_y(const struct chart *chart, int rows, struct ticks *ticks)
{
    struct extent extent = extent_of(chart, chart->x);
    struct scale scale;

    if (chart->y_kind == SCALE_LOG && !(extent.low > 0.0))
        extent.low = lowest_positive(chart, extent.low);
    scale = scale_over(extent.low, extent.high, chart->y_kind);
    if (scale.kind == SCALE_LINEAR)
        return scale_rows(scale, rows, ticks);
    *ticks = scale_ticks(&scale, 2 + rows / 3, TICKS_ANY);
    return scale;
}

/* ---- area ---- */

static int label_columns(const struct chart *chart, const struct ticks *ticks,
                         struct arena *scratch)
{
    int most = 0;

    for (size_t i = 0; i < ticks->count; i++) {
        int columns = text_columns(str_of(scale_tick_text(ticks, i, chart->y_text, scratch)));

        most = columns > most ? columns : most;
    }
    return most;
}

struct chart_area chart_area_of(const struct chart *chart, int height, int width,
                                struct arena *scratch)
{
    struct chart_area area = {.legend_row = -1, .axis_row = -1, .tick_row = -1, .x = chart->x};
    int top = 0, bottom = height, left;

    if (height >= ROWS_WITH_LEGEND)
        area.legend_row = top++;
    if (height >= ROWS_WITH_TICKS)
        area.tick_row = --bottom;
    if (height >= ROWS_WITH_AXIS)
        area.axis_row = --bottom;
    bottom = bottom < top ? top : bottom;
    area.y = fit_y(chart, bottom - top, &area.y_ticks);
    /* A blank, the labels, a blank, the axis. */
    left = label_columns(chart, &area.y_ticks, scratch) + 3;
    left = left < chart->margin ? chart->margin : left;
    if (width - left < PLOT_NARROWEST)
        left = 0;
    area.plot = (struct rect){top, left, bottom - top, width - left > 1 ? width - left - 1 : 0};
    return area;
}

int chart_margin(const struct chart *chart, int height, int width, struct arena *scratch)
{
    return chart_area_of(chart, height, width, scratch).plot.column;
}

/* A place in [0,1] as one of so many cells. */
static int cell_of(double place, int cells)
{
    int cell;

    if (!(place >= 0.0 && place <= 1.0) || cells <= 0)
        return -1;
    cell = (int)(place * cells);
    return cell < cells ? cell : cells - 1;
}

int chart_column(const struct chart_area *area, double x)
{
    int cell = cell_of(scale_place(&area->x, x), area->plot.width);

    return cell < 0 ? -1 : area->plot.column + cell;
}

int chart_row(const struct chart_area *area, double y)
{
    int cell = cell_of(1.0 - scale_place(&area->y, y), area->plot.height);

    return cell < 0 ? -1 : area->plot.row + cell;
}

/* ---- axes ---- */

static void draw_y_axis(const struct chart *chart, const struct chart_area *area,
                        const struct surface *surface, struct arena *scratch)
{
    int column = area->plot.column - 1;

    if (column < 0)
        return;
    draw_column(surface, area->plot.row, column, area->plot.height, ROLE_AXIS, 0x2502);
    for (size_t i = 0; i < area->y_ticks.count; i++) {
        int row = chart_row(area, area->y_ticks.at[i]);

        if (row < 0)
            continue;
        draw_right(surface, row, column - 1, column - 1, ROLE_AXIS,
                   str_of(scale_tick_text(&area->y_ticks, i, chart->y_text, scratch)));
        draw_code(surface, row, column, 1, ROLE_AXIS, 0x2524);
    }
}

static void draw_phases(const struct chart *chart, const struct chart_area *area,
                        const struct surface *surface)
{
    for (size_t i = 0; i < chart->phase_count; i++) {
        double low = fmax(chart->phases[i].from, area->x.low);
        double high = fmin(chart->phases[i].to, area->x.high);
        int from = chart_column(area, low), to = chart_column(area, high);
        int width = text_columns(str_of(chart->phases[i].name)) + 2;

        if (!(low < high) || from < 0 || to < 0)
            continue;
        if (low == chart->phases[i].from && low > area->x.low)
            draw_code(surface, area->axis_row, from, 1, ROLE_AXIS, 0x253c);
        if (to - from < width + 2)
            continue;
        from += (to - from - width) / 2;
        draw_fill(surface, area->axis_row, from, 1, width, ROLE_AXIS);
        draw_c(surface, area->axis_row, from + 1, ROLE_DIM, chart->phases[i].name);
    }
}

/* Columns of the tick row that are taken, so that labels keep apart. */
struct taken {
    int from, to;
};

static bool place_label(const struct surface *surface, int row, int column, unsigned style,
                        const char *text, struct taken *last, const struct taken *crosshair)
{
    int width = text_columns(str_of(text)), from = column - width / 2;

    from = from + width > surface->rect.width ? surface->rect.width - width : from;
    from = from < 0 ? 0 : from;
    if (from <= last->to || (from <= crosshair->to && from + width >= crosshair->from))
        return false;
    draw_c(surface, row, from, style, text);
    *last = (struct taken){from, from + width};
    return true;
}

static struct taken draw_crosshair_label(const struct chart *chart, const struct chart_area *area,
                                         const struct surface *surface, struct arena *scratch)
{
    struct ticks own = {.at = {chart->crosshair}, .count = 1};
    struct taken last = {-2, -2}, none = {-2, -2};
    int column = chart_column(area, chart->crosshair);

    if (column < 0)
        return none;
    own.decimals = chart->crosshair == floor(chart->crosshair) ? 0 : 2;
    place_label(surface, area->tick_row, column, ROLE_CROSSHAIR | STYLE_BOLD,
                scale_tick_text(&own, 0, TICK_PLAIN, scratch), &last, &none);
    return last;
}

static void draw_x_axis(const struct chart *chart, const struct chart_area *area,
                        const struct surface *surface, struct arena *scratch)
{
    bool dates = chart->x_values == TICKS_DATES;
    struct ticks ticks =
        scale_ticks(&chart->x, 2 + area->plot.width / (dates ? 16 : 10), chart->x_values);
    struct taken last = {-2, -2}, crosshair = {-2, -2};
    int left = area->plot.column, row = area->axis_row;

    if (row < 0)
        return;
    if (left > 0)
        draw_code(surface, row, left - 1, 1, ROLE_AXIS, 0x2514);
    draw_code(surface, row, left, area->plot.width, ROLE_AXIS, 0x2500);
    if (area->tick_row >= 0)
        crosshair = draw_crosshair_label(chart, area, surface, scratch);
    for (size_t i = 0; i < ticks.count; i++) {
        int column = chart_column(area, ticks.at[i]);

        if (column >= 0 && area->tick_row >= 0 &&
            place_label(surface, area->tick_row, column, ROLE_AXIS,
                        scale_tick_text(&ticks, i, dates ? TICK_DATE : TICK_PLAIN, scratch), &last,
                        &crosshair))
            draw_code(surface, row, column, 1, ROLE_AXIS, 0x252c);
    }
    if (chart_column(area, chart->crosshair) >= 0)
        draw_code(surface, row, chart_column(area, chart->crosshair), 1, ROLE_CROSSHAIR, 0x2534);
    draw_phases(chart, area, surface);
}

void chart_draw(const struct chart *chart, const struct surface *surface, struct arena *scratch)
{
    struct chart_area area =
        chart_area_of(chart, surface->rect.height, surface->rect.width, scratch);

    if (area.plot.height < 1 || area.plot.width < 1)
        return;
    draw_y_axis(chart, &area, surface, scratch);
    draw_x_axis(chart, &area, surface, scratch);
    chart_plot(chart, &area, surface, scratch);
    if (area.legend_row >= 0)
        chart_legend(chart, &area, surface, scratch);
}
