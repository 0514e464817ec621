#include "check.h"
#include "plotted.h"

#include <assay/plot/plot_draw.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct plotted sample_runs(void)
{
    return plotted_many(loaded_path("paper-metrics", "sample_runs/paper_metrics"), NULL);
}

TEST(every_run_is_a_point_and_every_group_a_mean)
{
    struct plotted many = sample_runs();
    const struct plot_panel *panel =
        plotted_panel(plotted_plot(&many, "groups"), "Mean task accuracy");

    if (panel) {
        const struct plot_series *runs = &panel->axes->series[0], *means = &panel->axes->series[1];

        CHECK_INT(runs->count, 7);
        CHECK_INT(means->count, 2);
        CHECK_STR(panel->axes->x.names[0], "baseline (2)");
        CHECK_STR(panel->axes->x.names[1], "ttt (5)");
        /* Means of sample_runs/README.md; the deviation is numpy's, ddof=1. */
        CHECK_NEAR(means->y[0], .636141, 5e-7);
        CHECK_NEAR(means->y[1], .596687, 1e-6);
        CHECK_NEAR(means->high[1] - means->y[1], .0657768, 1e-6);
        CHECK_STR(means->titles[1], "mean, ttt (5): .5967 ± .0658");
        for (size_t i = 0; i < runs->count; i++)
            CHECK(fabs(runs->x[i] - (i < 2 ? 0.0 : 1.0)) < .5);
    }
    plotted_free(&many);
}

TEST(tasks_have_their_chance_and_means_over_tasks_none)
{
    struct plotted many = sample_runs();
    const struct plot *plot = plotted_plot(&many, "groups");
    const struct plot_panel *task = plotted_panel(plot, "swuggy");
    const struct plot_panel *mean = plotted_panel(plot, "Mean task accuracy");

    if (task && mean) {
        CHECK(task->axes->level_count == 1 && task->axes->levels[0].y == .5);
        CHECK_INT(mean->axes->level_count, 0);
    }
    plotted_free(&many);
}

TEST(time_begins_with_the_first_run_and_reads_as_dates)
{
    struct plotted many = sample_runs();
    const struct plot *plot = plotted_plot(&many, "trends");
    double first = INFINITY;
    size_t runs = 0;

    if (plot)
        for (size_t n = 0; n < plot->panels[0].axes->series_count; n++) {
            const struct plot_series *series = &plot->panels[0].axes->series[n];

            for (size_t i = 0; i < series->count; i++, runs++) {
                first = fmin(first, series->x[i]);
                CHECK(i == 0 || series->x[i] >= series->x[i - 1]);
            }
        }
    CHECK_NEAR(first, 20091.604421, 1e-6); /* 2025-01-03 14:30:22 */
    CHECK(plot && plot->panels[0].axes->x.text == TICK_DATE);
    CHECK(runs >= 4 && runs <= 7);
    plotted_free(&many);
}

TEST(runs_without_times_have_no_trends_and_say_so)
{
#define RUN(right) "{\"results\": {\"sblimp\": {\"accuracy\": " right ", \"samples\": 10}}}"
    struct plotted many = plotted_many(
        loaded_files("paper-metrics", (const struct loaded_file[]){{"one/results.json", RUN("0.5")},
                                                                   {"two/results.json", RUN("0.6")},
                                                                   {NULL, NULL}}),
        NULL);

    CHECK(plotted_why(&many, "trends"));
    CHECK(!plotted_why(&many, "groups-overview"));
    plotted_free(&many);
}

TEST(the_page_of_all_runs_names_every_run_and_fits_its_grid)
{
    struct plotted many = sample_runs();
    const struct plot *plot = plotted_plot(&many, "groups-overview");
    size_t facts = 0;

    for (size_t p = 0; plot && p < plot->panel_count; p++) {
        facts += plot->panels[p].fact_count;
        CHECK(plot->panels[p].row < PLOT_GRID_MOST && plot->panels[p].column < PLOT_GRID_MOST);
    }
    CHECK_INT(facts, 7);
    if (plot)
        CHECK(plot_draw(plot, &(struct plot_size){0}, many.arena)->count > 0);
    plotted_free(&many);
}

/* ---- curves of groups ---- */

TEST(a_group_has_losses_where_all_its_runs_have_them)
{
    struct curve_point one[] = {
        {1000, 2.0, 0, 2.0, 1}, {2000, 3.0, 0, 3.0, 1}, {4000, 5.0, 0, 5.0, 1}};
    struct curve_point two[] = {
        {1000, 4.0, 0, 4.0, 1}, {3000, 9.0, 0, 9.0, 1}, {4000, 5.0, 0, 5.0, 1}};
    struct group_curve curve = {.count = 0};
    struct arena *arena = arena_new();

    group_curve_add(&curve, &(struct curve_table){.points = one, .count = 3});
    group_curve_add(&curve, &(struct curve_table){.points = two, .count = 3});
    group_curve_add(&curve, &(struct curve_table){.count = 0});
    group_curve_finish(&curve, arena);
    CHECK_INT(curve.runs, 2);
    if (CHECK_INT(curve.count, 2)) {
        CHECK_NEAR(curve.points[0].position, 1000, 0);
        CHECK_NEAR(curve.points[0].mean, 3.0, 1e-12);
        /* Of 2 and 4. */
        CHECK_NEAR(curve.points[0].std, 1.4142135623730951, 1e-12);
        CHECK_NEAR(curve.points[1].position, 4000, 0);
        CHECK_NEAR(curve.points[1].std, 0.0, 1e-12);
    }
    arena_free(arena);
}

TEST(one_run_gives_its_own_curve_without_a_deviation)
{
    struct curve_point points[] = {{10, 2.5, .1, 2.5, 3}, {20, NAN, NAN, NAN, 0}};
    struct group_curve curve = {.count = 0};
    struct arena *arena = arena_new();

    group_curve_add(&curve, &(struct curve_table){.points = points, .count = 2});
    group_curve_finish(&curve, arena);
    if (CHECK_INT(curve.count, 1)) {
        CHECK_NEAR(curve.points[0].mean, 2.5, 1e-12);
        CHECK(isnan(curve.points[0].std));
    }
    arena_free(arena);
}
