#include "check.h"

#include <assay/base/sequence_diff.h>
#include <assay/base/text_tokens.h>
#include <assay/base/word_diff.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is the same as it is, changes as [a|b]. */
static const char *shown(const char *a, const char *b)
{
    static char joined[4096];
    struct arena *arena = arena_new();
    const struct word_diff *diff = word_diff(str_of(a), str_of(b), arena);
    int at = 0;

    joined[0] = '\0';
    for (size_t i = 0; i < diff->count; i++) {
        const struct diff_part *part = &diff->parts[i];
        int left = (int)sizeof(joined) - at;

        at += part->changed
                  ? snprintf(joined + at, (size_t)left, "[%.*s|%.*s]", (int)part->a_length,
                             a + part->a, (int)part->b_length, b + part->b)
                  : snprintf(joined + at, (size_t)left, "%.*s", (int)part->a_length, a + part->a);
    }
    arena_free(arena);
    return joined;
}

TEST(a_changed_word_is_the_whole_word)
{
    CHECK_STR(shown("return sum(lst)", "return len(lst)"), "return [sum|len](lst)");
    CHECK_STR(shown("count_true", "count_false"), "[count_true|count_false]");
    CHECK_STR(shown("x = 3.14", "x = 3.15"), "x = [3.14|3.15]");
    CHECK_STR(shown("naïve idea", "naive idea"), "[naïve|naive] idea");
}

TEST(words_that_came_or_went_have_one_side_only)
{
    CHECK_STR(shown("the red house", "the house"), "the [red |]house");
    CHECK_STR(shown("the house", "the red house"), "the [|red ]house");
    CHECK_STR(shown("", "new"), "[|new]");
    CHECK_STR(shown("gone", ""), "[gone|]");
}

TEST(chinese_is_compared_sign_by_sign)
{
    CHECK_STR(shown("我很高兴", "我很生气"), "我很[高兴|生气]");
    CHECK_STR(shown("天气好吗", "天气坏吗"), "天气[好|坏]吗");
}

TEST(equal_texts_have_no_change)
{
    CHECK_STR(shown("a\nb\n", "a\nb\n"), "a\nb\n");
    CHECK_STR(shown("", ""), "");
}

TEST(short_islands_between_changes_are_given_up)
{
    CHECK_STR(shown("len(lst)", "sum(abc)"), "[len(lst|sum(abc])");
    CHECK_STR(shown("a big red dog", "one tiny old cat"), "[a big red dog|one tiny old cat]");
}

TEST(an_island_longer_than_a_change_beside_it_stays)
{
    CHECK_STR(shown("f(a, long_name_here, b)", "f(x, long_name_here, y)"),
              "f([a|x], long_name_here, [b|y])");
}

TEST(a_line_that_says_something_is_never_given_up)
{
    CHECK_STR(shown("first line of one kind\n  return x\nlast line of one kind\n",
                    "entirely_other_words\n  return x\nnothing_to_share_here\n"),
              "[first line of one kind|entirely_other_words]\n  return x\n"
              "[last line of one kind|nothing_to_share_here]\n");
}

TEST(lines_between_equal_ones_are_compared_by_themselves)
{
    CHECK_STR(shown("def f(x):\n    return x + 1\n\nprint(f(2))\n",
                    "def f(x):\n    return x - 1\n\nprint(f(2))\n"),
              "def f(x):\n    return x [+|-] 1\n\nprint(f(2))\n");
}

/* ---- properties ---- */

static uint64_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

static void random_text(uint64_t *state, struct buf *out)
{
    static const char *const words[] = {"a",  "b", " ",  "  ",   "\n", "(",  ")",    "word",
                                        "\t", "ä", "我", "\xff", ".",  "12", "\r\n", "\xcc\x81"};
    size_t count = next_random(state) % 40;

    buf_clear(out);
    for (size_t i = 0; i < count; i++)
        buf_add_c(out, words[next_random(state) % (sizeof(words) / sizeof(words[0]))]);
}

/* The text with some places cut out and doubled. */
static void vary(uint64_t *state, struct str text, struct buf *out)
{
    buf_clear(out);
    for (size_t i = 0; i < text.len; i++) {
        uint64_t roll = next_random(state) % 12;

        if (roll != 0)
            buf_add_char(out, text.ptr[i]);
        if (roll == 1)
            buf_add_char(out, text.ptr[i]);
    }
}

static bool covers(const struct word_diff *diff, struct str a, struct str b)
{
    size_t at_a = 0, at_b = 0;

    for (size_t i = 0; i < diff->count; i++) {
        const struct diff_part *part = &diff->parts[i];

        if (part->a != at_a || part->b != at_b || part->a_length + part->b_length == 0 ||
            (i && part->changed == diff->parts[i - 1].changed))
            return false;
        if (!part->changed && (part->a_length != part->b_length ||
                               memcmp(a.ptr + at_a, b.ptr + at_b, part->a_length) != 0))
            return false;
        at_a += part->a_length;
        at_b += part->b_length;
    }
    return at_a == a.len && at_b == b.len;
}

static bool mirrors(const struct word_diff *one, const struct word_diff *other)
{
    for (size_t i = 0; i < one->count && one->count == other->count; i++)
        if (one->parts[i].a != other->parts[i].b || one->parts[i].b != other->parts[i].a ||
            one->parts[i].a_length != other->parts[i].b_length ||
            one->parts[i].b_length != other->parts[i].a_length)
            return false;
    return one->count == other->count;
}

TEST(the_parts_are_all_of_both_texts_and_sides_exchange)
{
    struct buf a = {.ptr = NULL}, b = {.ptr = NULL};
    uint64_t state = 7;
    bool whole = true, symmetric = true;

    for (int i = 0; i < 3000; i++) {
        struct arena *arena = arena_new();
        const struct word_diff *diff;

        random_text(&state, &a);
        if (i % 2)
            vary(&state, buf_str(&a), &b);
        else
            random_text(&state, &b);
        diff = word_diff(buf_str(&a), buf_str(&b), arena);
        whole = whole && covers(diff, buf_str(&a), buf_str(&b));
        symmetric = symmetric && mirrors(diff, word_diff(buf_str(&b), buf_str(&a), arena));
        arena_free(arena);
    }
    CHECK(whole);
    CHECK(symmetric);
    buf_release(&a);
    buf_release(&b);
}

/* Length of a longest common subsequence by the table of all prefixes. */
static size_t longest_common(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
    size_t table[32][32] = {{0}};

    for (size_t i = 1; i <= n; i++)
        for (size_t j = 1; j <= m; j++) {
            size_t best = table[i - 1][j] > table[i][j - 1] ? table[i - 1][j] : table[i][j - 1];

            table[i][j] = a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1 : best;
        }
    return table[n][m];
}

TEST(no_other_order_matches_more_items)
{
    struct arena *arena = arena_new();
    uint64_t state = 11;
    bool longest = true, in_order = true;

    for (int round = 0; round < 4000; round++) {
        uint32_t a[31], b[31], match[31], numbers = (uint32_t)(next_random(&state) % 6 + 1);
        size_t n = next_random(&state) % 31, m = next_random(&state) % 31, found = 0;
        uint64_t steps = 1u << 20;
        long last = -1;

        for (size_t i = 0; i < n; i++)
            a[i] = (uint32_t)(next_random(&state) % numbers);
        for (size_t i = 0; i < m; i++)
            b[i] = (uint32_t)(next_random(&state) % numbers);
        arena_reset(arena);
        CHECK(sequence_diff((struct sequence){a, n}, (struct sequence){b, m}, numbers, &steps,
                            match, arena));
        for (size_t i = 0; i < n; i++) {
            if (match[i] == SEQUENCE_NO_MATCH)
                continue;
            in_order = in_order && (long)match[i] > last && a[i] == b[match[i]];
            last = (long)match[i];
            found++;
        }
        longest = longest && found == longest_common(a, n, b, m);
    }
    CHECK(in_order);
    CHECK(longest);
    arena_free(arena);
}

TEST(texts_with_nothing_in_order_are_broken_off_and_say_so)
{
    struct buf a = {.ptr = NULL}, b = {.ptr = NULL};
    struct arena *arena = arena_new();
    const struct word_diff *diff;
    uint64_t state = 3;

    for (int i = 0; i < 60000; i++) {
        buf_addf(&a, "w%d ", (int)(next_random(&state) % 500));
        buf_addf(&b, "w%d ", (int)(next_random(&state) % 500));
    }
    diff = word_diff(buf_str(&a), buf_str(&b), arena);
    CHECK(diff->coarse);
    CHECK(covers(diff, buf_str(&a), buf_str(&b)));
    CHECK(!word_diff(buf_str(&a), buf_str(&a), arena)->coarse);
    arena_free(arena);
    buf_release(&a);
    buf_release(&b);
}
