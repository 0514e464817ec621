/*
 * Group curve: the mean loss of many runs at each position, without keeping the runs.
 *
 * A run counts once at each of its positions, with the mean of what it has there. Only positions
 * that all runs with losses have are kept: where others come and go, a mean jumps. std is the
 * sample deviation over runs (n - 1), NAN for one; by Welford's way (Technometrics 4 (1962),
 * 419-420).
 *
 * Heap while it grows: group_curve_add, then group_curve_finish, which copies it into the arena.
 * O(positions) a run.
 */
#ifndef ASSAY_SESSION_GROUP_CURVE_H
#define ASSAY_SESSION_GROUP_CURVE_H

#include <assay/metrics/curve_results.h>

struct group_curve_point {
    double position, mean, std;
    size_t n; /* runs */
};

struct group_curve {
    struct group_curve_point *points; /* by rising position */
    size_t count;
    size_t runs; /* that have losses */
};

void group_curve_add(struct group_curve *curve, const struct curve_table *losses);
void group_curve_finish(struct group_curve *curve, struct arena *arena);

#endif
