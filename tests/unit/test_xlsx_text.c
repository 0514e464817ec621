#include "built.h"
#include "check.h"

#include <assay/base/utf8.h>
#include <assay/report/xlsx_text.h>

#include <math.h>
#include <string.h>

/* ---- texts ---- */

static const char *text_of(const char *text, struct buf *out)
{
    buf_clear(out);
    xlsx_text(out, str_of(text));
    return out->ptr;
}

TEST(a_cell_keeps_a_plain_text_and_what_looks_like_a_formula)
{
    struct buf out = {.ptr = NULL};

    CHECK_STR(text_of("plain", &out), "plain");
    CHECK_STR(text_of("=1+1", &out), "=1+1");
    CHECK_STR(text_of("", &out), "");
    CHECK_STR(text_of("猫 é", &out), "猫 é");
    buf_release(&out);
}

TEST(a_cell_holds_no_control_character)
{
    struct buf out = {.ptr = NULL};

    CHECK_STR(text_of("a\033[2J\nb\x01", &out), "a\\x1b[2J\\nb\\x01");
    text_of(HOSTILE, &out);
    for (size_t i = 0; i < out.len; i++)
        CHECK((unsigned char)out.ptr[i] >= 0x20);
    CHECK(utf8_valid(buf_str(&out)));
    buf_release(&out);
}

/* ECMA-376 part 1, 22.9.2.19: _xHHHH_ stands for a character, _x005F_ for the underscore. */
TEST(what_readers_would_take_for_an_escape_is_escaped)
{
    struct buf out = {.ptr = NULL};

    CHECK_STR(text_of("_x0041_", &out), "_x005F_x0041_");
    CHECK_STR(text_of("a_x000d_b", &out), "a_x005F_x000d_b");
    CHECK_STR(text_of("_x41_ _x00G1_ x0041_", &out), "_x41_ _x00G1_ x0041_");
    buf_release(&out);
}

/* n times a piece of text */
static void repeat(struct buf *out, const char *piece, size_t n)
{
    buf_clear(out);
    for (size_t i = 0; i < n; i++)
        buf_add_c(out, piece);
}

static size_t units(struct str text)
{
    size_t count = 0;

    while (text.len) {
        uint32_t code;
        size_t length = utf8_decode(text, &code);

        CHECK(length > 0);
        count += code > 0xffff ? 2 : 1;
        text.ptr += length, text.len -= length;
    }
    return count;
}

TEST(a_long_text_is_cut_to_what_a_cell_holds_and_says_so)
{
    struct buf in = {.ptr = NULL}, out = {.ptr = NULL};

    repeat(&in, "x", 32767);
    CHECK(!xlsx_text(&out, buf_str(&in)));
    CHECK_INT(out.len, 32767);
    buf_clear(&out);
    repeat(&in, "x", 32768);
    CHECK(xlsx_text(&out, buf_str(&in)));
    CHECK_INT(units(buf_str(&out)), 32767);
    CHECK(str_ends(buf_str(&out), "x… (cut)"));
    buf_release(&in);
    buf_release(&out);
}

TEST(characters_of_two_units_count_twice_and_are_not_torn)
{
    struct buf in = {.ptr = NULL}, out = {.ptr = NULL};

    repeat(&in, "\xf0\x9f\x98\x80", 16383);
    CHECK(!xlsx_text(&out, buf_str(&in)));
    buf_clear(&out);
    repeat(&in, "\xf0\x9f\x98\x80", 16384);
    CHECK(xlsx_text(&out, buf_str(&in)));
    CHECK(utf8_valid(buf_str(&out)));
    CHECK(units(buf_str(&out)) <= 32767);
    buf_release(&in);
    buf_release(&out);
}

/* ---- names ---- */

TEST(sheet_names_are_those_that_excel_takes)
{
    struct arena *arena = arena_new();

    CHECK_STR(xlsx_sheet_name("pass at k", NULL, 0, arena), "pass at k");
    CHECK_STR(xlsx_sheet_name("a[b]c:d*e?f/g\\h", NULL, 0, arena), "a_b_c_d_e_f_g_h");
    CHECK_STR(xlsx_sheet_name("", NULL, 0, arena), "sheet");
    CHECK_STR(xlsx_sheet_name("'quoted'", NULL, 0, arena), "quoted");
    CHECK_STR(xlsx_sheet_name("'''", NULL, 0, arena), "sheet");
    CHECK_STR(xlsx_sheet_name("History", NULL, 0, arena), "History 2");
    CHECK_STR(xlsx_sheet_name("0123456789012345678901234567890123", NULL, 0, arena),
              "0123456789012345678901234567890");
    /* the cut would leave an apostrophe at the end */
    CHECK_STR(xlsx_sheet_name("012345678901234567890123456789'1", NULL, 0, arena),
              "012345678901234567890123456789");
    arena_free(arena);
}

TEST(sheet_names_differ_in_more_than_case)
{
    static const char *const used[] = {"Samples", "samples 2", "0123456789012345678901234567890"};
    struct arena *arena = arena_new();

    CHECK_STR(xlsx_sheet_name("samples", used, 3, arena), "samples 3");
    CHECK_STR(xlsx_sheet_name("0123456789012345678901234567890", used, 3, arena),
              "01234567890123456789012345678 2");
    arena_free(arena);
}

TEST(hostile_sheet_names_become_harmless)
{
    struct arena *arena = arena_new();
    const char *name = xlsx_sheet_name(HOSTILE, NULL, 0, arena);

    CHECK(units(str_of(name)) <= 31);
    CHECK(!strpbrk(name, "[]:*?/\\"));
    arena_free(arena);
}

/* ---- numbers ---- */

TEST(numbers_are_formatted_by_their_unit)
{
    struct arena *arena = arena_new();

    CHECK_STR(xlsx_number_format(metric_find("accuracy"), .9, '\0', arena), ".0000");
    CHECK_STR(xlsx_number_format(metric_find("accuracy"), .9, '!', arena), ".0000\" !\"");
    CHECK_STR(xlsx_number_format(metric_of_unit(UNIT_COUNT), 1234, '\0', arena), "#,##0");
    CHECK_STR(xlsx_number_format(metric_of_unit(UNIT_COUNT), 12.5, '\0', arena), "#,##0.00");
    CHECK_STR(xlsx_number_format(metric_of_unit(UNIT_SECONDS), 1, '\0', arena), "0.00");
    CHECK_STR(xlsx_number_format(NULL, 3, '\0', arena), "0");
    CHECK_STR(xlsx_number_format(NULL, .5, '\0', arena), "");
    CHECK_STR(xlsx_number_format(NULL, .5, '=', arena), "General\" =\"");
    arena_free(arena);
}
