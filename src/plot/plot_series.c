#include <assay/plot/plot_series.h>

#include <assay/base/fmt.h>
#include <assay/plot/plot_signs.h>

#include <math.h>
#include <string.h>

#define BAND_PERCENT  18
#define SHADE_PERCENT 25
#define LINE_WIDTH    1.6
/* In text sizes. */
#define POINT_RADIUS 0.3
#define MARK_RADIUS  0.24
/* So many points are a cloud, of smaller points. */
#define CLOUD_RADIUS 0.22
enum { CLOUD_FROM = 40 };
/* Points between markers of a line that has others beside it. */
#define MARK_EVERY 70.0

double series_x(const struct plot_series *series, size_t i)
{
    return series->x ? series->x[i] : (double)i;
}

double series_low(const struct plot_series *series, size_t i)
{
    return series->low ? series->low[i] : NAN;
}

double series_high(const struct plot_series *series, size_t i)
{
    return series->high ? series->high[i] : NAN;
}

enum role series_role(const struct plot_series *series, size_t i)
{
    return series->roles ? series->roles[i] : series->role;
}

bool series_is_bars(const struct plot_series *series)
{
    return series->form == PLOT_BARS || series->form == PLOT_STACK;
}

static bool is_line(const struct plot_series *series)
{
    return series->form == PLOT_LINE || series->form == PLOT_DASHED;
}

/* ---- words ---- */

const char *series_figure(double value, enum tick_text text, struct arena *arena)
{
    if (text == TICK_DELTA)
        return fmt_delta(arena, value, 4);
    if (text == TICK_SHARE && fabs(value) <= 1.0)
        return fmt_share(arena, value);
    if (value >= 0.0 && value == floor(value) && value < 1e15)
        return fmt_count(arena, (uint64_t)value);
    return fmt_fixed(arena, value, 4);
}

static const char *place_text(const struct plot_axis *axis, double x, struct arena *arena)
{
    if (axis->names && x >= 0.0 && x < (double)axis->name_count && axis->names[(size_t)x])
        return axis->names[(size_t)x];
    return arena_printf(arena, "%s%s%s", axis->title ? axis->title : "", axis->title ? " " : "",
                        series_figure(x, axis->text, arena));
}

/* A deviation is no interval, and not written as one. */
static const char *range_text(const struct plot_axes *axes, const struct plot_series *series,
                              size_t i, struct arena *arena)
{
    double low = series_low(series, i), high = series_high(series, i);
    enum tick_text text = axes->y.text;

    if (isnan(low) || isnan(high))
        return "";
    if (axes->band && strncmp(axes->band, "±", strlen("±")) == 0)
        return arena_printf(
            arena, " ± %s",
            series_figure(high - series->y[i], text == TICK_DELTA ? TICK_SHARE : text, arena));
    return arena_printf(arena, " [%s, %s]", series_figure(low, text, arena),
                        series_figure(high, text, arena));
}

const char *series_reading(const struct plot_axes *axes, const struct plot_series *series, size_t i,
                           struct arena *arena)
{
    if (series->titles && series->titles[i])
        return plot_signs(series->titles[i], arena);
    return plot_signs(arena_printf(arena, "%s%s%s: %s%s", series->name ? series->name : "",
                                   series->name ? ", " : "",
                                   place_text(&axes->x, series_x(series, i), arena),
                                   series_figure(series->y[i], axes->y.text, arena),
                                   range_text(axes, series, i, arena)),
                      arena);
}

/* ---- looks ---- */

/* How many before it are of its sort: lines, dashed lines, points, bars. */
static size_t rank_of(const struct plot_axes *axes, size_t n)
{
    size_t rank = 0;

    for (size_t i = 0; i < n; i++)
        rank += axes->series[i].form == axes->series[n].form ||
                (series_is_bars(&axes->series[i]) && series_is_bars(&axes->series[n]));
    return rank;
}

static size_t solid_count(const struct plot_axes *axes)
{
    size_t count = 0;

    for (size_t i = 0; i < axes->series_count; i++)
        count += axes->series[i].form == PLOT_LINE;
    return count;
}

struct legend_item series_look(const struct plot_axes *axes, size_t n)
{
    /* Fills of bars beside or on top of each other; 0 is full. */
    static const int percents[] = {0, 45, 15, 70, 30};
    const struct plot_series *series = &axes->series[n];
    size_t rank = rank_of(axes, n);
    struct legend_item look = {
        .name = series->name, .role = series->role, .marker = (enum marker)(rank % MARKER_COUNT)};

    if (series_is_bars(series)) {
        look.sign = LEGEND_BOX;
        look.percent = series->fill ? series->fill : percents[rank % 5];
    } else if (series->form == PLOT_POINTS) {
        look.sign = LEGEND_MARKER;
    } else {
        look.sign = LEGEND_LINE;
        look.dash = series->form == PLOT_LINE ? DASH_NONE : rank % 2 ? DASH_DOTS : DASH_LONG;
        look.marked = series->marked || (solid_count(axes) > 1 && series->form == PLOT_LINE) ||
                      (series->form == PLOT_DASHED && rank > 1);
    }
    return look;
}

void series_legend(const struct plot_axes *axes, struct legend *legend)
{
    for (size_t i = 0; i < axes->series_count; i++)
        legend_add(legend, series_look(axes, i));
}

void series_legend_band(const struct plot_axes *axes, struct legend *legend)
{
    enum role band = ROLE_COUNT;

    for (size_t i = 0; i < axes->series_count; i++) {
        const struct plot_series *series = &axes->series[i];

        if (!series->low || !series->high || !is_line(series))
            continue;
        band = band == ROLE_COUNT || band == series->role ? series->role : ROLE_DIM;
    }
    if (axes->band)
        legend_add(legend,
                   (struct legend_item){.name = axes->band,
                                        .sign = band == ROLE_COUNT ? LEGEND_WHISKER : LEGEND_BAND,
                                        .role = band == ROLE_COUNT ? ROLE_TEXT : band});
}

/* ---- bands and shadings ---- */

/* End of the run of points from i on that have both values; i when there is none. */
static size_t run_end(const struct plot_series *series, const double *low, const double *high,
                      size_t i)
{
    while (i < series->count && !isnan(low[i]) && !isnan(high[i]) && !isnan(series_x(series, i)))
        i++;
    return i;
}

/* Points along `high` and back along `low` (0 when NULL), of which there are twice `count`. */
static struct plot_point *outline(const struct pen *pen, const struct plot_frame *frame,
                                  const struct plot_series *series, const double *high,
                                  const double *low, size_t from, size_t to)
{
    size_t count = to - from;
    struct plot_point *points = arena_zalloc(pen->arena, 2 * count + 1, sizeof(*points));

    for (size_t i = 0; i < count; i++) {
        double x = series_x(series, from + i);

        points[i] = frame_point(frame, x, high[from + i]);
        points[2 * count - 1 - i] = frame_point(frame, x, low ? low[from + i] : 0.0);
    }
    return points;
}

static void draw_band(const struct pen *pen, const struct plot_frame *frame,
                      const struct plot_series *series)
{
    for (size_t from = 0, to; from < series->count; from = to + 1) {
        to = run_end(series, series->low, series->high, from);
        if (to - from > 1)
            frame_area(pen, frame->area,
                       outline(pen, frame, series, series->high, series->low, from, to),
                       2 * (to - from), ink_faint(series->role, BAND_PERCENT), NULL);
    }
}

/* The two sides of zero within a frame. */
static struct plot_area side_of_zero(const struct plot_frame *frame, bool above)
{
    double zero = frame_y(frame, 0.0);
    struct plot_area area = frame->area;

    if (frame->sideways) {
        double at = fmax(area.x, fmin(zero, area.x + area.width));

        return above ? (struct plot_area){at, area.y, area.x + area.width - at, area.height}
                     : (struct plot_area){area.x, area.y, at - area.x, area.height};
    }
    double at = fmax(area.y, fmin(zero, area.y + area.height));

    return above ? (struct plot_area){area.x, area.y, area.width, at - area.y}
                 : (struct plot_area){area.x, at, area.width, area.y + area.height - at};
}

static void draw_shading(const struct pen *pen, const struct plot_frame *frame,
                         const struct plot_series *series)
{
    if (frame->y.kind == SCALE_LOG)
        return;
    for (size_t from = 0, to; from < series->count; from = to + 1) {
        const struct plot_point *points;

        to = run_end(series, series->y, series->y, from);
        if (to - from < 2)
            continue;
        points = outline(pen, frame, series, series->y, NULL, from, to);
        frame_area(pen, side_of_zero(frame, true), points, 2 * (to - from),
                   ink_faint(ROLE_POSITIVE, SHADE_PERCENT), NULL);
        frame_area(pen, side_of_zero(frame, false), points, 2 * (to - from),
                   ink_faint(ROLE_NEGATIVE, SHADE_PERCENT), NULL);
    }
}

void series_draw_bands(const struct pen *pen, const struct plot_axes *axes,
                       const struct plot_frame *frame)
{
    for (size_t n = 0; n < axes->series_count; n++) {
        const struct plot_series *series = &axes->series[n];

        if (!is_line(series))
            continue;
        if (series->shaded)
            draw_shading(pen, frame, series);
        if (series->low && series->high)
            draw_band(pen, frame, series);
    }
}

/* ---- lines and points ---- */

static bool is_alone(const struct plot_point *points, size_t count, size_t i)
{
    return !isnan(points[i].x) && (i == 0 || isnan(points[i - 1].x)) &&
           (i + 1 == count || isnan(points[i + 1].x));
}

static bool is_shown(const struct plot_axes *axes, const struct plot_frame *frame,
                     const struct plot_series *series, size_t i)
{
    (void)axes;
    return frame_holds_x(frame, series_x(series, i)) && frame_holds_y(frame, series->y[i]);
}

/*
 * Markers at all points, or so far apart that they tell lines from each other; those of several
 * lines are staggered. A point without neighbours would show nothing without one.
 */
static void draw_markers(const struct pen *pen, const struct plot_axes *axes,
                         const struct plot_frame *frame, size_t n, const struct plot_point *points)
{
    const struct plot_series *series = &axes->series[n];
    struct legend_item look = series_look(axes, n);
    double length = frame->sideways ? frame->area.height : frame->area.width;
    size_t step = (size_t)fmax(1.0, (double)series->count * MARK_EVERY / fmax(length, 1.0));
    size_t first = step * (n % 4) / 4;

    for (size_t i = 0; i < series->count; i++) {
        bool due = look.marked && (series->marked || (i >= first && (i - first) % step == 0));

        if ((due || is_alone(points, series->count, i)) && is_shown(axes, frame, series, i))
            pen_marker(pen, points[i].x, points[i].y, MARK_RADIUS * pen->text, look.marker,
                       ink_of(series_role(series, i)),
                       series->marked || series->titles
                           ? series_reading(axes, series, i, pen->arena)
                           : NULL);
    }
}

static void draw_line(const struct pen *pen, const struct plot_axes *axes,
                      const struct plot_frame *frame, size_t n)
{
    const struct plot_series *series = &axes->series[n];
    struct plot_point *points = arena_zalloc(pen->arena, series->count + 1, sizeof(*points));

    for (size_t i = 0; i < series->count; i++)
        points[i] = frame_point(frame, series_x(series, i), series->y[i]);
    frame_line(pen, frame, points, series->count,
               (struct line_style){ink_of(series->role), LINE_WIDTH, series_look(axes, n).dash},
               series->name);
    draw_markers(pen, axes, frame, n, points);
}

static void draw_points(const struct pen *pen, const struct plot_axes *axes,
                        const struct plot_frame *frame, size_t n)
{
    const struct plot_series *series = &axes->series[n];
    enum marker marker = series_look(axes, n).marker;
    double radius = (series->count > CLOUD_FROM ? CLOUD_RADIUS : POINT_RADIUS) * pen->text;

    for (size_t i = 0; i < series->count; i++) {
        struct plot_point at = frame_point(frame, series_x(series, i), series->y[i]);
        struct plot_point ends[] = {
            frame_point(frame, series_x(series, i), series_low(series, i)),
            frame_point(frame, series_x(series, i), series_high(series, i))};
        struct ink ink = ink_of(series_role(series, i));

        if (frame_holds_x(frame, series_x(series, i)))
            frame_line(pen, frame, ends, 2, pen_stroke(ink, 1.3), NULL);
        if (!isnan(at.x) && is_shown(axes, frame, series, i))
            pen_marker(pen, at.x, at.y, radius, marker, ink,
                       series_reading(axes, series, i, pen->arena));
    }
}

void series_draw(const struct pen *pen, const struct plot_axes *axes,
                 const struct plot_frame *frame)
{
    for (size_t n = 0; n < axes->series_count; n++) {
        if (is_line(&axes->series[n]))
            draw_line(pen, axes, frame, n);
        else if (axes->series[n].form == PLOT_POINTS)
            draw_points(pen, axes, frame, n);
    }
}
