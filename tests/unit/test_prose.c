#include "check.h"

#include <assay/tui/prose.h>

#include <string.h>

TEST(prose_breaks_lines_between_words)
{
    struct arena *arena = arena_new();
    struct prose *prose = prose_new(arena, 12);

    prose_text(prose, 0, ROLE_TEXT, STR("mean over five folds"));
    CHECK_INT(prose_height(prose), 2);
    CHECK_STR(prose_line_text(prose, 0), "mean over");
    CHECK_STR(prose_line_text(prose, 1), "five folds");
    arena_free(arena);
}

TEST(prose_cuts_words_that_no_line_holds_and_loses_nothing)
{
    struct arena *arena = arena_new();
    struct prose *prose = prose_new(arena, 10);

    prose_text(prose, 2, ROLE_TEXT, STR("abcdefghijklmnopq"));
    CHECK_INT(prose_height(prose), 3);
    CHECK_STR(prose_line_text(prose, 0), "  abcdefgh");
    CHECK_STR(prose_line_text(prose, 1), "  ijklmnop");
    CHECK_STR(prose_line_text(prose, 2), "  q");
    arena_free(arena);
}

TEST(values_of_a_pair_stand_under_each_other)
{
    struct arena *arena = arena_new();
    struct prose *prose = prose_new(arena, 24);

    prose_pair(prose, "how", 8, ROLE_TEXT, STR("756 of 834 samples here"));
    prose_pair(prose, "a long key", 8, ROLE_TEXT, STR("x"));
    CHECK_STR(prose_line_text(prose, 0), "how     756 of 834");
    CHECK_STR(prose_line_text(prose, 1), "        samples here");
    CHECK_STR(prose_line_text(prose, 2), "a long key");
    CHECK_STR(prose_line_text(prose, 3), "        x");
    arena_free(arena);
}

TEST(wide_and_unsafe_characters_never_pass_the_end_of_a_line_of_prose)
{
    struct arena *arena = arena_new();
    struct prose *prose = prose_new(arena, 9);
    const char *text = "漢字漢字漢字漢字 \x1b[31m\xff\xfe é́́́ x\ty";

    prose_text(prose, 0, ROLE_TEXT, str_of(text));
    for (int i = 0; i < prose_height(prose); i++)
        CHECK(text_columns(str_of(prose_line_text(prose, i))) <= 9);
    arena_free(arena);
}

TEST(a_huge_text_is_cut_with_a_mark)
{
    struct arena *arena = arena_new();
    struct prose *prose = prose_new(arena, 80);
    char *text = arena_alloc(arena, 1 << 20);

    memset(text, 'x', 1 << 20);
    prose_text(prose, 0, ROLE_TEXT, (struct str){text, 1 << 20});
    CHECK(prose_height(prose) < 60);
    CHECK(strstr(prose_line_text(prose, prose_height(prose) - 1), "…") != NULL);
    arena_free(arena);
}

TEST(prose_keeps_one_blank_line_and_none_on_top)
{
    struct arena *arena = arena_new();
    struct prose *prose = prose_new(arena, 40);

    prose_blank(prose);
    prose_head(prose, "A");
    prose_blank(prose);
    prose_head(prose, "B");
    CHECK_INT(prose_height(prose), 3);
    CHECK_STR(prose_line_text(prose, 1), "");
    CHECK_STR(prose_line_text(prose, 2), "B");
    arena_free(arena);
}

TEST(prose_scrolls_no_further_than_its_last_line_at_the_bottom)
{
    struct arena *arena = arena_new();
    struct prose *prose = prose_new(arena, 40);

    for (int i = 0; i < 10; i++)
        prose_text(prose, 0, ROLE_TEXT, STR("line"));
    CHECK_INT(prose_clamp(prose, 99, 4), 6);
    CHECK_INT(prose_clamp(prose, -1, 4), 0);
    CHECK_INT(prose_clamp(prose, 3, 40), 0);
    arena_free(arena);
}

TEST(a_long_path_is_cut_behind_its_marks)
{
    struct arena *arena = arena_new();
    struct prose *prose = prose_new(arena, 14);

    prose_text(prose, 0, ROLE_TEXT, STR("models/Qwen2.5-Instruct"));
    CHECK_STR(prose_line_text(prose, 0), "models/Qwen2.");
    CHECK_STR(prose_line_text(prose, 1), "5-Instruct");
    arena_free(arena);
}
