#include "check.h"

#include <assay/metrics/calibration.h>

#include <math.h>

TEST(a_score_on_an_edge_belongs_to_the_bin_below)
{
    static const double score[] = {0.0, 0.1, 0.2, 0.3, 0.7, 1.0, 0.30000000000000004};
    static const uint8_t correct[] = {0, 0, 0, 0, 0, 1, 0};
    static const uint64_t counts[] = {2, 1, 1, 1, 0, 0, 1, 0, 0, 1};
    struct arena *arena = arena_new();
    struct reliability table = calibration_reliability(arena, score, correct, 7, CALIBRATION_BINS);

    for (size_t i = 0; i < CALIBRATION_BINS; i++)
        CHECK_INT(table.bins[i].n, counts[i]);
    CHECK_NEAR(table.bins[9].accuracy, 1.0, 0.0);
    CHECK(isnan(table.bins[4].score) && isnan(table.bins[4].accuracy));
    CHECK_NEAR(table.bins[2].low, 0.2, 0.0);
    CHECK_NEAR(table.bins[2].high, 0.3, 0.0);
    arena_free(arena);
}

/* Four at .75 of which three are right are calibrated; two at 1 of which one is right are not. */
TEST(ece_weighs_each_bin_by_its_samples)
{
    static const double score[] = {0.75, 0.75, 0.75, 0.75, 1.0, 1.0};
    static const uint8_t correct[] = {1, 1, 1, 0, 1, 0};
    struct arena *arena = arena_new();
    struct reliability table = calibration_reliability(arena, score, correct, 6, CALIBRATION_BINS);

    CHECK_NEAR(table.ece, 1.0 / 6.0, 1e-15);
    CHECK_NEAR(table.mce, 0.5, 1e-15);
    CHECK_NEAR(table.brier, calibration_brier(score, correct, 6), 1e-15);
    arena_free(arena);
}

/* scikit-learn's example of brier_score_loss: .1 .9 .8 .3 against 0 1 1 0 gives .037. */
TEST(brier_score_equals_the_published_example)
{
    static const double score[] = {0.1, 0.9, 0.8, 0.3};
    static const uint8_t correct[] = {0, 1, 1, 0};

    CHECK_NEAR(calibration_brier(score, correct, 4), 0.0375, 1e-15);
}

TEST(brier_score_of_two_labels_is_twice_the_binary_one)
{
    static const double probability[] = {0.9, 0.1, 0.1, 0.9, 0.2, 0.8, 0.7, 0.3};
    static const uint16_t truth[] = {0, 1, 1, 0};

    CHECK_NEAR(calibration_brier_multiclass(probability, truth, 4, 2), 2 * 0.0375, 1e-15);
}

TEST(scores_that_are_no_shares_are_skipped_and_counted)
{
    static const double score[] = {0.5, NAN, -0.1, 1.5, INFINITY};
    static const uint8_t correct[] = {1, 1, 1, 1, 1};
    static const double probability[] = {1.0, 0.0, NAN, 0.5, 0.5, 0.5};
    static const uint16_t truth[] = {0, 0, 9};
    struct arena *arena = arena_new();
    struct reliability table = calibration_reliability(arena, score, correct, 5, CALIBRATION_BINS);

    CHECK_INT(table.n, 1);
    CHECK_INT(table.skipped, 4);
    CHECK_NEAR(table.brier, 0.25, 0.0);
    CHECK_NEAR(calibration_brier(score, correct, 5), 0.25, 0.0);
    CHECK_NEAR(calibration_brier_multiclass(probability, truth, 3, 2), 0.0, 0.0);
    arena_free(arena);
}

TEST(calibration_of_nothing_is_undefined)
{
    struct arena *arena = arena_new();
    struct reliability table = calibration_reliability(arena, NULL, NULL, 0, CALIBRATION_BINS);

    CHECK(isnan(table.ece) && isnan(table.mce) && isnan(table.brier));
    CHECK(isnan(calibration_brier(NULL, NULL, 0)));
    CHECK(isnan(calibration_brier_multiclass(NULL, NULL, 0, 3)));
    arena_free(arena);
}

TEST(one_bin_measures_the_gap_of_the_means)
{
    static const double score[] = {0.2, 0.4, 0.9};
    static const uint8_t correct[] = {0, 1, 1};
    struct arena *arena = arena_new();
    struct reliability table = calibration_reliability(arena, score, correct, 3, 1);

    CHECK_NEAR(table.ece, 2.0 / 3.0 - 0.5, 1e-15);
    arena_free(arena);
}
