#include "check.h"

#include <assay/base/err.h>
#include <assay/metrics/calibration.h>

#include <math.h>
#include <stdlib.h>

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

/* The edges and the doubles next to them, where a product with the number of bins rounds across. */
TEST(every_score_lies_above_the_low_edge_of_its_bin_and_up_to_the_high_one)
{
    static const uint8_t correct[] = {1};

    for (size_t bins = 1; bins <= 100; bins++) {
        for (size_t edge = 0; edge <= bins; edge++) {
            double at = (double)edge / (double)bins;
            const double scores[] = {nextafter(at, -1.0), at, nextafter(at, 2.0)};

            for (size_t i = 0; i < 3; i++) {
                struct arena *arena = arena_new();
                struct reliability table =
                    calibration_reliability(arena, &scores[i], correct, 1, bins);
                bool share = scores[i] >= 0.0 && scores[i] <= 1.0;

                CHECK_INT(table.n, share);
                for (size_t b = 0; b < bins && table.n; b++)
                    if (table.bins[b].n)
                        CHECK((b == 0 || scores[i] > table.bins[b].low) &&
                              scores[i] <= table.bins[b].high);
                arena_free(arena);
            }
        }
    }
}

TEST(parts_added_to_in_strips_give_the_same_bits_as_all_at_once)
{
    enum { N = 150001, STRIP = 500 };
    double *score = xcalloc(N, sizeof(*score));
    uint8_t *correct = xcalloc(N, 1);
    struct arena *arena = arena_new();
    struct reliability_sums *parts[3];
    struct reliability whole, joined;

    for (size_t i = 0; i < N; i++) {
        score[i] = fmod((double)i * 0.6180339887498949, 1.0);
        correct[i] = i % 3 == 0;
    }
    for (size_t p = 0; p < 3; p++) {
        size_t from = p * CALIBRATION_PART, end = p < 2 ? from + CALIBRATION_PART : N;

        parts[p] = reliability_sums_new(arena, CALIBRATION_BINS);
        for (; from < end; from += STRIP)
            reliability_sums_add(parts[p], score + from, correct + from,
                                 end - from < STRIP ? end - from : STRIP);
    }
    joined = reliability_of(arena, parts, 3, CALIBRATION_BINS);
    whole = calibration_reliability(arena, score, correct, N, CALIBRATION_BINS);
    CHECK_INT(whole.n, N);
    CHECK_INT(joined.n, N);
    CHECK_NEAR(joined.brier, whole.brier, 0.0);
    CHECK_NEAR(joined.ece, whole.ece, 0.0);
    /* Spread evenly, and right one time in three whatever the score. */
    CHECK_NEAR(whole.bins[7].accuracy, 1.0 / 3.0, 1e-3);
    CHECK_NEAR(whole.bins[7].score, 0.75, 1e-3);
    free(score);
    free(correct);
    arena_free(arena);
}
