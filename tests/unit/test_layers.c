#include "check.h"

#include <assay/metrics/layers.h>

#include <math.h>
#include <stdint.h>

enum { DEPTH = 36 };

static void number_layers(double *layer, size_t n)
{
    for (size_t i = 0; i < n; i++)
        layer[i] = (double)i;
}

TEST(fold_deviation_is_the_population_one_and_skips_folds_without_samples)
{
    static const double folds[] = {0.2, 0.4, NAN, 0.4, 0.4, 0.5, 0.5, 0.7, 0.9};
    struct fold_summary summary = layers_over_folds(folds, 9);

    CHECK_INT(summary.n, 8);
    CHECK_NEAR(summary.mean, 0.5, 1e-15);
    CHECK_NEAR(summary.std, 0.2, 1e-15); /* the textbook eight: 2 4 4 4 5 5 7 9 */
    CHECK_NEAR(layers_over_folds(folds, 1).std, 0.0, 0.0);
    CHECK(isnan(layers_over_folds(folds, 0).mean) && isnan(layers_over_folds(folds, 0).std));
}

TEST(dominance_is_a_minus_b_and_undefined_where_either_is)
{
    double a[] = {0.75, NAN, 0.25}, b[] = {0.5, 0.5, 0.5};

    layers_dominance(a, b, a, 3);
    CHECK_NEAR(a[0], 0.25, 0.0);
    CHECK(isnan(a[1]));
    CHECK_NEAR(a[2], -0.25, 0.0);
}

/* Signs as in the seed: positive on 0-14, 20-22, 24 and 29-34. */
static void seed_shape(double *dominance)
{
    for (int i = 0; i < DEPTH; i++) {
        int positive = i <= 14 || (i >= 20 && i <= 22) || i == 24 || (i >= 29 && i <= 34);

        dominance[i] = positive ? 0.02 : -0.02;
    }
    dominance[5] = 0.2146;
    dominance[26] = -0.0414;
}

TEST(all_seven_crossings_of_the_seed_are_found)
{
    static const double before[] = {14, 19, 22, 23, 24, 28, 34};
    double layer[DEPTH], dominance[DEPTH];
    struct arena *arena = arena_new();
    size_t count;
    struct crossing *crossings;

    number_layers(layer, DEPTH);
    seed_shape(dominance);
    crossings = layers_crossings(arena, layer, dominance, DEPTH, &count);
    CHECK_INT(count, 7);
    for (size_t i = 0; i < count && i < 7; i++) {
        CHECK_NEAR(crossings[i].before, before[i], 0.0);
        CHECK_NEAR(crossings[i].after, before[i] + 1, 0.0);
        CHECK_NEAR(crossings[i].at, before[i] + 0.5, 1e-12);
        CHECK_INT(crossings[i].direction, i % 2 ? 1 : -1);
    }
    arena_free(arena);
}

TEST(positive_ranges_of_the_seed_are_found)
{
    static const double ranges_of_seed[][2] = {{0, 14}, {20, 22}, {24, 24}, {29, 34}};
    double layer[DEPTH], dominance[DEPTH];
    struct arena *arena = arena_new();
    size_t count;
    struct layer_range *ranges;

    number_layers(layer, DEPTH);
    seed_shape(dominance);
    ranges = layers_positive_ranges(arena, layer, dominance, DEPTH, &count);
    CHECK_INT(count, 4);
    for (size_t i = 0; i < count && i < 4; i++) {
        CHECK_NEAR(ranges[i].first, ranges_of_seed[i][0], 0.0);
        CHECK_NEAR(ranges[i].last, ranges_of_seed[i][1], 0.0);
    }
    CHECK_INT(layers_arg_max(dominance, DEPTH), 5);
    CHECK_INT(layers_arg_min(dominance, DEPTH), 26);
    arena_free(arena);
}

TEST(a_crossing_is_interpolated_between_the_layers_that_are_there)
{
    static const double layer[] = {0, 6, 12, 18}, value[] = {0.3, 0.1, NAN, -0.3};
    struct arena *arena = arena_new();
    size_t count;
    struct crossing *crossings = layers_crossings(arena, layer, value, 4, &count);

    CHECK_INT(count, 1);
    CHECK_NEAR(crossings[0].before, 6, 0.0);
    CHECK_NEAR(crossings[0].after, 18, 0.0);
    CHECK_NEAR(crossings[0].at, 9.0, 1e-12); /* a quarter of the way */
    arena_free(arena);
}

TEST(zeros_are_a_crossing_only_when_the_sign_changes_across_them)
{
    static const double layer[] = {0, 1, 2, 3, 4, 5, 6};
    static const double touch[] = {0, 1, 0, 1, 0, 0, 0};
    static const double through[] = {0, 1, 0, 0, NAN, -1, -1};
    struct arena *arena = arena_new();
    size_t count;
    struct crossing *crossings;

    layers_crossings(arena, layer, touch, 7, &count);
    CHECK_INT(count, 0);
    crossings = layers_crossings(arena, layer, through, 7, &count);
    CHECK_INT(count, 1);
    CHECK_NEAR(crossings[0].at, 2.5, 0.0);
    CHECK_NEAR(crossings[0].before, 1, 0.0);
    CHECK_NEAR(crossings[0].after, 5, 0.0);
    arena_free(arena);
}

TEST(a_curve_of_zeros_has_no_crossing_no_range_and_peaks_first)
{
    static const double layer[] = {0, 1, 2}, value[] = {0, 0, 0};
    struct arena *arena = arena_new();
    size_t crossings, ranges;

    layers_crossings(arena, layer, value, 3, &crossings);
    layers_positive_ranges(arena, layer, value, 3, &ranges);
    CHECK_INT(crossings, 0);
    CHECK_INT(ranges, 0);
    CHECK_INT(layers_arg_max(value, 3), 0);
    CHECK_INT(layers_arg_min(value, 3), 0);
    arena_free(arena);
}

TEST(nan_ends_a_range_and_is_never_a_peak)
{
    static const double layer[] = {0, 1, 2}, value[] = {NAN, 1, NAN}, split[] = {1, NAN, 2};
    struct arena *arena = arena_new();
    size_t count;
    struct layer_range *ranges = layers_positive_ranges(arena, layer, split, 3, &count);

    CHECK_INT(count, 2);
    CHECK_NEAR(ranges[1].first, 2, 0.0);
    CHECK_INT(layers_arg_max(value, 3), 1);
    CHECK_INT(layers_arg_min(value, 3), 1);
    CHECK(layers_arg_max(value, 1) == LAYERS_NONE);
    arena_free(arena);
}

TEST(trends_cut_at_12_and_24_whatever_the_depth)
{
    double layer[DEPTH], value[DEPTH];
    static const double few[] = {0, 6, 12}, few_values[] = {1, 3, NAN};
    struct layer_trends trends;

    number_layers(layer, DEPTH);
    for (int i = 0; i < DEPTH; i++)
        value[i] = i < 12 ? 1 : i < 24 ? 10 : 100;
    trends = layers_trends(layer, value, DEPTH);
    CHECK_NEAR(trends.early, 1, 0.0);
    CHECK_NEAR(trends.middle, 10, 0.0);
    CHECK_NEAR(trends.late, 100, 0.0);
    trends = layers_trends(few, few_values, 3);
    CHECK_NEAR(trends.early, 2, 0.0);
    CHECK(isnan(trends.middle) && isnan(trends.late));
}

/* The seed's average, and the margin itself, which is still balanced. */
TEST(overall_leaning_needs_more_than_the_margin)
{
    CHECK_INT(layers_leaning(0.0526, LEANING_MARGIN), LEANING_A);
    CHECK_INT(layers_leaning(0.05, LEANING_MARGIN), LEANING_BALANCED);
    CHECK_INT(layers_leaning(-0.05, LEANING_MARGIN), LEANING_BALANCED);
    CHECK_INT(layers_leaning(-0.0501, LEANING_MARGIN), LEANING_B);
    CHECK_INT(layers_leaning(NAN, LEANING_MARGIN), LEANING_UNKNOWN);
}

TEST(conflict_averages_leave_out_layers_without_conflict)
{
    static const double a[] = {0.5, NAN, 0.75}, b[] = {0.25, NAN, 0.25}, d[] = {0.25, NAN, 0.5};
    static const double none[] = {NAN, NAN, NAN};
    struct conflict_averages averages = layers_conflict(a, b, d, 3);
    size_t used;

    CHECK_NEAR(averages.a, 0.625, 0.0);
    CHECK_NEAR(averages.b, 0.25, 0.0);
    CHECK_NEAR(averages.dominance, 0.375, 0.0);
    CHECK(isnan(layers_conflict(none, none, none, 3).dominance));
    layers_average(a, 3, &used);
    CHECK_INT(used, 2);
}

/* Between two crossings the sign holds: crossings and positive ranges tell the same story. */
TEST(crossings_and_positive_ranges_agree_on_random_curves)
{
    uint64_t state = 9;

    for (int round = 0; round < 2000; round++) {
        double layer[24], value[24];
        struct arena *arena = arena_new();
        size_t crossings, ranges, rises = 0;
        struct crossing *found;

        number_layers(layer, 24);
        for (int i = 0; i < 24; i++) {
            state = state * UINT64_C(6364136223846793005) + 1;
            value[i] = ((double)(state >> 40) + 0.5) / (1 << 23) - 1.0;
        }
        found = layers_crossings(arena, layer, value, 24, &crossings);
        layers_positive_ranges(arena, layer, value, 24, &ranges);
        for (size_t i = 0; i < crossings; i++) {
            rises += found[i].direction > 0;
            CHECK(found[i].at > found[i].before && found[i].at < found[i].after);
            CHECK(i == 0 || found[i].direction == -found[i - 1].direction);
        }
        CHECK_INT(ranges, rises + (value[0] > 0));
        arena_free(arena);
    }
}
