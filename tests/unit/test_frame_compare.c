#include "check.h"
#include "driven.h"
#include "loaded.h"

#include <stdio.h>
#include <string.h>

#define CLASSES "sample_runs/classification"
#define MBPP    "sample_runs/mbpp/ModelRuns"
#define PAPER   "sample_runs/paper_metrics"

static void check_holds(const char *text, const char *words)
{
    if (!CHECK(strstr(text, words) != NULL))
        CHECK_STR(text, words);
}

static void check_place(struct driven *driven, const char *words)
{
    check_holds(driven_row(driven, 0), words);
}

static void check_message(struct driven *driven, const char *words)
{
    check_holds(driven_row(driven, -1), words);
}

/* The row of the screen that begins with these words behind its cursor. */
static const char *row_of(struct driven *driven, const char *words)
{
    for (int row = 2; row < 24; row++) {
        const char *text = driven_row(driven, row);
        const char *found = strstr(text, words);

        if (found && found - text < 6)
            return arena_strdup(driven->arena, text);
    }
    return "";
}

/* ---- baseline and candidate ---- */

TEST(c_compares_the_run_under_the_cursor_with_the_baseline)
{
    struct driven *driven = driven_new(MBPP, DRIVEN_WAITS, 24, 100);

    driven_keys(driven, "j B");
    check_message(driven, "baseline: 01");
    driven_keys(driven, "j j c");
    check_place(driven, "01 ↔ 03 › Compare");
    CHECK(driven_has(driven, "Pass rate"));
    driven_keys(driven, "<bs>");
    check_place(driven, "Runs");
    driven_free(driven);
}

TEST(without_a_baseline_c_says_how_to_choose_one)
{
    struct driven *driven = driven_new(MBPP, DRIVEN_WAITS, 24, 100);

    driven_keys(driven, "j j c");
    check_message(driven, "B on a run");
    check_place(driven, "Runs");
    driven_keys(driven, "B c");
    check_message(driven, "02 is the baseline itself");
    driven_keys(driven, "B");
    check_message(driven, "no longer the baseline");
    driven_free(driven);
}

TEST(a_run_with_training_at_test_time_is_compared_with_the_baseline_beside_it)
{
    struct driven *driven = driven_new(PAPER, DRIVEN_WAITS, 24, 120);

    driven_command(driven, "compare run_20251003_143022_ttt");
    check_place(driven, "run_20251003_150145_baseline ↔ run_20251003_143022_ttt");
    driven_free(driven);
}

TEST(the_one_other_run_that_is_marked_is_the_baseline_when_none_is_set)
{
    struct driven *driven = driven_new(MBPP, DRIVEN_WAITS, 24, 100);

    driven_keys(driven, "j <space> j c");
    check_place(driven, "01 ↔ 03 › Compare");
    driven_free(driven);
}

TEST(c_in_a_view_of_a_run_compares_that_run)
{
    struct driven *driven = driven_new(MBPP, DRIVEN_WAITS, 24, 100);

    driven_keys(driven, "j B G <enter> c");
    check_place(driven, "01 ↔ 04 › Compare");
    driven_keys(driven, "<bs>");
    check_place(driven, "› Overview");
    driven_free(driven);
}

TEST(runs_are_named_on_the_command_line)
{
    struct driven *driven = driven_new(MBPP, DRIVEN_WAITS, 24, 100);

    driven_command(driven, "baseline 04");
    driven_command(driven, "compare 02");
    check_place(driven, "04 ↔ 02 › Compare");
    driven_command(driven, "compare nosuch");
    check_message(driven, "there is no run named nosuch");
    driven_command(driven, "baseline 0");
    check_message(driven, "4 runs have a name like 0");
    driven_type(driven, ":compare 0");
    check_message(driven, "02");
    driven_free(driven);
}

/* ---- what is shown ---- */

TEST(baseline_and_marks_stand_beside_the_names_of_runs)
{
    struct driven *driven = driven_new(MBPP, DRIVEN_WAITS, 24, 100);

    driven_keys(driven, "j B j <space>");
    check_holds(row_of(driven, "01 "), " A ");
    check_holds(row_of(driven, "02 "), " * ");
    CHECK(strstr(row_of(driven, "03 "), " * ") == NULL);
    check_place(driven, "1 marked");
    driven_keys(driven, "k <space>");
    CHECK(strstr(row_of(driven, "02 "), " * ") == NULL);
    driven_free(driven);
}

TEST(tabs_and_numbers_are_of_pairs_where_runs_are_compared)
{
    struct driven *driven = driven_new(MBPP, DRIVEN_WAITS, 24, 100);

    driven_keys(driven, "j B j c");
    check_holds(driven_row(driven, 1), "2 compare");
    CHECK(strstr(driven_row(driven, 1), "overview") == NULL);
    driven_keys(driven, "V 2");
    check_place(driven, "› Compare");
    driven_keys(driven, "1 2");
    check_place(driven, "› Overview");
    driven_free(driven);
}

/* Pairs of runs that have what some view of pairs needs. */
static const struct {
    const char *path, *base, *candidate;
} pairs[] = {
    {CLASSES, "mer2023_test3", "mer2023_test3_rank16"},
    {"sample_runs/layer_probe", "run_20260122_153920", "run_20260129_101500"},
    {PAPER, "run_20251003_150145_baseline", "run_20251003_143022_ttt"},
};

static struct driven *driven_pair(size_t pair, int height, int width)
{
    struct driven *driven = driven_new(pairs[pair].path, DRIVEN_WAITS, height, width);
    char command[100];

    snprintf(command, sizeof(command), "baseline %s", pairs[pair].base);
    driven_command(driven, command);
    snprintf(command, sizeof(command), "compare %s", pairs[pair].candidate);
    driven_command(driven, command);
    return driven;
}

/* Help of the present view against what the frame says it offers. */
static void check_help(struct driven *driven, const struct view *view)
{
    driven_keys(driven, "?");
    for (int a = 0; a < ACTION_COUNT; a++) {
        struct buf words = {0};

        buf_addf(&words, "  :%s", action_table[a].name);
        if (action_table[a].name[0] &&
            driven_has(driven, words.ptr) != frame_offers(driven->frame, view, (enum action)a)) {
            CHECK_STR(words.ptr, "as the frame says");
            CHECK_STR(view->name, "");
        }
        buf_release(&words);
    }
    driven_keys(driven, "q");
}

TEST(every_view_of_pairs_opens_by_its_name_and_lists_its_keys)
{
    for (size_t i = 0; view_registry[i]; i++) {
        const struct view *view = view_registry[i];
        bool opened = view->scope != VIEW_OF_PAIR;

        for (size_t pair = 0; pair < sizeof(pairs) / sizeof(pairs[0]) && !opened; pair++) {
            struct driven *driven = driven_pair(pair, 120, 140);

            driven_command(driven, view->name);
            opened = strstr(driven_row(driven, -1), view->title) == NULL;
            if (opened)
                check_help(driven, view);
            driven_keys(driven, "x j k <enter> <bs> d u");
            driven_free(driven);
        }
        if (!CHECK(opened))
            CHECK_STR(view->name, "opened by some pair");
    }
}

/* ---- swapping and history ---- */

TEST(x_swaps_the_sides_and_the_way_back_leads_to_them)
{
    struct driven *driven = driven_new(MBPP, DRIVEN_WAITS, 24, 100);
    const char *before;

    driven_keys(driven, "j B j c");
    before = driven_copy(driven);
    check_holds(row_of(driven, "Pass rate"), "-.0667");
    driven_keys(driven, "x");
    check_place(driven, "02 ↔ 01 › Compare");
    check_holds(row_of(driven, "Pass rate"), "+.0667");
    driven_keys(driven, "[");
    CHECK_STR(driven_text(driven), before);
    driven_keys(driven, "] <bs>");
    check_place(driven, "Runs");
    driven_free(driven);
}

TEST(x_does_nothing_where_nothing_is_compared)
{
    struct driven *driven = driven_new(MBPP, DRIVEN_WAITS, 24, 100);

    driven_keys(driven, "x");
    check_message(driven, "x does nothing in this view");
    driven_free(driven);
}

/* ---- many ---- */

TEST(several_marked_runs_are_compared_at_once)
{
    struct driven *driven = driven_new(MBPP, DRIVEN_WAITS, 24, 120);

    driven_keys(driven, "j B j <space> <space> <space> c");
    check_place(driven, "3 runs against 01");
    check_holds(driven_row(driven, 2), " 02 ");
    check_holds(driven_row(driven, 2), " 04 ");
    driven_keys(driven, "$ <enter>");
    check_place(driven, "01 ↔ 04 › Compare");
    driven_keys(driven, "<bs>");
    check_place(driven, "3 runs against 01");
    driven_free(driven);
}

TEST(marked_runs_are_compared_by_the_name_of_the_view_too)
{
    struct driven *driven = driven_new(MBPP, DRIVEN_WAITS, 24, 120);

    driven_command(driven, "candidates");
    CHECK(driven_has(driven, "Space marks runs"));
    driven_keys(driven, "<enter> d 1 j B j <space> <space>");
    driven_command(driven, "candidates");
    check_place(driven, "2 runs against 01");
    driven_keys(driven, "<enter>");
    check_place(driven, "01 ↔ 02 › Compare");
    driven_free(driven);
}

TEST(no_more_than_16_runs_are_marked)
{
    char most[40];
    struct driven *driven = driven_new("sample_runs", DRIVEN_WAITS, 40, 100);

    for (int i = 0; i < MARKS_MOST; i++)
        driven_keys(driven, "<space>");
    snprintf(most, sizeof(most), "%d marked", MARKS_MOST);
    check_place(driven, most);
    driven_keys(driven, "<space>");
    check_message(driven, "no more can be");
    check_place(driven, most);
    driven_free(driven);
}

/* ---- what cannot be compared, and what is on its way ---- */

TEST(a_run_over_layers_and_one_of_samples_share_nothing_either_way)
{
    struct driven *driven = driven_new("sample_runs", DRIVEN_WAITS, 24, 100);

    driven_command(driven, "baseline classification/mer2023_test3");
    driven_command(driven, "compare layer_probe/run_20260203_090000");
    CHECK(driven_has(driven, "share nothing to compare"));
    driven_keys(driven, "x");
    CHECK(driven_has(driven, "share nothing to compare"));
    driven_free(driven);
}

TEST(evidence_of_a_difference_is_its_statistics_wherever_it_is_asked_for)
{
    struct driven *driven = driven_new("sample_runs", DRIVEN_WAITS, 24, 100);

    driven_command(driven, "baseline classification/mer2023_test3");
    driven_command(driven, "compare classification/mer2023_test3_rank16");
    driven_keys(driven, "7 V");
    CHECK(driven_has(driven, "delta, B - A    -.0216"));
    CHECK(driven_has(driven, "mer2023_test3 ↔ mer2023_test3_rank16"));
    driven_free(driven);
}

TEST(runs_that_share_nothing_say_so)
{
    struct driven *driven = driven_new("sample_runs", DRIVEN_WAITS, 24, 100);

    driven_command(driven, "baseline classification/mer2023_test3");
    driven_command(driven, "compare mbpp/ModelRuns/01");
    CHECK(driven_has(driven, "these two cannot be compared"));
    CHECK(driven_has(driven, "share nothing to compare"));
    driven_keys(driven, "d V x <enter> s");
    CHECK(driven_has(driven, "these two cannot be compared"));
    driven_free(driven);
}

TEST(both_runs_are_read_and_compared_in_the_background)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_BEHIND, 30, 100);

    CHECK(driven_until(driven, "mer2023_test3_rank16"));
    driven_keys(driven, "g B j c");
    CHECK(driven_until(driven, "Macro F1"));
    check_place(driven, "834 pairs");
    driven_free(driven);
}

TEST(a_run_read_again_while_it_is_compared_is_compared_again)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_BEHIND, 30, 100);

    CHECK(driven_until(driven, "mer2023_test3_rank16"));
    driven_keys(driven, "g B j c");
    for (int i = 0; i < 6; i++) {
        driven_keys(driven, "r x");
        frame_wake(driven->frame);
        driven_keys(driven, "<c-c>");
    }
    driven_keys(driven, "r");
    CHECK(driven_until(driven, "Macro F1"));
    driven_free(driven);
}

TEST(a_frame_is_freed_while_runs_are_compared)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_BEHIND, 30, 100);

    CHECK(driven_until(driven, "mer2023_test3_rank16"));
    driven_keys(driven, "g B j c");
    for (int i = 0; i < 40 && !driven_has(driven, " comparing"); i++)
        frame_wake(driven->frame);
    driven_free(driven);
}

/* ---- reports ---- */

TEST(a_report_written_where_runs_are_compared_is_of_the_comparison)
{
    struct driven *driven = driven_new(MBPP, DRIVEN_WAITS, 24, 100);
    char command[300];

    driven_keys(driven, "j B j c");
    snprintf(command, sizeof(command), "write %s", temp_dir_path(&driven->dir, "two.md"));
    driven_command(driven, command);
    CHECK_STR(driven_file(driven, "two.md"), "# 01 and 02\n");
    driven_command(driven, "cmd");
    check_message(driven, "assay compare ");
    check_message(driven, "ModelRuns/01");
    check_message(driven, "ModelRuns/02");
    driven_free(driven);
}
