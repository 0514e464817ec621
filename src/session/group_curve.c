#include <assay/session/group_curve.h>

#include <assay/base/err.h>

#include <math.h>
#include <stdlib.h>

/* std is the sum of squares until all are in. */
static void count_loss(struct group_curve_point *point, double loss)
{
    double off = loss - point->mean;

    point->n++;
    point->mean += off / (double)point->n;
    point->std += off * (loss - point->mean);
}

void group_curve_add(struct group_curve *curve, const struct curve_table *losses)
{
    size_t most = curve->count + losses->count, old = 0, new = 0, count = 0;
    struct group_curve_point *merged;

    if (losses->count == 0)
        return;
    merged = xcalloc(most, sizeof(*merged));
    while (old < curve->count || new < losses->count) {
        bool at_old =
            old < curve->count &&
            (new == losses->count || curve->points[old].position <= losses->points[new].position);
        double position = at_old ? curve->points[old].position : losses->points[new].position;

        merged[count] =
            at_old ? curve->points[old++] : (struct group_curve_point){.position = position};
        if (new < losses->count && losses->points[new].position <= position) {
            if (losses->points[new].n > 0)
                count_loss(&merged[count], losses->points[new].mean);
            new ++;
        }
        count++;
    }
    free(curve->points);
    curve->points = merged;
    curve->count = count;
    curve->runs++;
}

void group_curve_finish(struct group_curve *curve, struct arena *arena)
{
    struct group_curve_point *points = curve->points;
    size_t kept = 0;

    for (size_t i = 0; i < curve->count; i++) {
        if (points[i].n < curve->runs)
            continue;
        points[kept] = points[i];
        points[kept].std = points[i].n > 1 ? sqrt(points[i].std / (double)(points[i].n - 1)) : NAN;
        kept++;
    }
    curve->points = arena_copy(arena, points, kept, sizeof(*points));
    curve->count = kept;
    free(points);
}
