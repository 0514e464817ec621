#include "check.h"

#include <assay/base/utf8.h>
#include <assay/base/wrap.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The screen lines joined by bars. */
static const char *lines_of(const char *text, size_t columns, enum wrap_mode mode)
{
    static char joined[4096];
    struct wrap *wrap = wrap_new(str_of(text));
    struct buf out = {.ptr = NULL};

    wrap_set(wrap, columns, mode);
    for (size_t i = 0; i < wrap_count(wrap); i++) {
        if (i)
            buf_add_char(&out, '|');
        buf_add_str(&out, wrap_line(wrap, i));
    }
    snprintf(joined, sizeof(joined), "%.*s", (int)out.len, out.ptr ? out.ptr : "");
    buf_release(&out);
    wrap_free(wrap);
    return joined;
}

TEST(words_go_to_the_next_line_whole)
{
    CHECK_STR(lines_of("one two three", 7, WRAP_WORDS), "one two|three");
    CHECK_STR(lines_of("one two three", 8, WRAP_WORDS), "one two|three");
    CHECK_STR(lines_of("one two three", 6, WRAP_WORDS), "one|two|three");
    CHECK_STR(lines_of("one two three", 13, WRAP_WORDS), "one two three");
}

TEST(a_word_longer_than_the_screen_is_cut_at_the_edge)
{
    CHECK_STR(lines_of("abcdefgh", 3, WRAP_WORDS), "abc|def|gh");
    CHECK_STR(lines_of("a bcdefgh", 4, WRAP_WORDS), "a|bcde|fgh");
}

TEST(indentation_alone_is_no_place_to_break)
{
    CHECK_STR(lines_of("    return x", 8, WRAP_WORDS), "    retu|rn x");
    CHECK_STR(lines_of("    return x", 10, WRAP_WORDS), "    return|x");
}

TEST(line_ends_of_both_kinds_and_empty_lines_are_kept)
{
    CHECK_STR(lines_of("a\r\n\nb\n", 10, WRAP_WORDS), "a||b");
    CHECK_STR(lines_of("", 10, WRAP_WORDS), "");
    CHECK_STR(lines_of("\n\n", 10, WRAP_NONE), "|");
    CHECK_STR(lines_of("a\rb", 10, WRAP_NONE), "a\\rb");
}

TEST(tabs_reach_the_next_multiple_of_eight)
{
    CHECK_STR(lines_of("\tx\nab\ty\n1234567\tz\n12345678\tz", 40, WRAP_NONE),
              "        x|ab      y|1234567 z|12345678        z");
    /* A wide glyph counts for two columns. */
    CHECK_STR(lines_of("\xe6\xbc\xa2\tz", 40, WRAP_NONE), "\xe6\xbc\xa2      z");
}

TEST(wide_glyphs_are_not_split_and_marks_stay_with_their_base)
{
    CHECK_STR(lines_of("\xe6\xbc\xa2\xe5\xad\x97", 3, WRAP_WORDS), "\xe6\xbc\xa2|\xe5\xad\x97");
    CHECK_STR(lines_of("\xe6\xbc\xa2\xe5\xad\x97", 1, WRAP_WORDS), "\xe6\xbc\xa2|\xe5\xad\x97");
    CHECK_STR(lines_of("abe\xcc\x81"
                       "c",
                       3, WRAP_WORDS),
              "abe\xcc\x81|c");
}

TEST(escape_sequences_are_visible)
{
    CHECK_STR(lines_of("\x1b[2Jx\xff", 40, WRAP_NONE), "\\x1b[2Jx\\xff");
}

TEST(unwrapped_lines_are_seen_by_columns)
{
    struct wrap *wrap = wrap_new(STR("ab\xe6\xbc\xa2"
                                     "cd\nshort"));
    struct wrap_part part = wrap_columns(wrap, 0, 1, 3);

    CHECK(str_eq_c(part.text, "b\xe6\xbc\xa2") && part.pad == 0);
    part = wrap_columns(wrap, 0, 3, 3); /* the wide glyph's right half */
    CHECK(str_eq_c(part.text, "cd") && part.pad == 1);
    part = wrap_columns(wrap, 0, 1, 2);
    CHECK(str_eq_c(part.text, "b"));
    part = wrap_columns(wrap, 1, 9, 2);
    CHECK_INT(part.text.len, 0);
    CHECK_INT(wrap_source_width(wrap, 0), 6);
    CHECK_INT(wrap_widest(wrap), 6);
    wrap_free(wrap);
}

TEST(a_place_in_the_text_is_found_again_at_another_width)
{
    struct wrap *wrap = wrap_new(STR("alpha beta gamma\ndelta"));
    size_t offset;

    wrap_set(wrap, 6, WRAP_WORDS);
    CHECK(str_eq_c(wrap_line(wrap, 2), "gamma"));
    offset = wrap_start(wrap, 2);
    CHECK_INT(wrap_source(wrap, 2), 0);
    CHECK_INT(wrap_source(wrap, 3), 1);
    wrap_set(wrap, 11, WRAP_WORDS);
    CHECK_INT(wrap_line_at(wrap, offset), 1);
    wrap_set(wrap, 11, WRAP_NONE);
    CHECK_INT(wrap_line_at(wrap, offset), 0);
    CHECK(str_eq_c(wrap_source_line(wrap, 1), "delta"));
    wrap_free(wrap);
}

static double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

TEST(far_columns_of_a_line_of_a_megabyte_are_near)
{
    enum { SIZE = 1 << 20 };
    char *text = malloc(SIZE);
    struct wrap *wrap;
    size_t wrong = 0;
    double began;

    memset(text, 'x', SIZE);
    for (size_t i = 0; i + 3 < SIZE; i += 1000)
        memcpy(text + i, "\xe6\xbc\xa2", 3); /* three bytes, two columns */
    wrap = wrap_new((struct str){text, SIZE});
    CHECK_INT(wrap_source_width(wrap, 0), SIZE - (SIZE + 996) / 1000);
    began = seconds_now();
    for (size_t i = 0; i < 1000; i++)
        wrong += utf8_width(wrap_columns(wrap, 0, i * 1040, 120).text) < 118;
    CHECK_INT(wrong, 0);
    /* Walking from the line's begin each time takes seconds. */
    CHECK(seconds_now() - began < 0.5);
    wrap_free(wrap);
    free(text);
}
