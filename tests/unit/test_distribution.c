#include "check.h"
#include "figures.h"

#include <assay/metrics/distribution.h>

#include <math.h>

#define STATS     "tests/data/oracle/stats.txt"
#define TOLERANCE 1e-11 /* of the value itself, however small */

/* mpmath, to fifty digits. */
TEST(normal_tails_keep_their_digits_far_out)
{
    struct figures figures = figures_open(STATS);

    while (figures_next(&figures, "normal")) {
        double z = figures_number(&figures), below = figures_number(&figures);

        CHECK(figures_agree(normal_below(z), below, TOLERANCE));
        CHECK(figures_agree(normal_above(z), figures_number(&figures), TOLERANCE));
    }
    figures_close(&figures);
}

TEST(normal_quantiles_equal_mpmath)
{
    struct figures figures = figures_open(STATS);

    while (figures_next(&figures, "normal_quantile")) {
        double p = figures_number(&figures);

        CHECK_NEAR(normal_quantile(p), figures_number(&figures), 1e-13);
    }
    figures_close(&figures);
}

TEST(students_tails_equal_mpmath_from_one_degree_to_a_million)
{
    struct figures figures = figures_open(STATS);

    while (figures_next(&figures, "student")) {
        double t = figures_number(&figures), df = figures_number(&figures);
        double p = figures_number(&figures);

        CHECK(figures_agree(student_two_sided(t, df), p, TOLERANCE));
        CHECK_NEAR(student_two_sided(-t, df), student_two_sided(t, df), 0.0);
    }
    figures_close(&figures);
}

TEST(students_quantiles_equal_mpmath)
{
    struct figures figures = figures_open(STATS);

    while (figures_next(&figures, "student_quantile")) {
        double level = figures_number(&figures), df = figures_number(&figures);

        CHECK(figures_agree(student_quantile(level, df), figures_number(&figures), TOLERANCE));
    }
    figures_close(&figures);
}

TEST(chi_squared_tails_equal_mpmath)
{
    struct figures figures = figures_open(STATS);

    while (figures_next(&figures, "chi_squared")) {
        double x = figures_number(&figures), df = figures_number(&figures);

        CHECK(figures_agree(chi_squared_above(x, df), figures_number(&figures), TOLERANCE));
    }
    figures_close(&figures);
}

/* Whole-number arithmetic. */
TEST(sums_of_coins_keep_their_digits_in_both_tails)
{
    struct figures figures = figures_open(STATS);

    while (figures_next(&figures, "coins")) {
        uint64_t k = figures_count(&figures), n = figures_count(&figures);
        double at_most = figures_number(&figures);

        CHECK(figures_agree(fair_coins_at_most(k, n), at_most, TOLERANCE));
        CHECK(figures_agree(fair_coins_exactly(k, n), figures_number(&figures), TOLERANCE));
    }
    figures_close(&figures);
}

TEST(chances_of_all_numbers_of_heads_sum_to_one)
{
    for (uint64_t n = 0; n <= 300; n += 7) {
        double sum = 0.0;

        for (uint64_t k = 0; k <= n; k++) {
            sum += fair_coins_exactly(k, n);
            CHECK_NEAR(fair_coins_at_most(k, n), sum, 1e-13);
        }
        CHECK_NEAR(sum, 1.0, 1e-13);
    }
}

TEST(quantiles_undo_their_distributions)
{
    static const double degrees[] = {0.3, 1.0, 2.0, 5.5, 11.0, 833.0, 5e9, 1e12, INFINITY};
    double ps[] = {1e-12, 1e-6, 0.01, 0.3, 0.5, 0.77, 0.95, 0.9999};

    for (size_t i = 0; i < sizeof(ps) / sizeof(ps[0]); i++) {
        CHECK(figures_agree(normal_below(normal_quantile(ps[i])), ps[i], 1e-12));
        for (size_t j = 0; j < sizeof(degrees) / sizeof(degrees[0]); j++) {
            double t = student_quantile(ps[i], degrees[j]);

            CHECK_NEAR(student_two_sided(t, degrees[j]), 1.0 - ps[i], 1e-12);
        }
    }
}

TEST(student_of_many_degrees_is_normal)
{
    for (double t = 0.0; t < 6.0; t += 0.5) {
        CHECK_NEAR(student_two_sided(t, 9.9e9), 2.0 * normal_above(t), 1e-10);
        CHECK_NEAR(student_two_sided(t, INFINITY), 2.0 * normal_above(t), 0.0);
    }
}

TEST(distributions_at_the_ends_of_their_domain)
{
    CHECK_NEAR(normal_quantile(0.0), -INFINITY, 0.0);
    CHECK_NEAR(normal_quantile(1.0), INFINITY, 0.0);
    CHECK_NEAR(student_two_sided(0.0, 3.0), 1.0, 0.0);
    CHECK_NEAR(student_two_sided(INFINITY, 3.0), 0.0, 0.0);
    CHECK_NEAR(student_quantile(0.0, 3.0), 0.0, 0.0);
    CHECK_NEAR(student_quantile(1.0, 3.0), INFINITY, 0.0);
    CHECK_NEAR(chi_squared_above(0.0, 2.0), 1.0, 0.0);
    CHECK_NEAR(chi_squared_above(INFINITY, 2.0), 0.0, 0.0);
    CHECK_NEAR(fair_coins_at_most(0, 0), 1.0, 0.0);
    CHECK_NEAR(fair_coins_at_most(9, 5), 1.0, 0.0);
    CHECK_NEAR(fair_coins_exactly(6, 5), 0.0, 0.0);
}

TEST(distributions_outside_their_domain_are_undefined)
{
    CHECK(isnan(normal_quantile(-0.1)) && isnan(normal_quantile(1.1)) &&
          isnan(normal_quantile(NAN)) && isnan(normal_above(NAN)));
    CHECK(isnan(student_two_sided(1.0, 0.0)) && isnan(student_two_sided(NAN, 3.0)) &&
          isnan(student_two_sided(1.0, NAN)));
    CHECK(isnan(student_quantile(1.5, 3.0)) && isnan(student_quantile(0.5, -1.0)) &&
          isnan(student_quantile(NAN, 3.0)) && isnan(student_quantile(0.5, NAN)));
    CHECK(isnan(chi_squared_above(1.0, 0.0)) && isnan(chi_squared_above(NAN, 1.0)));
}
