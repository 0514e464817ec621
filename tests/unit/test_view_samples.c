#include "check.h"
#include "driven.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CLASSES "sample_runs/classification/mer2023_test3"
#define MBPP    "sample_runs/mbpp/ModelRuns/01"
#define LAYERS  "sample_runs/layer_probe/run_20260122_153920"

static struct driven *samples_of(const char *run, enum driven_loading loading, int height,
                                 int width)
{
    struct driven *driven = driven_new(run, loading, height, width);

    if (loading == DRIVEN_BEHIND)
        driven_settle(driven);
    driven_keys(driven, "7");
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

TEST(e_walks_the_failures_of_the_list_in_its_order)
{
    struct driven *driven = samples_of(CLASSES, DRIVEN_WAITS, 24, 100);
    const char *first, *last;
    int walked = 1;

    driven_keys(driven, "e");
    first = current(driven);
    CHECK_STR(first, "samplenew_00000270");
    for (last = first; walked < 200; walked++) {
        driven_keys(driven, "e");
        if (strcmp(current(driven), last) == 0)
            break;
        last = current(driven);
        CHECK(driven_has(driven, "✗"));
    }
    CHECK_INT(walked, 78);
    CHECK(strstr(driven_row(driven, -1), "no further failure") != NULL);
    for (int i = 1; i < walked; i++)
        driven_keys(driven, "E");
    CHECK_STR(current(driven), first);
    driven_keys(driven, "E");
    CHECK(strstr(driven_row(driven, -1), "no earlier failure") != NULL);
    driven_free(driven);
}

TEST(one_sample_is_walked_by_the_list_it_was_opened_from)
{
    struct driven *driven = samples_of(CLASSES, DRIVEN_WAITS, 24, 100);

    driven_command(driven, "filter truth:worried is:pass");
    driven_command(driven, "sort-down id");
    driven_keys(driven, "g <enter>");
    CHECK(driven_has(driven, "1 of 6"));
    CHECK(driven_has(driven, "samplenew_00014388"));
    driven_keys(driven, "}");
    CHECK(driven_has(driven, "2 of 6"));
    CHECK(driven_has(driven, "samplenew_00012817"));
    driven_keys(driven, "} } } } }");
    CHECK(strstr(driven_row(driven, -1), "no further sample") != NULL);
    CHECK(driven_has(driven, "6 of 6"));
    driven_keys(driven, "{");
    CHECK(driven_has(driven, "5 of 6"));
    driven_keys(driven, "e");
    CHECK(strstr(driven_row(driven, -1), "no further failure") != NULL);
    driven_free(driven);
}

TEST(search_finds_ids_and_sorting_takes_any_column)
{
    struct driven *driven = samples_of(MBPP, DRIVEN_WAITS, 24, 140);

    driven_type(driven, "/515");
    driven_keys(driven, "<enter>");
    CHECK_STR(current(driven), "515");
    driven_command(driven, "sort-down tokens");
    CHECK_STR(current(driven), "515");
    driven_command(driven, "sort-up difficulty");
    CHECK_STR(current(driven), "515");
    driven_type(driven, "/no-such-id");
    driven_keys(driven, "<enter>");
    CHECK(strstr(driven_row(driven, -1), "no row holds") != NULL);
    CHECK_STR(current(driven), "515");
    driven_free(driven);
}

TEST(texts_of_records_filter_the_list_in_either_way_of_loading)
{
    struct driven *now = samples_of(MBPP, DRIVEN_WAITS, 80, 140);
    struct driven *behind = samples_of(MBPP, DRIVEN_BEHIND, 80, 140);

    driven_command(now, "filter text:multiple is:fail");
    driven_command(behind, "filter text:multiple is:fail");
    driven_settle(behind);
    CHECK(driven_has(now, " of 60 samples"));
    CHECK_STR(driven_text(behind), driven_text(now));
    driven_keys(now, "g <enter> }");
    driven_keys(behind, "g <enter>");
    driven_settle(behind);
    driven_keys(behind, "}");
    CHECK(driven_has(now, "2 of "));
    CHECK_STR(driven_text(behind), driven_text(now));
    driven_free(now);
    driven_free(behind);
}

TEST(a_sample_opened_while_its_list_is_searched_for_finds_its_place)
{
    struct driven *driven = samples_of(MBPP, DRIVEN_BEHIND, 40, 100);

    driven_command(driven, "filter text:multiple or id:1");
    driven_keys(driven, "<enter>");
    driven_keys(driven, "E e E } {");
    driven_settle(driven);
    CHECK(driven_has(driven, " of "));
    driven_free(driven);
}

TEST(a_tag_is_shown_filtered_and_taken_away)
{
    struct driven *driven = samples_of(CLASSES, DRIVEN_WAITS, 24, 110);

    driven_keys(driven, "j j m");
    driven_type(driven, "label clearly sad");
    driven_keys(driven, "<enter>");
    CHECK(strstr(driven_row(driven, -1), "tagged label-error") != NULL);
    CHECK(strstr(driven_text(driven), "label-error") != NULL);
    driven_command(driven, "filter is:tagged");
    CHECK(driven_has(driven, "1 of 834 samples"));
    CHECK_STR(current(driven), "samplenew_00000101");
    driven_keys(driven, "<enter>");
    CHECK(driven_has(driven, "label-error clearly sad"));
    driven_command(driven, "tag none");
    CHECK(strstr(driven_row(driven, -1), "the tag is gone") != NULL);
    CHECK(!driven_has(driven, "label-error"));
    driven_command(driven, "tag nonsense");
    CHECK(strstr(driven_row(driven, -1), "a tag is label-error") != NULL);
    driven_free(driven);
}

TEST(the_score_that_tags_would_give_stands_beside_the_score_there_is)
{
    struct temp_dir dir = temp_dir_new();
    struct driven *driven;

    temp_dir_write(&dir, "r/predictions.csv",
                   STR("id,truth,prediction\na,calm,calm\nb,calm,sad\nc,sad,xyz\nd,sad,calm\n"));
    temp_dir_write(&dir, "r/assay.yaml", STR("labels: [calm, sad]\nfallback: sad\n"));
    driven = driven_new(dir.root, DRIVEN_WAITS, 40, 120);
    driven_keys(driven, "2");
    CHECK(!driven_has(driven, "What-if"));
    driven_keys(driven, "7 j");
    driven_command(driven, "tag label-error");
    driven_keys(driven, "j j");
    driven_command(driven, "tag ambiguous");
    driven_keys(driven, "2");
    if (!CHECK(driven_has(driven, "What-if, strict    .5000")) ||
        !CHECK(driven_has(driven, "instead of         .2500")) ||
        !CHECK(driven_has(driven, "Tagged             2")))
        printf("%s\n", driven_text(driven));
    driven_free(driven);
    temp_dir_remove(&dir);
}

TEST(a_tag_that_is_not_kept_says_so)
{
    struct driven *driven = samples_of(CLASSES, DRIVEN_WAITS, 24, 110);
    char *home = getenv("HOME") ? strdup(getenv("HOME")) : NULL;

    unsetenv("XDG_STATE_HOME");
    unsetenv("HOME");
    driven_command(driven, "reload");
    driven_keys(driven, "7");
    driven_command(driven, "tag ambiguous why");
    CHECK(strstr(driven_row(driven, -1), "session only: neither XDG_STATE_HOME nor HOME") != NULL);
    driven_keys(driven, "g");
    CHECK(driven_has(driven, "tags not kept"));
    driven_keys(driven, "<enter>");
    CHECK(driven_has(driven, "ambiguous (not kept) why"));
    if (home)
        setenv("HOME", home, 1);
    free(home);
    driven_free(driven);
}

TEST(sets_of_samples_are_walked_where_there_are_several)
{
    struct driven *one = samples_of(CLASSES, DRIVEN_WAITS, 24, 110);
    struct driven *several = samples_of(LAYERS, DRIVEN_WAITS, 24, 110);
    const char *first, *second;

    driven_keys(one, "}");
    CHECK(strstr(driven_row(one, -1), "one set of samples") != NULL);
    driven_command(several, "filter layer:8");
    first = driven_copy(several);
    driven_keys(several, "}");
    second = driven_copy(several);
    CHECK(strcmp(first, second) != 0);
    CHECK(strstr(second, "layer:8") != NULL);
    driven_keys(several, "}");
    CHECK_STR(driven_text(several), first);
    driven_keys(several, "u");
    CHECK_STR(driven_text(several), second);
    driven_free(one);
    driven_free(several);
}

TEST(on_wide_screens_the_sample_stands_beside_the_table)
{
    struct driven *driven = samples_of(MBPP, DRIVEN_WAITS, 40, 160);

    CHECK(driven_has(driven, "Prompt ─"));
    driven_keys(driven, "z");
    CHECK(!driven_has(driven, "Prompt ─"));
    driven_keys(driven, "z");
    frame_resize(driven->frame, 40, 149);
    CHECK(!driven_has(driven, "Prompt ─"));
    driven_free(driven);
}

TEST(the_command_line_prints_the_rows_that_are_shown)
{
    struct driven *driven = samples_of(CLASSES, DRIVEN_WAITS, 24, 160);

    driven_command(driven, "filter is:fail truth:sad");
    driven_command(driven, "cmd");
    CHECK(strstr(driven_row(driven, -1), "assay export --filter 'is:fail truth:sad' " CLASSES) !=
          NULL);
    driven_free(driven);
}

TEST(the_command_line_is_one_word_for_a_shell_whatever_was_typed)
{
    struct driven *driven = samples_of(CLASSES, DRIVEN_WAITS, 24, 160);

    driven_command(driven, "filter id:\"it's; ls\"");
    driven_command(driven, "cmd");
    CHECK(strstr(driven_row(driven, -1), "--filter 'id:\"it'\\''s; ls\"'") != NULL);
    driven_free(driven);
}
