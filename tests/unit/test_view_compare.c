#include "check.h"
#include "driven.h"
#include "loaded.h"

#include <string.h>

#define CLASSES "sample_runs/classification"

static struct driven *two_classifications(int height, int width)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, height, width);

    driven_keys(driven, "g B j c");
    return driven;
}

/* Where the words stand on the screen; they must. */
static size_t place_of(const char *text, const char *words)
{
    const char *at = strstr(text, words);

    if (!CHECK(at != NULL)) {
        CHECK_STR(text, words);
        return 0;
    }
    return (size_t)(at - text);
}

TEST(within_a_family_the_smallest_p_comes_first)
{
    struct driven *driven = two_classifications(40, 120);
    const char *text = driven_text(driven);

    CHECK(place_of(text, "\n  metrics") < place_of(text, "\n  labels"));
    CHECK(place_of(text, "MCC") < place_of(text, "Accuracy  "));
    CHECK(place_of(text, "Macro F1") < place_of(text, "Balanced accuracy"));
    CHECK(place_of(text, "sad · F1") < place_of(text, "sad · Recall"));
    driven_free(driven);
}

TEST(d_leaves_what_differs_beyond_doubt_and_undo_brings_the_rest_back)
{
    struct driven *driven = two_classifications(40, 120);

    driven_keys(driven, "d");
    CHECK(driven_has(driven, "sad · F1"));
    CHECK(driven_has(driven, "regressed"));
    CHECK(!driven_has(driven, "too little data"));
    CHECK(!driven_has(driven, "Macro F1"));
    driven_keys(driven, "u");
    CHECK(driven_has(driven, "Macro F1"));
    driven_free(driven);
}

TEST(e_goes_to_the_figures_that_differ_beyond_doubt)
{
    struct driven *driven = two_classifications(40, 120);

    driven_keys(driven, "e");
    CHECK(driven_has(driven, "\n› sad · F1"));
    driven_keys(driven, "e");
    CHECK(driven_has(driven, "no figure that differs beyond doubt after this"));
    driven_keys(driven, "E");
    CHECK(driven_has(driven, "no figure that differs beyond doubt before this"));
    driven_free(driven);
}

TEST(a_run_beside_itself_differs_in_nothing)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 40, 120);

    /* One result in two formats. */
    driven_keys(driven, "g j B j c");
    CHECK(driven_has(driven, "fixed 0  broken 0"));
    CHECK(!driven_has(driven, "regressed"));
    CHECK(!driven_has(driven, "improved"));
    driven_keys(driven, "d");
    CHECK(driven_has(driven, "no figure differs beyond doubt; d shows all"));
    driven_free(driven);
}

TEST(what_differs_between_the_runs_stands_above_the_figures)
{
    struct driven *narrow = two_classifications(24, 80), *tall = two_classifications(40, 120);

    CHECK(strstr(driven_row(narrow, 2), "2 things differ") != NULL);
    CHECK(strstr(driven_row(narrow, 2), "9 shows them") != NULL);
    CHECK(strstr(driven_row(tall, 2), "A reads answers outside the label set") != NULL);
    driven_keys(tall, "<tab> z");
    CHECK(!driven_has(tall, "Macro F1"));
    driven_free(narrow);
    driven_free(tall);
}

TEST(a_difference_of_a_figure_whose_claim_is_wrong_is_marked_and_says_why)
{
    struct driven *driven = driven_new("sample_runs", DRIVEN_WAITS, 30, 120);

    driven_command(driven, "baseline classification/mer2023_test3");
    driven_command(driven, "compare false_claims/classification");
    CHECK(driven_has(driven, "-.0231!"));
    driven_type(driven, "/Accuracy");
    driven_keys(driven, "<enter> g");
    CHECK(driven_has(driven, "! B claims another figure than its evidence gives"));
    driven_free(driven);
}

TEST(runs_without_common_samples_say_why_nothing_pairs)
{
    struct driven *driven = driven_new("sample_runs", DRIVEN_WAITS, 30, 120);

    driven_command(driven, "baseline classification/mer2023_test3");
    driven_command(driven, "compare false_claims/classification");
    CHECK(driven_has(driven, "no samples pair: "));
    driven_free(driven);
}

TEST(statistics_name_test_interval_and_power_of_a_figure)
{
    struct driven *driven = two_classifications(50, 120);

    driven_type(driven, "/Accuracy");
    driven_keys(driven, "<enter> V");
    CHECK(strstr(driven_row(driven, 0), "› Accuracy") != NULL);
    CHECK(driven_has(driven, "McNemar, exact"));
    CHECK(driven_has(driven, "mid-p"));
    CHECK(driven_has(driven, "A right    both right       709   broken            47"));
    CHECK(driven_has(driven, "least true difference found 80% of the time"));
    driven_keys(driven, "<bs>");
    CHECK(strstr(driven_row(driven, 0), "› Compare ") != NULL);
    driven_free(driven);
}

/* Counted by a script of their own from the files, see the index of the real runs. */
TEST(the_real_runs_01_and_04_flip_as_was_counted)
{
    char room[512];
    const char *root = loaded_real("mbpp-turing/ModelRuns", room);
    struct driven *driven;

    if (!root) {
        SKIP("ASSAY_REAL_RUNS is not set");
        return;
    }
    driven = driven_new(root, DRIVEN_WAITS, 24, 120);
    driven_command(driven, "baseline 01");
    driven_command(driven, "compare 04");
    CHECK(driven_has(driven, "both right 311  fixed 86  broken 127  both wrong 440"));
    CHECK(driven_has(driven, ".0060"));
    CHECK(driven_has(driven, "964 pairs · 0 unmatched"));
    driven_free(driven);
}

TEST(at_80_columns_what_differs_and_the_axis_are_told_in_short)
{
    struct driven *driven = two_classifications(24, 80);

    CHECK(driven_has(driven, "2 things differ: answers outside the label set, settings"));
    CHECK(driven_has(driven, "mer2023_test3 ↔ mer2023_test3_rank16"));
    CHECK(driven_has(driven, "±.067"));
    driven_free(driven);
}
