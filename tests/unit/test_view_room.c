/*
 * What screens do with room: too little (names give way, figures do not) and much (the samples of a
 * row, the evidence of a figure).
 */
#include "check.h"
#include "shown.h"

#include <assay/tui/canvas.h>
#include <assay/tui/present_text.h>

#include <stdio.h>
#include <string.h>

static const char six[] = "id,truth,prediction,score\n"
                          "first,calm,calm,0.912345678\n"
                          "second,calm,angry,.4\n"
                          "third,angry,calm,.4\n"
                          "fourth,angry,angry,.9\n"
                          "fifth,sad,sad,.9\n"
                          "a_name_that_begins_like_others_and_ends_in_seven,sad,sad,.9\n";

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

static void names_at(int width, void (*check)(const char *, const char *), const char *words)
{
    struct surface surface;
    struct canvas *canvas = canvas_new(1, 40);
    struct buf text = {0};

    surface = canvas_surface(canvas, GLYPHS_BRAILLE);
    draw_middle(&surface, 0, 0, width, ROLE_TEXT, STR("checkpoint_001000_ttt"));
    present_txt(canvas, &text);
    check(text.ptr, words);
    buf_release(&text);
    canvas_free(canvas);
}

TEST(a_name_too_long_keeps_its_beginning_and_its_end)
{
    names_at(21, check_shows, "checkpoint_001000_ttt");
    names_at(20, check_shows, "checkpoin…001000_ttt");
    names_at(11, check_shows, "chec…00_ttt");
    names_at(11, check_lacks, "_ttt…");
}

TEST(a_sorted_column_keeps_its_whole_head)
{
    struct shown *shown = shown_new("predictions.csv", six);

    check_shows(shown_keys(shown, "samples", "l l s", 24, 100), "truth▲");
    shown_free(shown);
}

TEST(scores_stand_with_four_decimals_in_tables_and_in_full_in_the_sample)
{
    struct shown *shown = shown_new("predictions.csv", six);

    check_shows(shown_keys(shown, "samples", "", 24, 100), ".9123");
    check_lacks(shown_keys(shown, "samples", "", 24, 100), ".91234");
    check_shows(shown_keys(shown, "samples", "<enter>", 24, 100), "0.912345678");
    shown_free(shown);
}

TEST(errors_list_the_samples_of_the_row_where_there_is_room)
{
    struct shown *shown = shown_new("predictions.csv", six);
    const char *screen = shown_keys(shown, "errors", "", 40, 120);

    check_shows(screen, "truth=angry pred=calm");
    check_shows(screen, "third");
    check_lacks(screen, "second");
    screen = shown_keys(shown, "errors", "j", 40, 120);
    check_shows(screen, "second");
    check_lacks(screen, "third");
    check_lacks(shown_keys(shown, "errors", "j", 14, 80), "third");
    shown_free(shown);
}

TEST(the_cursor_walks_from_the_last_label_into_the_averages_and_back)
{
    struct shown *shown = shown_new("predictions.csv", six);

    check_shows(shown_keys(shown, "classes", "G j", 24, 80), "› macro");
    check_shows(shown_keys(shown, "classes", "G j j j j", 24, 80), "› weighted");
    check_lacks(shown_keys(shown, "classes", "g G j k", 24, 80), "› macro");
    check_lacks(shown_keys(shown, "classes", "G j g", 24, 80), "› macro");
    check_shows(shown_keys(shown, "classes", "g G j V", 40, 80), "Macro recall");
    check_shows(shown_keys(shown, "classes", "g G j l l l l V", 40, 80), "Macro precision");
    shown_free(shown);
}

TEST(the_figure_under_the_cursor_is_explained_below_a_short_table)
{
    struct shown *shown = shown_new("predictions.csv", six);

    check_shows(shown_keys(shown, "classes", "", 40, 120), "TP / (TP + FN)");
    check_shows(shown_keys(shown, "classes", "", 40, 120), "1 of 2");
    check_lacks(shown_keys(shown, "classes", "", 18, 120), "TP / (TP + FN)");
    check_shows(shown_keys(shown, "confusion", "l", 40, 120), "cell of angry → calm");
    shown_free(shown);
}

TEST(a_matrix_cut_off_points_to_where_it_goes_on)
{
    struct shown *shown = shown_new("predictions.csv", six);
    const char *screen = shown_keys(shown, "confusion", "", 8, 26);

    check_shows(screen, "angr ›");
    check_lacks(screen, "‹");
    screen = shown_keys(shown, "confusion", "l l", 8, 26);
    check_shows(screen, "‹ sad");
    screen = shown_keys(shown, "confusion", "", 5, 40);
    check_shows(screen, "↓calm");
    shown_free(shown);
}
