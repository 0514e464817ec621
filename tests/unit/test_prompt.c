#include "check.h"
#include "driven.h"

#include <stdio.h>
#include <string.h>

#define RUN "sample_runs/classification/mer2023_test3"

static struct driven *samples(int height, int width)
{
    struct driven *driven = driven_new(RUN, DRIVEN_WAITS, height, width);

    driven_keys(driven, "7");
    return driven;
}

/* The typed text as it stands behind the sign. */
static void check_typed(struct driven *driven, const char *wanted)
{
    const char *row = driven_row(driven, -1);
    char is[256];

    snprintf(is, sizeof(is), "%.*s", (int)strcspn(row, " "), row);
    CHECK_STR(is, wanted);
}

TEST(a_prompt_is_edited_by_characters_not_bytes)
{
    struct driven *driven = samples(24, 100);

    driven_type(driven, "/caf");
    driven_keys(driven, "é 猫 x");
    check_typed(driven, "/café猫x");
    driven_keys(driven, "<left> <left> <bs>");
    check_typed(driven, "/caf猫x");
    driven_keys(driven, "<del>");
    check_typed(driven, "/cafx");
    driven_keys(driven, "<home> ü <end> ö");
    check_typed(driven, "/ücafxö");
    driven_keys(driven, "<left> <c-u>");
    check_typed(driven, "/ö");
    driven_keys(driven, "<c-k>");
    check_typed(driven, "/");
    driven_type(driven, "one-two");
    driven_keys(driven, "<c-w>");
    check_typed(driven, "/");
    driven_keys(driven, "<bs>");
    CHECK(strstr(driven_row(driven, -1), "? help") != NULL);
    driven_free(driven);
}

TEST(a_prompt_shows_the_cursor_where_it_types)
{
    struct driven *driven = samples(24, 40);
    int row, column;

    driven_type(driven, "&");
    for (int i = 0; i < 300; i++) {
        driven_keys(driven, i % 3 ? "x" : "猫");
        frame_draw(driven->frame, driven->canvas);
        CHECK(canvas_cursor(driven->canvas, &row, &column));
        CHECK(row == 23 && column > 0 && column < 40);
    }
    for (int i = 0; i < 300; i++)
        driven_keys(driven, "<left>");
    frame_draw(driven->frame, driven->canvas);
    CHECK(canvas_cursor(driven->canvas, &row, &column));
    CHECK_INT(column, 1);
    driven_keys(driven, "<esc>");
    frame_draw(driven->frame, driven->canvas);
    CHECK(!canvas_cursor(driven->canvas, &row, &column));
    driven_free(driven);
}

TEST(a_text_longer_than_there_is_room_for_is_refused_at_its_end)
{
    struct driven *driven = samples(24, 100);

    driven_type(driven, ":");
    for (int i = 0; i < 700; i++)
        driven_keys(driven, "x");
    driven_keys(driven, "<enter>");
    CHECK(strstr(driven_row(driven, -1), "there is no command named xxxx") != NULL);
    driven_free(driven);
}

TEST(what_was_typed_before_is_recalled_by_kind)
{
    struct driven *driven = samples(24, 100);

    driven_type(driven, "/first");
    driven_keys(driven, "<enter>");
    driven_type(driven, "/second");
    driven_keys(driven, "<enter>");
    driven_type(driven, ":nothing");
    driven_keys(driven, "<enter>");
    driven_type(driven, "/");
    driven_keys(driven, "<up>");
    check_typed(driven, "/second");
    driven_keys(driven, "<up>");
    check_typed(driven, "/first");
    driven_keys(driven, "<up>");
    check_typed(driven, "/first");
    driven_keys(driven, "<down>");
    check_typed(driven, "/second");
    driven_keys(driven, "<esc>");
    driven_type(driven, ":");
    driven_keys(driven, "<up>");
    check_typed(driven, ":nothing");
    driven_free(driven);
}

TEST(what_is_being_typed_comes_back_after_recalling)
{
    struct driven *driven = samples(24, 100);

    driven_type(driven, "/first");
    driven_keys(driven, "<enter>");
    driven_type(driven, "/half");
    driven_keys(driven, "<down>");
    check_typed(driven, "/half");
    driven_keys(driven, "<up>");
    check_typed(driven, "/first");
    driven_keys(driven, "<down>");
    check_typed(driven, "/half");
    driven_free(driven);
}

TEST(escape_puts_back_filter_rows_and_cursor)
{
    struct driven *driven = samples(14, 100);
    const char *before;

    driven_keys(driven, "S G k k k");
    before = driven_copy(driven);
    driven_type(driven, "&truth:happy");
    CHECK(driven_has(driven, "166 of 834"));
    driven_keys(driven, "<esc>");
    CHECK_STR(driven_text(driven), before);
    driven_type(driven, "/0000009");
    CHECK(strcmp(driven_text(driven), before) != 0);
    driven_keys(driven, "<esc>");
    CHECK_STR(driven_text(driven), before);
    driven_free(driven);
}

/* The row of the cursor, from its caret on. */
static const char *row_of_cursor(struct driven *driven)
{
    const char *at = strstr(driven_text(driven), "\n› ");

    return at ? arena_strndup(driven->arena, at, 24) : "";
}

TEST(the_cursor_stays_on_its_sample_while_a_filter_is_typed_and_taken)
{
    struct driven *driven = samples(14, 100);
    const char *before;

    driven_type(driven, ":goto samplenew_00000270");
    driven_keys(driven, "<enter>");
    before = row_of_cursor(driven);
    CHECK(strstr(before, "samplenew_00000270") != NULL);
    driven_type(driven, "&truth:happy");
    CHECK_STR(row_of_cursor(driven), before);
    driven_keys(driven, "<enter>");
    CHECK_STR(row_of_cursor(driven), before);
    driven_type(driven, "&");
    driven_keys(driven, "<c-u> <enter>");
    CHECK_STR(row_of_cursor(driven), before);
    driven_free(driven);
}

TEST(a_filter_that_is_opened_again_holds_the_text_to_change)
{
    struct driven *driven = samples(14, 100);

    driven_type(driven, "&truth:happy");
    driven_keys(driven, "<enter> &");
    check_typed(driven, "&truth:happy");
    driven_keys(driven, "<c-u> <enter>");
    CHECK(driven_has(driven, " 834 samples"));
    CHECK(!driven_has(driven, " of 834"));
    driven_free(driven);
}

TEST(a_wrong_filter_says_why_while_it_is_typed_and_keeps_the_rows)
{
    struct driven *driven = samples(14, 100);

    driven_type(driven, "&truth:happy");
    driven_keys(driven, "<enter>");
    driven_type(driven, "& wrongfield:3");
    CHECK(strstr(driven_row(driven, -1), "wrongfield") != NULL);
    CHECK(strstr(driven_row(driven, -1), "unknown field") != NULL);
    CHECK(driven_has(driven, "happy"));
    driven_free(driven);
}

TEST(tab_completes_commands_views_fields_and_themes)
{
    struct driven *driven = samples(24, 100);

    driven_type(driven, ":sort-u");
    driven_keys(driven, "<tab>");
    check_typed(driven, ":sort-up");
    driven_type(driven, "trut");
    driven_keys(driven, "<tab> <enter>");
    CHECK(driven_has(driven, "truth▲") || driven_has(driven, "truth ▲"));
    driven_type(driven, ":view confu");
    driven_keys(driven, "<tab> <enter>");
    CHECK(strstr(driven_row(driven, 0), "Confusion") != NULL);
    driven_keys(driven, "7");
    driven_type(driven, "&diffi");
    driven_keys(driven, "<esc>");
    driven_type(driven, "&trut");
    driven_keys(driven, "<tab>");
    CHECK(strncmp(driven_row(driven, -1), "&truth", 6) == 0);
    driven_free(driven);
}

TEST(a_tab_with_nothing_to_complete_changes_nothing)
{
    struct driven *driven = samples(24, 100);

    driven_type(driven, ":xyz");
    driven_keys(driven, "<tab>");
    check_typed(driven, ":xyz");
    driven_free(driven);
}

TEST(a_theme_is_shown_while_its_name_is_typed_and_taken_back)
{
    struct driven *driven = samples(24, 100);
    const struct theme *before = frame_theme(driven->frame);

    driven_type(driven, ":theme mono");
    CHECK(frame_theme(driven->frame) != before);
    CHECK_STR(frame_theme(driven->frame)->name, "mono");
    driven_keys(driven, "<esc>");
    CHECK(frame_theme(driven->frame) == before);
    driven_command(driven, "theme mono");
    CHECK_STR(frame_theme(driven->frame)->name, "mono");
    driven_command(driven, "theme no-such-theme");
    CHECK_STR(frame_theme(driven->frame)->name, "mono");
    CHECK(strstr(driven_row(driven, -1), "no-such-theme") != NULL);
    driven_free(driven);
}
