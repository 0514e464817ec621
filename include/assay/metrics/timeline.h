/*
 * A figure of several runs in the order of their times, and its trend.
 *
 * The trend is by day where the runs lie at least a day apart in all, else by run: 1 for each step
 * to a later time, equal times stand together. Runs without a time or value are left out, of more
 * than TIMELINE_MOST the earliest too. Below TIMELINE_LEAST runs, or where all have one time, there
 * is no trend: its figures are NAN. Lives in the arena. O(n^2) in the runs that stay.
 */
#ifndef ASSAY_METRICS_TIMELINE_H
#define ASSAY_METRICS_TIMELINE_H

#include <assay/base/arena.h>
#include <assay/metrics/trend.h>

enum { TIMELINE_LEAST = 4, TIMELINE_MOST = 1000 };

struct timeline {
    size_t count;
    const size_t *runs;   /* indices of those given, earliest first; equal times as given */
    const double *values; /* theirs */
    double days;          /* between the first and the last */
    bool by_day;
    struct trend trend; /* its n is 0 when there is none */
};

/* days: as calendar.h has them, NAN: no time. */
struct timeline timeline_of(const double *days, const double *values, size_t count,
                            struct arena *arena);
bool timeline_has_trend(const struct timeline *line);

#endif
