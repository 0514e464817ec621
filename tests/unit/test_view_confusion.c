#include "check.h"
#include "shown.h"

#include <assay/base/str.h>

#include <stdio.h>
#include <string.h>

/*
 * Truth by answer:      angry  calm  sad       scores .9 where right, .4 where wrong
 *                angry    2      2     0
 *                calm     1      3     0
 *                sad      0      0     1
 */
static const char nine[] = "id,split,truth,prediction,score\n"
                           "c1,test,calm,calm,.9\n"
                           "c2,test,calm,calm,.9\n"
                           "c3,train,calm,calm,.9\n"
                           "c4,train,calm,angry,.4\n"
                           "a1,test,angry,calm,.4\n"
                           "a2,train,angry,calm,.4\n"
                           "a3,train,angry,angry,.9\n"
                           "a4,train,angry,angry,.9\n"
                           "s1,train,sad,sad,.9\n";

static void check_shows(const char *screen, const char *words)
{
    if (!CHECK(strstr(screen, words) != NULL))
        printf("  %s is not in\n%s", words, screen);
}

static void check_lacks(const char *screen, const char *words)
{
    if (!CHECK(strstr(screen, words) == NULL))
        printf("  %s is in\n%s", words, screen);
}

TEST(confusion_shows_counts_totals_recall_and_precision)
{
    struct shown *shown = shown_new("predictions.csv", nine);
    const char *screen = shown_keys(shown, "confusion", "", 24, 80);

    check_shows(screen, "9 samples");
    check_shows(screen, "accuracy .6667");
    /* calm: 3 of 4 right; angry: 2 of 4; sad: 1 of 1. Answers: calm 5, angry 3, sad 1. */
    check_shows(screen, ".7500   moderate");
    check_shows(screen, ".5000   challenging");
    check_shows(screen, "1.0000   excellent");
    check_shows(screen, ".6000");
    check_shows(screen, "2 of 4 (50.0%)");
    shown_free(shown);
}

TEST(confusion_lists_the_samples_of_the_cell_under_the_cursor)
{
    struct shown *shown = shown_new("predictions.csv", nine);
    const char *screen = shown_keys(shown, "confusion", "l", 24, 80);

    check_shows(screen, "angry → calm   2 of 4 (50.0%), 66.7% of all errors");
    check_shows(screen, "a1");
    check_shows(screen, "a2");
    check_lacks(screen, "a3");
    check_lacks(screen, "c4");
    shown_free(shown);
}

TEST(confusion_walks_its_pairs_most_frequent_first)
{
    struct shown *shown = shown_new("predictions.csv", nine);

    check_shows(shown_keys(shown, "confusion", "e", 24, 80), "angry → calm");
    check_shows(shown_keys(shown, "confusion", "e", 24, 80), "calm → angry");
    check_shows(shown_keys(shown, "confusion", "e", 24, 80), "angry → calm");
    shown_free(shown);
}

TEST(confusion_cycles_shares_of_row_column_and_all)
{
    struct shown *shown = shown_new("predictions.csv", nine);

    check_shows(shown_keys(shown, "confusion", "j l %", 24, 80), "  .750]");
    check_shows(shown_keys(shown, "confusion", "%", 24, 80), "  .600]");
    check_shows(shown_keys(shown, "confusion", "%", 24, 80), "  .333]");
    check_shows(shown_keys(shown, "confusion", "%", 24, 80), "3]");
    shown_free(shown);
}

TEST(confusion_parts_samples_by_split)
{
    struct shown *shown = shown_new("predictions.csv", nine);
    const char *screen = shown_keys(shown, "confusion", "}", 24, 80);

    check_shows(screen, "test  { 2 of 3 }");
    check_shows(screen, "3 samples");
    check_shows(screen, "accuracy .6667");
    check_shows(shown_keys(shown, "confusion", "}", 24, 80), "6 samples");
    shown_free(shown);
}

TEST(confusion_sorts_labels_and_keeps_the_cell_under_the_cursor)
{
    struct shown *shown = shown_new("predictions.csv", nine);
    const char *screen =
        shown_keys(shown, "confusion", "l : s o r t - u p <space> r e c a l l <enter>", 24, 80);

    check_shows(screen, "by recall ▲");
    check_shows(screen, "angry → calm");
    CHECK(strstr(screen, "\n› angry") < strstr(screen, "\n  calm"));
    CHECK(strstr(screen, "\n  calm") < strstr(screen, "\n  sad"));
    shown_free(shown);
}

TEST(confusion_opens_the_samples_of_cells_and_edges)
{
    struct shown *shown = shown_new("predictions.csv", nine);

    check_shows(shown_keys(shown, "confusion", "l <enter>", 24, 120), "truth=angry pred=calm");
    check_shows(shown_keys(shown, "confusion", "g $ l <enter>", 24, 120), "truth=angry  4 of 9");
    shown_free(shown);
}

static void add_many(struct buf *out, size_t labels)
{
    buf_add_c(out, "id,truth,prediction\n");
    for (size_t i = 0; i < labels; i++)
        buf_addf(out, "s%zu,label_%03zu,label_%03zu\n", i, i, i);
}

TEST(confusion_scrolls_both_ways_with_heads_that_stay)
{
    struct buf text = {0};
    struct shown *shown;
    const char *screen;

    add_many(&text, 200);
    shown = shown_new("predictions.csv", text.ptr);
    screen = shown_keys(shown, "confusion", "G $", 24, 80);
    check_shows(screen, "label_199 → label_199");
    check_shows(screen, "› label_199");
    check_shows(screen, "l199");
    check_shows(screen, "total");
    check_lacks(screen, "label_000");
    check_shows(shown_keys(shown, "confusion", "/ 0 4 <enter> n", 24, 80), "label_040 → label_040");
    check_shows(shown_keys(shown, "confusion", "N", 24, 80), "label_004 → label_004");
    shown_free(shown);
    buf_release(&text);
}

TEST(views_of_labels_draw_at_any_size)
{
    static const char *const views[] = {"confusion", "classes", "errors"};
    struct buf text = {0};
    struct shown *shown;

    add_many(&text, 60);
    buf_add_c(&text, "x1,label_000,label_007\nx2,label_001,\nx3,label_002,label_007\n");
    shown = shown_new("predictions.csv", text.ptr);
    for (size_t v = 0; v < 3; v++)
        for (int height = 1; height < 42; height += 3)
            for (int width = 1; width < 210; width += 11)
                CHECK(shown_keys(shown, views[v], "j l <tab> j } z % f z <s-tab> G $ L s", height,
                                 width) != NULL);
    shown_free(shown);
    buf_release(&text);
}

/* ---- classes and errors ---- */

TEST(classes_show_figures_with_intervals_and_averages)
{
    struct shown *shown = shown_new("predictions.csv", nine);
    const char *screen = shown_keys(shown, "classes", "", 30, 200);

    /* Wilson 95 % of 3 of 4: .3006 to .9544. */
    check_shows(screen, ".3006 – .9544");
    /* (.75 + .5 + 1) / 3; precision (3/5 + 2/3 + 1) / 3. */
    check_shows(screen, ".7556");
    check_shows(screen, "balanced accuracy .7500");
    check_shows(screen, "macro");
    check_shows(screen, "weighted");
    shown_free(shown);
}

TEST(errors_show_pairs_and_cohorts_of_any_column)
{
    struct shown *shown = shown_new("predictions.csv", nine);
    const char *screen = shown_keys(shown, "errors", "", 30, 160);

    check_shows(screen, "3 errors in 9 samples (33.3%)");
    check_shows(screen, "Errors by label");
    screen = shown_keys(shown, "errors", "<tab> }", 30, 160);
    check_shows(screen, "Errors by answer");
    screen = shown_keys(shown, "errors", "}", 30, 160);
    check_shows(screen, "Errors by split");
    /* test: 1 of 3 wrong, train: 2 of 6, which is the rate of all. */
    check_shows(screen, ".3333");
    check_shows(screen, "1.00");
    check_shows(shown_keys(shown, "errors", "j <enter>", 24, 120), "split=train is:fail  2 of 9");
    shown_free(shown);
}
