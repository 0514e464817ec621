#include "check.h"
#include "driven.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MBPP "sample_runs/mbpp/ModelRuns"

/* The flips of run 04 against run 01: 9 fixed and 16 broken of 60. */
static struct driven *flips_of_code(int height, int width)
{
    struct driven *driven = driven_new(MBPP, DRIVEN_WAITS, height, width);

    driven_keys(driven, "j B G c 7");
    return driven;
}

/* mer2023_test3 against its rank16: sample_runs/README.md has the figures. */
static struct driven *flips_of_labels(int height, int width)
{
    struct driven *driven = driven_new("sample_runs/classification", DRIVEN_WAITS, height, width);

    driven_keys(driven, "B j c 7");
    return driven;
}

/* The id under the cursor. */
static const char *current(struct driven *driven)
{
    const char *at = strstr(driven_text(driven), "\n› ");

    if (!at)
        return "";
    at += strlen("\n› ");
    return arena_strndup(driven->arena, at, strcspn(at, " \n"));
}

static int lines_with(struct driven *driven, const char *words)
{
    int count = 0;

    for (const char *at = driven_text(driven); (at = strstr(at, words)); at += strlen(words))
        count++;
    return count;
}

TEST(the_table_of_four_cells_says_what_the_readme_says)
{
    struct driven *driven = flips_of_labels(24, 80);

    CHECK(strstr(driven_row(driven, 3), "both right     709") != NULL);
    CHECK(strstr(driven_row(driven, 3), "broken          47") != NULL);
    CHECK(strstr(driven_row(driven, 4), "fixed           29") != NULL);
    CHECK(strstr(driven_row(driven, 4), "both wrong      49") != NULL);
    driven_free(driven);
}

TEST(a_cell_lists_what_it_counts_and_once_more_gives_all_flips_back)
{
    struct driven *driven = flips_of_code(40, 100);

    CHECK_INT(lines_with(driven, "\n  broken  16"), 1);
    CHECK_INT(lines_with(driven, "\n  fixed  9"), 1);
    driven_keys(driven, "<tab> h j <enter>");
    CHECK(driven_has(driven, "9 of 60 samples"));
    CHECK_INT(lines_with(driven, "\n  broken  16"), 0);
    CHECK_INT(lines_with(driven, "✗ 0/3   ✓ 3/3"), 8);
    driven_keys(driven, "<enter>");
    CHECK(driven_has(driven, "25 of 60 samples"));
    driven_free(driven);
}

TEST(d_shows_all_samples_and_again_only_what_differs)
{
    struct driven *driven = flips_of_code(24, 80);

    driven_keys(driven, "d");
    CHECK(driven_has(driven, "60 of 60 samples"));
    driven_keys(driven, "d");
    CHECK(driven_has(driven, "25 of 60 samples"));
    driven_free(driven);
}

TEST(groups_and_flips_are_walked_by_keys)
{
    struct driven *driven = flips_of_code(40, 100);
    int walked = 1;

    CHECK_STR(current(driven), "12");
    driven_keys(driven, "}");
    CHECK_STR(current(driven), "13");
    driven_keys(driven, "{");
    CHECK_STR(current(driven), "12");
    for (; walked < 100 && !strstr(driven_row(driven, -1), "no further flip"); walked++)
        driven_keys(driven, "e");
    CHECK_INT(walked, 26);
    CHECK_STR(current(driven), "522");
    driven_free(driven);
}

TEST(filters_narrow_the_flips_and_wrong_ones_say_why)
{
    struct driven *driven = flips_of_code(24, 100);

    driven_type(driven, "&is:broken split:train");
    driven_keys(driven, "<enter>");
    CHECK(driven_has(driven, "6 of 60 samples"));
    CHECK_STR(current(driven), "602");
    driven_type(driven, "&");
    driven_keys(driven, "<c-u>");
    driven_type(driven, "a.error:asser");
    driven_keys(driven, "<enter>");
    CHECK_STR(current(driven), "13");
    driven_type(driven, "&");
    driven_keys(driven, "<c-u>");
    driven_type(driven, "is:brokn");
    driven_keys(driven, "<enter>");
    CHECK(driven_has(driven, "nearest is \"broken\""));
    driven_free(driven);
}

TEST(the_two_records_are_walked_by_the_list_they_were_opened_from)
{
    struct driven *driven = flips_of_code(24, 80);

    driven_type(driven, "&split:train");
    driven_keys(driven, "<enter> <enter>");
    CHECK(strstr(driven_row(driven, 2), "broken  1 of 6  602") != NULL);
    CHECK(driven_has(driven, "✓ passed 3 of 3"));
    CHECK(driven_has(driven, "✗ passed 0 of 3"));
    driven_keys(driven, "e e e e e e");
    CHECK(strstr(driven_row(driven, 2), "fixed  1 of 3  612") != NULL);
    driven_keys(driven, "E");
    CHECK(strstr(driven_row(driven, 2), "broken  6 of 6  620") != NULL);
    driven_keys(driven, "<bs>");
    CHECK(driven_has(driven, "9 of 60 samples"));
    driven_free(driven);
}

TEST(swapping_keeps_the_sample_and_turns_what_is_said_of_it)
{
    struct driven *driven = flips_of_code(24, 80);

    driven_keys(driven, "<enter>");
    CHECK(strstr(driven_row(driven, 2), "broken  1 of 16  12") != NULL);
    driven_keys(driven, "x");
    CHECK(strstr(driven_row(driven, 2), "fixed  1 of 16  12") != NULL);
    CHECK(driven_has(driven, "A  04"));
    driven_keys(driven, "x");
    CHECK(strstr(driven_row(driven, 2), "broken  1 of 16  12") != NULL);
    driven_free(driven);
}

TEST(copies_and_tags_go_to_the_side_that_has_the_keys)
{
    struct driven *driven = flips_of_code(24, 80);

    driven_keys(driven, "<enter> y j");
    CHECK(strstr(frame_take_request(driven->frame).text.ptr, "if x > 30") != NULL);
    driven_keys(driven, "<tab> y j");
    CHECK(strstr(frame_take_request(driven->frame).text.ptr, "if x > 30") == NULL);
    driven_type(driven, "mlabel a note\r");
    CHECK(driven_has(driven, "candidate's samples"));
    driven_keys(driven, "<tab>");
    driven_type(driven, "mlabel a note\r");
    CHECK(strstr(driven_row(driven, 2), "label-error a note") != NULL);
    driven_keys(driven, "<bs>");
    driven_type(driven, "&is:tagged\r");
    CHECK(driven_has(driven, "1 of 60 samples"));
    driven_free(driven);
}

#define A                                                                                          \
    "id,truth,prediction\ns1,cat,cat\ns2,cat,dog\ns3,dog,dog\ns4,dog,cat\ns6,cat,cat\ns6,cat,"     \
    "cat\n"                                                                                        \
    "s8,cat,dog\n"
#define B                                                                                          \
    "id,truth,prediction\ns6,cat,dog\ns4,dog,cat\ns3,dog,cat\ns2,cat,cat\ns7,cat,cat\ns8,dog,"     \
    "dog\n"

TEST(what_cannot_be_compared_is_listed_and_counted)
{
    struct temp_dir dir = temp_dir_new();
    struct driven *driven;

    temp_dir_write(&dir, "a/predictions.csv", STR(A));
    temp_dir_write(&dir, "b/predictions.csv", STR(B));
    driven = driven_new(dir.root, DRIVEN_WAITS, 30, 90);
    driven_keys(driven, "B j c 7");
    CHECK(driven_has(driven, "1 with another truth, 1 repeated in A"));
    CHECK(driven_has(driven, "only in A  1\n  s1 "));
    CHECK(driven_has(driven, "only in B  1\n  s7 "));
    CHECK(driven_has(driven, "not scored  1\n  s8    not scored  cat → dog"));
    driven_keys(driven, "G <enter>");
    CHECK(driven_has(driven, "has no such sample"));
    driven_free(driven);
    temp_dir_remove(&dir);
}

TEST(both_views_survive_every_size_and_place)
{
    static const int sizes[][2] = {{5, 20}, {8, 30}, {12, 45}, {24, 59}, {24, 60}, {60, 200}};
    struct driven *driven = flips_of_code(24, 80);

    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        frame_resize(driven->frame, sizes[i][0], sizes[i][1]);
        driven_keys(driven, "<tab> j l k h <tab> G <enter> G w l l i g e E } { x x <bs> d d g");
        CHECK(driven_text(driven)[0] != '\0');
    }
    driven_free(driven);
}

TEST(flips_begin_with_their_problems_where_there_is_room)
{
    struct driven *driven = flips_of_code(40, 120);

    CHECK(driven_has(driven, "Write a function to limit a number to a"));
    driven_keys(driven, "G");
    CHECK(driven_has(driven, "Write a function to"));
    driven_free(driven);
    driven = flips_of_code(24, 80);
    CHECK(!driven_has(driven, "Write a function to"));
    driven_free(driven);
}

TEST(flips_have_a_column_of_tags_once_there_is_one)
{
    struct driven *driven = flips_of_code(40, 120);

    CHECK(strstr(driven_row(driven, 8), " tag") == NULL);
    driven_command(driven, "tag label-error");
    CHECK(strstr(driven_row(driven, 8), " tag") != NULL);
    driven_free(driven);
}
