#include "check.h"
#include "plotted.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define FILES(...)                                                                                 \
    plotted_loaded(                                                                                \
        loaded_files("paper-metrics", (const struct loaded_file[]){__VA_ARGS__, {NULL, NULL}}))
#define SAMPLE "sample_runs/paper_metrics/"

/* ---- tasks ---- */

TEST(no_task_is_hidden_by_the_axis_and_chance_is_on_it)
{
    struct plotted p = plotted_path("paper-metrics", SAMPLE "run_20251003_143022_ttt");
    const struct plot *plot = plotted_plot(&p, "tasks");
    const struct plot_axes *axes = plotted_axes(plot);
    const struct plot_series *bars = &axes->series[0];

    CHECK_NEAR(axes->y.low, 0, 0);
    CHECK_NEAR(axes->y.hold[1], 0.5, 0);
    CHECK_INT(axes->level_count, 1);
    CHECK_STR(axes->levels[0].name, "chance .5");
    CHECK_INT(bars->count, 4);
    CHECK_STR(axes->x.names[1], "swuggy");
    CHECK_NEAR(bars->y[0], 0.5035, 1e-12);
    CHECK_NEAR(bars->y[1], 0.498, 1e-12);
    /* Wilson, 1007 of 2000, by statsmodels. */
    CHECK_NEAR(bars->low[0], 0.48160, 5e-5);
    CHECK_NEAR(bars->high[0], 0.52539, 5e-5);
    CHECK(strstr(plot->subtitle, "1871 to 2000 samples a task"));
    plotted_free(&p);
}

TEST(accuracies_near_1_have_an_axis_that_ends_there)
{
    struct plotted p =
        FILES({"run_1_ttt/results.json",
               "{\"metadata\": {\"model_type\": \"TTT\"}, \"results\": {"
               "\"sblimp\": {\"accuracy\": 0.97, \"samples\": 100, \"correct\": 97}}}"});

    CHECK_NEAR(plotted_axes(plotted_plot(&p, "tasks"))->y.high, 1.0, 0);
    plotted_free(&p);
}

TEST(a_task_that_is_only_stated_is_shown_as_that)
{
    struct plotted p =
        FILES({"run_20251003_143022_ttt/results.json",
               "{\"metadata\": {\"model_type\": \"TTT\"}, \"results\": {"
               "\"sblimp\": {\"accuracy\": 0.5035, \"samples\": 2000, \"correct\": 1007},"
               "\"tstory\": {\"accuracy\": 0.5494, \"samples\": 1871}}}"});
    const struct plot *plot = plotted_plot(&p, "tasks");
    const struct plot_series *bars = &plotted_axes(plot)->series[0];

    CHECK_STR(bars->texts[0], ".5035");
    CHECK_STR(bars->texts[1], ".5494 ?");
    CHECK_INT(bars->roles[1], ROLE_NO_EVIDENCE);
    CHECK_INT(plot->panels[0].key_count, 2);
    CHECK(plotted_says(plot, "tstory .5494 (stated)"));
    plotted_free(&p);
}

TEST(a_stated_accuracy_that_differs_from_its_counts_is_not_the_bar)
{
    struct plotted p =
        FILES({"run_20251003_143022_ttt/results.json",
               "{\"metadata\": {\"model_type\": \"TTT\"}, \"results\": {"
               "\"sblimp\": {\"accuracy\": 0.9, \"samples\": 2000, \"correct\": 1000}}}"});
    const struct plot *plot = plotted_plot(&p, "tasks");

    CHECK_NEAR(plotted_axes(plot)->series[0].y[0], 0.5, 1e-12);
    plotted_free(&p);
}

/* ---- losses ---- */

TEST(slopes_are_those_of_the_format_guide)
{
    struct plotted p = plotted_path("paper-metrics", SAMPLE "run_20251003_143022_ttt");
    const struct plot *plot = plotted_plot(&p, "slopes");
    const struct plot_axes *axes = plotted_axes(plot);
    static const char *const names[] = {"overall, 8k to 24k", "early, 4k to 8k",
                                        "middle, 8k to 16k", "late, 16k to 24k", "least squares"};
    /* In 1e-5: slopes of the guide; the fit is numpy's polyfit over the stored points. */
    static const double values[] = {-1.2, -0.8, -1.625, -0.775, -1.3009};

    if (!CHECK_INT(axes->x.name_count, 5))
        return;
    CHECK_STR(axes->y.title, "1e-5 nats per token and token of position");
    for (size_t i = 0; i < 5; i++) {
        CHECK_STR(axes->x.names[i], names[i]);
        CHECK_NEAR(axes->series[0].y[i], values[i], 1e-4);
    }
    CHECK_STR(axes->series[0].texts[0], "-1.200");
    plotted_free(&p);
}

TEST(lines_of_the_parts_go_through_the_stored_losses)
{
    struct plotted p = plotted_path("paper-metrics", SAMPLE "run_20251003_143022_ttt");
    const struct plot *plot = plotted_plot(&p, "loss-by-position");
    const struct plot_axes *axes = plotted_axes(plot);
    const struct plot_series *early = plotted_series(plot, "slope of a part");

    CHECK_INT(axes->x.kind, SCALE_LINEAR);
    CHECK_INT(plotted_series(plot, "loss")->count, 241);
    CHECK_NEAR(early->x[0], 4000, 0);
    CHECK_NEAR(early->y[0], 2.482, 1e-9);
    CHECK_NEAR(early->x[1], 8000, 0);
    CHECK_NEAR(early->y[1], 2.45, 1e-9);
    CHECK_INT(axes->phase_count, 3);
    CHECK_STR(axes->phases[1].name, "middle -1.625e-05");
    CHECK_STR(axes->phases[0].name, "early -8e-06");
    CHECK(!axes->band);
    plotted_free(&p);
}

TEST(repeated_positions_show_their_points_and_their_deviation)
{
    struct plotted p = plotted_path("paper-metrics", SAMPLE "run_20251003_150145_baseline");
    const struct plot *plot = plotted_plot(&p, "loss-by-position");
    const struct plot_series *mean = plotted_series(plot, "mean loss");

    CHECK_INT(plotted_series(plot, "points")->count, 72);
    CHECK_INT(mean->count, 24);
    CHECK(plotted_axes(plot)->band != NULL);
    CHECK(mean->low[0] < mean->y[0] && mean->y[0] < mean->high[0]);
    CHECK(strstr(plot->subtitle, "72 points at 24 positions"));
    CHECK(plotted_says(plotted_plot(&p, "slopes"), "There is no evidence of the overall slope"));
    plotted_free(&p);
}

TEST(positions_that_double_are_on_a_logarithmic_axis)
{
    struct plotted p = FILES({"run_1_ttt/results.json",
                              "{\"metadata\": {\"model_type\": \"TTT\"},"
                              " \"results\": {\"librilight\": {\"loss_8k\": 2.4}},"
                              " \"librilight_detailed\": {\"positions\": [1, 10, 100, 1000, 10000],"
                              " \"losses\": [5, 4, 3, 2.5, 2.4]}}"});

    CHECK_INT(plotted_axes(plotted_plot(&p, "loss-by-position"))->x.kind, SCALE_LOG);
    plotted_free(&p);
}

TEST(a_run_without_losses_or_tasks_says_so)
{
    struct plotted p = plotted_path("layer-probe", "sample_runs/layer_probe/run_20260129_101500");

    CHECK_STR(plotted_why(&p, "tasks"), "the run has no tasks");
    CHECK_STR(plotted_why(&p, "slopes"), "the run has no losses over positions");
    CHECK(plotted_why(&p, "loss-by-position"));
    plotted_free(&p);
}

/* ---- overview ---- */

TEST(the_overview_has_the_six_parts_of_the_single_run_page)
{
    struct plotted p = plotted_path("paper-metrics", SAMPLE "run_20251003_143022_ttt");
    const struct plot *plot = plotted_plot(&p, "overview");
    static const char *const titles[] = {"Benchmark accuracies", "Loss at context lengths",
                                         "Loss by position",     "Slopes of the loss",
                                         "Configuration",        "Summary"};

    if (!CHECK_INT(plot->panel_count, 6))
        return;
    for (size_t i = 0; i < 6; i++) {
        CHECK_STR(plot->panels[i].title, titles[i]);
        CHECK_INT(plot->panels[i].row * 3 + plot->panels[i].column, i);
    }
    CHECK_STR(plotted_fact(plot, "sblimp_max_pairs"), "2000");
    CHECK_STR(plotted_fact(plot, "ttt_chunking.max_chunk_size"), "50");
    CHECK_STR(plotted_fact(plot, "Mean task accuracy"), ".5185 =");
    CHECK_STR(plotted_fact(plot, "! differs"), "1");
    CHECK_STR(plot->panels[1].axes->notes[3].text, "2.4500 =");
    plotted_free(&p);
}

TEST(figures_that_metadata_states_are_no_configuration)
{
    struct plotted p = plotted_path("paper-metrics", SAMPLE "run_20251003_150145_baseline");
    const struct plot *plot = plotted_plot(&p, "overview");

    CHECK(!plotted_fact(plot, "sblimp_accuracy"));
    CHECK(!plotted_fact(plot, "paper_metrics_avg"));
    CHECK_STR(plotted_fact(plot, "variant"), "baseline");
    plotted_free(&p);
}

TEST(the_overview_of_layers_fills_its_rows_whatever_is_missing)
{
    static const char *const runs[] = {"run_20260122_153920", "run_20260205_120000"};

    for (size_t i = 0; i < 2; i++) {
        char path[128];
        const struct plot *plot;
        struct plotted p;
        int cells = 0;

        snprintf(path, sizeof(path), "sample_runs/layer_probe/%s", runs[i]);
        p = plotted_path("layer-probe", path);
        plot = plotted_plot(&p, "overview");
        for (size_t n = 0; n < plot->panel_count; n++)
            cells += plot->panels[n].columns > 1 ? plot->panels[n].columns : 1;
        CHECK_INT(cells, 6);
        CHECK_STR(plot->panels[0].title, "Dominance by layer");
        CHECK_STR(plotted_fact(plot, "model.n_layers"), "36");
        plotted_free(&p);
    }
}

TEST(an_accuracy_above_1_is_no_bar)
{
    struct plotted p = FILES({"run_1_ttt/results.json",
                              "{\"metadata\": {\"model_type\": \"TTT\"}, \"results\": {"
                              "\"sblimp\": {\"accuracy\": 0.5, \"samples\": 10, \"correct\": 5},"
                              "\"sstory\": {\"accuracy\": 5, \"samples\": 1871}}}"});
    const struct plot *plot = plotted_plot(&p, "tasks");

    CHECK(isnan(plotted_axes(plot)->series[0].y[1]));
    CHECK(plotted_says(plot, "sstory has none"));
    plotted_free(&p);
}

TEST(very_many_positions_are_shown_as_means_of_windows)
{
    struct buf text = {0};
    struct plotted p;
    const struct plot *plot;
    const struct plot_series *mean;

    buf_add_c(&text, "{\"metadata\": {\"model_type\": \"TTT\"}, \"results\": {},"
                     " \"librilight_detailed\": {\"positions\": [0");
    for (int i = 1; i < 12000; i++)
        buf_addf(&text, ", %d", i);
    buf_add_c(&text, "], \"losses\": [3");
    for (int i = 1; i < 12000; i++)
        buf_add_c(&text, i % 2 ? ", 2" : ", 3");
    buf_add_c(&text, "]}}");
    p = FILES({"run_1_ttt/results.json", text.ptr});
    plot = plotted_plot(&p, "loss-by-position");
    mean = plotted_series(plot, "mean of 100 positions");
    if (CHECK(mean && mean->count == 120)) {
        CHECK_NEAR(mean->x[0], 50, 0);
        CHECK_NEAR(mean->y[7], 2.5, 1e-12);
        /* Of 50 twos and 50 threes, by numpy with ddof 1. */
        CHECK_NEAR(mean->high[7] - mean->y[7], 0.50251890762960605, 1e-12);
    }
    CHECK(!plotted_series(plot, "points"));
    CHECK(plotted_says(plot, "The loss is 3.0000 nats at position 0"));
    plotted_free(&p);
    buf_release(&text);
}
