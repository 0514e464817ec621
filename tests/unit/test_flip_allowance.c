#include "check.h"

#include <assay/metrics/flip_allowance.h>
#include <assay/metrics/paired.h>

#include <math.h>

enum { LABELS = 3 };

static const uint64_t support[LABELS] = {50, 30, 20};
static const uint64_t tp_a[LABELS] = {40, 21, 0}, predicted_a[LABELS] = {55, 40, 5};
static const uint64_t tp_b[LABELS] = {45, 20, 8}, predicted_b[LABELS] = {60, 25, 10};

static const struct margins a = {LABELS, 100, tp_a, support, predicted_a};
static const struct margins b = {LABELS, 100, tp_b, support, predicted_b};

TEST(two_flips_change_accuracy_by_a_sample_each)
{
    CHECK_NEAR(flip_variance(&a, &b, margins_accuracy, 0), 2.0 / (100.0 * 100.0), 1e-18);
}

TEST(two_flips_change_a_labels_recall_by_one_of_its_samples_each)
{
    for (size_t k = 0; k < LABELS; k++) {
        double share = 1.0 / (double)support[k];

        CHECK_NEAR(flip_variance(&a, &b, margins_recall, k), 2.0 * share * share, 1e-17);
    }
}

/* A flip of one of the n_k samples of a label changes the mean of three recalls by 1/(3 n_k). */
TEST(two_flips_weigh_labels_by_their_samples)
{
    double mean = (50.0 / (150.0 * 150.0) + 30.0 / (90.0 * 90.0) + 20.0 / (60.0 * 60.0)) / 100.0;

    CHECK_NEAR(flip_variance(&a, &b, margins_balanced_accuracy, 0), 2.0 * mean, 1e-16);
}

TEST(sides_may_change_places_and_numbers_stay)
{
    CHECK_NEAR(flip_variance(&a, &b, margins_macro_f1, 0),
               flip_variance(&b, &a, margins_macro_f1, 0), 1e-18);
    CHECK_INT(tp_a[2], 0);
    CHECK_INT(predicted_b[0], 60);
}

TEST(an_allowance_makes_walds_interval_that_of_bonett_and_price)
{
    static const struct paired_counts counts = {900, 7, 12, 81};
    double n = 1000.0, delta = paired_delta(&counts);
    double half = INTERVAL_Z95 * paired_standard_error(&counts);
    struct interval wald = {delta - half, delta + half};
    struct interval wide = interval_widened(wald, delta, 2.0 / (n * n), 0.95);
    struct interval adjusted = paired_bonett_price(&counts, 0.95);

    CHECK_NEAR(wide.high - wide.low, adjusted.high - adjusted.low, 5e-5);
    CHECK(wide.high - wide.low > 1.04 * (wald.high - wald.low));
}

TEST(widening_moves_each_end_outwards)
{
    struct interval beside = {0.02, 0.05}; /* does not hold the delta */
    struct interval wide = interval_widened(beside, 0.01, 1e-4, 0.95);

    CHECK(wide.low < beside.low && wide.high > beside.high);
    wide = interval_widened(beside, 0.03, 0.0, 0.95);
    CHECK_NEAR(wide.low, beside.low, 1e-15);
    CHECK_NEAR(wide.high, beside.high, 1e-15);
    CHECK(isnan(interval_widened((struct interval){NAN, NAN}, 0.03, 1e-4, 0.95).low));
    CHECK(isnan(interval_widened(beside, NAN, 1e-4, 0.95).high));
    /* Nothing flipped: +- z times the root of the variance. */
    wide = interval_widened((struct interval){0.0, 0.0}, 0.0, 1e-4, 0.95);
    CHECK_NEAR(wide.high, 0.01 * INTERVAL_Z95, 1e-15);
    CHECK_NEAR(wide.low, -wide.high, 0.0);
}

TEST(flips_of_a_figure_of_nothing_add_nothing)
{
    static const uint64_t none[LABELS] = {0};
    static const struct margins empty = {LABELS, 0, none, none, none};

    CHECK_NEAR(flip_variance(&empty, &empty, margins_macro_f1, 0), 0.0, 0.0);
}
