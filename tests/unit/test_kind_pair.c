#include "check.h"
#include "plotted.h"

#include <assay/plot/kind_pair_cells.h>
#include <assay/plot/kind_pair_rows.h>
#include <assay/plot/kind_pair_words.h>
#include <assay/plot/palette.h>
#include <assay/plot/plot_draw.h>
#include <assay/plot/plot_kind.h>
#include <assay/session/sheet_compare.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CLASSIFICATION "sample_runs/classification/"
#define LAYERS         "sample_runs/layer_probe/"
#define PAPER          "sample_runs/paper_metrics/"

static size_t named(const struct plot_axis *axis, const char *name)
{
    for (size_t i = 0; i < axis->name_count; i++)
        if (strcmp(axis->names[i], name) == 0)
            return i;
    return SIZE_MAX;
}

/* ---- flips ---- */

static uint64_t flow_from_to(const struct plot_flows *flows, size_t from, size_t to)
{
    for (size_t i = 0; i < flows->flow_count; i++)
        if (flows->flows[i].from == from && flows->flows[i].to == to)
            return (uint64_t)flows->flows[i].count;
    return UINT64_MAX;
}

TEST(real_runs_01_and_04_flow_as_their_evaluations_were_counted)
{
    char room_a[512], room_b[512];
    const char *a = loaded_real("mbpp-turing/ModelRuns/01", room_a);
    const char *b = loaded_real("mbpp-turing/ModelRuns/04", room_b);
    struct plotted pictured;
    const struct plot *plot;

    if (!a || !b)
        return;
    pictured = plotted_pair("mbpp", a, b);
    plot = plotted_plot(&pictured, "flip-flow");
    if (plot && plot->panel_count == 1) {
        const struct plot_flows *flows = plot->panels[0].flows;

        CHECK_INT(flow_from_to(flows, 0, 0), 311);
        CHECK_INT(flow_from_to(flows, 1, 0), 86);
        CHECK_INT(flow_from_to(flows, 0, 1), 127);
        CHECK_INT(flow_from_to(flows, 1, 1), 440);
        CHECK(strstr(plot->subtitle, "964 pairs"));
        CHECK(strstr(plot->description, "regressed"));
    }
    plotted_free(&pictured);
}

TEST(flows_are_all_pairs_and_what_crosses_are_the_flips)
{
    struct plotted pictured = plotted_pair("classification", CLASSIFICATION "mer2023_test3",
                                           CLASSIFICATION "mer2023_test3_rank16");
    const struct plot *plot = plotted_plot(&pictured, "flip-flow");

    if (plot) {
        const struct plot_flows *flows = plot->panels[0].flows;
        uint64_t fixed = flow_from_to(flows, 1, 0), broken = flow_from_to(flows, 0, 1);

        CHECK_INT(fixed + broken, sheet_compare_flip_count(pictured.compared->comparison));
        CHECK_INT(fixed + broken + flow_from_to(flows, 0, 0) + flow_from_to(flows, 1, 1), 834);
    }
    plotted_free(&pictured);
}

TEST(runs_without_samples_have_no_flips_and_say_why)
{
    struct plotted pictured = plotted_pair("paper-metrics", PAPER "run_20251003_150145_baseline",
                                           PAPER "run_20251003_143022_ttt");
    const char *why = plotted_why(&pictured, "flip-flow");

    CHECK(why && strstr(why, "samples"));
    CHECK(plotted_why(&pictured, "delta-confusion"));
    plotted_free(&pictured);
}

/* ---- deltas ---- */

TEST(swapping_the_runs_turns_every_delta_around)
{
    struct plotted ab = plotted_pair("classification", CLASSIFICATION "mer2023_test3",
                                     CLASSIFICATION "mer2023_test3_rank16");
    struct plotted ba = plotted_pair("classification", CLASSIFICATION "mer2023_test3_rank16",
                                     CLASSIFICATION "mer2023_test3");
    const struct plot *there = plotted_plot(&ab, "forest"), *back = plotted_plot(&ba, "forest");

    for (size_t p = 0; there && back && p < there->panel_count; p++) {
        const struct plot_axes *x = there->panels[p].axes;
        const struct plot_panel *panel = plotted_panel(back, there->panels[p].title);

        CHECK(x->x.name_count > 0);
        for (size_t i = 0; panel && i < x->x.name_count; i++) {
            size_t other = named(&panel->axes->x, x->x.names[i]);

            if (CHECK(other != SIZE_MAX))
                CHECK_NEAR(panel->axes->series[0].y[other], -x->series[0].y[i], 1e-12);
        }
    }
    plotted_free(&ab);
    plotted_free(&ba);
}

TEST(intervals_hold_their_deltas)
{
    struct plotted pictured = plotted_pair("classification", CLASSIFICATION "mer2023_test3",
                                           CLASSIFICATION "mer2023_test3_rank16");
    const struct plot *plot = plotted_plot(&pictured, "forest");
    size_t rows = 0;

    for (size_t p = 0; plot && p < plot->panel_count; p++) {
        const struct plot_series *series = &plot->panels[p].axes->series[0];

        for (size_t i = 0; i < series->count; i++, rows++) {
            CHECK(series->low[i] <= series->y[i] && series->y[i] <= series->high[i]);
            CHECK(series->texts[i] && strchr("+-", series->texts[i][0]));
        }
    }
    /* Six metrics, recall and F1 of six labels. */
    CHECK_INT(rows, 18);
    plotted_free(&pictured);
}

TEST(what_is_better_goes_by_the_metric)
{
    struct plotted pictured = plotted_pair("paper-metrics", PAPER "run_20251003_150145_baseline",
                                           PAPER "run_20251003_143022_ttt");
    const struct plot *curves = plotted_plot(&pictured, "compare-curves");
    const struct plot *forest = plotted_plot(&pictured, "forest");

    if (curves && curves->panel_count == 2) {
        const struct plot_series *delta = &curves->panels[1].axes->series[0];

        /* A lower loss is the better one. */
        for (size_t i = 0; i < delta->count; i++)
            CHECK(delta->y[i] < 0.0 && delta->roles[i] == ROLE_POSITIVE);
        CHECK(strstr(curves->panels[1].title, "lower is better"));
    }
    if (forest) {
        const struct plot_panel *tasks = plotted_panel(forest, "Tasks");
        size_t worse = tasks ? named(&tasks->axes->x, "tstory") : SIZE_MAX;

        if (CHECK(worse != SIZE_MAX)) {
            CHECK(tasks->axes->series[0].y[worse] < 0.0);
            CHECK_INT(tasks->axes->series[0].roles[worse], ROLE_NEGATIVE);
            CHECK(strstr(tasks->axes->series[0].texts[worse], "regressed"));
        }
    }
    plotted_free(&pictured);
}

/* ---- bars ---- */

TEST(tasks_stand_side_by_side_with_chance)
{
    struct plotted pictured = plotted_pair("paper-metrics", PAPER "run_20251003_150145_baseline",
                                           PAPER "run_20251003_143022_ttt");
    const struct plot *plot = plotted_plot(&pictured, "paired-bars");
    const struct plot_panel *tasks = plotted_panel(plot, "Tasks");

    if (tasks) {
        size_t at = named(&tasks->axes->x, "tstory");

        CHECK_INT(tasks->axes->x.name_count, 4);
        CHECK_INT(tasks->axes->series_count, 2);
        if (CHECK(at != SIZE_MAX)) {
            /* As the runs' own files state them. */
            CHECK_NEAR(tasks->axes->series[0].y[at], .7873, 5e-5);
            CHECK_NEAR(tasks->axes->series[1].y[at], .5494, 5e-5);
        }
        CHECK(tasks->axes->level_count == 1 && tasks->axes->levels[0].y == .5);
    }
    plotted_free(&pictured);
}

/* ---- curves ---- */

TEST(a_is_dashed_b_is_solid_and_the_strip_below_is_what_lies_between)
{
    struct plotted pictured =
        plotted_pair("layer-probe", LAYERS "run_20260122_153920", LAYERS "run_20260203_090000");
    const struct plot *plot = plotted_plot(&pictured, "compare-curves");
    size_t checked = 0;

    CHECK(plotted_says(plot, "Of 7 places 0 improved and 1 regressed, after Holm"));
    for (size_t p = 0; plot && p + 1 < plot->panel_count; p += 2) {
        const struct plot_axes *curve = plot->panels[p].axes, *strip = plot->panels[p + 1].axes;
        const struct plot_series *a = &curve->series[0], *b = &curve->series[1];

        CHECK(a->form == PLOT_DASHED && b->form == PLOT_LINE);
        CHECK_INT(plot->panels[p].column, plot->panels[p + 1].column);
        CHECK(curve->x.low == strip->x.low && curve->x.high == strip->x.high);
        for (size_t i = 0; i < strip->series[0].count; i++) {
            double layer = strip->series[0].x[i];

            for (size_t k = 0; k < a->count; k++)
                for (size_t l = 0; l < b->count; l++)
                    if (a->x[k] == layer && b->x[l] == layer) {
                        CHECK_NEAR(b->y[l] - a->y[k], strip->series[0].y[i], 1e-12);
                        checked++;
                    }
        }
    }
    CHECK(checked > 0);
    plotted_free(&pictured);
}

/* ---- cells ---- */

/* "+4", "-3", "·", with or without an asterisk. */
static long number_of(const char *text)
{
    return strtol(text, NULL, 10);
}

TEST(what_a_truth_loses_in_one_cell_it_gains_in_another)
{
    struct plotted pictured = plotted_pair("classification", CLASSIFICATION "mer2023_test3",
                                           CLASSIFICATION "mer2023_test3_rank16");
    const struct plot *plot = plotted_plot(&pictured, "delta-confusion");
    long moved = 0;

    if (plot && CHECK_INT(plot->panel_count, 3)) {
        const struct plot_cells *cells = plot->panels[2].cells;

        for (size_t r = 0; r < cells->row_count; r++) {
            long sum = 0;

            for (size_t c = 0; c < cells->column_count; c++) {
                long change = number_of(cells->texts[r * cells->column_count + c]);
                enum role role = cells->roles[r * cells->column_count + c];

                sum += change;
                moved += labs(change);
                if (change)
                    CHECK_INT(role > ROLE_DIVERGE_4, (change > 0) == (r == c));
                else
                    CHECK_INT(role, ROLE_DIVERGE_4);
            }
            CHECK_INT(sum, 0);
        }
        CHECK(moved > 0);
    }
    plotted_free(&pictured);
}

/* ---- odd pairs ---- */

/* Every kind draws something that can be drawn, or says why it does not. */
static void check_all(const struct comparison *comparison, const char *what)
{
    struct arena *arena = arena_new();
    struct topic topic = topic_of_pair(comparison, NULL, arena);

    printf("pair %s\n", what);
    for (size_t i = 0; plot_kinds[i]; i++) {
        const char *why = NULL;
        const struct plot *plot =
            plot_kinds[i]->of == TOPIC_PAIR ? plot_kinds[i]->build(&topic, &why) : NULL;

        if (plot_kinds[i]->of != TOPIC_PAIR)
            continue;
        CHECK((plot != NULL) != (why != NULL));
        if (!plot)
            continue;
        CHECK(plot->subtitle && plot->description && plot->panel_count > 0);
        for (size_t p = 0; p < plot->panel_count; p++)
            CHECK(plot->panels[p].row >= 0 && plot->panels[p].row < PLOT_GRID_MOST &&
                  plot->panels[p].column >= 0 && plot->panels[p].column < PLOT_GRID_MOST);
        CHECK(plot_draw(plot, &(struct plot_size){0}, arena)->count > 0);
    }
    arena_free(arena);
}

static void check_files(const char *a, const char *b, const char *what)
{
    struct loaded *loaded = loaded_files(
        "classification", (const struct loaded_file[]){
                              {"a/predictions.csv", a}, {"b/predictions.csv", b}, {NULL, NULL}});
    struct compare_options options = compare_options_default();
    struct comparison *comparison = NULL;
    struct assessed of[2];
    struct err err = {0};

    options.resamples = 100;
    if (CHECK_INT(loaded->runs.count, 2)) {
        for (size_t i = 0; i < 2; i++)
            of[i] = (struct assessed){loaded->runs.runs[i],
                                      results_new(loaded->runs.runs[i], NULL, loaded->arena),
                                      loaded->audits[i]};
        comparison = comparison_new(&of[0], &of[1], &options, &err);
    }
    if (CHECK(comparison != NULL))
        check_all(comparison, what);
    comparison_free(comparison);
    loaded_free(loaded);
}

TEST(pairs_with_nothing_in_common_but_their_kind_are_drawn_or_told_why_not)
{
    check_files("id,truth,pred\n1,a,a\n2,b,a\n3,a,b\n", "id,truth,pred\nx,a,a\ny,b,b\n",
                "no id in common");
    check_files("id,truth,pred\n1,a,a\n2,b,a\n3,a,b\n", "id,truth,pred\n1,c,d\n2,d,d\n3,c,c\n",
                "no label in common");
    check_files("truth,pred\na,a\nb,a\na,b\n", "truth,pred\na,a\nb,b\n", "no ids");
    check_files("id,truth,pred\n1,a,a\n", "id,truth,pred\n1,a,a\n", "one sample");
    check_files("id,truth,pred\n1,<b>|\x1b[2J,=cmd\n2,=cmd,=cmd\n",
                "id,truth,pred\n1,<b>|\x1b[2J,<b>|\x1b[2J\n2,=cmd,<b>|\x1b[2J\n", "hostile labels");
}

static char *many_labels(size_t labels, size_t shift)
{
    struct buf out = {.ptr = NULL};

    buf_add_c(&out, "id,truth,pred\n");
    for (size_t i = 0; i < 3 * labels; i++)
        buf_addf(&out, "%zu,label_%zu,label_%zu\n", i, i % labels,
                 i % shift ? i % labels : (i + 7) % labels);
    return out.ptr;
}

TEST(of_two_hundred_labels_those_that_say_most_are_shown)
{
    char *a = many_labels(200, 3), *b = many_labels(200, 5);
    struct loaded *loaded = loaded_files(
        "classification", (const struct loaded_file[]){
                              {"a/predictions.csv", a}, {"b/predictions.csv", b}, {NULL, NULL}});
    struct compare_options options = compare_options_default();
    struct arena *arena = arena_new();
    struct err err = {0};
    struct assessed of_a = {loaded->runs.runs[0], results_new(loaded->runs.runs[0], NULL, arena),
                            loaded->audits[0]};
    struct assessed of_b = {loaded->runs.runs[1], results_new(loaded->runs.runs[1], NULL, arena),
                            loaded->audits[1]};
    struct comparison *comparison;

    options.resamples = 100;
    comparison = comparison_new(&of_a, &of_b, &options, &err);
    if (CHECK(comparison != NULL)) {
        struct topic topic = topic_of_pair(comparison, NULL, arena);
        const char *why;
        const struct plot *cells =
            plot_kind_find("delta-confusion", TOPIC_PAIR)->build(&topic, &why);
        const struct plot *forest = plot_kind_find("forest", TOPIC_PAIR)->build(&topic, &why);

        if (CHECK(cells != NULL)) {
            CHECK(cells->panels[2].cells->row_count <= 40);
            CHECK(strstr(cells->panels[2].title, "of 200 labels"));
        }
        for (size_t p = 0; forest && p < forest->panel_count; p++) {
            const struct plot_series *series = &forest->panels[p].axes->series[0];

            CHECK(series->count <= 40);
            CHECK(series->count < 20 || strstr(forest->panels[p].title, "of 200"));
        }
        check_all(comparison, "200 labels");
    }
    comparison_free(comparison);
    arena_free(arena);
    loaded_free(loaded);
    free(a);
    free(b);
}

TEST(a_candidate_with_figures_alone_is_compared_by_them)
{
    struct plotted pictured = plotted_pair("classification", CLASSIFICATION "mer2023_test3",
                                           CLASSIFICATION "report_only");

    check_all(pictured.compared->comparison, "a report alone");
    plotted_free(&pictured);
}

static size_t panels_titled(const struct plot *plot, const char *beginning)
{
    size_t count = 0;

    for (size_t i = 0; plot && i < plot->panel_count; i++)
        count += strncmp(plot->panels[i].title, beginning, strlen(beginning)) == 0;
    return count;
}

TEST(runs_without_a_label_in_common_have_no_panel_of_changes)
{
    struct plotted pictured = plotted_pair("classification", CLASSIFICATION "mer2023_test3",
                                           CLASSIFICATION "report_only");
    struct plotted other = plotted_pair("classification", CLASSIFICATION "mer2023_test3",
                                        CLASSIFICATION "mer2023_test3_rank16");
    const struct plot *plot = plotted_plot(&pictured, "delta-confusion");

    if (CHECK(plot)) {
        CHECK_INT(panels_titled(plot, "B − A"), 0);
        CHECK(strstr(plot->subtitle, "no label is the truth in both runs"));
        CHECK_INT(panels_titled(plotted_plot(&pictured, "compare-overview"), "B − A"), 0);
    }
    CHECK_INT(panels_titled(plotted_plot(&other, "delta-confusion"), "B − A"), 1);
    CHECK_INT(panels_titled(plotted_plot(&other, "compare-overview"), "B − A"), 1);
    plotted_free(&pictured);
    plotted_free(&other);
}

TEST(labels_that_differ_at_their_ends_have_names_of_their_own)
{
    static const char text[] = "id,truth,pred\n"
                               "1,the speaker of the recording sounds angry,"
                               "the speaker of the recording sounds angry\n"
                               "2,the speaker of the recording sounds happy,"
                               "the speaker of the recording sounds angry\n";
    struct loaded *loaded =
        loaded_files("classification", (const struct loaded_file[]){{"a/predictions.csv", text},
                                                                    {"b/predictions.csv", text},
                                                                    {NULL, NULL}});
    struct compare_options options = compare_options_default();
    struct arena *arena = arena_new();
    struct assessed of[2];
    struct comparison *comparison;
    struct err err = {0};

    for (size_t i = 0; i < 2; i++)
        of[i] = (struct assessed){loaded->runs.runs[i],
                                  results_new(loaded->runs.runs[i], NULL, loaded->arena),
                                  loaded->audits[i]};
    options.resamples = 50;
    comparison = comparison_new(&of[0], &of[1], &options, &err);
    if (CHECK(comparison)) {
        struct pair_cells cells;

        CHECK(pair_cells_of(comparison, 0, &cells, arena));
        CHECK(strcmp(cells.a.cells->rows[0], cells.a.cells->rows[1]) != 0);
        CHECK(strlen(cells.a.cells->rows[0]) < 30);
    }
    comparison_free(comparison);
    arena_free(arena);
    loaded_free(loaded);
}

/* ---- colours ---- */

static bool is_grey(struct colour colour)
{
    return abs(colour.red - colour.green) <= 24 && abs(colour.green - colour.blue) <= 24;
}

TEST(no_run_of_a_pair_has_a_hue_that_could_be_taken_for_better_or_worse)
{
    struct arena *arena = arena_new();
    struct theme_list themes = theme_names(arena);
    struct err err;

    for (size_t i = 0; i < themes.count; i++) {
        struct palette palette = palette_of_theme(theme_load(themes.names[i], arena, &err));

        CHECK(is_grey(palette.fg[pair_side_role(false)]));
        CHECK(is_grey(palette.fg[pair_side_role(true)]));
    }
    CHECK(themes.count > 3);
    arena_free(arena);
}

TEST(curves_and_bars_of_a_pair_are_drawn_alike_in_all_plots)
{
    static const char *const kinds[] = {"compare-curves", "paired-bars", "compare-overview"};
    struct plotted pictured = plotted_pair("paper-metrics", PAPER "run_20251003_150145_baseline",
                                           PAPER "run_20251003_143022_ttt");
    size_t sides = 0;

    for (size_t k = 0; k < 3; k++) {
        const struct plot *plot = plotted_plot(&pictured, kinds[k]);

        for (size_t p = 0; plot && p < plot->panel_count; p++)
            for (size_t s = 0; plot->panels[p].axes && s < plot->panels[p].axes->series_count;
                 s++) {
                const struct plot_series *series = &plot->panels[p].axes->series[s];
                bool is_b = series->name && strcmp(series->name, "B") == 0;

                if (!series->name || series->name[1])
                    continue;
                CHECK_INT(series->role, pair_side_role(is_b));
                CHECK(series->form != PLOT_BARS || (series->fill > 50) == is_b);
                sides++;
            }
    }
    CHECK(sides >= 8);
    plotted_free(&pictured);
}

TEST(colours_of_a_strip_of_differences_are_told_in_words)
{
    struct plotted pictured = plotted_pair("paper-metrics", PAPER "run_20251003_150145_baseline",
                                           PAPER "run_20251003_143022_ttt");
    const struct plot_panel *strip =
        plotted_panel(plotted_plot(&pictured, "compare-curves"), "B − A, lower is better");

    /* The loss falls everywhere. */
    if (strip && CHECK_INT(strip->key_count, 1)) {
        CHECK_STR(strip->keys[0].name, "better");
        CHECK_INT(strip->keys[0].role, strip->axes->series[0].roles[0]);
    }
    plotted_free(&pictured);
}

TEST(a_margin_says_where_it_is)
{
    struct plotted pictured = plotted_pair("classification", CLASSIFICATION "mer2023_test3",
                                           CLASSIFICATION "mer2023_test3_rank16");
    const struct plot *plot = plotted_plot(&pictured, "forest");
    const struct plot_panel *panel = plotted_panel(plot, "Metrics");

    if (panel && CHECK_INT(panel->axes->level_count, 2)) {
        CHECK_STR(panel->axes->levels[0].name, "margin -.05");
        CHECK_STR(panel->axes->levels[1].name, "+.05");
    }
    plotted_free(&pictured);
}

TEST(a_plot_promises_no_interval_that_it_does_not_have)
{
    struct plotted pictured =
        plotted_pair("layer-probe", LAYERS "run_20260122_153920", LAYERS "run_20260129_101500");
    static const char *const kinds[] = {"forest", "paired-bars", "compare-curves"};

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        const struct plot *plot = plotted_plot(&pictured, kinds[i]);

        CHECK(plot && !strstr(plot->subtitle, "interval"));
        CHECK(plot && strstr(plot->subtitle, "not tested"));
    }
    plotted_free(&pictured);
}

/* Two strips side by side would say that bars of a height are equal. */
TEST(differences_of_all_probes_have_one_scale)
{
    struct plotted pictured =
        plotted_pair("layer-probe", LAYERS "run_20260122_153920", LAYERS "run_20260203_090000");
    const struct plot *plot = plotted_plot(&pictured, "compare-curves");
    const struct plot_panel *first = NULL;

    for (size_t i = 0; plot && i < plot->panel_count; i++) {
        const struct plot_panel *panel = &plot->panels[i];

        if (panel->row != 1)
            continue;
        first = first ? first : panel;
        CHECK_NEAR(panel->axes->y.hold[0], first->axes->y.hold[0], 0.0);
        CHECK_NEAR(panel->axes->y.hold[1], first->axes->y.hold[1], 0.0);
        CHECK(panel->axes->y.hold[0] < 0.0 && panel->axes->y.hold[1] > 0.0);
    }
    CHECK(first != NULL);
    plotted_free(&pictured);
}

TEST(of_many_rows_those_stand_first_that_are_decided_and_then_the_least_p)
{
    struct plotted p = plotted_pair("classification", CLASSIFICATION "mer2023_test3",
                                    CLASSIFICATION "mer2023_test3_rank16");
    struct pair_blocks blocks =
        pair_blocks_of(p.compared->comparison, 1u << FAMILY_LABELS, 5, p.arena);
    size_t ranked = 0;

    for (size_t b = 0; b < blocks.count; b++) {
        const struct pair_block *block = &blocks.blocks[b];

        if (block->count == block->of)
            continue;
        CHECK_INT(block->count, 5);
        CHECK(strstr(block->title, ": 5 of 6, those that say most first"));
        for (size_t i = 1; i < block->count; i++) {
            const struct compare_row *row = block->rows[i], *before = block->rows[i - 1];

            CHECK(isnan(row->p_holm) || before->p_holm <= row->p_holm);
            CHECK(!(isnan(row->p_holm) && isnan(before->p_holm)) ||
                  fabs(before->delta) >= fabs(row->delta));
            ranked++;
        }
    }
    CHECK(ranked > 0);
    plotted_free(&p);
}

TEST(a_figure_that_does_not_hold_is_marked_in_the_comparison)
{
    struct plotted p = plotted_pair("classification", CLASSIFICATION "mer2023_test3",
                                    "sample_runs/false_claims/classification");
    const struct plot_panel *metrics = plotted_panel(plotted_plot(&p, "paired-bars"), "Metrics");

    if (metrics) {
        CHECK(named(&metrics->axes->x, "Accuracy !") != SIZE_MAX);
        CHECK(named(&metrics->axes->x, "Accuracy") == SIZE_MAX);
    }
    plotted_free(&p);
}
