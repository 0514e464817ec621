#include "check.h"

#include <assay/base/scale.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Heckbert's own example: data from 105 to 543 with five labels is shown on 100 to 600 by 100. */
TEST(ticks_of_105_to_543_are_those_of_the_source)
{
    struct ticks ticks;
    struct scale scale = scale_loose(scale_over(105.0, 543.0, SCALE_LINEAR), 5, &ticks);

    CHECK_NEAR(scale.low, 100.0, 1e-9);
    CHECK_NEAR(scale.high, 600.0, 1e-9);
    CHECK_INT(ticks.count, 6);
    for (size_t i = 0; i < ticks.count; i++)
        CHECK_NEAR(ticks.at[i], 100.0 + 100.0 * (double)i, 1e-9);
    CHECK_INT(ticks.decimals, 0);
}

TEST(nice_numbers_are_one_two_and_five_times_a_power_of_ten)
{
    static const struct {
        double range, above, nearest;
    } rows[] = {
        {1.0, 1.0, 1.0},    {1.4, 2.0, 1.0},      {1.6, 2.0, 2.0},     {2.9, 5.0, 2.0},
        {3.1, 5.0, 5.0},    {6.9, 10.0, 5.0},     {7.1, 10.0, 10.0},   {0.04, 0.05, 0.05},
        {438.0, 500, 500.}, {0.0001, 1e-4, 1e-4}, {1000., 1000, 1000},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        CHECK_NEAR(scale_nice(rows[i].range, NICE_ABOVE), rows[i].above, 1e-9 * rows[i].above);
        CHECK_NEAR(scale_nice(rows[i].range, NICE_NEAREST), rows[i].nearest,
                   1e-9 * rows[i].nearest);
    }
}

TEST(loose_scale_holds_the_data_and_ends_on_ticks)
{
    static const double ends[][2] = {{0.6072, 0.8420}, {-0.0414, 0.2146}, {2.23, 2.51},
                                     {5.9, 7.66},      {-3e-5, 1e-4},     {0, 36}};

    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
        for (int about = 2; about < 12; about++) {
            struct ticks ticks;
            struct scale scale =
                scale_loose(scale_over(ends[i][0], ends[i][1], SCALE_LINEAR), about, &ticks);

            CHECK(scale.low <= ends[i][0] + 1e-12 && scale.high >= ends[i][1] - 1e-12);
            CHECK(ticks.count >= 2 && ticks.count <= (size_t)about * 3);
            CHECK_NEAR(ticks.at[0], scale.low, 1e-9);
            CHECK_NEAR(ticks.at[ticks.count - 1], scale.high, 1e-9);
        }
}

TEST(whole_ticks_fall_on_whole_numbers_only)
{
    struct scale scale = scale_over(12.4, 15.6, SCALE_LINEAR);
    struct ticks ticks = scale_ticks(&scale, 10, TICKS_WHOLE);

    CHECK_INT(ticks.count, 3);
    CHECK_NEAR(ticks.at[0], 13.0, 0.0);
    CHECK_NEAR(ticks.at[2], 15.0, 0.0);
}

TEST(ticks_of_decades_are_one_two_five_or_the_decades)
{
    struct scale narrow = scale_over(1000.0, 24000.0, SCALE_LOG);
    struct scale wide = scale_over(1.0, 1e9, SCALE_LOG);
    struct ticks some = scale_ticks(&narrow, 6, TICKS_ANY);
    struct ticks decades = scale_ticks(&wide, 8, TICKS_ANY);

    CHECK_INT(some.count, 5); /* 1000 2000 5000 10000 20000 */
    CHECK_NEAR(some.at[2], 5000.0, 1e-6);
    CHECK_INT(decades.count, 10);
    CHECK_NEAR(decades.at[9], 1e9, 1.0);
}

TEST(log_scale_is_linear_in_the_logarithm_and_refused_at_zero)
{
    struct scale scale = scale_over(10.0, 1000.0, SCALE_LOG);

    CHECK_NEAR(scale_place(&scale, 100.0), 0.5, 1e-12);
    CHECK_NEAR(scale_value(&scale, 0.5), 100.0, 1e-9);
    CHECK(isnan(scale_place(&scale, 0.0)));
    CHECK_INT(scale_over(0.0, 5.0, SCALE_LOG).kind, SCALE_LINEAR);
}

TEST(places_and_values_are_inverse)
{
    for (int kind = SCALE_LINEAR; kind <= SCALE_LOG; kind++)
        for (double place = -0.5; place < 1.6; place += 0.25) {
            struct scale scale = scale_over(3.0, 4100.0, (enum scale_kind)kind);

            CHECK_NEAR(scale_place(&scale, scale_value(&scale, place)), place, 1e-9);
        }
}

TEST(ticks_in_rows_stand_on_middles_evenly)
{
    static const double ends[][2] = {{0.6072, 0.8420}, {-0.0414, 0.2146}, {2.23, 2.51},
                                     {5.9, 7.66},      {-3e-5, 1e-4},     {0, 36}};

    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
        for (int rows = 1; rows < 60; rows++) {
            struct ticks ticks = {.count = 0};
            struct scale range = scale_over(ends[i][0], ends[i][1], SCALE_LINEAR);
            struct scale scale = scale_rows(range, rows, &ticks);
            double first = scale_place(&scale, ticks.at[0]) * rows;

            CHECK(scale.low <= range.low + 1e-9 && scale.high >= range.high - 1e-9);
            if (rows < 3)
                continue;
            CHECK(ticks.count >= 1 && (rows < 5 || ticks.count >= 2));
            CHECK_NEAR(first - floor(first), 0.5, 1e-6);
            for (size_t t = 2; t < ticks.count; t++)
                CHECK_NEAR(
                    (scale_place(&scale, ticks.at[t]) - scale_place(&scale, ticks.at[t - 1])) *
                        rows,
                    (scale_place(&scale, ticks.at[1]) - scale_place(&scale, ticks.at[0])) * rows,
                    1e-6);
            /* Not much wider than asked for. */
            CHECK(rows < 8 || scale.high - scale.low < 1.7 * (range.high - range.low));
        }
}

TEST(hostile_ranges_give_a_usable_scale)
{
    static const double odd[] = {NAN,    INFINITY, -INFINITY, 0.0,  -0.0,  5e-324,
                                 1e-300, 1e300,    -1e300,    1e15, 1e308, -1e308};
    size_t n = sizeof(odd) / sizeof(odd[0]);

    for (size_t i = 0; i < n * n; i++)
        for (int kind = SCALE_LINEAR; kind <= SCALE_LOG; kind++) {
            struct scale scale = scale_over(odd[i / n], odd[i % n], (enum scale_kind)kind);
            struct ticks ticks;
            struct scale loose = scale_loose(scale, 5, &ticks);

            CHECK(isfinite(scale.low) && isfinite(scale.high) && scale.low < scale.high);
            CHECK(isfinite(loose.low) && isfinite(loose.high) && loose.low < loose.high);
            CHECK(ticks.count <= TICKS_MOST);
            scale = scale_rows(scale, (int)i % 7, &ticks);
            CHECK(isfinite(scale.low) && isfinite(scale.high) && scale.low < scale.high);
        }
}

TEST(zoom_keeps_its_centre_in_place_and_stays_inside)
{
    for (int kind = SCALE_LINEAR; kind <= SCALE_LOG; kind++) {
        struct scale all = scale_over(10.0, 1000.0, (enum scale_kind)kind);
        struct scale in = scale_zoom(all, all, 200.0, 0.5, 0.01);
        struct scale more = scale_zoom(all, in, 200.0, 0.5, 0.01);
        struct scale out = scale_zoom(all, more, 200.0, 4.0, 0.01);

        CHECK(in.low >= all.low && in.high <= all.high && in.low < in.high);
        CHECK_NEAR(scale_place(&in, 200.0), scale_place(&all, 200.0), 1e-9);
        CHECK_NEAR(scale_place(&more, 200.0), scale_place(&all, 200.0), 1e-9);
        CHECK_NEAR(out.low, 10.0, 1e-6);
        CHECK_NEAR(out.high, 1000.0, 1e-6);
    }
}

TEST(zoom_ends_at_the_least_width)
{
    struct scale all = scale_over(0.0, 36.0, SCALE_LINEAR), window = all;

    for (int i = 0; i < 50; i++)
        window = scale_zoom(all, window, 36.0, 0.5, 1.0 / 12.0);
    CHECK_NEAR(window.low, 33.0, 1e-9);
    CHECK_NEAR(window.high, 36.0, 0.0);
}

TEST(reveal_moves_no_further_than_it_must)
{
    struct scale all = scale_over(0.0, 36.0, SCALE_LINEAR);
    struct scale window = {10.0, 20.0, SCALE_LINEAR};
    struct scale right = scale_reveal(all, window, 25.0), same = scale_reveal(all, window, 12.0);
    struct scale left = scale_reveal(all, window, 4.0), outside = scale_reveal(all, window, 99.0);

    CHECK_NEAR(right.low, 15.0, 1e-9);
    CHECK_NEAR(right.high, 25.0, 1e-9);
    CHECK_NEAR(same.low, 10.0, 0.0);
    CHECK_NEAR(left.low, 4.0, 1e-9);
    CHECK_NEAR(outside.high, 20.0, 0.0);
}

TEST(ticks_read_as_people_write_them)
{
    struct arena *arena = arena_new();
    struct scale shares = {0.5, 1.0, SCALE_LINEAR}, deltas = {-0.1, 0.2, SCALE_LINEAR};
    struct scale tokens = {0.0, 20000.0, SCALE_LINEAR};
    struct ticks share = scale_ticks(&shares, 6, TICKS_ANY);
    struct ticks delta = scale_ticks(&deltas, 4, TICKS_ANY);
    struct ticks token = scale_ticks(&tokens, 3, TICKS_WHOLE);

    CHECK_STR(scale_tick_text(&share, 0, TICK_SHARE, arena), ".5");
    CHECK_STR(scale_tick_text(&share, share.count - 1, TICK_SHARE, arena), "1.0");
    CHECK_STR(scale_tick_text(&delta, 0, TICK_DELTA, arena), "-.1");
    CHECK_STR(scale_tick_text(&delta, 1, TICK_DELTA, arena), "0");
    CHECK_STR(scale_tick_text(&delta, 2, TICK_DELTA, arena), "+.1");
    CHECK_STR(scale_tick_text(&token, 1, TICK_PLAIN, arena), "10,000");
    arena_free(arena);
}

static const char *date_at(double low, double high, int about, size_t tick, struct arena *arena)
{
    struct scale scale = {low, high, SCALE_LINEAR};
    struct ticks ticks = scale_ticks(&scale, about, TICKS_DATES);

    return tick < ticks.count ? scale_tick_text(&ticks, tick, TICK_DATE, arena) : "";
}

/* Days of the calendar are those of Python's datetime. */
TEST(dates_stand_at_hours_days_months_and_years)
{
    struct arena *arena = arena_new();

    CHECK_STR(date_at(20269.4583, 20270.3333, 8, 0, arena), "12:00");
    CHECK_STR(date_at(20269.4583, 20270.3333, 8, 4, arena), "07-01");
    CHECK_STR(date_at(20380.5, 20395.8, 4, 0, arena), "10-20");
    CHECK_STR(date_at(20380.5, 20395.8, 4, 1, arena), "10-27");
    CHECK_STR(date_at(20091.6, 20382.3, 4, 0, arena), "2025-04");
    CHECK_STR(date_at(20091.6, 20382.3, 4, 1, arena), "2025-07");
    CHECK_STR(date_at(10956.0, 20454.0, 5, 0, arena), "2000");
    CHECK_STR(date_at(19782.0, 19783.9, 2, 1, arena), "03-01"); /* behind 29 February 2024 */
    arena_free(arena);
}

TEST(dates_stay_inside_of_any_range_and_rise)
{
    static const double ends[][2] = {{-1e300, 1e300},  {0.0, 1e-9},        {-719162.0, 2932896.0},
                                     {2932896.0, 1e9}, {20000.0, 20000.5}, {-800000.0, 0.0}};

    for (size_t n = 0; n < sizeof(ends) / sizeof(ends[0]); n++)
        for (int about = 0; about < 40; about++) {
            struct scale scale = {ends[n][0], ends[n][1], SCALE_LINEAR};
            struct ticks ticks = scale_ticks(&scale, about, TICKS_DATES);

            for (size_t i = 0; i < ticks.count; i++) {
                CHECK(ticks.at[i] >= scale.low - 1e-6 && ticks.at[i] <= scale.high + 1e-6);
                CHECK(i == 0 || ticks.at[i] > ticks.at[i - 1]);
            }
        }
}
