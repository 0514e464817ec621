#include "check.h"

#include <assay/session/json_pretty.h>

#include <stdio.h>
#include <string.h>

static const char *pretty(const char *text)
{
    static char kept[512];
    struct buf out = {.ptr = NULL};

    json_pretty(&out, str_of(text));
    snprintf(kept, sizeof(kept), "%s", out.ptr ? out.ptr : "");
    buf_release(&out);
    return kept;
}

static const char *copy(const char *text)
{
    static char kept[512];
    struct buf out = {.ptr = NULL};
    bool copied;

    buf_add_c(&out, "<");
    copied = json_safe_copy(&out, str_of(text));
    snprintf(kept, sizeof(kept), "%s%s", copied ? "" : "refused ", out.ptr);
    buf_release(&out);
    return kept;
}

TEST(json_is_laid_out_in_order_with_numbers_as_printed)
{
    CHECK_STR(pretty("{\"b\":[1.50,{}, [ ] ],\"a\" : \"x{,\\\"\", \"c\":1e400}"),
              "{\n  \"b\": [\n    1.50,\n    {},\n    []\n  ],\n  \"a\": \"x{,\\\"\",\n  \"c\": "
              "1e400\n}");
}

TEST(cut_and_broken_json_is_laid_out_as_far_as_it_goes)
{
    CHECK_STR(pretty("{\"a\":[1,\"open"), "{\n  \"a\": [\n    1,\n    \"open");
    CHECK_STR(pretty("]}x\\"), "\n]\n}x\\");
    CHECK_STR(pretty(""), "");
}

TEST(a_copy_of_json_is_strict_and_on_one_line)
{
    CHECK_STR(copy(" {\"a\" : [NaN, -Infinity, 1.50, null],\n\"\\u0041\":true} "),
              "<{\"a\":[\"NaN\",\"-Infinity\",1.50,null],\"A\":true}");
    CHECK_STR(copy("\"\x1b[2J\""), "<\"\\u001b[2J\"");
    CHECK_STR(copy("{\"a\":1"), "refused <");
    CHECK_STR(copy("{\"a\":tru}"), "refused <");
    CHECK_STR(copy("1 2"), "refused <");
}
