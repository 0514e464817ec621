#include "check.h"

#include <assay/load/json_value.h>

#include <stdlib.h>
#include <string.h>

static struct json_value parse(const char *text)
{
    struct json_value value;

    json_step(text, text + strlen(text), &value);
    return value;
}

/* The text of a string, kept in *out. */
static const char *text_of(const char *json, struct buf *out)
{
    struct json_value value = parse(json);

    buf_clear(out);
    buf_add_c(out, "");
    buf_add_char(out, '\0');
    buf_clear(out);
    json_value_text(&value, out);
    buf_add_char(out, '\0');
    return out->ptr;
}

TEST(json_escapes_are_undone)
{
    struct buf out = {0};

    CHECK_STR(text_of("\"a\\\"b\\\\c\\/d\\n\\t\\r\\b\\f\"", &out), "a\"b\\c/d\n\t\r\b\f");
    CHECK_STR(text_of("\"\\u0041\\u00e9\\u20AC\"", &out), "A\xC3\xA9\xE2\x82\xAC");
    CHECK_STR(text_of("\"\\ud83d\\ude00\"", &out), "\xF0\x9F\x98\x80");
    CHECK_STR(text_of("\"\\ud83dx\"", &out), "\xEF\xBF\xBDx");
    CHECK_STR(text_of("\"\\ude00\\ud83d\"", &out), "\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK_STR(text_of("\"\\ud83d\\u0041\"", &out), "\xEF\xBF\xBD\x41");
    CHECK_STR(text_of("\"plain\"", &out), "plain");
    CHECK_STR(text_of("12.5", &out), "12.5");
    buf_release(&out);
}

TEST(json_wrong_escapes_stay_as_written_and_are_told)
{
    static const char *const wrong[] = {"\"\\x41\"", "\"\\u12\"", "\"\\u12G4\"", "\"a\\ b\""};

    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        struct json_value value = parse(wrong[i]);
        struct buf out = {0};

        CHECK(!json_value_text(&value, &out));
        CHECK(str_eq(buf_str(&out), value.raw));
        buf_release(&out);
    }
}

TEST(json_escaped_nul_is_a_nul)
{
    struct json_value value = parse("\"a\\u0000b\"");
    struct buf out = {0};

    CHECK(json_value_text(&value, &out));
    CHECK_INT(out.len, 3);
    CHECK(memcmp(out.ptr, "a\0b", 3) == 0);
    CHECK(json_value_is(&value, (struct str){"a\0b", 3}));
    buf_release(&out);
}

TEST(json_numbers_follow_the_grammar)
{
    static const char *const good[] = {"0",    "-0",       "10",       "1.5",  "1e5",
                                       "1E+5", "1.0e-5",   "NaN",      "-1.5", "1e999",
                                       "0.1",  "Infinity", "-Infinity"};
    static const char *const bad[] = {"01",  "1.",  ".1",  "1e",  "1e+",  "+1",   "-",      "--1",
                                      "0x1", "1_0", "nan", "inf", "-NaN", "1.e5", "Infinit"};

    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
        if (!CHECK_INT(json_scalar_kind(str_of(good[i])), JSON_NUMBER))
            CHECK_STR(good[i], "");
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        if (!CHECK_INT(json_scalar_kind(str_of(bad[i])), JSON_ABSENT))
            CHECK_STR(bad[i], "");
}

TEST(json_iteration_gives_each_element_once)
{
    struct json_value all = parse(" [1, \"a\\\"]\" , [2,[3]], {\"x\":\"]\"},null ] tail"), element;
    static const char *const wanted[] = {"1", "a\\\"]", "[2,[3]]", "{\"x\":\"]\"}", "null"};
    struct json_iter it = json_iter_of(&all);
    size_t count = 0;

    while (json_iter_next(&it, NULL, &element) && count < 5) {
        CHECK(str_eq_c(element.raw, wanted[count]));
        count++;
    }
    CHECK_INT(count, 5);
    CHECK(!it.broken);
    CHECK(!json_iter_next(&it, NULL, &element));
}

TEST(json_iteration_over_members_gives_keys)
{
    struct json_value all = parse("{\"a\":1,\"b\\u0062\" : [] , \"\":{}}"), key, value;
    struct json_iter it = json_iter_of(&all);

    CHECK(json_iter_next(&it, &key, &value) && str_eq_c(key.raw, "a"));
    CHECK(json_iter_next(&it, &key, &value) && json_value_is(&key, STR("bb")));
    CHECK_INT(value.kind, JSON_ARRAY);
    CHECK(json_iter_next(&it, &key, &value) && key.kind == JSON_STRING && key.raw.len == 0);
    CHECK(!json_iter_next(&it, &key, &value) && !it.broken);
}

TEST(json_iteration_tells_what_is_broken)
{
    static const char *const wrong[] = {"[1 2]",     "[,1]",  "[1,,2]", "[tru]", "[1",
                                        "[\"a\" 1]", "[\"a]", "[[1]",   "[{]"};
    static const char *const objects[] = {"{\"a\" 1}", "{1:2}", "{\"a\":}", "{\"a\":1 \"b\":2}"};

    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        struct json_iter it = json_array(str_of(wrong[i]));
        struct json_value value;

        while (json_iter_next(&it, NULL, &value))
            continue;
        if (!CHECK(it.broken))
            CHECK_STR(wrong[i], "");
    }
    for (size_t i = 0; i < sizeof(objects) / sizeof(objects[0]); i++) {
        struct json_iter it = json_object(str_of(objects[i]));
        struct json_value key, value;

        while (json_iter_next(&it, &key, &value))
            continue;
        if (!CHECK(it.broken))
            CHECK_STR(objects[i], "");
    }
}

TEST(json_empty_and_scalar_values_have_no_elements)
{
    struct json_value empty = parse("[ ]"), number = parse("5"),
                      absent = {.kind = JSON_ABSENT, .escaped = false, .raw = {NULL, 0}};
    struct json_iter it = json_iter_of(&empty);
    struct json_value value;

    CHECK(!json_iter_next(&it, NULL, &value) && !it.broken);
    it = json_iter_of(&number);
    CHECK(!json_iter_next(&it, NULL, &value) && !it.broken);
    it = json_iter_of(&absent);
    CHECK(!json_iter_next(&it, NULL, &value) && !it.broken);
}

TEST(json_paths_lead_into_a_value)
{
    struct str text = STR("{\"a\":{\"b\":[10,{\"c.d\":\"x\"}]},\"a.b\":1,\"k\":1,\"k\":2}");

    CHECK(str_eq_c(json_raw_find(text, "a.b.0").raw, "10"));
    CHECK(str_eq_c(json_raw_find(text, "a.b.1.c\\.d").raw, "x"));
    CHECK(str_eq_c(json_raw_find(text, "a\\.b").raw, "1"));
    CHECK(str_eq_c(json_raw_find(text, "k").raw, "2"));
    CHECK_INT(json_raw_find(text, "a.b.2").kind, JSON_ABSENT);
    CHECK_INT(json_raw_find(text, "a.b.x").kind, JSON_ABSENT);
    CHECK_INT(json_raw_find(text, "k.x").kind, JSON_ABSENT);
    CHECK_INT(json_raw_find(STR(""), "k").kind, JSON_ABSENT);
}
