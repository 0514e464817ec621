#include <assay/metrics/curve.h>

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { SLOPE_START = 8000 };

struct pair {
    double position;
    double value;
};

static int compare_doubles(double a, double b)
{
    if (isnan(a) || isnan(b))
        return isnan(a) - isnan(b); /* NAN last */
    return (a > b) - (a < b);
}

static int compare_pairs(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;
    int order = compare_doubles(a->position, b->position);

    return order ? order : compare_doubles(a->value, b->value);
}

/* Values sorted, NAN last, all of one position. */
static struct curve_point point_of(const struct pair *pairs, size_t length)
{
    struct curve_point point = {pairs[0].position, NAN, NAN, NAN, 0};
    double sum = 0.0, squares = 0.0;

    for (; point.n < length && !isnan(pairs[point.n].value); point.n++)
        sum += pairs[point.n].value;
    if (point.n == 0)
        return point;
    point.mean = sum / (double)point.n;
    for (size_t i = 0; i < point.n; i++)
        squares += (pairs[i].value - point.mean) * (pairs[i].value - point.mean);
    point.std = point.n > 1 ? sqrt(squares / (double)(point.n - 1)) : 0.0;
    point.median = (pairs[(point.n - 1) / 2].value + pairs[point.n / 2].value) / 2.0;
    return point;
}

struct curve_point *curve_mean(struct arena *arena, const double *position, const double *value,
                               size_t n, size_t *count)
{
    struct pair *pairs = arena_zalloc(arena, n, sizeof(*pairs));
    struct curve_point *points = arena_zalloc(arena, n, sizeof(*points));
    size_t used = 0, end;

    *count = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(position[i]))
            pairs[used++] = (struct pair){position[i], value[i]};
    if (used)
        qsort(pairs, used, sizeof(*pairs), compare_pairs);
    for (size_t i = 0; i < used; i = end) {
        for (end = i + 1; end < used && pairs[end].position == pairs[i].position;)
            end++;
        points[(*count)++] = point_of(pairs + i, end - i);
    }
    return points;
}

struct curve_span curve_end_points(size_t n)
{
    if (n <= SLOPE_START)
        return (struct curve_span){0, 0};
    return (struct curve_span){n / 2 < SLOPE_START ? n / 2 : SLOPE_START, n - 1};
}

double curve_slope_end_point(const double *loss, size_t n)
{
    struct curve_span span = curve_end_points(n);

    if (span.to == span.from)
        return 0.0;
    return (loss[span.to] - loss[span.from]) / (double)(span.to - span.from);
}

static double value_at(const double *position, const double *value, size_t n, double wanted)
{
    size_t found = n;

    for (size_t i = 0; i < n; i++) {
        if (position[i] != wanted)
            continue;
        if (found != n)
            return NAN;
        found = i;
    }
    return found == n ? NAN : value[found];
}

double curve_slope_between(const double *position, const double *value, size_t n, double from,
                           double to)
{
    double rise = value_at(position, value, n, to) - value_at(position, value, n, from);

    return from == to ? NAN : rise / (to - from);
}

struct curve_segments curve_segment_slopes(const double *position, const double *value, size_t n)
{
#define SLOPE(part, from, to) .part = curve_slope_between(position, value, n, from, to),
    return (struct curve_segments){CURVE_SEGMENTS(SLOPE)};
#undef SLOPE
}

static bool is_point(double x, double y)
{
    return !isnan(x) && !isnan(y);
}

static struct curve_line mean_of_points(const double *position, const double *value, size_t n)
{
    struct curve_line line = {NAN, 0.0, 0.0};
    size_t used = 0;

    for (size_t i = 0; i < n; i++) {
        if (!is_point(position[i], value[i]))
            continue;
        used++;
        line.position += (position[i] - line.position) / (double)used;
        line.value += (value[i] - line.value) / (double)used;
    }
    return used ? line : (struct curve_line){NAN, NAN, NAN};
}

struct curve_line curve_least_squares(const double *position, const double *value, size_t n)
{
    struct curve_line line = mean_of_points(position, value, n);
    double along = 0.0, spread = 0.0;

    for (size_t i = 0; i < n; i++) {
        if (!is_point(position[i], value[i]))
            continue;
        along += (position[i] - line.position) * (value[i] - line.value);
        spread += (position[i] - line.position) * (position[i] - line.position);
    }
    if (spread > 0.0)
        line.slope = along / spread;
    return line;
}

double curve_line_at(const struct curve_line *line, double position)
{
    return line->value + line->slope * (position - line->position);
}

struct curve_point *curve_windows(struct arena *arena, const double *position, const double *value,
                                  size_t n, double width, size_t *count)
{
    double *middle = arena_zalloc(arena, n, sizeof(*middle));
    double first = INFINITY, last = -INFINITY, windows;

    for (size_t i = 0; i < n; i++) {
        first = fmin(first, position[i]);
        last = fmax(last, position[i]);
    }
    windows = fmax(1.0, round((last - first) / width));
    for (size_t i = 0; i < n; i++) {
        double window = floor((position[i] - first) / width);

        if (window > windows - 1.0)
            window = windows - 1.0;
        middle[i] = first + (window + 0.5) * width;
    }
    return curve_mean(arena, middle, value, n, count);
}

double curve_perplexity(double loss)
{
    return exp(loss);
}

double curve_mean_accuracy(const double *accuracy, size_t n)
{
    double sum = 0.0, used = 0.0;

    for (size_t i = 0; i < n; i++) {
        if (!(accuracy[i] > 0.0))
            continue;
        sum += accuracy[i];
        used++;
    }
    return used > 0.0 ? sum / used : NAN;
}

double curve_harmonic_accuracy(const double *accuracy, size_t n)
{
    double sum = 0.0, used = 0.0;

    for (size_t i = 0; i < n; i++) {
        if (!(accuracy[i] > 0.0))
            continue;
        sum += 1.0 / accuracy[i];
        used++;
    }
    return used > 0.0 ? used / sum : NAN;
}
