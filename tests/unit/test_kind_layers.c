#include "check.h"
#include "plotted.h"

#include <math.h>
#include <string.h>

#define FILES(...)                                                                                 \
    plotted_loaded(                                                                                \
        loaded_files("layer-probe", (const struct loaded_file[]){__VA_ARGS__, {NULL, NULL}}))
#define SAMPLE "sample_runs/layer_probe/"

/* Figures of the published summary: see sample_runs/README.md. */
TEST(the_dominance_curve_peaks_where_the_published_summary_says)
{
    struct plotted p = plotted_path("layer-probe", SAMPLE "run_20260122_153920");
    const struct plot *plot = plotted_plot(&p, "dominance-curve");
    const struct plot_axes *axes = plotted_axes(plot);
    const struct plot_series *all = plotted_series(plot, "all samples");

    CHECK_INT(all->count, 36);
    CHECK(all->shaded);
    CHECK_INT(plotted_series(plot, "conflict samples")->form, PLOT_DASHED);
    CHECK_NEAR(all->y[5], 0.21461224489795938, 1e-12);
    CHECK_NEAR(all->y[26], -0.041387755102040735, 1e-12);
    CHECK_INT(axes->note_count, 2);
    CHECK_NEAR(axes->notes[0].x, 5, 0);
    CHECK_STR(axes->notes[0].text, "layer 5, +.2146");
    CHECK_STR(axes->notes[1].text, "layer 26, -.0414");
    CHECK(plotted_says(plot, "On conflict samples it is largest at layer 5 with +.2182"));
    CHECK(strstr(plot->subtitle, "run_20260122_153920 · models/OpenS2S/ · 247 samples"));
    plotted_free(&p);
}

TEST(every_crossing_of_the_dominance_curve_is_marked)
{
    struct plotted p = plotted_path("layer-probe", SAMPLE "run_20260122_153920");
    const struct plot *plot = plotted_plot(&p, "dominance-curve");
    const struct plot_axes *axes = plotted_axes(plot);

    CHECK_INT(axes->mark_count, 7);
    CHECK(axes->marks[0].x > 14 && axes->marks[0].x < 15);
    for (size_t i = 1; i < axes->mark_count; i++)
        CHECK(axes->marks[i].x > axes->marks[i - 1].x);
    CHECK(plotted_says(plot, "It changes sign 7 times, between layers 14–15, 19–20"));
    plotted_free(&p);
}

TEST(phases_of_the_dominance_curve_are_early_middle_and_late_with_their_published_means)
{
    struct plotted p = plotted_path("layer-probe", SAMPLE "run_20260122_153920");
    const struct plot_axes *axes = plotted_axes(plotted_plot(&p, "dominance-curve"));

    CHECK_INT(axes->phase_count, 3);
    CHECK_STR(axes->phases[0].name, "early +.1459");
    CHECK_STR(axes->phases[1].name, "middle +.0048");
    CHECK_STR(axes->phases[2].name, "late +.0071");
    CHECK_NEAR(axes->phases[0].from, 0, 0);
    CHECK(axes->phases[0].to > 11 && axes->phases[0].to < 12);
    CHECK_NEAR(axes->phases[2].to, 35, 0);
    plotted_free(&p);
}

TEST(accuracy_curves_note_the_published_best_layers_and_chance)
{
    struct plotted p = plotted_path("layer-probe", SAMPLE "run_20260122_153920");
    const struct plot *plot = plotted_plot(&p, "accuracy-curves");
    const struct plot_axes *axes = plotted_axes(plot);
    const struct plot_series *semantic = plotted_series(plot, "semantic");

    CHECK_NEAR(semantic->y[27], 0.8303673469387756, 1e-12);
    CHECK_NEAR(plotted_series(plot, "prosody")->y[0], 0.8419591836734692, 1e-12);
    CHECK_STR(axes->notes[0].text, "layer 27, .8304");
    CHECK_STR(axes->notes[1].text, "layer 0, .8420");
    CHECK_INT(axes->level_count, 1);
    CHECK_NEAR(axes->levels[0].y, 0.2, 1e-15);
    CHECK_STR(axes->levels[0].name, "chance 1/5");
    /* The table states a deviation of 0.0345 at layer 0. */
    CHECK_NEAR(semantic->high[0] - semantic->y[0], 0.0345, 0.00005);
    CHECK_NEAR(semantic->y[0] - semantic->low[0], 0.0345, 0.00005);
    plotted_free(&p);
}

TEST(chance_is_not_drawn_where_nothing_says_how_many_labels_there_are)
{
    struct plotted p = plotted_path("layer-probe", SAMPLE "run_20260129_101500");
    const struct plot *plot = plotted_plot(&p, "accuracy-curves");

    CHECK_INT(plotted_axes(plot)->level_count, 0);
    CHECK(strstr(plot->subtitle, "from a table rounded to 4 decimals"));
    plotted_free(&p);
}

TEST(conflict_curves_are_solid_and_their_baselines_dashed)
{
    struct plotted p = plotted_path("layer-probe", SAMPLE "run_20260122_153920");
    const struct plot *plot = plotted_plot(&p, "conflict-curves");
    const struct plot_series *some = plotted_series(plot, "prosody, conflict");
    const struct plot_series *all = plotted_series(plot, "prosody, all");

    CHECK_INT(some->form, PLOT_LINE);
    CHECK_INT(all->form, PLOT_DASHED);
    CHECK_INT(some->role, all->role);
    CHECK_NEAR(all->y[0], 0.8419591836734692, 1e-12);
    CHECK_NEAR(some->y[0], 0.8323, 0.00005);
    CHECK(strstr(plot->subtitle, "197 conflict samples"));
    plotted_free(&p);
}

TEST(a_run_without_conflict_samples_says_so_instead_of_a_conflict_plot)
{
    struct plotted p = plotted_path("layer-probe", SAMPLE "run_20260205_120000");

    CHECK_STR(plotted_why(&p, "conflict-curves"),
              "the run has no conflict samples, and no accuracy on any");
    plotted_free(&p);
}

TEST(dominance_that_is_0_everywhere_is_a_line_without_peaks_and_crossings)
{
    struct plotted p = plotted_path("layer-probe", SAMPLE "run_20260205_120000");
    const struct plot *plot = plotted_plot(&p, "dominance-curve");
    const struct plot_axes *axes = plotted_axes(plot);

    CHECK_INT(axes->series_count, 1);
    CHECK_INT(axes->note_count + axes->mark_count, 0);
    /* Not blown up to the last digit: there is room on both sides of 0. */
    CHECK(axes->y.hold[0] < 0.0 && axes->y.hold[1] > 0.0);
    CHECK(plotted_says(plot, "It never changes sign"));
    CHECK(plotted_says(plot, "There are no conflict samples"));
    plotted_free(&p);
}

TEST(a_subset_of_layers_keeps_its_own_places)
{
    struct plotted p = plotted_path("layer-probe", SAMPLE "run_20260203_090000");
    const struct plot *plot = plotted_plot(&p, "f1-curves");
    const struct plot_series *series = plotted_series(plot, "semantic");
    const struct plot *heat = plotted_plot(&p, "layer-heatmap");

    CHECK_INT(series->count, 7);
    CHECK_NEAR(series->x[1], 6, 0);
    CHECK_NEAR(series->x[6], 35, 0);
    CHECK(series->marked);
    CHECK_STR(heat->panels[0].cells->columns[6], "35");
    plotted_free(&p);
}

TEST(the_heatmap_has_six_metrics_and_dominance_is_centred_at_0)
{
    struct plotted p = plotted_path("layer-probe", SAMPLE "run_20260122_153920");
    const struct plot *plot = plotted_plot(&p, "layer-heatmap");
    const struct plot_cells *above = plot->panels[0].cells, *below = plot->panels[1].cells;

    CHECK_INT(above->row_count + below->row_count, 6);
    CHECK_STR(above->rows[0], "semantic");
    CHECK_STR(above->rows[3], "prosody, conflict");
    CHECK_STR(below->rows[1], "D, conflict");
    CHECK_INT(below->colours, CELLS_DIVERGE);
    CHECK_NEAR(below->low, -below->high, 0);
    CHECK_NEAR(below->values[5], 0.21461224489795938, 1e-12);
    CHECK_NEAR(above->values[36], 0.8419591836734692, 1e-12);
    CHECK_STR(below->titles[26], "D, layer 26: -.0414");
    plotted_free(&p);
}

/* ---- runs of other shapes ---- */

TEST(one_probe_has_no_dominance_but_all_else)
{
    struct plotted p = FILES({"predictions_per_layer.csv",
                              "layer,fold,sample_id,text_id,topic_true,topic_pred\n"
                              "0,0,a,t1,x,x\n0,0,b,t2,y,x\n1,0,a,t1,x,x\n1,0,b,t2,y,y\n"});
    const struct plot *plot;

    CHECK_STR(plotted_why(&p, "dominance-curve"),
              "the run has one probe: dominance is the difference of two");
    plot = plotted_plot(&p, "accuracy-curves");
    CHECK_STR(plotted_axes(plot)->notes[0].text, "layer 1, 1.0000");
    CHECK_STR(plotted_axes(plot)->levels[0].name, "chance 1/2");
    plot = plotted_plot(&p, "layer-heatmap");
    CHECK_INT(plot->panel_count, 1);
    CHECK_STR(plotted_plot(&p, "overview")->panels[0].title, "Probe accuracy by layer");
    plotted_free(&p);
}

TEST(probes_of_other_names_and_more_than_two_are_all_drawn)
{
    struct plotted p =
        FILES({"metrics_per_layer.csv", "layer,tone_acc,words_acc,speaker_acc,dominance\n"
                                        "0,0.5,0.9,0.6,0.4\n1,0.7,0.8,0.6,0.1\n"});
    const struct plot *plot = plotted_plot(&p, "accuracy-curves");

    CHECK_INT(plotted_axes(plot)->series_count, 3);
    CHECK(plotted_series(plot, "speaker"));
    plot = plotted_plot(&p, "dominance-curve");
    CHECK_STR(plotted_axes(plot)->y.title, "D = words − tone accuracy");
    CHECK_INT(plotted_axes(plot)->mark_count, 0);
    plotted_free(&p);
}

TEST(a_stated_dominance_that_differs_from_its_accuracies_is_not_drawn)
{
    struct plotted p = FILES({"metrics_per_layer.csv", "layer,semantic_acc,prosody_acc,dominance\n"
                                                       "0,0.6000,0.8000,0.2000\n"
                                                       "1,0.6000,0.7000,0.9000\n"
                                                       "2,0.6000,0.6500,0.0500\n"});
    const struct plot *plot = plotted_plot(&p, "dominance-curve");
    const struct plot_series *all = plotted_series(plot, "all samples");

    CHECK_INT(loaded_mark(p.loaded, 0, "dominance[1]"), '!');
    CHECK_NEAR(all->y[1], 0.1, 1e-12);
    CHECK_NEAR(plotted_axes(plot)->notes[0].x, 0, 0);
    plotted_free(&p);
}

TEST(one_layer_is_a_marked_point_without_phases)
{
    struct plotted p = FILES({"metrics_per_layer.csv", "layer,semantic_acc,prosody_acc\n"
                                                       "7,0.6,0.8\n"});
    const struct plot *plot = plotted_plot(&p, "dominance-curve");

    CHECK_INT(plotted_axes(plot)->phase_count, 0);
    CHECK(plotted_series(plot, "all samples")->marked);
    CHECK_NEAR(plotted_series(plot, "all samples")->y[0], 0.2, 1e-12);
    plotted_free(&p);
}

TEST(layers_without_a_value_are_gaps_and_lone_values_are_marked)
{
    struct plotted p =
        FILES({"metrics_per_layer.csv", "layer,semantic_acc,prosody_acc\n"
                                        "0,0.5,0.5\n1,,0.5\n2,0.5,0.5\n3,0.5,0.5\n4,0.5,0.5\n"
                                        "5,0.5,0.5\n6,0.5,0.5\n7,0.5,0.5\n8,0.5,0.5\n9,0.5,0.5\n"
                                        "10,0.5,0.5\n11,0.5,0.5\n12,0.5,0.5\n13,0.5,0.5\n"});
    const struct plot *plot = plotted_plot(&p, "accuracy-curves");

    CHECK(isnan(plotted_series(plot, "semantic")->y[1]));
    CHECK(plotted_series(plot, "semantic")->marked);
    CHECK(!plotted_series(plot, "prosody")->marked);
    CHECK_INT(plotted_axes(plot)->note_count, 1);
    plotted_free(&p);
}

TEST(a_run_without_layers_says_so)
{
    struct plotted p = plotted_path("paper-metrics", "sample_runs/paper_metrics/dashboard");
    static const char *const kinds[] = {"dominance-curve", "accuracy-curves", "conflict-curves",
                                        "f1-curves", "layer-heatmap"};

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        CHECK_STR(plotted_why(&p, kinds[i]), "the run has no probes over layers");
    }
    plotted_free(&p);
}

TEST(what_is_no_share_is_a_gap)
{
    struct plotted p = FILES({"metrics_per_layer.csv", "layer,semantic_acc,prosody_acc,dominance\n"
                                                       "0,0.5,inf,-1\n1,0.6,1e308,0.1\n"
                                                       "2,-5,0.7,5.7\n3,0.4,0.2,-0.2\n"});
    const struct plot *plot = plotted_plot(&p, "accuracy-curves");
    const struct plot_series *dominance =
        plotted_series(plotted_plot(&p, "dominance-curve"), "all samples");

    CHECK(isnan(plotted_series(plot, "prosody")->y[0]));
    CHECK(isnan(plotted_series(plot, "prosody")->y[1]));
    CHECK(isnan(plotted_series(plot, "semantic")->y[2]));
    CHECK_STR(plotted_axes(plot)->notes[1].text, "layer 2, .7000");
    CHECK(isnan(dominance->y[2]));
    CHECK_NEAR(dominance->y[3], -0.2, 1e-12);
    plotted_free(&p);
}
