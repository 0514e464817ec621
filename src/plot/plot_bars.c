#include <assay/plot/plot_bars.h>

#include <assay/plot/plot_point_texts.h>
#include <assay/plot/text_width.h>

#include <math.h>
#include <string.h>

/* Share of a slot that its bars take; widest bar in text sizes. */
#define SLOT_SHARE 0.76
#define WIDEST     5.0
/* Share of its place that a bar beside others takes. */
#define BESIDE_SHARE 0.92
/* Least length of a bar in points, so that a value near 0 is seen. */
#define BAR_LEAST 0.8
/* Size of texts at bars, and points between their lines. */
#define TEXT_SIZE  0.9
#define TEXT_APART 1.1

bool bars_any(const struct plot_axes *axes)
{
    for (size_t n = 0; n < axes->series_count; n++)
        if (series_is_bars(&axes->series[n]))
            return true;
    return false;
}

static bool stands_on_last(const struct plot_axes *axes, size_t n)
{
    return axes->series[n].form == PLOT_STACK && n > 0 && series_is_bars(&axes->series[n - 1]);
}

/* First series of the pile that a series is in. */
static size_t pile_of(const struct plot_axes *axes, size_t n)
{
    while (stands_on_last(axes, n))
        n--;
    return n;
}

/* The point of a series at x, tried at the same index first. */
static size_t point_at(const struct plot_series *series, double x, size_t i)
{
    if (i < series->count && series_x(series, i) == x)
        return i;
    for (size_t k = 0; series->x && k < series->count; k++)
        if (series->x[k] == x)
            return k;
    return series->count;
}

void bars_ends(const struct plot_axes *axes, size_t n, size_t i, double *from, double *to)
{
    const struct plot_series *series = &axes->series[n];
    double value = series->y[i], x = series_x(series, i);

    *from = 0.0;
    for (size_t below = series_is_bars(series) ? pile_of(axes, n) : n; below < n; below++) {
        size_t k = point_at(&axes->series[below], x, i);
        double part = k < axes->series[below].count ? axes->series[below].y[k] : NAN;

        if (!isnan(part) && (part < 0.0) == (value < 0.0))
            *from += part;
    }
    *to = *from + value;
}

double bars_slot(const struct plot_axes *axes)
{
    double slot = INFINITY;

    for (size_t n = 0; n < axes->series_count; n++) {
        const struct plot_series *series = &axes->series[n];

        for (size_t i = 1; series->x && series_is_bars(series) && i < series->count; i++)
            if (series->x[i] > series->x[i - 1])
                slot = fmin(slot, series->x[i] - series->x[i - 1]);
    }
    return isfinite(slot) && !axes->x.names ? slot : 1.0;
}

double bars_text_room(const struct pen *pen, const struct plot_axes *axes)
{
    double room = 0.0;

    for (size_t n = 0; n < axes->series_count; n++)
        for (size_t i = 0; axes->series[n].texts && i < axes->series[n].count; i++)
            if (axes->series[n].texts[i] && !point_texts_apart(axes, n))
                room = fmax(room, axes->sideways
                                      ? text_width(axes->series[n].texts[i], pen->text * 0.9, false)
                                      : pen->text);
    return room > 0.0 ? room + 0.7 * pen->text : 0.0;
}

/* ---- where a bar is ---- */

struct layout {
    double step, width, first; /* of bars on the page; offset of the first from the middle */
};

/* Number of the pile that a series of bars is in. */
static size_t group_of(const struct plot_axes *axes, size_t n)
{
    size_t begun = 0;

    for (size_t i = 0; i <= n; i++)
        begun += series_is_bars(&axes->series[i]) && !stands_on_last(axes, i);
    return begun - 1;
}

static size_t group_count(const struct plot_axes *axes)
{
    size_t count = 0;

    for (size_t n = 0; n < axes->series_count; n++)
        count += series_is_bars(&axes->series[n]) && !stands_on_last(axes, n);
    return count;
}

static struct layout lay_out(const struct pen *pen, const struct plot_axes *axes,
                             const struct plot_frame *frame)
{
    double length = frame->sideways ? frame->area.height : frame->area.width;
    double slot = bars_slot(axes) / (frame->x.high - frame->x.low) * length;
    double groups = (double)group_count(axes);
    double step = fmin(SLOT_SHARE * slot / groups, WIDEST * pen->text);
    double width = fmax(groups > 1.0 ? BESIDE_SHARE * step : step, 0.3);

    return (struct layout){step, width, -step * groups / 2.0 + (step - width) / 2.0};
}

static struct plot_area bar_of(const struct plot_axes *axes, const struct plot_frame *frame,
                               const struct layout *layout, size_t n, size_t i)
{
    double from, to, along, a, b;

    bars_ends(axes, n, i, &from, &to);
    along = frame_x(frame, series_x(&axes->series[n], i)) + layout->first +
            layout->step * (double)group_of(axes, n);
    a = frame_y(frame, frame->y.kind == SCALE_LOG ? fmax(from, frame->y.low) : from);
    b = frame_y(frame, to);
    if (frame->sideways) {
        double left = fmax(fmin(a, b), frame->area.x);
        double right = fmin(fmax(a, b), frame->area.x + frame->area.width);

        return (struct plot_area){left, along, fmax(right - left, BAR_LEAST), layout->width};
    }
    double top = fmax(fmin(a, b), frame->area.y);
    double bottom = fmin(fmax(a, b), frame->area.y + frame->area.height);

    return (struct plot_area){along, top, layout->width, fmax(bottom - top, BAR_LEAST)};
}

/* ---- drawing ---- */

static void draw_whisker(const struct pen *pen, const struct plot_frame *frame,
                         const struct plot_series *series, size_t i, double along)
{
    double low = series_low(series, i), high = series_high(series, i);
    double a = frame_y(frame, low), b = frame_y(frame, high), cap = 2.5;
    struct plot_point ends[2] = {{along, a}, {along, b}}, caps[2][2];

    if (isnan(low) || isnan(high) || isnan(a) || isnan(b))
        return;
    for (int k = 0; k < 2; k++) {
        double at = k ? b : a;

        caps[k][0] = (struct plot_point){along - cap, at};
        caps[k][1] = (struct plot_point){along + cap, at};
    }
    if (frame->sideways)
        for (int k = 0; k < 2; k++) {
            ends[k] = (struct plot_point){ends[k].y, ends[k].x};
            for (int j = 0; j < 2; j++)
                caps[k][j] = (struct plot_point){caps[k][j].y, caps[k][j].x};
        }
    /* A halo, because half of it stands on the bar. */
    frame_line(pen, frame, ends, 2, pen_stroke((struct ink){ROLE_TEXT, INK_PAGE, 100}, 3.0), NULL);
    frame_line(pen, frame, ends, 2, pen_stroke(ink_of(ROLE_TEXT), 1.1), NULL);
    for (int k = 0; k < 2; k++)
        frame_line(pen, frame, caps[k], 2, pen_stroke(ink_of(ROLE_TEXT), 1.1), NULL);
}

/* Texts of bars that lie closer than lines of text are smaller. */
static double text_size(const struct pen *pen, const struct plot_frame *frame,
                        const struct layout *layout)
{
    double size = TEXT_SIZE * pen->text;

    if (frame->sideways)
        size = fmin(size, layout->step - TEXT_APART);
    return fmax(size, TEXT_LEAST);
}

/* The first word of a text that has no room: "10" of "10, 6.0% of the label". */
static void write_short(const struct pen *pen, const struct plot_frame *frame, double x, double y,
                        const char *text, struct text_style style, struct label_boxes *labels)
{
    size_t length = strcspn(text, " ,");

    if (text[length])
        label_boxes_text(labels, pen, frame->area, x, y, arena_strndup(pen->arena, text, length),
                         style);
}

/* Beyond the bar and its whisker; the first word where there is no more room. */
static void draw_text(const struct pen *pen, const struct plot_axes *axes,
                      const struct plot_frame *frame, size_t n, size_t i, struct plot_area bar,
                      const struct layout *layout, struct label_boxes *labels)
{
    const struct plot_series *series = &axes->series[n];
    bool down = series->y[i] < 0.0;
    double gap = 0.3 * pen->text, high = series_high(series, i), low = series_low(series, i);
    double end = frame_y(frame, down ? low : high), x, y;
    struct text_style style = pen_style(pen, ROLE_TEXT, ANCHOR_MIDDLE);

    style.size = text_size(pen, frame, layout);
    style.halo = true;
    if (frame->sideways) {
        style.anchor = down ? ANCHOR_END : ANCHOR_START;
        x = down ? fmin(bar.x, isnan(end) ? bar.x : end) - gap
                 : fmax(bar.x + bar.width, isnan(end) ? bar.x : end) + gap;
        y = bar.y + bar.height / 2.0 + 0.35 * style.size;
    } else {
        x = bar.x + bar.width / 2.0;
        y = down ? fmax(bar.y + bar.height, isnan(end) ? 0.0 : end) + gap + PEN_ASCENT * style.size
                 : fmin(bar.y, isnan(end) ? bar.y : end) - gap;
    }
    if (!label_boxes_text(labels, pen, frame->area, x, y, series->texts[i], style))
        write_short(pen, frame, x, y, series->texts[i], style, labels);
}

static void draw_series(const struct pen *pen, const struct plot_axes *axes,
                        const struct plot_frame *frame, size_t n, const struct layout *layout)
{
    const struct plot_series *series = &axes->series[n];
    int percent = series_look(axes, n).percent;

    for (size_t i = 0; i < series->count; i++) {
        struct ink ink = ink_of(series_role(series, i));
        struct plot_area bar;

        if (!isfinite(series->y[i]) || !frame_holds_x(frame, series_x(series, i)))
            continue;
        bar = bar_of(axes, frame, layout, n, i);
        ink.percent = (uint8_t)percent;
        pen_box(pen, bar, ink, pen_stroke(ink_of(series_role(series, i)), percent ? 0.7 : 0.0),
                series_reading(axes, series, i, pen->arena));
    }
}

static void draw_beside(const struct pen *pen, const struct plot_axes *axes,
                        const struct plot_frame *frame, size_t n, const struct layout *layout,
                        struct label_boxes *labels)
{
    const struct plot_series *series = &axes->series[n];

    for (size_t i = 0; i < series->count; i++) {
        struct plot_area bar;

        if (!isfinite(series->y[i]) || !frame_holds_x(frame, series_x(series, i)))
            continue;
        bar = bar_of(axes, frame, layout, n, i);
        draw_whisker(pen, frame, series, i,
                     frame->sideways ? bar.y + bar.height / 2.0 : bar.x + bar.width / 2.0);
        if (series->texts && series->texts[i])
            draw_text(pen, axes, frame, n, i, bar, layout, labels);
    }
}

void bars_draw(const struct pen *pen, const struct plot_axes *axes, const struct plot_frame *frame)
{
    struct layout layout;

    if (!bars_any(axes))
        return;
    layout = lay_out(pen, axes, frame);
    for (size_t n = 0; n < axes->series_count; n++)
        if (series_is_bars(&axes->series[n]))
            draw_series(pen, axes, frame, n, &layout);
}

void bars_draw_beside(const struct pen *pen, const struct plot_axes *axes,
                      const struct plot_frame *frame, struct label_boxes *labels)
{
    struct layout layout;

    if (!bars_any(axes))
        return;
    layout = lay_out(pen, axes, frame);
    for (size_t n = 0; n < axes->series_count; n++)
        if (series_is_bars(&axes->series[n]))
            draw_beside(pen, axes, frame, n, &layout, labels);
}
