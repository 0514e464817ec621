#include "check.h"

#include <assay/metrics/trend.h>

#include <math.h>

/*
 * scipy.stats.theilslopes(y, x) and kendalltau(x, y, method="asymptotic"), scipy 1.10:
 *     x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
 *     y = [.41, .43, .40, .45, .44, .47, .47, .46, .50, .90]
 * and the same with x = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5].
 */
static const double y[] = {.41, .43, .40, .45, .44, .47, .47, .46, .50, .90};

TEST(a_trend_is_that_of_scipy_with_and_without_ties)
{
    static const double x[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    static const double tied[] = {1, 1, 2, 2, 3, 3, 4, 4, 5, 5};
    struct trend trend = trend_of(x, y, 10);

    CHECK_INT(trend.n, 10);
    CHECK_NEAR(trend.slope, 0.012, 1e-12);
    CHECK_NEAR(trend.tau, 0.764093177458341, 1e-12);
    CHECK_NEAR(trend.p, 0.002263469812035174, 1e-12);
    trend = trend_of(tied, y, 10);
    CHECK_NEAR(trend.slope, 0.021250000000000012, 1e-12);
    CHECK_NEAR(trend.tau, 0.738933506665334, 1e-12);
    CHECK_NEAR(trend.p, 0.004505140611405914, 1e-12);
}

TEST(a_trend_turns_with_its_sign_and_leaves_out_what_is_missing)
{
    double x[] = {1, 2, 3, 4, NAN}, rising[] = {1, 2, 4, 8, 100}, falling[] = {-1, -2, -4, -8, 0};
    struct trend up = trend_of(x, rising, 5), down = trend_of(x, falling, 5);

    CHECK_INT(up.n, 4);
    CHECK_NEAR(up.tau, 1.0, 1e-12);
    CHECK_NEAR(down.slope, -up.slope, 1e-12);
    CHECK_NEAR(down.p, up.p, 1e-12);
    CHECK(isnan(trend_of(x, rising, 1).tau));
    CHECK(isnan(trend_of((double[]){3, 3, 3}, rising, 3).slope));
}

TEST(one_run_far_from_the_others_is_an_outlier_and_moves_no_other)
{
    double scores[10];

    outlier_scores(y, 10, scores);
    CHECK(scores[9] > OUTLIER_FROM);
    for (int i = 0; i < 9; i++)
        CHECK(fabs(scores[i]) < OUTLIER_FROM);
    outlier_scores(y, 4, scores);
    CHECK(isnan(scores[0]));
    outlier_scores((double[]){1, 1, 1, 1, 9}, 5, scores);
    CHECK(isnan(scores[4]));
}

TEST(a_median_is_between_the_two_in_the_middle)
{
    CHECK_NEAR(median_of((double[]){4, 1, NAN, 3, 2}, 5), 2.5, 0.0);
    CHECK(isnan(median_of((double[]){NAN}, 1)));
}
