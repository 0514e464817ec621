#include "check.h"

#include <assay/metrics/curve.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TEST(repeated_positions_become_their_mean_in_rising_order)
{
    static const double position[] = {2000, 1000, 2000, 1000, 2000, 3000, NAN};
    static const double loss[] = {4.0, 1.0, 7.0, 3.0, 1.0, 5.0, 9.0};
    struct arena *arena = arena_new();
    size_t count;
    struct curve_point *points = curve_mean(arena, position, loss, 7, &count);

    CHECK_INT(count, 3);
    CHECK_NEAR(points[0].position, 1000, 0.0);
    CHECK_NEAR(points[0].mean, 2.0, 0.0);
    CHECK_NEAR(points[0].std, 1.4142135623730951, 1e-15); /* of 1 and 3, n - 1 */
    CHECK_NEAR(points[0].median, 2.0, 0.0);
    CHECK_NEAR(points[1].mean, 4.0, 0.0);
    CHECK_NEAR(points[1].std, 3.0, 1e-15); /* of 1, 4 and 7 */
    CHECK_NEAR(points[1].median, 4.0, 0.0);
    CHECK_INT(points[1].n, 3);
    CHECK_NEAR(points[2].std, 0.0, 0.0);
    CHECK_INT(points[2].n, 1);
    arena_free(arena);
}

TEST(a_position_without_a_value_stays_with_nothing_in_it)
{
    static const double position[] = {1, 2, 2}, loss[] = {NAN, NAN, 3.0};
    struct arena *arena = arena_new();
    size_t count;
    struct curve_point *points = curve_mean(arena, position, loss, 3, &count);

    CHECK_INT(count, 2);
    CHECK_INT(points[0].n, 0);
    CHECK(isnan(points[0].mean) && isnan(points[0].std) && isnan(points[0].median));
    CHECK_INT(points[1].n, 1);
    CHECK_NEAR(points[1].mean, 3.0, 0.0);
    curve_mean(arena, NULL, NULL, 0, &count);
    CHECK_INT(count, 0);
    arena_free(arena);
}

TEST(the_order_of_the_rows_does_not_change_a_bit_of_the_mean_curve)
{
    enum { N = 90 };
    double position[N], loss[N], back_position[N], back_loss[N];
    struct arena *arena = arena_new();
    size_t count, back_count;
    struct curve_point *points, *back;

    for (size_t i = 0; i < N; i++) {
        position[i] = back_position[N - 1 - i] = (double)(i * 7 % 30);
        loss[i] = back_loss[N - 1 - i] = 1.0 / (double)(i + 3);
    }
    points = curve_mean(arena, position, loss, N, &count);
    back = curve_mean(arena, back_position, back_loss, N, &back_count);
    CHECK_INT(count, 30);
    CHECK_INT(back_count, 30);
    for (size_t i = 0; i < count; i++) {
        CHECK_NEAR(points[i].mean, back[i].mean, 0.0);
        CHECK_NEAR(points[i].std, back[i].std, 0.0);
    }
    arena_free(arena);
}

static double end_point_slope_of_line(size_t n)
{
    double *loss = malloc((n + 1) * sizeof(*loss)), slope;

    for (size_t i = 0; i < n; i++)
        loss[i] = 3.0 - 0.25 * (double)i;
    slope = curve_slope_end_point(loss, n);
    free(loss);
    return slope;
}

TEST(end_point_slope_of_a_line_is_its_slope_and_0_when_too_short)
{
    CHECK_NEAR(end_point_slope_of_line(8001), -0.25, 1e-12);
    CHECK_NEAR(end_point_slope_of_line(30000), -0.25, 1e-12);
    CHECK_NEAR(end_point_slope_of_line(8000), 0.0, 0.0);
    CHECK_NEAR(end_point_slope_of_line(0), 0.0, 0.0);
}

TEST(end_points_are_the_last_token_and_half_of_them_up_to_8000)
{
    CHECK_INT(curve_end_points(129574).from, 8000);
    CHECK_INT(curve_end_points(129574).to, 129573);
    CHECK_INT(curve_end_points(14994).from, 7497);
    CHECK_INT(curve_end_points(14994).to, 14993);
    CHECK_INT(curve_end_points(16001).from, 8000);
    CHECK_INT(curve_end_points(8000).to, 0);
}

TEST(segment_slopes_need_both_stored_ends)
{
    static const double position[] = {4000, 8000, 16000, 20000, 8001};
    static const double loss[] = {3.0, 2.0, 4.0, 5.0, 9.0};
    struct curve_segments segments = curve_segment_slopes(position, loss, 5);

    CHECK_NEAR(segments.early, -0.00025, 1e-18);
    CHECK_NEAR(segments.middle, 0.00025, 1e-18);
    CHECK(isnan(segments.late));
}

TEST(a_position_stored_twice_is_no_end_of_a_segment)
{
    static const double position[] = {4000, 8000, 8000}, loss[] = {3.0, 2.0, 2.5};

    CHECK(isnan(curve_slope_between(position, loss, 3, 4000, 8000)));
    CHECK(isnan(curve_slope_between(position, loss, 3, 4000, 4000)));
}

/* Anscombe, The American Statistician 27 (1973), first set: y = 3.00 + 0.500 x. */
TEST(least_squares_slope_equals_anscombes)
{
    static const double x[] = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5, NAN, 3};
    static const double y[] = {8.04, 6.95,  7.58, 8.81, 8.33, 9.96, 7.24,
                               4.26, 10.84, 4.82, 5.68, 100,  NAN};

    CHECK_NEAR(curve_least_squares(x, y, 13).slope, 0.5000909090909091, 1e-14);
}

TEST(least_squares_slope_of_one_position_is_undefined)
{
    static const double x[] = {5, 5, 5}, y[] = {1, 2, 3};

    CHECK(isnan(curve_least_squares(x, y, 3).slope));
    CHECK(isnan(curve_least_squares(x, y, 1).slope));
    CHECK(isnan(curve_least_squares(NULL, NULL, 0).slope));
}

TEST(a_line_of_one_position_goes_through_its_mean_and_of_none_is_undefined)
{
    static const double x[] = {5, 5, 5, NAN}, y[] = {1, 2, 6, 9};
    struct curve_line line = curve_least_squares(x, y, 4), none = curve_least_squares(x + 3, y, 1);

    CHECK_NEAR(line.value, 3.0, 1e-15);
    CHECK(isnan(curve_line_at(&line, 6.0)));
    CHECK(isnan(none.value));
}

TEST(what_is_left_over_of_windows_is_in_the_last)
{
    static const double x[] = {0, 10, 20, 24, NAN}, y[] = {1, 2, 3, 5, 100};
    struct arena *arena = arena_new();
    size_t count;
    struct curve_point *windows = curve_windows(arena, x, y, 5, 10.0, &count);

    CHECK_INT(count, 2);
    CHECK_NEAR(windows[1].position, 15.0, 0.0);
    CHECK_NEAR(windows[1].mean, (2.0 + 3.0 + 5.0) / 3.0, 1e-15);
    curve_windows(arena, x, y, 0, 10.0, &count);
    CHECK_INT(count, 0);
    arena_free(arena);
}

/* ---- against scipy: tests/data/oracle/make_curve.py ---- */

struct points {
    size_t count;
    double *x, *y;
    char *rest; /* of the line read last */
};

static double next(struct points *points)
{
    return strtod(points->rest, &points->rest);
}

static void read_points(struct points *points, struct arena *arena)
{
    points->count = (size_t)next(points);
    points->x = arena_zalloc(arena, points->count, sizeof(double));
    points->y = arena_zalloc(arena, points->count, sizeof(double));
    for (size_t i = 0; i < points->count; i++)
        points->x[i] = next(points);
    for (size_t i = 0; i < points->count; i++)
        points->y[i] = next(points);
}

static void check_line(struct points *points)
{
    struct curve_line line = curve_least_squares(points->x, points->y, points->count);
    double slope = next(points), intercept = next(points);

    CHECK_NEAR(line.slope, slope, 1e-12 + 1e-9 * fabs(slope));
    CHECK_NEAR(curve_line_at(&line, 0.0), intercept, 1e-9);
}

static void check_at(struct points *points)
{
    struct curve_line line = curve_least_squares(points->x, points->y, points->count);
    double position = next(points);

    CHECK_NEAR(curve_line_at(&line, position), next(points), 1e-9);
}

static void check_windows(struct points *points, struct arena *arena)
{
    double width = next(points);
    size_t count, expected = (size_t)next(points);
    struct curve_point *windows =
        curve_windows(arena, points->x, points->y, points->count, width, &count);

    CHECK_INT(count, expected);
    for (size_t i = 0; i < count && count == expected; i++) {
        CHECK_NEAR(windows[i].position, next(points), 1e-9);
        CHECK_NEAR(windows[i].mean, next(points), 1e-12);
        CHECK_NEAR(windows[i].std, next(points), 1e-12);
        CHECK_INT(windows[i].n, (size_t)next(points));
    }
}

TEST(least_squares_lines_and_window_means_are_those_of_scipy)
{
    FILE *file = fopen("tests/data/oracle/curve.txt", "r");
    struct arena *arena = arena_new();
    struct points points = {0};
    char *line = NULL;
    size_t room = 0, checked = 0;

    CHECK(file != NULL);
    for (; file && getline(&line, &room, file) > 0; checked++) {
        points.rest = strchr(line, ' ');
        if (strncmp(line, "points", 6) == 0)
            read_points(&points, arena);
        else if (strncmp(line, "line", 4) == 0)
            check_line(&points);
        else if (strncmp(line, "at", 2) == 0)
            check_at(&points);
        else
            check_windows(&points, arena);
    }
    CHECK_INT(checked, 16);
    if (file)
        fclose(file);
    free(line);
    arena_free(arena);
}

/* Printed side by side by a real evaluation: loss 5.9366, 5.9324 and 5.9675. */
TEST(perplexity_is_the_exponential_of_the_loss)
{
    CHECK_NEAR(curve_perplexity(5.9366), 378.66, 0.02);
    CHECK_NEAR(curve_perplexity(5.9324), 377.04, 0.02);
    CHECK_NEAR(curve_perplexity(5.9675), 390.53, 0.02);
    CHECK_NEAR(curve_perplexity(0.0), 1.0, 0.0);
    CHECK(isnan(curve_perplexity(NAN)));
}

/* paper_metrics_avg and paper_metrics_f1 as two real evaluations stated them. */
TEST(mean_and_harmonic_mean_equal_the_stated_aggregates)
{
    static const double baseline[] = {0.545, 0.6335, 0.8006413682522715, 0.6092998396579369};
    static const double tuned[] = {0.5085, 0.5755, 0.7242116515232496, 0.5857830037413148};

    CHECK_NEAR(curve_mean_accuracy(baseline, 4), 0.6471103019775521, 1e-15);
    CHECK_NEAR(curve_mean_accuracy(tuned, 4), 0.5984986638161411, 1e-15);
    CHECK_NEAR(curve_harmonic_accuracy(tuned, 4), 0.5889180583447875, 1e-15);
}

TEST(tasks_without_samples_are_in_neither_mean)
{
    static const double accuracy[] = {0.5, 0.0, NAN, 0.25}, none[] = {0.0, NAN};

    CHECK_NEAR(curve_mean_accuracy(accuracy, 4), 0.375, 0.0);
    CHECK_NEAR(curve_harmonic_accuracy(accuracy, 4), 1.0 / 3.0, 1e-15);
    CHECK(isnan(curve_mean_accuracy(none, 2)) && isnan(curve_harmonic_accuracy(none, 2)));
}
