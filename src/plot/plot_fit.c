#include <assay/plot/plot_fit.h>

#include <assay/plot/plot_bars.h>
#include <assay/plot/plot_series.h>
#include <assay/plot/plot_ticks.h>

#include <math.h>

/* Share of the range of x left free at either end. */
#define PAD_X 0.015
/* Share of a logarithmic range left free at either end. */
#define PAD_LOG 0.04
/* Above the point of a note, in text sizes. */
#define NOTE_ROOM 1.9
/* Below a level at the low end. */
#define LEVEL_SHARE 0.06

bool plot_fit_any(const struct plot_axes *axes)
{
    for (size_t n = 0; n < axes->series_count; n++)
        for (size_t i = 0; i < axes->series[n].count; i++)
            if (isfinite(axes->series[n].y[i]) && isfinite(series_x(&axes->series[n], i)))
                return true;
    return false;
}

struct extent {
    double low, high;
    bool log; /* only what is above 0 counts */
};

static void take(struct extent *extent, double value)
{
    if (!isfinite(value) || (extent->log && value <= 0.0))
        return;
    extent->low = isnan(extent->low) ? value : fmin(extent->low, value);
    extent->high = isnan(extent->high) ? value : fmax(extent->high, value);
}

static struct extent nothing(const struct plot_axis *axis)
{
    return (struct extent){NAN, NAN, axis->kind == SCALE_LOG};
}

/* An axis that was never filled in asks for nothing. */
static bool is_asked(const struct plot_axis *axis)
{
    return !(axis->low == axis->high);
}

/* The ends that were asked for, where they make sense. */
static struct scale as_asked(const struct plot_axis *axis, struct scale fitted)
{
    bool low = is_asked(axis) && isfinite(axis->low);
    bool high = is_asked(axis) && isfinite(axis->high);
    double from = low ? axis->low : fitted.low, to = high ? axis->high : fitted.high;

    if (!(from < to))
        return fitted;
    return scale_over(from, to, axis->kind);
}

static void hold(struct extent *extent, const struct plot_axis *axis)
{
    take(extent, axis->hold[0]);
    take(extent, axis->hold[1]);
}

static struct scale padded(struct scale scale, double share)
{
    return (struct scale){scale_value(&scale, -share), scale_value(&scale, 1.0 + share),
                          scale.kind};
}

struct scale plot_fit_x(const struct plot_axes *axes)
{
    const struct plot_axis *axis = &axes->x;
    struct extent extent = nothing(axis);
    double half = bars_any(axes) && axis->kind == SCALE_LINEAR ? 0.5 * bars_slot(axes) : 0.0;

    if (axis->names)
        return (struct scale){-0.5, (double)(axis->name_count ? axis->name_count : 1) - 0.5,
                              SCALE_LINEAR};
    for (size_t n = 0; n < axes->series_count; n++)
        for (size_t i = 0; i < axes->series[n].count; i++)
            take(&extent, series_x(&axes->series[n], i));
    for (size_t i = 0; i < axes->phase_count; i++) {
        take(&extent, axes->phases[i].from);
        take(&extent, axes->phases[i].to);
    }
    hold(&extent, axis);
    if (half > 0.0 && extent.low <= extent.high) {
        extent.low -= half;
        extent.high += half;
    }
    struct scale scale = scale_over(extent.low, extent.high, axis->kind);

    return as_asked(axis, half > 0.0 ? scale : padded(scale, PAD_X));
}

/* ---- y ---- */

static void take_series(struct extent *extent, const struct plot_axes *axes, size_t n,
                        const struct scale *x)
{
    const struct plot_series *series = &axes->series[n];

    for (size_t i = 0; i < series->count; i++) {
        double place = scale_place(x, series_x(series, i)), from, to;

        if (!(place >= 0.0 && place <= 1.0))
            continue;
        take(extent, series_low(series, i));
        take(extent, series_high(series, i));
        if (series_is_bars(series)) {
            bars_ends(axes, n, i, &from, &to);
            take(extent, to);
            take(extent, 0.0);
        } else {
            take(extent, series->y[i]);
        }
    }
    if (series->shaded)
        take(extent, 0.0);
}

static struct extent extent_y(const struct plot_axes *axes, const struct scale *x)
{
    struct extent extent = nothing(&axes->y);

    for (size_t n = 0; n < axes->series_count; n++)
        take_series(&extent, axes, n, x);
    for (size_t i = 0; i < axes->level_count; i++)
        take(&extent, axes->levels[i].y);
    for (size_t i = 0; i < axes->note_count; i++)
        take(&extent, axes->notes[i].y);
    hold(&extent, &axes->y);
    return extent;
}

/* High end moved so far that there is a share above the notes: they stand above their points. */
static struct scale with_notes(const struct plot_axes *axes, struct scale scale, double share)
{
    double high = scale.high;

    for (size_t i = 0; i < axes->note_count; i++)
        if (isfinite(axes->notes[i].y) && axes->notes[i].y <= scale.high)
            high = fmax(high, scale.low + (axes->notes[i].y - scale.low) / (1.0 - share));
    return scale_over(scale.low, high, scale.kind);
}

/* A level at the low end would be taken for the axis: the end is moved below it. */
static struct scale with_levels(const struct plot_axes *axes, struct scale scale)
{
    double low = scale.low, share = LEVEL_SHARE * (scale.high - scale.low);

    for (size_t i = 0; i < axes->level_count; i++)
        if (axes->levels[i].y != 0.0 && fabs(axes->levels[i].y - scale.low) < share / 2.0)
            low = scale.low - share;
    return scale_over(low, scale.high, scale.kind);
}

/* A scale whose ends moved so far that texts beyond the points that have some are within. */
static struct scale wider(const struct plot_axes *axes, struct scale scale, double share)
{
    struct scale wide = scale;

    for (size_t n = 0; n < axes->series_count; n++)
        for (size_t i = 0; axes->series[n].texts && i < axes->series[n].count; i++) {
            double from, end;

            bars_ends(axes, n, i, &from, &end);
            if (!axes->series[n].texts[i] || !isfinite(end))
                continue;
            if (end < 0.0) {
                end = fmin(end, series_low(&axes->series[n], i));
                wide.low = fmin(wide.low, scale.high - (scale.high - end) / (1.0 - share));
            } else {
                end = fmax(end, series_high(&axes->series[n], i));
                wide.high = fmax(wide.high, scale.low + (end - scale.low) / (1.0 - share));
            }
        }
    return scale_over(wide.low, wide.high, SCALE_LINEAR);
}

/* Room at one end makes the share that texts need at the other a larger part of the scale. */
static struct scale with_texts(const struct plot_axes *axes, struct scale scale, double share)
{
    enum { TIMES = 3 };

    for (int i = 0; i < TIMES; i++)
        scale = wider(axes, scale, fmin(share, 0.35));
    return scale;
}

struct scale plot_fit_y(const struct plot_axes *axes, const struct scale *x, double length,
                        double room, double text)
{
    struct extent extent = extent_y(axes, x);
    struct scale scale = scale_over(extent.low, extent.high, axes->y.kind);
    int about = (int)fmax(3.0, axis_ticks_about(length, text, axes->sideways));

    if (axes->y.kind == SCALE_LOG && scale.kind == SCALE_LOG)
        return as_asked(&axes->y, padded(scale, PAD_LOG));
    scale = as_asked(&axes->y, with_levels(axes, scale_loose(scale, about, NULL)));
    if (axes->note_count && !axes->sideways)
        scale = with_notes(axes, scale, fmin(NOTE_ROOM * text / fmax(length, 1.0), 0.3));
    return room > 0.0 ? with_texts(axes, scale, room / fmax(length, 1.0)) : scale;
}
