#include <assay/metrics/timeline.h>

#include <math.h>
#include <stdlib.h>

struct point {
    double day, value;
    size_t run;
};

static int by_time(const void *a, const void *b)
{
    const struct point *x = a, *y = b;

    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->run > y->run) - (x->run < y->run);
}

static size_t take_points(const double *days, const double *values, size_t count,
                          struct point *points)
{
    size_t taken = 0;

    for (size_t i = 0; i < count; i++)
        if (!isnan(days[i]) && !isnan(values[i]))
            points[taken++] = (struct point){days[i], values[i], i};
    if (taken)
        qsort(points, taken, sizeof(*points), by_time);
    return taken;
}

/* x of the trend: the day, or the number of different times before. */
static double *abscissas(const struct point *points, size_t count, bool by_day, struct arena *arena)
{
    double *x = arena_alloc(arena, (count + 1) * sizeof(*x));
    double step = 0.0;

    for (size_t i = 0; i < count; i++) {
        step += i > 0 && points[i].day > points[i - 1].day;
        x[i] = by_day ? points[i].day - points[0].day : step;
    }
    return x;
}

struct timeline timeline_of(const double *days, const double *values, size_t count,
                            struct arena *arena)
{
    struct timeline line = {.trend = {0, NAN, NAN, NAN}};
    struct arena *scratch = arena_new();
    struct point *points = arena_alloc(scratch, (count + 1) * sizeof(*points));
    size_t all = take_points(days, values, count, points), *runs;
    double *kept;

    line.count = all < TIMELINE_MOST ? all : TIMELINE_MOST;
    points += all - line.count;
    runs = arena_alloc(arena, (line.count + 1) * sizeof(*runs));
    kept = arena_alloc(arena, (line.count + 1) * sizeof(*kept));
    for (size_t i = 0; i < line.count; i++) {
        runs[i] = points[i].run;
        kept[i] = points[i].value;
    }
    line.runs = runs;
    line.values = kept;
    line.days = line.count ? points[line.count - 1].day - points[0].day : 0.0;
    line.by_day = line.days >= 1.0;
    if (line.count >= TIMELINE_LEAST && line.days > 0.0)
        line.trend =
            trend_of(abscissas(points, line.count, line.by_day, scratch), kept, line.count);
    arena_free(scratch);
    return line;
}

bool timeline_has_trend(const struct timeline *line)
{
    return line->trend.n > 0 && !isnan(line->trend.p);
}
