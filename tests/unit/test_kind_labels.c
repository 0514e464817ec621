#include "built.h"
#include "check.h"
#include "plotted.h"

#include <assay/base/utf8.h>
#include <assay/model/run_builder.h>
#include <assay/plot/kind_labels.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#define SEED "sample_runs/classification/mer2023_test3"

static const struct plot_series *series_of(const struct plot *plot, size_t panel, size_t series)
{
    return &plot->panels[panel].axes->series[series];
}

static const char *text_at(const struct plot_cells *cells, size_t row, size_t column)
{
    return cells->texts[row * cells->column_count + column];
}

static double value_at(const struct plot_cells *cells, size_t row, size_t column)
{
    return cells->values[row * cells->column_count + column];
}

/* ---- the seed's report ---- */

TEST(cells_of_the_confusion_plot_are_the_matrix_of_the_seed)
{
    static const char *const happy[] = {"10", "10", "134", "6", "2", "4", "166"};
    static const char *const totals[] = {"199", "168", "150", "263", "11", "43", "834"};
    struct plotted p = plotted_path("classification", SEED);
    const struct plot *plot = plotted_plot(&p, "confusion");

    if (CHECK(plot && plot->panel_count == 1)) {
        const struct plot_cells *cells = plot->panels[0].cells;

        CHECK_INT(cells->row_count, 7);
        CHECK_INT(cells->column_count, 7);
        CHECK_STR(cells->rows[2], "happy");
        CHECK_STR(cells->columns[5], "surprise");
        for (size_t c = 0; c < 7; c++) {
            CHECK(strncmp(text_at(cells, 2, c), happy[c], strlen(happy[c])) == 0);
            CHECK_STR(text_at(cells, 6, c), totals[c]);
            CHECK(isnan(value_at(cells, 6, c)));
        }
        CHECK_NEAR(value_at(cells, 0, 0), .9781, 5e-5);
        CHECK_NEAR(value_at(cells, 4, 4), .4286, 5e-5);
        CHECK(strstr(plot->subtitle, "834 samples"));
        CHECK(strstr(plot->subtitle, "fallback reading, 1 answer"));
        CHECK(strstr(plot->description, ".9065"));
        CHECK(strstr(plotted_svg(&p, plot), "134 · 81%"));
    }
    plotted_free(&p);
}

TEST(bars_of_labels_are_the_recalls_of_the_seed_largest_label_first)
{
    static const char *const names[] = {"sad (257)",   "neutral (183)", "angry (169)",
                                        "happy (166)", "surprise (45)", "worried (14)"};
    static const double recalls[] = {.9728, .9781, .9112, .8072, .7333, .4286};
    struct plotted p = plotted_path("classification", SEED);
    const struct plot *plot = plotted_plot(&p, "per-class");

    if (CHECK(plot && plot->panel_count == 3)) {
        const struct plot_series *recall = series_of(plot, 0, 0);

        CHECK_INT(recall->count, 6);
        for (size_t i = 0; i < recall->count; i++) {
            CHECK_STR(plot->panels[0].axes->x.names[i], names[i]);
            CHECK_NEAR(recall->y[i], recalls[i], 5e-5);
            CHECK(recall->low[i] < recall->y[i] && recall->y[i] < recall->high[i]);
        }
        CHECK(strstr(plot->description, "Highest recall: neutral (183): recall .9781, excellent"));
        CHECK(strstr(plot->description, "Lowest: worried (14): recall .4286, challenging"));
    }
    plotted_free(&p);
}

TEST(labels_with_the_same_recall_are_counted_with_the_highest)
{
    struct plotted p = plotted_path("classification", "sample_runs/classification/dialects/quoted");
    const struct plot *plot = plotted_plot(&p, "per-class");

    CHECK(plot && strstr(plot->description, "(6): recall .8333, good, as for 2 others"));
    plotted_free(&p);
}

TEST(bars_of_truth_and_prediction_both_count_every_sample)
{
    struct plotted p = plotted_path("classification", SEED);
    const struct plot *plot = plotted_plot(&p, "class-distribution");

    if (CHECK(plot && plot->panels[0].axes->series_count == 2)) {
        double truth = 0.0, predicted = 0.0;

        for (size_t i = 0; i < 6; i++) {
            truth += series_of(plot, 0, 0)->y[i];
            predicted += series_of(plot, 0, 1)->y[i];
        }
        CHECK_NEAR(truth, 834.0, 0.0);
        CHECK_NEAR(predicted, 834.0, 0.0);
        /* 257 of sad, 14 of worried. */
        CHECK(strstr(plot->description, "The largest label has 18.4 times the samples"));
    }
    plotted_free(&p);
}

TEST(error_bars_name_the_confusions_of_the_seed_and_its_answer_outside)
{
    struct plotted p = plotted_path("classification", SEED);
    const struct plot *plot = plotted_plot(&p, "error-kinds");

    if (CHECK(plot && plot->panel_count == 2)) {
        CHECK_STR(plot->panels[0].axes->x.names[0], "happy → neutral");
        CHECK_STR(plot->panels[0].axes->x.names[2], "angry → happy");
        CHECK_NEAR(series_of(plot, 0, 0)->y[2], 7.0, 0.0);
        CHECK_INT(series_of(plot, 1, 0)->count, 1);
        CHECK(strstr(plot->description, "78 of 834 samples are wrong"));
    }
    plotted_free(&p);
}

/* ---- runs of every shape ---- */

/* `count` samples; their labels by number, LABEL_INVALID for an answer outside the set. */
static struct plotted plotted_labels(const char *const *labels, size_t label_count,
                                     const uint16_t *truths, const uint16_t *predictions,
                                     size_t count)
{
    struct run_builder *b = run_builder_new("runs/x", "runs/x", "classification");
    struct sample_writer *w = builder_samples(b, "");
    uint16_t *truth, *prediction;

    for (size_t i = 0; i < label_count; i++)
        sample_writer_label(w, str_of(labels[i]));
    sample_writer_add(w, count);
    truth = sample_writer_truth(w);
    prediction = sample_writer_prediction(w);
    for (size_t i = 0; i < count; i++) {
        truth[i] = truths[i];
        prediction[i] = predictions[i];
        sample_writer_id_number(w, (int64_t)i);
    }
    return plotted_run(run_builder_finish(b));
}

static const char *const few[] = {"calm", "happy", "never"};

TEST(answers_outside_the_set_have_a_column_under_the_strict_reading)
{
    static const uint16_t truths[] = {0, 0, 1, 1};
    static const uint16_t predictions[] = {0, LABEL_INVALID, 1, LABEL_INVALID};
    struct plotted p = plotted_labels(few, 2, truths, predictions, 4);
    const struct plot *plot = plotted_plot(&p, "confusion");

    if (CHECK(plot)) {
        const struct plot_cells *cells = plot->panels[0].cells;

        CHECK_INT(cells->column_count, 4);
        CHECK_STR(cells->columns[2], "(outside)");
        CHECK_STR(text_at(cells, 0, 2), "1 · 50%");
        CHECK_STR(text_at(cells, 2, 2), "2");
        CHECK(strstr(plot->subtitle, "strict reading, 2 answers outside the label set"));
    }
    plot = plotted_plot(&p, "class-distribution");
    if (CHECK(plot)) {
        CHECK_STR(plot->panels[0].axes->x.names[2], "(outside the set)");
        CHECK_NEAR(series_of(plot, 0, 1)->y[2], 2.0, 0.0);
        CHECK(isnan(series_of(plot, 0, 0)->y[2]));
    }
    plotted_free(&p);
}

TEST(a_label_without_samples_has_no_recall_and_its_row_no_colour)
{
    static const uint16_t truths[] = {0, 0, 1}, predictions[] = {0, 2, 1};
    struct plotted p = plotted_labels(few, 3, truths, predictions, 3);
    const struct plot *plot = plotted_plot(&p, "confusion");

    if (CHECK(plot)) {
        CHECK(isnan(value_at(plot->panels[0].cells, 2, 0)));
        CHECK_STR(text_at(plot->panels[0].cells, 2, 0), "0");
    }
    plot = plotted_plot(&p, "per-class");
    if (CHECK(plot)) {
        CHECK_STR(plot->panels[0].axes->x.names[2], "never (0)");
        CHECK(isnan(series_of(plot, 0, 0)->y[2]));
        CHECK(strstr(plotted_svg(&p, plot), "never (0)"));
    }
    plotted_free(&p);
}

TEST(a_run_without_errors_has_no_plot_of_them_and_one_label_is_a_matrix)
{
    static const uint16_t truths[] = {0, 0}, predictions[] = {0, 0};
    struct plotted p = plotted_labels(few, 1, truths, predictions, 2);
    const struct plot *plot = plotted_plot(&p, "confusion");

    if (CHECK(plot)) {
        CHECK_INT(plot->panels[0].cells->row_count, 1);
        CHECK_STR(text_at(plot->panels[0].cells, 0, 0), "2 · 100%");
        CHECK(plotted_svg(&p, plot) != NULL);
    }
    CHECK_STR(plotted_why(&p, "error-kinds"), "every scored sample is right");
    CHECK_STR(plotted_why(&p, "reliability"),
              "the run has no scores from 0 to 1 beside its predictions");
    CHECK_STR(plotted_why(&p, "pass-at-k"), "no sample of the run passed or failed");
    plotted_free(&p);
}

static void add_set(struct run_builder *b, const char *name, size_t right)
{
    struct sample_writer *w = builder_samples(b, name);
    uint16_t yes = sample_writer_label(w, str_of("yes")), no = sample_writer_label(w, str_of("no"));
    uint16_t *truth, *prediction;

    sample_writer_add(w, 4);
    truth = sample_writer_truth(w);
    prediction = sample_writer_prediction(w);
    for (size_t i = 0; i < 4; i++) {
        truth[i] = yes;
        prediction[i] = i < right ? yes : no;
        sample_writer_id_number(w, (int64_t)i);
    }
}

TEST(sets_of_few_labels_are_panels_and_bars_are_of_the_first_which_is_said)
{
    struct run_builder *b = run_builder_new("runs/x", "runs/x", "classification");
    struct plotted p;
    const struct plot *plot;

    add_set(b, "plain", 1);
    add_set(b, "thinking", 3);
    p = plotted_run(run_builder_finish(b));
    plot = plotted_plot(&p, "confusion");
    if (CHECK(plot && plot->panel_count == 2)) {
        CHECK_STR(plot->panels[1].title, "thinking");
        CHECK_STR(text_at(plot->panels[0].cells, 0, 0), "1 · 25%");
        CHECK_STR(text_at(plot->panels[1].cells, 0, 0), "3 · 75%");
        CHECK(strstr(plot->subtitle, "2 of 2 sets"));
        CHECK(plotted_svg(&p, plot) != NULL);
    }
    plot = plotted_plot(&p, "per-class");
    if (CHECK(plot)) {
        CHECK_NEAR(series_of(plot, 0, 0)->y[0], 0.25, 1e-12);
        CHECK(strstr(plot->subtitle, "plain, the first of 2 sets"));
    }
    plotted_free(&p);
}

TEST(long_labels_that_begin_and_end_alike_stay_apart)
{
    static const char *const labels[] = {"the speaker of part 11 of the recording sounds angry",
                                         "the speaker of part 12 of the recording sounds angry",
                                         "the speaker of part 2 of the recording sounds angry",
                                         "sad"};
    static const char *const ends[] = {"the speaker sounds quite angry",
                                       "the speaker sounds quite happy"};
    struct arena *arena = arena_new();

    for (size_t columns = 12; columns <= 40; columns++) {
        struct label_cut cut = kind_labels_cutting(labels, 4, columns, arena);

        for (size_t i = 0; i < 4; i++) {
            CHECK(utf8_width(str_of(kind_labels_cut(labels[i], cut, arena))) <= columns);
            for (size_t k = 0; k < i; k++)
                CHECK(strcmp(kind_labels_cut(labels[i], cut, arena),
                             kind_labels_cut(labels[k], cut, arena)) != 0);
        }
        CHECK_STR(kind_labels_cut("sad", cut, arena), "sad");
    }
    /* What head and end tell apart keeps both. */
    CHECK_STR(kind_labels_cut(ends[0], kind_labels_cutting(ends, 2, 16, arena), arena),
              "the spea…e angry");
    arena_free(arena);
}

enum { MANY = 201 };

/* Names in several scripts, one blank, one of 300 characters; the others by number. */
static void name_many(const char **names, char (*room)[16], char *longest)
{
    memset(longest, 'w', 300);
    longest[300] = '\0';
    for (size_t i = 0; i < MANY; i++) {
        snprintf(room[i], sizeof(room[i]), "label %zu", i);
        names[i] = room[i];
    }
    names[0] = " ";
    names[1] = longest;
    names[2] = "高兴与悲伤之间的表情";
    names[3] = "שמח \xe2\x80\xae<b>";
    names[4] = HOSTILE;
}

TEST(two_hundred_odd_labels_are_drawn_and_more_are_told)
{
    static char room[MANY][16], longest[301];
    static uint16_t truths[2 * MANY], predictions[2 * MANY];
    const char *names[MANY];

    name_many(names, room, longest);
    for (size_t count = MANY - 1; count <= MANY; count++) {
        struct plotted p;
        const struct plot *plot;

        for (size_t i = 0; i < 2 * count; i++) {
            truths[i] = (uint16_t)(i % count);
            predictions[i] = (uint16_t)(i < count ? i : (i * 7) % count);
        }
        p = plotted_labels(names, count, truths, predictions, 2 * count);
        plot = count < MANY ? plotted_plot(&p, "confusion") : NULL;
        if (count == MANY)
            CHECK(plotted_why(&p, "confusion"));
        if (plot) {
            const char *svg = plotted_svg(&p, plot);

            CHECK_INT(plot->panels[0].cells->row_count, 200);
            CHECK(svg && strlen(svg) < 200000);
            CHECK(svg && !strstr(svg, "<b>"));
        }
        plot = plotted_plot(&p, "per-class");
        if (CHECK(plot)) {
            CHECK_INT(series_of(plot, 0, 0)->count, 60);
            CHECK(strstr(plot->subtitle, "the 60 of "));
            CHECK(plotted_svg(&p, plot) != NULL);
        }
        CHECK(plotted_svg(&p, plotted_plot(&p, "class-distribution")) != NULL);
        CHECK(plotted_svg(&p, plotted_plot(&p, "error-kinds")) != NULL);
        plot = plotted_plot(&p, "overview");
        for (size_t i = 0; plot && i < plot->panel_count; i++)
            CHECK(!plot->panels[i].axes || plot->panels[i].axes->x.name_count <= 20);
        CHECK(plotted_svg(&p, plot) != NULL);
        plotted_free(&p);
    }
}

/* ---- scores ---- */

TEST(bins_of_the_reliability_plot_hold_every_prediction_with_a_score)
{
    struct plotted p =
        plotted_path("classification", "sample_runs/classification/mer2023_test3_rank16");
    const struct plot *plot = plotted_plot(&p, "reliability");

    if (CHECK(plot && plot->panel_count == 2)) {
        const struct plot_series *observed = series_of(plot, 0, 2), *counts = series_of(plot, 1, 0);
        double sum = 0.0;
        size_t filled = 0;

        for (size_t i = 0; i < counts->count; i++) {
            sum += isnan(counts->y[i]) ? 0.0 : counts->y[i];
            filled += !isnan(counts->y[i]);
        }
        CHECK_NEAR(sum, 834.0, 0.0);
        CHECK_INT(observed->count, filled);
        for (size_t i = 0; i < observed->count; i++) {
            CHECK(observed->low[i] <= observed->y[i] && observed->y[i] <= observed->high[i]);
            CHECK(observed->low[i] < observed->y[i] || observed->y[i] == 0.0);
            CHECK(observed->high[i] > observed->y[i] || observed->y[i] == 1.0);
            CHECK(i == 0 || observed->x[i - 1] < observed->x[i]);
        }
        CHECK(strstr(plot->subtitle, "ECE "));
        CHECK(plotted_svg(&p, plot) != NULL);
    }
    plotted_free(&p);
}

TEST(the_lowest_recall_need_not_be_that_of_the_smallest_label)
{
    static const uint16_t truths[] = {0, 0, 0, 1}, predictions[] = {0, 0, 1, 1};
    struct plotted p = plotted_labels(few, 2, truths, predictions, 4);

    CHECK(plotted_says(plotted_plot(&p, "per-class"), "Lowest: calm (3): recall .6667"));
    plotted_free(&p);
}
