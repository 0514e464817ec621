#include "check.h"

#include <assay/base/line_pairs.h>

#include <stdio.h>
#include <string.h>

/* "1=1 2~2 3- +3": lines from 1; = the same, ~ changed, - and + alone. */
static const char *shown(const char *a, const char *b)
{
    static char text[1024];
    struct arena *arena = arena_new();
    struct line_pairs pairs =
        line_pairs_new(str_of(a), str_of(b), word_diff(str_of(a), str_of(b), arena), arena);
    int at = 0;

    text[0] = '\0';
    for (size_t i = 0; i < pairs.count; i++) {
        const struct line_pair *pair = &pairs.pairs[i];
        size_t left = sizeof(text) - (size_t)at;

        at += snprintf(text + at, left, "%s", i ? " " : "");
        left = sizeof(text) - (size_t)at;
        if (pair->a == LINE_NONE)
            at += snprintf(text + at, left, "+%u", pair->b + 1);
        else if (pair->b == LINE_NONE)
            at += snprintf(text + at, left, "%u-", pair->a + 1);
        else
            at += snprintf(text + at, left, "%u%c%u", pair->a + 1, pair->changed ? '~' : '=',
                           pair->b + 1);
    }
    arena_free(arena);
    return text;
}

TEST(equal_lines_stand_beside_each_other)
{
    CHECK_STR(shown("a\nb\n", "a\nb\n"), "1=1 2=2");
    CHECK_STR(shown("", ""), "1=1");
    CHECK_STR(shown("one", "one\n"), "1~1");
}

TEST(a_line_that_came_or_went_stands_alone)
{
    CHECK_STR(shown("one line\nthree lines\n", "one line\ntwo words here\nthree lines\n"),
              "1=1 +2 2=3");
    CHECK_STR(shown("one line\ntwo words here\nthree lines\n", "one line\nthree lines\n"),
              "1=1 2- 3=2");
    CHECK_STR(shown("", "x\ny\n"), "1~1 +2");
}

TEST(a_changed_line_stands_beside_what_became_of_it)
{
    CHECK_STR(
        shown("def count(lst):\n    return sum(lst)\n", "def count(lst):\n    return len(lst)\n"),
        "1=1 2~2");
    CHECK_STR(shown("total = 0\nfor value in values:\n    total += value\n",
                    "import math\ntotal = 0.5\nseen.clear()\nfor value in sorted(values):\n    "
                    "total += value\n"),
              "+1 1~2 +3 2~4 3=5");
}

TEST(lines_without_anything_in_common_go_side_by_side_in_order)
{
    CHECK_STR(shown("alpha\nbeta\n", "gamma\ndelta\nepsilon\n"), "1~1 2~2 +3");
}

TEST(every_line_of_both_texts_is_shown_once_and_in_order)
{
    static const char *const words[] = {"a", "b", "word", " ", "\n", "(", ")", "long_name", "\n\n"};
    uint64_t state = 5;

    for (int round = 0; round < 1000; round++) {
        struct arena *arena = arena_new();
        struct buf a = {.ptr = NULL}, b = {.ptr = NULL};
        struct line_pairs pairs;
        uint32_t next_a = 0, next_b = 0;

        for (int i = 0; i < 40; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            buf_add_c(state >> 62 ? &a : &b, words[(state >> 33) % 9]);
            buf_add_c(state >> 61 ? &b : &a, words[(state >> 40) % 9]);
        }
        pairs = line_pairs_new(buf_str(&a), buf_str(&b), word_diff(buf_str(&a), buf_str(&b), arena),
                               arena);
        for (size_t i = 0; i < pairs.count; i++) {
            CHECK(pairs.pairs[i].a == LINE_NONE || pairs.pairs[i].a == next_a++);
            CHECK(pairs.pairs[i].b == LINE_NONE || pairs.pairs[i].b == next_b++);
            CHECK(pairs.pairs[i].a != LINE_NONE || pairs.pairs[i].b != LINE_NONE);
        }
        arena_free(arena);
        buf_release(&a);
        buf_release(&b);
    }
}
