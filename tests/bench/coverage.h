/*
 * Designs of coverage.c: chances of joint cells, and sets drawn from them.
 */
#ifndef ASSAY_TESTS_COVERAGE_H
#define ASSAY_TESTS_COVERAGE_H

#include <assay/metrics/bootstrap.h>
#include <assay/metrics/random.h>

enum { COVERAGE_SEED = 20240131 };

struct design;

/*
 * Answers right or wrong: A is right with chance a, B with chance b, and the two indicators have
 * that correlation, or less where no more is possible:
 *   both right = a b + correlation sqrt(a (1 - a) b (1 - b)), at most a and at most b.
 */
struct design *design_answers(double a, double b, double correlation);
/*
 * Six labels of shares .30 .22 .18 .14 .10 .06. A is right with chance .90 .85 .80 .75 .65 .55 by
 * label, B with `gain` more; right and wrong correlate as above. Wrong answers go to the other
 * labels by their shares; where both are wrong, half the time to the same one.
 */
struct design *design_labels(double gain, double correlation);
void design_free(struct design *design);

/* B's figure less A's, of the chances themselves. */
double design_delta(const struct design *design, margins_function *of_margins, size_t label);
/* n pairs; valid until the next draw. */
const struct joint *design_draw(struct design *design, uint64_t n, struct random *random);
/* Pairs in clusters of one size: seven of ten pairs are what all pairs of their cluster share,
 * others are drawn by themselves, so that each pair has the design's chances. In the arena. */
struct design_pairs {
    const struct joint *joint;
    const struct joint_clusters *clusters;
};
struct design_pairs design_draw_clusters(const struct design *design, size_t clusters, size_t size,
                                         struct random *random, struct arena *arena);

/* ---- shared by the tables ---- */

bool coverage_holds(struct interval interval, double value);
double coverage_percent(uint64_t part, uint64_t of);
/* Near enough to normal: the sum of twelve, Irwin-Hall. */
double coverage_normal(struct random *random);
/* The tables about clusters: coverage_clusters.c. */
void coverage_clusters(size_t sets);

#endif
