#include "check.h"

#include <assay/base/utf8.h>

#include <string.h>

static bool decodes(const char *bytes, size_t length, uint32_t wanted)
{
    uint32_t code = 0;

    return utf8_decode((struct str){bytes, length}, &code) == length && code == wanted;
}

static bool refused(const char *bytes, size_t length)
{
    uint32_t code = 0;

    return utf8_decode((struct str){bytes, length}, &code) == 0;
}

static const char *safe(struct buf *out, struct str text)
{
    buf_clear(out);
    utf8_make_safe(out, text);
    return out->ptr ? out->ptr : "";
}

TEST(utf8_decodes_each_length)
{
    CHECK(decodes("A", 1, 'A'));
    CHECK(decodes("\0", 1, 0));
    CHECK(decodes("\xc3\xa9", 2, 0xe9));
    CHECK(decodes("\xe2\x82\xac", 3, 0x20ac));
    CHECK(decodes("\xf0\x9f\x99\x82", 4, 0x1f642));
    CHECK(decodes("\xf4\x8f\xbf\xbf", 4, 0x10ffff));
}

TEST(utf8_refuses_overlong_cut_and_surrogate_sequences)
{
    CHECK(refused("", 0));
    CHECK(refused("\xc0\x80", 2));         /* overlong NUL */
    CHECK(refused("\xc1\xbf", 2));         /* overlong DEL */
    CHECK(refused("\xe0\x9f\xbf", 3));     /* overlong 3 */
    CHECK(refused("\xf0\x8f\xbf\xbf", 4)); /* overlong 4 */
    CHECK(refused("\xed\xa0\x80", 3));     /* U+D800 */
    CHECK(refused("\xed\xbf\xbf", 3));     /* U+DFFF */
    CHECK(refused("\xf4\x90\x80\x80", 4)); /* beyond U+10FFFF */
    CHECK(refused("\xf5\x80\x80\x80", 4));
    CHECK(refused("\xe2\x82", 2)); /* cut */
    CHECK(refused("\xe2\x41\x82", 3));
    CHECK(refused("\x80", 1));
    CHECK(refused("\xff", 1));
}

/* RFC 3629 leaves 0x110000 - 0x800 scalar values; each must survive the way out and back. */
TEST(utf8_encode_and_decode_agree_on_every_scalar_value)
{
    struct buf out = {.ptr = NULL};
    size_t survived = 0;

    for (uint32_t code = 0; code <= 0x10ffff; code++) {
        uint32_t back = UINT32_MAX;

        buf_clear(&out);
        utf8_encode(&out, code);
        survived += utf8_decode(buf_str(&out), &back) == out.len && back == code;
    }
    CHECK_INT(survived, 0x110000 - 0x800);
    buf_clear(&out);
    utf8_encode(&out, 0xd800);
    utf8_encode(&out, 0x110000);
    CHECK_STR(out.ptr, "\xef\xbf\xbd\xef\xbf\xbd");
    buf_release(&out);
}

TEST(utf8_valid_looks_at_the_whole_text)
{
    CHECK(utf8_valid(STR("")));
    CHECK(utf8_valid(STR("naïve 日本 🙂")));
    CHECK(!utf8_valid(STR("ok\xc3")));
    CHECK(!utf8_valid(STR("\xe9t\xe9")));
}

TEST(utf8_width_of_wide_combining_and_emoji)
{
    CHECK_INT(utf8_code_width('a'), 1);
    CHECK_INT(utf8_code_width(0xe9), 1);
    CHECK_INT(utf8_code_width(0x65e5), 2);  /* 日 */
    CHECK_INT(utf8_code_width(0xac00), 2);  /* 가 */
    CHECK_INT(utf8_code_width(0xff21), 2);  /* full-width A */
    CHECK_INT(utf8_code_width(0xff71), 1);  /* half-width katakana */
    CHECK_INT(utf8_code_width(0x1f642), 2); /* 🙂 */
    CHECK_INT(utf8_code_width(0x2705), 2);  /* ✅ */
    CHECK_INT(utf8_code_width(0x2500), 1);  /* ─ */
    CHECK_INT(utf8_code_width(0x28ff), 1);  /* Braille */
    CHECK_INT(utf8_code_width(0x0301), 0);
    CHECK_INT(utf8_code_width(0x200b), 0);
    CHECK_INT(utf8_code_width(0x202e), 0);
    CHECK_INT(utf8_code_width(0x1161), 0); /* a Hangul vowel joins its syllable */
    CHECK_INT(utf8_code_width(0x2f800), 2);
    CHECK_INT(utf8_code_width(0x3ffff), 0);
    CHECK_INT(utf8_code_width(0x1b), 0);
    CHECK_INT(utf8_code_width(0x9b), 0);
    CHECK_INT(utf8_width(STR("e\xcc\x81t\xc3\xa9")), 3);
    CHECK_INT(utf8_width(STR("日本 x")), 6);
    CHECK_INT(utf8_width(STR("a\xff\xfe")), 3);
}

TEST(utf8_cut_never_splits_a_character_nor_parts_it_from_its_marks)
{
    CHECK(str_eq_c(utf8_cut(STR("abc"), 2), "ab"));
    CHECK(str_eq_c(utf8_cut(STR("abc"), 9), "abc"));
    CHECK(str_eq_c(utf8_cut(STR("abc"), 0), ""));
    CHECK(str_eq_c(utf8_cut(STR("日本"), 3), "日"));
    CHECK(str_eq_c(utf8_cut(STR("日本"), 1), ""));
    CHECK(str_eq_c(utf8_cut(STR("e\xcc\x81x"), 1), "e\xcc\x81"));
    CHECK(str_eq_c(utf8_cut(STR("\xff\xff"), 1), "\xff"));
}

TEST(utf8_make_safe_leaves_printable_text_alone)
{
    struct buf out = {.ptr = NULL};

    CHECK_STR(safe(&out, STR("plain, naïve – 日本 🙂 \\x1b")),
              "plain, naïve – 日本 🙂 \\x1b");
    CHECK_STR(safe(&out, STR("é̂ and ❤️")), "é̂ and ❤️");
    buf_release(&out);
}

TEST(utf8_make_safe_disarms_terminal_commands)
{
    struct buf out = {.ptr = NULL};

    CHECK_STR(safe(&out, STR("\x1b]0;title\x07")), "\\x1b]0;title\\x07");
    CHECK_STR(safe(&out, STR("a\nb\tc\rd")), "a\\nb\\tc\\rd");
    CHECK_STR(safe(&out, STR("nul\0del\x7f")), "nul\\x00del\\x7f");
    CHECK_STR(safe(&out, STR("\xc2\x9b"
                             "31m")),
              "\\u{9b}31m"); /* C1 CSI as a character */
    CHECK_STR(safe(&out, STR("\x9b"
                             "31m")),
              "\\x9b31m"); /* and as a byte */
    CHECK_STR(safe(&out, STR("\xed\xa0\x80")), "\\xed\\xa0\\x80");
    buf_release(&out);
}

TEST(utf8_make_safe_shows_what_deceives_the_eye)
{
    struct buf out = {.ptr = NULL};

    CHECK_STR(safe(&out, STR("x\xe2\x80\xae"
                             "gnp")),
              "x\\u{202e}gnp");
    CHECK_STR(safe(&out, STR("a\xe2\x80\x8b"
                             "b")),
              "a\\u{200b}b");
    CHECK_STR(safe(&out, STR("\xef\xbb\xbfid")), "\\u{feff}id");
    CHECK_STR(safe(&out, STR("a\xe2\x81\xa6"
                             "b")),
              "a\\u{2066}b");
    CHECK_STR(safe(&out, STR("\xf3\xa0\x81\x81")), "\\u{e0041}"); /* a tag character */
    CHECK_STR(safe(&out, STR("\xe3\x85\xa4")), "\\u{3164}");      /* Hangul filler */
    CHECK_STR(safe(&out, STR("\xe2\x80\xa8")), "\\u{2028}");      /* line separator */
    buf_release(&out);
}

TEST(utf8_make_safe_stops_towers_of_marks)
{
    struct buf out = {.ptr = NULL};
    struct buf tower = {.ptr = NULL};

    buf_add_char(&tower, 'a');
    for (int i = 0; i < 50; i++)
        buf_add_c(&tower, "\xcc\x80");
    buf_add_c(&tower, "b\xcc\x80");
    CHECK_STR(safe(&out, buf_str(&tower)), "a\xcc\x80\xcc\x80\xcc\x80\xcc\x80\\u{300}…b\xcc\x80");
    buf_release(&tower);
    buf_release(&out);
}

TEST(utf8_make_safe_lines_lets_newline_and_tab_pass_only)
{
    struct buf out = {.ptr = NULL};

    utf8_make_safe_lines(&out, STR("a\n\tb\r\x1b[2J"));
    CHECK_STR(out.ptr, "a\n\tb\\r\\x1b[2J");
    buf_release(&out);
}

/* Every code point and every byte: what comes out is valid and holds nothing that acts. */
TEST(utf8_make_safe_output_holds_no_control_and_no_hidden_character)
{
    struct buf in = {.ptr = NULL}, out = {.ptr = NULL};
    size_t bad = 0;

    for (uint32_t code = 0; code <= 0x10ffff; code += code < 0x3000 ? 1 : 7) {
        struct str rest;
        uint32_t seen = 0;

        buf_clear(&in);
        utf8_encode(&in, code);
        rest = str_of(safe(&out, buf_str(&in)));
        bad += !utf8_valid(rest) || rest.len == 0;
        while (rest.len) {
            size_t length = utf8_decode(rest, &seen);

            bad += seen < 0x20 || (seen >= 0x7f && seen < 0xa0) || seen == 0xfeff ||
                   (seen >= 0x200b && seen <= 0x200f) || (seen >= 0x2028 && seen <= 0x202e) ||
                   (seen >= 0x2066 && seen <= 0x2069);
            rest = (struct str){rest.ptr + length, rest.len - length};
        }
    }
    CHECK_INT(bad, 0);
    buf_release(&in);
    buf_release(&out);
}

/* Figures from Python: bytes(range(128, 256)).decode("cp1252", "replace"). */
TEST(utf8_from_cp1252_matches_the_code_page)
{
    struct buf out = {.ptr = NULL};

    utf8_from_cp1252(&out, STR("caf\xe9 \x93quoted\x94 \x80"
                               "5 \x96 \x9f\x85"));
    CHECK_STR(out.ptr, "café “quoted” €5 – Ÿ…");
    buf_clear(&out);
    utf8_from_cp1252(&out, STR("\x81\x8d\x8f\x90\x9d"));
    CHECK_STR(out.ptr, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    buf_release(&out);
}

/* The wrong texts come from Python: "…".encode().decode("cp1252"). */
TEST(utf8_undo_mojibake_turns_back_what_was_read_as_cp1252)
{
    struct buf out = {.ptr = NULL};

    CHECK(utf8_undo_mojibake(&out, STR("â”‚ cafÃ©")));
    CHECK_STR(out.ptr, "│ café");
    buf_clear(&out);
    CHECK(utf8_undo_mojibake(&out, STR("â”\xc2\x90"))); /* 0x90 is undefined there */
    CHECK_STR(out.ptr, "┐");
    buf_release(&out);
}

TEST(utf8_undo_mojibake_leaves_honest_text_alone)
{
    struct buf out = {.ptr = NULL};

    CHECK(!utf8_undo_mojibake(&out, STR("")));
    CHECK(!utf8_undo_mojibake(&out, STR("plain ASCII")));
    CHECK(!utf8_undo_mojibake(&out, STR("café")));
    CHECK(!utf8_undo_mojibake(&out, STR("日本")));
    CHECK(!utf8_undo_mojibake(&out, STR("Ã© and 日")));
    CHECK(!utf8_undo_mojibake(&out, STR("Ã©\xff")));
    CHECK_INT(out.len, 0);
    buf_release(&out);
}
