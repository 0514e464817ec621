#include "check.h"

#include <assay/load/json_doc.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The tree, or NULL with the cause in err. */
static struct meta *parse(struct arena *arena, const char *text, struct err *err)
{
    err_clear(err);
    return json_doc_parse(arena, str_of(text), err);
}

static void check_refused(const char *text, const char *words, const char *place)
{
    struct arena *arena = arena_new();
    struct err err;

    if (!CHECK(parse(arena, text, &err) == NULL && strstr(err.text, words) != NULL))
        CHECK_STR(err.text, text);
    if (place)
        CHECK_STR(err.place, place);
    arena_free(arena);
}

TEST(json_numbers_keep_print_line_and_decimals)
{
    struct arena *arena = arena_new();
    struct err err;
    const struct meta *root = parse(arena,
                                    "{\n"
                                    "  \"a\": 0.8770,\n"
                                    "  \"text\": \"one\\ntwo\\\"}\",\n"
                                    "  \"list\": [1,\n"
                                    "    -2.50e-3]\n"
                                    "}\n",
                                    &err);

    if (CHECK(root != NULL)) {
        const struct meta *a = meta_get(root, "a"), *last = meta_find(root, "list.1");

        CHECK_STR(a->text.ptr, "0.8770");
        CHECK_INT(a->line, 2);
        CHECK_INT(meta_decimals(a), 4);
        CHECK_NEAR(last->number, -0.0025, 1e-18);
        CHECK_INT(last->line, 5);
        CHECK_INT(meta_decimals(last), 5);
        CHECK_INT(meta_find(root, "list.0")->line, 4);
        CHECK_STR(meta_text(meta_get(root, "text"), NULL), "one\ntwo\"}");
    }
    arena_free(arena);
}

TEST(json_bare_nan_and_infinities_are_numbers)
{
    struct arena *arena = arena_new();
    struct err err;
    const struct meta *root =
        parse(arena, "{\"n\": NaN, \"i\": Infinity, \"m\": -Infinity, \"t\": \"NaN\"}", &err);

    if (CHECK(root != NULL)) {
        CHECK_INT(meta_get(root, "n")->kind, META_NUMBER);
        CHECK_NEAR(meta_number(meta_get(root, "n")), NAN, 0);
        CHECK_NEAR(meta_number(meta_get(root, "i")), INFINITY, 0);
        CHECK_NEAR(meta_number(meta_get(root, "m")), -INFINITY, 0);
        CHECK_INT(meta_get(root, "t")->kind, META_TEXT);
    }
    arena_free(arena);
}

TEST(json_text_that_looks_like_a_number_stays_text)
{
    struct arena *arena = arena_new();
    struct err err;
    const struct meta *root =
        parse(arena, "{\"a\": \"1\", \"b\": \"\\u001a1:5\", \"\\u001At:k\": \"\\u001a\"}", &err);

    if (CHECK(root != NULL)) {
        CHECK_INT(meta_get(root, "a")->kind, META_TEXT);
        CHECK_INT(meta_get(root, "b")->kind, META_TEXT);
        CHECK_STR(meta_text(meta_get(root, "b"), NULL), "\x1a"
                                                        "1:5");
        CHECK_STR(meta_text(meta_get(root, "\x1at:k"), NULL), "\x1a");
    }
    arena_free(arena);
}

TEST(json_key_that_is_no_string_is_refused)
{
    check_refused("{1: 2}", "not valid JSON", "line 1");
    check_refused("{\"a\": 1,\n NaN: 2}", "not valid JSON", "line 2");
    check_refused("{\"a\": 1,\n true: 2}", "not valid JSON", "line 2");
}

TEST(json_raw_mark_byte_is_refused)
{
    check_refused("{\"a\": \"\x1a"
                  "1:5\"}",
                  "0x1a", NULL);
}

TEST(json_duplicate_keys_both_stay_and_the_last_counts)
{
    struct arena *arena = arena_new();
    struct err err;
    const struct meta *root = parse(arena, "{\"a\": 1, \"b\": 0, \"a\": 2}", &err);

    if (CHECK(root != NULL)) {
        CHECK_INT(root->count, 3);
        CHECK_NEAR(meta_number(meta_get(root, "a")), 2, 0);
    }
    arena_free(arena);
}

TEST(json_cut_at_any_byte_is_refused)
{
    static const char whole[] = "{\"a\": [1, 2.5, {\"b\": \"x\\u00e9\"}], \"c\": NaN, \"d\": true}";
    struct arena *arena = arena_new();
    struct err err;

    CHECK(parse(arena, whole, &err) != NULL);
    for (size_t length = 0; length + 1 < sizeof(whole); length++) {
        err_clear(&err);
        if (!CHECK(json_doc_parse(arena, (struct str){whole, length}, &err) == NULL))
            CHECK_INT(length, -1);
        CHECK_INT(err.code, ERR_SYNTAX);
    }
    arena_free(arena);
}

TEST(json_fault_is_told_with_its_line)
{
    check_refused("{\"a\": 1,\n\"b\": 2,\n\"c\" 3}", "not valid JSON", "line 3");
    check_refused("{\n\"a\": tru\n}", "not valid JSON", "line 2");
    check_refused("{\"a\": 1}\n\n{\"a\": 2}", "more text after", "line 3");
    check_refused(" \n\t ", "is empty", NULL);
    check_refused("", "is empty", NULL);
}

static struct meta *parse_nested(struct arena *arena, size_t depth, struct err *err)
{
    struct buf text = {.ptr = NULL};
    struct meta *root;

    for (size_t i = 0; i < depth; i++)
        buf_add_char(&text, '[');
    for (size_t i = 0; i < depth; i++)
        buf_add_char(&text, ']');
    root = json_doc_parse(arena, buf_str(&text), err);
    buf_release(&text);
    return root;
}

TEST(json_nests_a_thousand_levels_and_no_more)
{
    struct arena *arena = arena_new();
    struct err err;

    CHECK(parse_nested(arena, 1000, &err) != NULL);
    CHECK(parse_nested(arena, 1001, &err) == NULL);
    CHECK(strstr(err.text, "deeper than 1000") != NULL);
    CHECK(parse_nested(arena, 3000000, &err) == NULL);
    arena_free(arena);
}

TEST(json_brackets_in_strings_are_no_nesting)
{
    struct arena *arena = arena_new();
    struct buf text = {.ptr = NULL};
    struct err err;
    const struct meta *root;

    buf_add_c(&text, "[\"\\\"");
    for (size_t i = 0; i < 2000; i++)
        buf_add_char(&text, '[');
    buf_add_c(&text, "\"]");
    root = json_doc_parse(arena, buf_str(&text), &err);
    if (CHECK(root != NULL))
        CHECK_INT(meta_at(root, 0)->text.len, 2001);
    buf_release(&text);
    arena_free(arena);
}

TEST(json_bad_bytes_in_texts_become_windows_1252)
{
    struct arena *arena = arena_new();
    struct err err;
    const struct meta *root = parse(arena, "\xef\xbb\xbf{\"a\x97\": \"b\x97\"}", &err);

    if (CHECK(root != NULL))
        CHECK_STR(meta_text(meta_get(root, "a\xe2\x80\x94"), NULL), "b\xe2\x80\x94");
    arena_free(arena);
}

TEST(json_words_that_python_does_not_write_are_refused)
{
    check_refused("[+1]", "not valid JSON", NULL);
    check_refused("[0x10]", "not valid JSON", NULL);
    check_refused("[1.2.3]", "not valid JSON", NULL);
    check_refused("[None]", "not valid JSON", NULL);
    check_refused("[True]", "not valid JSON", NULL);
    check_refused("{'a': 1}", "not valid JSON", NULL);
    check_refused("[1 2]", "not valid JSON", NULL);
}

TEST(json_doc_of_a_missing_file_names_it)
{
    struct arena *arena = arena_new();
    struct err err;

    CHECK(json_doc_read(arena, "/nonexistent/summary.json", NULL, &err) == NULL);
    CHECK_STR(err.file, "/nonexistent/summary.json");
    CHECK_INT(err.code, ERR_IO);
    arena_free(arena);
}
