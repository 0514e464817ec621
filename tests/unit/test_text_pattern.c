#include "check.h"

#include <assay/session/text_pattern.h>

#include <stdlib.h>
#include <string.h>

static size_t find(const char *wanted, struct str text)
{
    struct text_pattern pattern;

    text_pattern_set(&pattern, TEXT_CONTAINS, str_of(wanted), NULL);
    return text_pattern_find(&pattern, text);
}

TEST(pattern_is_found_at_every_place_of_a_text)
{
    char text[300];
    size_t wrong = 0;

    for (size_t length = 4; length <= sizeof(text); length++)
        for (size_t at = 0; at + 4 <= length; at += length > 140 ? 17 : 1) {
            memset(text, 'o', sizeof(text));
            memcpy(text + at, "NeeD", 4);
            wrong += find("need", (struct str){text, length}) != at;
            wrong += find("NeeD", (struct str){text, length}) != at;
            wrong += find("Need", (struct str){text, length}) != SIZE_MAX;
            wrong += find("need", (struct str){text, at + 3}) != SIZE_MAX;
        }
    CHECK_INT(wrong, 0);
}

TEST(first_of_several_places_is_found)
{
    CHECK_INT(find("aab", STR("aaaaab")), 3);
    CHECK_INT(find("abab", STR("abaabab")), 3);
    CHECK_INT(find("e", STR("there")), 2);
    CHECK_INT(find("", STR("x")), 0);
    CHECK_INT(find("", STR("")), 0);
    CHECK_INT(find("x", STR("")), SIZE_MAX);
    CHECK_INT(find("\xc3\xa9", STR("caf\xc3\xa9")), 3);
    /* Signs that differ from others by the bit that parts upper from lower case. */
    CHECK_INT(find("[", STR("{[")), 1);
    CHECK_INT(find("a[", STR("A{a[")), 2);
}

static bool matches(const char *expression, struct str text)
{
    struct text_pattern pattern;
    bool match;

    if (!CHECK(text_pattern_set(&pattern, TEXT_REGEX, str_of(expression), NULL)))
        return false;
    match = text_pattern_match(&pattern, text);
    text_pattern_release(&pattern);
    return match;
}

TEST(expressions_keep_to_the_text_and_know_smart_case)
{
    CHECK(matches("^ab$", (struct str){&"xabx"[1], 2}));
    CHECK(matches("d$", STR("B\0D")));
    CHECK(!matches("B.d", STR("b.d")));
    CHECK(matches("\\W", STR("-")));
    CHECK(!matches("\\W", STR("a")));
    CHECK(matches("x{3}", STR("XXX")));
    CHECK(!matches("a", (struct str){NULL, 0}));
    CHECK(matches("^$", (struct str){NULL, 0}));
}

static void check_refused(const char *expression)
{
    struct text_pattern pattern;
    struct err err;

    CHECK(!text_pattern_set(&pattern, TEXT_REGEX, str_of(expression), &err));
    CHECK_INT(err.code, ERR_USAGE);
    text_pattern_release(&pattern);
}

TEST(expressions_that_could_take_for_ever_are_refused)
{
    char deep[2 * 33 + 2] = "";

    check_refused("(((a{10}){10}){10}){10}");
    check_refused("a{1001}");
    check_refused("a{2,1001}");
    check_refused("(a)\\1");
    check_refused("a+++++++++++");
    check_refused("((((((((((a+)+)+)+)+)+)+)+)+)+)+");
    check_refused("(");
    check_refused("[");
    memset(deep, '(', 33);
    deep[33] = 'a';
    memset(deep + 34, ')', 33);
    check_refused(deep);
    CHECK(matches("(a{10}){10}", STR("aaaaaaaaaa aaaaaaaaaa")) == false);
    CHECK(matches("[[:digit:](]{2}", STR("x(1")));
    CHECK(matches("a+b+c+d+e+f+g+h+i+j+k+l+", STR("abcdefghijjkl")));
    CHECK(matches("x{0,}y{0}z", STR("z")));
}
