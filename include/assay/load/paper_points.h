/*
 * Lists of {position, loss, perplexity, …} as columns.
 *
 * A point without a position and a loss is counted in `broken` and left out. Arrays live in the
 * arena given; decimals is the most any value was printed with, INT_MAX from 12 on.
 */
#ifndef ASSAY_LOAD_PAPER_POINTS_H
#define ASSAY_LOAD_PAPER_POINTS_H

#include <assay/model/meta.h>

struct paper_points {
    double *position, *loss, *perplexity;
    const struct meta **node; /* the point in its list */
    size_t *index;            /* of the point in its list */
    size_t count, broken;
    int loss_decimals, perplexity_decimals;
    size_t perplexities; /* points that have one */
};

struct paper_points paper_points_read(struct arena *arena, const struct meta *list);
/* The points of a list of lists, one after the other. */
struct paper_points paper_points_join(struct arena *arena, const struct meta *lists);
/* True when both hold the same (position, loss) pairs, in whatever order. */
bool paper_points_same(struct arena *arena, const struct paper_points *a,
                       const struct paper_points *b);
/* Mean, least and greatest loss at the position nearest to `position`; false without points. */
struct paper_nearest {
    double position, mean, least, most;
};
bool paper_points_near(const struct paper_points *points, double position,
                       struct paper_nearest *nearest);
/* Printed decimals so far and those of one more node. */
int paper_decimals(int so_far, const struct meta *node);

#endif
