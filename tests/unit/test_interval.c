#include "check.h"

#include <assay/metrics/interval.h>

#include <math.h>
#include <stddef.h>

/* Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3, printed to 4 digits. */
TEST(wilson_interval_equals_newcombes_table)
{
    static const struct {
        uint64_t k, n;
        double low, high;
    } rows[] = {
        {81, 263, 0.2553, 0.3662},
        {15, 148, 0.0624, 0.1605},
        {0, 20, 0.0, 0.1611},
        {1, 29, 0.0061, 0.1718},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct interval interval = interval_wilson(rows[i].k, rows[i].n, 0.95);

        CHECK_NEAR(interval.low, rows[i].low, 5e-5);
        CHECK_NEAR(interval.high, rows[i].high, 5e-5);
    }
}

/* scipy.stats.binomtest(...).proportion_ci(method="wilson"), SciPy 1.10. */
TEST(wilson_interval_equals_scipy_to_the_last_digits)
{
    struct interval seed = interval_wilson(756, 834, 0.95), none = interval_wilson(0, 10, 0.95);

    CHECK_NEAR(seed.low, 0.8848076975118988, 1e-14);
    CHECK_NEAR(seed.high, 0.9244146116279717, 1e-14);
    CHECK_NEAR(none.low, 0.0, 0.0);
    CHECK_NEAR(none.high, 0.27753279986288926, 1e-14);
    CHECK_NEAR(interval_wilson(10, 10, 0.95).low, 0.7224672001371109, 1e-14);
    CHECK_NEAR(interval_wilson(10, 10, 0.95).high, 1.0, 0.0);
}

/* scipy.stats.norm.ppf. */
TEST(z_equals_the_normal_quantiles)
{
    static const struct {
        double level, z;
    } rows[] = {
        {.5, 0.6744897501960817},  {.8, 1.2815515655446004},  {.9, 1.6448536269514722},
        {.98, 2.3263478740408408}, {.99, 2.5758293035489004}, {.999, 3.2905267314919255},
    };

    CHECK_NEAR(interval_z(0.95), 1.959963984540054, 0.0);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        CHECK_NEAR(interval_z(rows[i].level), rows[i].z, 1e-13);
    CHECK(isnan(interval_z(0.0)) && isnan(interval_z(1.0)) && isnan(interval_z(NAN)));
}

TEST(interval_of_nothing_or_of_the_impossible_is_undefined)
{
    CHECK(isnan(interval_wilson(0, 0, 0.95).low));
    CHECK(isnan(interval_wilson(3, 2, 0.95).high));
    CHECK(isnan(interval_wilson(1, 2, 1.0).low));
}

TEST(wilson_interval_holds_the_share_mirrors_and_narrows)
{
    for (uint64_t n = 1; n <= 60; n++)
        for (uint64_t k = 0; k <= n; k++) {
            struct interval a = interval_wilson(k, n, 0.95), b = interval_wilson(n - k, n, 0.95);
            struct interval narrow = interval_wilson(k, n, 0.8);
            double share = (double)k / (double)n;

            CHECK(a.low >= 0.0 && a.high <= 1.0 && a.low <= share && share <= a.high);
            CHECK_NEAR(a.low, 1.0 - b.high, 1e-14);
            CHECK(narrow.high - narrow.low < a.high - a.low);
        }
}
