#include "check.h"
#include "figures.h"

#include <assay/metrics/paired.h>

#include <math.h>

#define STATS "tests/data/oracle/stats.txt"

/* Tables of n pairs that hold the odd ones: no flips, nothing else, empty margins. */
enum { SMALL = 5 };

static struct paired_counts table(size_t i)
{
    return (struct paired_counts){
        .both_right = i % SMALL,
        .fixed = i / SMALL % SMALL,
        .broken = i / (SMALL * SMALL) % SMALL,
        .both_wrong = i / (SMALL * SMALL * SMALL),
    };
}

enum { TABLES = SMALL * SMALL * SMALL * SMALL };

static bool holds(struct interval interval, double value)
{
    return interval.low <= value && value <= interval.high;
}

/* ---- figures of others ---- */

TEST(mcnemar_of_188_against_50_is_known)
{
    CHECK(figures_agree(mcnemar_exact(188, 50), 5.3085e-20, 1e-5));
}

/* Runs 01, 03 and 04 of the mbpp-turing set. */
TEST(mcnemar_of_real_runs_is_known)
{
    CHECK_NEAR(mcnemar_exact(86, 127), .0060, 5e-5);
    CHECK_NEAR(mcnemar_exact(89, 106), .2518, 5e-5);
}

TEST(mcnemar_equals_statsmodels_and_scipy)
{
    struct figures figures = figures_open(STATS);

    while (figures_next(&figures, "mcnemar")) {
        uint64_t fixed = figures_count(&figures), broken = figures_count(&figures);

        CHECK(figures_agree(mcnemar_exact(fixed, broken), figures_number(&figures), 1e-12));
    }
    figures_close(&figures);
}

TEST(mid_p_equals_scipy)
{
    struct figures figures = figures_open(STATS);

    while (figures_next(&figures, "mid_p")) {
        uint64_t fixed = figures_count(&figures), broken = figures_count(&figures);

        CHECK(figures_agree(mcnemar_mid_p(fixed, broken), figures_number(&figures), 1e-12));
    }
    figures_close(&figures);
    CHECK_NEAR(mcnemar_mid_p(0, 0), 1.0, 0.0);
}

/*
 * Complete response before and after consolidation therapy (Cavo et al. 2012), as worked by the R
 * package contingencytables 3.1 of Fagerland, Lydersen and Laake, Statistical Analysis of
 * Contingency Tables, 2017, ch. 8.
 */
TEST(paired_figures_equal_those_of_the_cavo_table)
{
    static const struct paired_counts cavo = {
        .both_right = 59, .fixed = 6, .broken = 16, .both_wrong = 80};
    struct interval newcombe = paired_newcombe(&cavo, 0.95);
    struct interval bonett_price = paired_bonett_price(&cavo, 0.95);

    CHECK_NEAR(paired_delta(&cavo), -0.0621, 5e-5);
    CHECK_NEAR(mcnemar_exact(cavo.fixed, cavo.broken), 0.052479, 5e-7);
    CHECK_NEAR(mcnemar_mid_p(cavo.fixed, cavo.broken), 0.034690, 5e-7);
    CHECK_NEAR(newcombe.low, -0.1186, 5e-5);
    CHECK_NEAR(newcombe.high, -0.0046, 5e-5);
    CHECK_NEAR(bonett_price.low, -0.1195, 5e-5);
    CHECK_NEAR(bonett_price.high, -0.0032, 5e-5);
    /* Their Wald interval, from -.1184 to -.0058. */
    CHECK_NEAR(2.0 * INTERVAL_Z95 * paired_standard_error(&cavo), 0.1184 - 0.0058, 1e-4);
}

/* ci.prop.ps(.05, 12, 4, 26, 6) of Bonett's R package statpsych, as its manual prints it. */
TEST(bonett_price_equals_their_example)
{
    static const struct paired_counts counts = {12, 26, 4, 6};
    struct interval interval = paired_bonett_price(&counts, 0.95);

    CHECK_NEAR(interval.low, 0.2548067, 5e-8);
    CHECK_NEAR(interval.high, 0.6251933, 5e-8);
}

/* Newcombe, Stat. Med. 17 (1998), 873-890, table II, method 10, printed to 4 digits. */
TEST(unpaired_newcombe_equals_his_table)
{
    static const struct {
        struct share_counts a, b;
        double low, high;
    } rows[] = {
        {{48, 80}, {56, 70}, .0524, .3339}, {{3, 10}, {9, 10}, .1705, .8090},
        {{2, 7}, {6, 7}, .0582, .8062},     {{0, 29}, {5, 56}, -.0381, .1926},
        {{0, 20}, {0, 10}, -.1611, .2775},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct interval interval = unpaired_newcombe(rows[i].a, rows[i].b, 0.95);

        CHECK_NEAR(interval.low, rows[i].low, 5e-5);
        CHECK_NEAR(interval.high, rows[i].high, 5e-5);
    }
}

static struct share_counts next_share(struct figures *figures)
{
    uint64_t k = figures_count(figures);

    return (struct share_counts){k, figures_count(figures)};
}

TEST(unpaired_newcombe_equals_statsmodels)
{
    struct figures figures = figures_open(STATS);

    while (figures_next(&figures, "newcombe")) {
        struct share_counts a = next_share(&figures), b = next_share(&figures);
        struct interval interval = unpaired_newcombe(a, b, 0.95);

        CHECK_NEAR(interval.low, figures_number(&figures), 1e-14);
        CHECK_NEAR(interval.high, figures_number(&figures), 1e-14);
    }
    figures_close(&figures);
}

TEST(unpaired_z_test_equals_statsmodels)
{
    struct figures figures = figures_open(STATS);

    while (figures_next(&figures, "z")) {
        struct share_counts a = next_share(&figures), b = next_share(&figures);

        CHECK(figures_agree(unpaired_z_p(a, b), figures_number(&figures), 1e-11));
    }
    figures_close(&figures);
}

/* ---- properties ---- */

static struct paired_counts swapped(struct paired_counts counts)
{
    return (struct paired_counts){counts.both_right, counts.broken, counts.fixed,
                                  counts.both_wrong};
}

static void check_mirrors(struct interval interval, struct interval mirrored)
{
    CHECK_NEAR(mirrored.low, -interval.high, 1e-15);
    CHECK_NEAR(mirrored.high, -interval.low, 1e-15);
}

TEST(runs_that_change_places_mirror_all_of_a_pairs_figures)
{
    for (size_t i = 1; i < TABLES; i++) {
        struct paired_counts there = table(i), back = swapped(there);

        CHECK_NEAR(paired_delta(&back), -paired_delta(&there), 0.0);
        CHECK_NEAR(paired_standard_error(&back), paired_standard_error(&there), 0.0);
        check_mirrors(paired_newcombe(&there, 0.9), paired_newcombe(&back, 0.9));
        check_mirrors(paired_bonett_price(&there, 0.9), paired_bonett_price(&back, 0.9));
        CHECK_NEAR(mcnemar_exact(there.fixed, there.broken),
                   mcnemar_exact(there.broken, there.fixed), 0.0);
        CHECK_NEAR(mcnemar_mid_p(there.fixed, there.broken),
                   mcnemar_mid_p(there.broken, there.fixed), 0.0);
    }
}

TEST(paired_intervals_stay_inside_the_possible_and_widen_with_the_level)
{
    for (size_t i = 1; i < TABLES; i++) {
        struct paired_counts counts = table(i);
        struct interval newcombe = paired_newcombe(&counts, 0.95);
        struct interval adjusted = paired_bonett_price(&counts, 0.95);
        struct interval narrow = paired_bonett_price(&counts, 0.8);

        CHECK(newcombe.low >= -1.0 - 1e-15 && newcombe.high <= 1.0 + 1e-15);
        CHECK(holds(newcombe, paired_delta(&counts)));
        CHECK(adjusted.low >= -1.0 && adjusted.high <= 1.0 && adjusted.low < adjusted.high);
        CHECK(narrow.high - narrow.low < adjusted.high - adjusted.low);
    }
}

TEST(runs_that_never_differ_still_have_an_interval_around_none)
{
    static const struct paired_counts counts = {.both_right = 45, .both_wrong = 5};
    struct interval newcombe = paired_newcombe(&counts, 0.95);
    struct interval adjusted = paired_bonett_price(&counts, 0.95);

    CHECK_NEAR(paired_standard_error(&counts), 0.0, 0.0);
    CHECK(newcombe.low < 0.0 && newcombe.high > 0.0);
    CHECK(adjusted.low < 0.0 && adjusted.high > 0.0);
}

/* The least shares of four, each more right than wrong by chance alone: 50/50. */
TEST(paired_newcombe_of_independent_runs_is_the_unpaired_one)
{
    static const struct paired_counts counts = {25, 25, 25, 25};
    struct interval paired = paired_newcombe(&counts, 0.95);
    struct interval unpaired =
        unpaired_newcombe((struct share_counts){50, 100}, (struct share_counts){50, 100}, 0.95);

    CHECK_NEAR(paired.low, unpaired.low, 1e-15);
    CHECK_NEAR(paired.high, unpaired.high, 1e-15);
}

TEST(mid_p_is_never_above_the_exact_p)
{
    for (uint64_t fixed = 0; fixed < 40; fixed++)
        for (uint64_t broken = 0; broken < 40; broken++) {
            double exact = mcnemar_exact(fixed, broken), mid = mcnemar_mid_p(fixed, broken);

            CHECK(mid <= exact && exact <= 1.0 + 1e-15 && mid > 0.0);
        }
}

TEST(unpaired_newcombe_holds_the_delta_and_mirrors)
{
    for (uint64_t i = 0; i <= 9; i++)
        for (uint64_t j = 0; j <= 13; j++) {
            struct share_counts a = {i, 9}, b = {j, 13};
            struct interval interval = unpaired_newcombe(a, b, 0.95);

            CHECK(holds(interval, (double)j / 13.0 - (double)i / 9.0));
            check_mirrors(interval, unpaired_newcombe(b, a, 0.95));
            CHECK_NEAR(unpaired_z_p(a, b), unpaired_z_p(b, a), 0.0);
        }
}

TEST(paired_figures_of_nothing_are_undefined)
{
    static const struct paired_counts none = {0}, some = {1, 2, 3, 4};
    struct share_counts empty = {0, 0}, half = {1, 2}, wrong = {3, 2};

    CHECK_INT(paired_n(&none), 0);
    CHECK(isnan(paired_delta(&none)) && isnan(paired_standard_error(&none)));
    CHECK(isnan(paired_newcombe(&none, 0.95).low) && isnan(paired_bonett_price(&none, 0.95).high));
    CHECK(isnan(paired_newcombe(&some, 1.0).low) && isnan(paired_bonett_price(&some, 0.0).high));
    CHECK(isnan(unpaired_newcombe(empty, half, 0.95).low) && isnan(unpaired_z_p(half, empty)));
    CHECK(isnan(unpaired_newcombe(wrong, half, 0.95).low) && isnan(unpaired_z_p(half, wrong)));
    CHECK(isnan(unpaired_newcombe(half, half, 1.0).low));
    CHECK_NEAR(unpaired_z_p((struct share_counts){0, 4}, (struct share_counts){0, 9}), 1.0, 0.0);
    CHECK_NEAR(unpaired_z_p((struct share_counts){4, 4}, (struct share_counts){9, 9}), 1.0, 0.0);
}
