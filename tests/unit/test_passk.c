#include "check.h"

#include <assay/metrics/passk.h>
#include <assay/model/difficulty.h>

#include <math.h>
#include <stddef.h>

/* Twelve runs of one model over MBPP: pass@1, @5, @10 as their authors printed them. */
TEST(pass_at_k_equals_the_figures_of_a_published_experiment)
{
    static const double printed[13][3] = {
        {0.0, 0.0, 0.0},
        {0.0833333333333333, 0.4166666666666667, 0.8333333333333334},
        {0.1666666666666667, 0.6818181818181819, 0.9848484848484849},
        {0.2500000000000001, 0.8409090909090909, 1.0},
        {0.3333333333333335, 0.9292929292929292, 1.0},
        {0.4166666666666667, 0.9734848484848484, 1.0},
        {0.5, 0.9924242424242424, 1.0},
        {0.5833333333333334, 0.9987373737373736, 1.0},
        {0.6666666666666666, 1.0, 1.0},
        {0.75, 1.0, 1.0},
        {0.8333333333333333, 1.0, 1.0},
        {0.9166666666666666, 1.0, 1.0},
        {1.0, 1.0, 1.0},
    };

    for (uint64_t c = 0; c <= 12; c++) {
        CHECK_NEAR(passk_any(12, c, 1), printed[c][0], 1e-12);
        CHECK_NEAR(passk_any(12, c, 5), printed[c][1], 1e-12);
        CHECK_NEAR(passk_any(12, c, 10), printed[c][2], 1e-12);
    }
}

/* By counting draws: 2 right of 4; of the 6 pairs 1 holds none right and 1 holds both. */
TEST(pairs_of_four_attempts_can_be_counted_by_hand)
{
    CHECK_NEAR(passk_any(4, 2, 2), 5.0 / 6.0, 1e-15);
    CHECK_NEAR(passk_all(4, 2, 2), 1.0 / 6.0, 1e-15);
}

TEST(more_draws_than_attempts_are_undefined)
{
    CHECK(isnan(passk_any(5, 2, 6)) && isnan(passk_all(5, 2, 6)));
    CHECK(isnan(passk_any(5, 6, 1)) && isnan(passk_all(5, 6, 1)));
    CHECK(isnan(passk_any(5, 2, 0)) && isnan(passk_all(0, 0, 1)));
}

/* Every subset of the attempts, as bits. */
static double by_enumeration(unsigned n, unsigned c, unsigned k, int all)
{
    unsigned right = (1u << c) - 1, hits = 0, sets = 0;

    for (unsigned set = 0; set < 1u << n; set++) {
        if ((unsigned)__builtin_popcount(set) != k)
            continue;
        sets++;
        hits += all ? (set & right) == set : (set & right) != 0;
    }
    return (double)hits / (double)sets;
}

TEST(both_estimators_equal_the_enumeration_of_all_draws)
{
    for (unsigned n = 1; n <= 9; n++)
        for (unsigned c = 0; c <= n; c++)
            for (unsigned k = 1; k <= n; k++) {
                CHECK_NEAR(passk_any(n, c, k), by_enumeration(n, c, k, 0), 1e-14);
                CHECK_NEAR(passk_all(n, c, k), by_enumeration(n, c, k, 1), 1e-14);
            }
}

/* 1 - C(900,100)/C(1000,100) and C(900,100)/C(1000,100): Python's exact integers. */
TEST(large_counts_neither_overflow_nor_lose_the_small_figure)
{
    CHECK_NEAR(passk_any(1000, 100, 100) + passk_all(1000, 900, 100), 1.0, 1e-15);
    CHECK_NEAR(passk_all(1000, 900, 100) / 1.4696838026802188e-05, 1.0, 1e-12);
    CHECK_NEAR(passk_any(1000000, 1, 500000), 0.5, 1e-12);
}

TEST(one_draw_is_the_share_of_right_attempts_to_the_bit)
{
    for (uint64_t n = 1; n < 200; n++)
        for (uint64_t c = 0; c <= n; c++) {
            CHECK_NEAR(passk_any(n, c, 1), (double)c / (double)n, 0.0);
            CHECK_NEAR(passk_all(n, c, 1), (double)c / (double)n, 0.0);
        }
}

TEST(difficulty_bands_take_their_lower_edges)
{
    CHECK_INT(difficulty_of(passk_any(12, 9, 1)), DIFFICULTY_EASY);
    CHECK_INT(difficulty_of(passk_any(12, 8, 1)), DIFFICULTY_MEDIUM);
    CHECK_INT(difficulty_of(passk_any(10, 3, 1)), DIFFICULTY_MEDIUM);
    CHECK_INT(difficulty_of(passk_any(12, 3, 1)), DIFFICULTY_HARD);
    CHECK_INT(difficulty_of(NAN), DIFFICULTY_NONE);
    CHECK_STR(difficulty_name(DIFFICULTY_HARD), "hard");
}
