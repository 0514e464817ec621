#include "check.h"

#include <assay/base/str.h>

#include <math.h>
#include <string.h>

TEST(str_comparisons_take_empty_and_null_text)
{
    CHECK(str_eq(str_of(NULL), STR("")));
    CHECK(str_eq((struct str){NULL, 0}, STR("")));
    CHECK(!str_eq(STR("a"), STR("ab")));
    CHECK(str_eq((struct str){"a\0b", 3}, (struct str){"a\0b", 3}));
    CHECK(!str_eq((struct str){"a\0b", 3}, (struct str){"a\0c", 3}));
    CHECK(str_eq_nocase(STR("AcCuracy"), STR("aCcURACY")));
    CHECK(!str_eq_nocase(STR("É"), STR("é")));
    CHECK(str_starts(STR("metrics.json"), "metrics"));
    CHECK(!str_starts(STR("me"), "metrics"));
    CHECK(str_ends(STR("metrics.json"), ".json"));
    CHECK(!str_ends(STR("n"), "json"));
    CHECK(str_contains_nocase(STR("The Weighted F1"), "weighted f1"));
    CHECK(str_contains_nocase(STR("x"), ""));
    CHECK(!str_contains_nocase(STR("weigh"), "weighted"));
}

TEST(str_trim_takes_white_space_of_both_ends_only)
{
    CHECK(str_eq_c(str_trim(STR(" \t a b\r\n")), "a b"));
    CHECK(str_eq_c(str_trim(STR(" \n ")), ""));
    CHECK(str_eq_c(str_trim(STR("")), ""));
}

TEST(str_split_gives_empty_parts_too)
{
    struct str rest = STR(",a,,b,"), part;
    static const char *const wanted[] = {"", "a", "", "b", ""};
    size_t count = 0;

    while (str_split(&rest, ',', &part)) {
        if (!CHECK(count < 5))
            break;
        CHECK(str_eq_c(part, wanted[count]));
        count++;
    }
    CHECK_INT(count, 5);
}

static bool reads(const char *text, double wanted, int wanted_decimals)
{
    double value = -77;
    int decimals = -77;

    return str_number(str_of(text), &value, &decimals) &&
           (value == wanted || (isnan(value) && isnan(wanted))) && decimals == wanted_decimals;
}

TEST(str_number_reads_value_and_printed_decimals)
{
    CHECK(reads("0.9065", 0.9065, 4));
    CHECK(reads("-12", -12, 0));
    CHECK(reads("+.5", 0.5, 1));
    CHECK(reads("5.", 5, 0));
    CHECK(reads("0.500", 0.5, 3));
    CHECK(reads("1.25e1", 12.5, 1));
    CHECK(reads("1.2E+3", 1200, 0));
    CHECK(reads("5e-3", 0.005, 3));
    CHECK(reads("NaN", NAN, 0));
    CHECK(reads("-Infinity", -INFINITY, 0));
    CHECK(reads("inf", INFINITY, 0));
}

TEST(str_number_rounds_as_strtod_does)
{
    CHECK(reads("0.30000000000000004", 0.30000000000000004, 17));
    CHECK(reads("9007199254740993", 9007199254740992.0, 0));
    CHECK(reads("1e400", INFINITY, 0));
    CHECK(reads("5e-324", 5e-324, 324));
    CHECK(reads("123456789012345678901234567890", 123456789012345678901234567890.0, 0));
    CHECK(reads("2.2250738585072011e-308", 2.2250738585072011e-308, 324));
    CHECK(reads("0.00000000000000000000000000000000000001", 1e-38, 38));
}

TEST(str_number_refuses_anything_else_and_leaves_value_alone)
{
    static const char *const wrong[] = {"",     " ",    "-",     ".",   "1 ",    " 1",
                                        "1,5",  "0x10", "1e",    "1e+", "1.2.3", "--1",
                                        "nan1", "in",   "1_000", "e5",  "١"};
    double value = 42;

    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        CHECK(!str_number(str_of(wrong[i]), &value, NULL));
    CHECK(!str_number((struct str){"1\0", 2}, &value, NULL));
    CHECK_NEAR(value, 42, 0);
}

TEST(str_number_reads_no_further_than_its_length)
{
    double value = 0;

    CHECK(str_number((struct str){"12345", 2}, &value, NULL));
    CHECK_NEAR(value, 12, 0);
}

TEST(str_integer_reads_whole_integers_only)
{
    long long value = 7;

    CHECK(str_integer(STR("-42"), &value));
    CHECK_INT(value, -42);
    CHECK(str_integer(STR("+0012"), &value));
    CHECK_INT(value, 12);
    CHECK(!str_integer(STR(""), &value));
    CHECK(!str_integer(STR("-"), &value));
    CHECK(!str_integer(STR("1.0"), &value));
    CHECK(!str_integer(STR("99999999999999999999"), &value));
    CHECK_INT(value, 12);
}

TEST(buf_is_nul_ended_and_can_hold_nul)
{
    struct buf buf = {.ptr = NULL};

    CHECK_INT(buf_str(&buf).len, 0);
    buf_add(&buf, "a\0b", 3);
    buf_add_char(&buf, 'c');
    buf_addf(&buf, "%d", 12);
    CHECK_INT(buf.len, 6);
    CHECK(memcmp(buf.ptr, "a\0bc12", 7) == 0);
    buf_clear(&buf);
    CHECK_STR(buf.ptr, "");
    for (int i = 0; i < 10000; i++)
        buf_add_c(&buf, "xyz");
    CHECK_INT(buf.len, 30000);
    CHECK_INT(strlen(buf.ptr), 30000);
    buf_release(&buf);
    CHECK(!buf.ptr);
}
