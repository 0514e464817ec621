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

#endif
