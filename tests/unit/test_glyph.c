#include "check.h"

#include <assay/tui/glyph.h>

#include <string.h>

static struct glyph first_of(struct str text)
{
    struct glyph glyph = {.width = -1};

    glyph_next(&text, &glyph);
    return glyph;
}

TEST(glyph_of_plain_text_is_its_character)
{
    struct glyph a = first_of(STR("a")), wide = first_of(STR("猫"));

    CHECK_INT(a.codes[0], 'a');
    CHECK_INT(a.width, 1);
    CHECK(!a.spelt);
    CHECK_INT(wide.codes[0], 0x732b);
    CHECK_INT(wide.width, 2);
}

TEST(glyph_takes_the_marks_that_stand_over_it)
{
    struct str text = STR("e\u0301\u0323x");
    struct glyph glyph;

    CHECK(glyph_next(&text, &glyph));
    CHECK_INT(glyph.codes[0], 'e');
    CHECK_INT(glyph.codes[1], 0x301);
    CHECK_INT(glyph.codes[2], 0x323);
    CHECK_INT(glyph.codes[3], 0);
    CHECK_INT(glyph.width, 1);
    CHECK_STR(text.ptr, "x");
}

static void add_marks(struct buf *out, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_add_c(out, "\u0301");
}

TEST(a_flood_of_marks_is_one_glyph_wherever_it_stands)
{
    struct buf over = {0}, alone = {0};
    struct str text;
    struct glyph glyph;

    buf_add_c(&over, "e");
    add_marks(&over, 1000);
    text = buf_str(&over);
    CHECK(glyph_next(&text, &glyph));
    CHECK_INT(glyph.codes[CELL_CODES - 1], 0x301);
    CHECK_INT(text.len, 0);
    add_marks(&alone, 1000);
    text = buf_str(&alone);
    CHECK(glyph_next(&text, &glyph));
    CHECK_INT(glyph.codes[0], ' ');
    CHECK_INT(glyph.codes[1], 0x301);
    CHECK_INT(glyph.width, 1);
    CHECK_INT(text.len, 0);
    buf_release(&over);
    buf_release(&alone);
}

TEST(what_is_unsafe_is_spelt_out_one_character_at_a_time)
{
    static const struct {
        struct str text;
        const char *spelt;
    } cases[] = {
        {{"\x1b[31m", 5}, "\\x1b"},
        {{"\n", 1}, "\\n"},
        {{"\t", 1}, "\\t"},
        {{"\r", 1}, "\\r"},
        {{"\x7f", 1}, "\\x7f"},
        {{"\0", 1}, "\\x00"},
        {{"\xff", 1}, "\\xff"},
        {{"\xc2", 1}, "\\xc2"},
        {{"\xc2\x9b", 2}, "\\u{9b}"},
        {{"\xe2\x80\xae", 3}, "\\u{202e}"},
        {{"\xe2\x80\x8b", 3}, "\\u{200b}"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct glyph glyph = first_of(cases[i].text);

        CHECK(glyph.spelt);
        CHECK_STR(glyph.text, cases[i].spelt);
        CHECK_INT(glyph.width, strlen(cases[i].spelt));
    }
}

TEST(every_byte_of_a_text_is_taken_once)
{
    static const char text[] = "a\xff\u0301猫\u200d\xf0\x9f\x98\x80\x80\xe2\x82z";
    struct str rest = {text, sizeof(text) - 1};
    size_t before = rest.len;
    struct glyph glyph;

    while (glyph_next(&rest, &glyph)) {
        CHECK(rest.len < before);
        CHECK(glyph.width >= 1);
        before = rest.len;
    }
    CHECK_INT(rest.len, 0);
}

TEST(ascii_glyphs_are_printable_for_every_code_point)
{
    size_t strange = 0;

    for (uint32_t code = 0; code <= 0x10ffff; code++) {
        char c = glyph_ascii(code);

        strange += c < ' ' || c > '~';
    }
    CHECK_INT(strange, 0);
    CHECK_INT(glyph_ascii('x'), 'x');
    CHECK_INT(glyph_ascii(0xe9), 'e');
    CHECK_INT(glyph_ascii(0x2502), '|');
    CHECK_INT(glyph_ascii(0x2500), '-');
    CHECK_INT(glyph_ascii(0x203a), '>');
    CHECK_INT(glyph_ascii(0x2212), '-');
    CHECK_INT(glyph_ascii(0x2013), '-');
    CHECK_INT(glyph_ascii(0x2717), 'x');
    CHECK_INT(glyph_ascii(0x732b), '?');
}
