#include <assay/base/scale.h>

#include <assay/base/fmt.h>
#include <assay/base/scale_dates.h>

#include <math.h>
#include <stdint.h>

/* Sums of a step fall beside the number they mean by less than this part of the step. */
#define TICK_SLACK 1e-6
/* Beyond this, neighbours of a step could not be told apart in a double. */
#define WHOLE_MOST 9e15
/* Below this, steps would be no normal numbers. */
#define RANGE_LEAST 1e-280

double scale_nice(double range, enum nice_way way)
{
    static const double bounds[2][3] = {{1.0, 2.0, 5.0}, {1.5, 3.0, 7.0}};
    double power = pow(10.0, floor(log10(range)));
    double share = range / power;
    const double *bound = bounds[way];

    /* A power of ten that comes out a hair above itself is still one. */
    share *= 1.0 - 1e-12;
    if (share <= bound[0])
        return power;
    if (share <= bound[1])
        return 2.0 * power;
    return share <= bound[2] ? 5.0 * power : 10.0 * power;
}

struct scale scale_over(double low, double high, enum scale_kind kind)
{
    double range = high - low, size = fmax(fabs(low), fabs(high));

    if (!isfinite(low) || !isfinite(high) || !isfinite(range))
        return (struct scale){0.0, 1.0, SCALE_LINEAR};
    if (range < 1e-12 * size || range < RANGE_LEAST) {
        double half = size > RANGE_LEAST ? size / 4.0 : 0.5;

        low -= half;
        high = low + 2.0 * half;
    }
    return (struct scale){low, high, kind == SCALE_LOG && low > 0.0 ? SCALE_LOG : SCALE_LINEAR};
}

double scale_place(const struct scale *scale, double value)
{
    if (scale->kind == SCALE_LINEAR)
        return (value - scale->low) / (scale->high - scale->low);
    if (!(value > 0.0))
        return NAN;
    return log(value / scale->low) / log(scale->high / scale->low);
}

double scale_value(const struct scale *scale, double place)
{
    if (scale->kind == SCALE_LINEAR)
        return scale->low + place * (scale->high - scale->low);
    return scale->low * pow(scale->high / scale->low, place);
}

/* ---- windows ---- */

static struct scale part_of(struct scale all, double from, double width)
{
    from = fmin(fmax(from, 0.0), 1.0 - width);
    return (struct scale){from > 0.0 ? scale_value(&all, from) : all.low,
                          from + width < 1.0 ? scale_value(&all, from + width) : all.high,
                          all.kind};
}

struct scale scale_zoom(struct scale all, struct scale window, double around, double factor,
                        double least)
{
    double from = scale_place(&all, window.low), width = scale_place(&all, window.high) - from;
    double centre = scale_place(&all, around);
    double wanted = fmax(width * factor, least);

    if (!(wanted < 1.0))
        return all;
    if (!(centre >= from && centre <= from + width))
        centre = from + width / 2.0;
    return part_of(all, centre - (centre - from) * wanted / width, wanted);
}

struct scale scale_reveal(struct scale all, struct scale window, double value)
{
    double from = scale_place(&all, window.low), width = scale_place(&all, window.high) - from;
    double at = scale_place(&all, value);

    if (!(at >= 0.0 && at <= 1.0) || (at >= from && at <= from + width))
        return window;
    return part_of(all, at < from ? at : at - width, width);
}

/* ---- ticks ---- */

static int decimals_of(double step)
{
    double digits = -floor(log10(step) + TICK_SLACK);

    return digits > 0.0 ? (int)fmin(digits, 12.0) : 0;
}

/*
 * The source rounds the range before it is divided, which makes steps coarse for few labels; here
 * the step alone is rounded.
 */
static double step_of(const struct scale *scale, int about)
{
    return scale_nice((scale->high - scale->low) / (double)(about < 3 ? 1 : about - 1),
                      NICE_NEAREST);
}

/* Multiples of a step; none when they cannot be told apart. */
static struct ticks ticks_by(const struct scale *scale, double step)
{
    struct ticks ticks = {.count = 0};
    double first = ceil(scale->low / step - TICK_SLACK);
    double last = floor(scale->high / step + TICK_SLACK);

    if (!(fabs(first) < WHOLE_MOST) || !(fabs(last) < WHOLE_MOST))
        return ticks;
    for (double i = first; i <= last && ticks.count < TICKS_MOST; i += 1.0)
        ticks.at[ticks.count++] = i * step + 0.0; /* no -0 */
    ticks.decimals = decimals_of(step);
    return ticks;
}

static struct ticks linear_ticks(const struct scale *scale, int about, enum tick_values values)
{
    double step = step_of(scale, about < TICKS_MOST / 2 ? about : TICKS_MOST / 2);

    return ticks_by(scale, values == TICKS_WHOLE && step < 1.0 ? 1.0 : step);
}

struct scale scale_loose(struct scale scale, int about, struct ticks *ticks)
{
    double step = step_of(&scale, about < TICKS_MOST / 2 ? about : TICKS_MOST / 2);
    struct scale loose = {floor(scale.low / step + TICK_SLACK) * step,
                          ceil(scale.high / step - TICK_SLACK) * step, SCALE_LINEAR};

    if (scale.kind == SCALE_LOG || !isfinite(loose.high - loose.low) || !(loose.low < loose.high))
        loose = scale;
    if (ticks)
        *ticks = scale.kind == SCALE_LOG ? scale_ticks(&scale, about, TICKS_ANY)
                                         : ticks_by(&loose, step);
    return loose;
}

/* Rows between ticks: more leave too much between them. */
enum { APART_MOST = 8, ROWS_FOR_THREE = 8 };
/* What few or crowded ticks are worth in rows lost. */
#define FEW_PENALTY   1.35
#define CROWD_PENALTY 1.15

/*
 * How wide a scale with a tick every `apart` rows is, with a penalty for its looks; INFINITY when
 * the range needs more rows or fewer than two ticks are left.
 */
static double rate_rows(struct scale range, int rows, double step, int apart, struct scale *out)
{
    double unit = step / apart, bottom = floor(range.low / unit + 0.5 + TICK_SLACK), ticks;

    *out = (struct scale){(bottom - 0.5) * unit, (bottom - 0.5 + rows) * unit, SCALE_LINEAR};
    ticks = floor(out->high / step) - ceil(out->low / step) + 1.0;
    if (!(out->high >= range.high - TICK_SLACK * unit) || (ticks < 2.0 && rows > 2))
        return INFINITY;
    return (out->high - out->low) * (ticks < 3.0 && rows >= ROWS_FOR_THREE ? FEW_PENALTY : 1.0) *
           (apart == 1 ? CROWD_PENALTY : 1.0);
}

struct scale scale_rows(struct scale range, int rows, struct ticks *ticks)
{
    static const double parts[] = {1.0, 2.0, 5.0};
    double power = pow(10.0, floor(log10((range.high - range.low) / (rows < 1 ? 1 : rows))));
    struct scale best = range, scale;
    double best_rate = INFINITY, best_step = 0.0;

    for (int i = 0; i < 9; i++, power *= i % 3 ? 1.0 : 10.0)
        for (int apart = rows < ROWS_FOR_THREE ? 1 : 2; apart <= APART_MOST; apart++) {
            double rate = rate_rows(range, rows, parts[i % 3] * power, apart, &scale);

            if (rate < best_rate) {
                best = scale;
                best_rate = rate;
                best_step = parts[i % 3] * power;
            }
        }
    if (best_step == 0.0 || !isfinite(best.high - best.low))
        return scale_loose(range, 2, ticks);
    *ticks = ticks_by(&best, best_step);
    return best;
}

/* Multiples of powers of ten within the scale; false when they do not fit. */
static bool decade_ticks(const struct scale *scale, const double *parts, size_t part_count,
                         size_t most, struct ticks *ticks)
{
    double from = floor(log10(scale->low)), to = ceil(log10(scale->high));

    ticks->count = 0;
    for (double e = from; e <= to; e += 1.0)
        for (size_t p = 0; p < part_count; p++) {
            double value = parts[p] * pow(10.0, e);

            if (value < scale->low * (1.0 - 1e-9) || value > scale->high * (1.0 + 1e-9))
                continue;
            if (ticks->count == most || ticks->count == TICKS_MOST)
                return false;
            ticks->at[ticks->count++] = value;
        }
    return true;
}

static struct ticks log_ticks(const struct scale *scale, int about, enum tick_values values)
{
    static const double parts[] = {1.0, 2.0, 5.0};
    size_t most = about < 3 ? 3 : (size_t)about + 2;
    struct ticks ticks;

    if (!decade_ticks(scale, parts, 3, most, &ticks) &&
        !decade_ticks(scale, parts, 1, most, &ticks))
        decade_ticks(scale, parts, 1, TICKS_MOST, &ticks);
    if (ticks.count < 3)
        return linear_ticks(scale, about, values);
    ticks.decimals = decimals_of(pow(10.0, floor(log10(ticks.at[0]) + TICK_SLACK)));
    return ticks;
}

struct ticks scale_ticks(const struct scale *scale, int about, enum tick_values values)
{
    if (values == TICKS_DATES)
        return scale_date_ticks(scale, about);
    return scale->kind == SCALE_LOG ? log_ticks(scale, about, values)
                                    : linear_ticks(scale, about, values);
}

const char *scale_tick_text(const struct ticks *ticks, size_t tick, enum tick_text text,
                            struct arena *arena)
{
    double value = ticks->at[tick];
    int decimals = ticks->decimals;
    const char *digits;

    if (text == TICK_DATE)
        return scale_date_text(ticks, tick, arena);
    if (text == TICK_DELTA && value != 0.0)
        return fmt_delta(arena, value, decimals);
    if (text == TICK_PLAIN && decimals == 0 && value >= 0.0 && value < WHOLE_MOST)
        return fmt_count(arena, (uint64_t)value);
    digits = fmt_fixed(arena, value, text == TICK_SHARE && decimals == 0 ? 1 : decimals);
    if (text == TICK_DELTA)
        return "0";
    return text == TICK_SHARE && digits[0] == '0' ? digits + 1 : digits;
}
