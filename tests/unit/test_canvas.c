#include "check.h"

#include <assay/tui/canvas.h>
#include <assay/tui/glyph.h>

#include <stdlib.h>
#include <string.h>

/* A fixed sequence of numbers in [0, below). */
static unsigned pick(unsigned *seed, unsigned below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 10) % below;
}

static bool is_whole(const struct canvas *canvas, int row, int column)
{
    const struct canvas_cell *cell = canvas_at(canvas, row, column);

    switch (cell->width) {
    case 0:
        return column > 0 && canvas_at(canvas, row, column - 1)->width == 2 && !cell->codes[0];
    case 2:
        return column + 1 < canvas_width(canvas) &&
               canvas_at(canvas, row, column + 1)->width == 0 && cell->codes[0];
    default:
        return cell->width == 1;
    }
}

static size_t count_halves(const struct canvas *canvas)
{
    size_t halves = 0;

    for (int row = 0; row < canvas_height(canvas); row++)
        for (int column = 0; column < canvas_width(canvas); column++)
            halves += !is_whole(canvas, row, column);
    return halves;
}

static const char *const words[] = {
    "猫",
    "a",
    "漢字かな",
    "x猫y犬z",
    "\U0001f600\u200d\U0001f600",
    "e\u0301\u0301\u0301\u0301\u0301\u0301",
    "\xff\x1b[2J",
    "a long text that is cut somewhere",
    "\u0301",
    "",
};
enum { WORDS = sizeof(words) / sizeof(words[0]) };

static void write_anything(const struct surface *surface, unsigned *seed)
{
    int row = (int)pick(seed, 12) - 3, column = (int)pick(seed, 30) - 8;
    int width = (int)pick(seed, 24) - 2;
    struct str text = str_of(words[pick(seed, WORDS)]);

    switch (pick(seed, 7)) {
    case 0:
        draw_right(surface, row, column, width, ROLE_TEXT, text);
        break;
    case 1:
        draw_fill(surface, row, column, (int)pick(seed, 4), width, ROLE_CURSOR);
        break;
    case 2:
        draw_code(surface, row, column, width, ROLE_RULE, 0x2500);
        break;
    case 3:
        draw_column(surface, row, column, width, ROLE_RULE, 0x2502);
        break;
    case 4:
        draw_mark(surface, row, column, width, STYLE_BOLD);
        break;
    default:
        draw_text(surface, row, column, width, ROLE_TEXT, text);
    }
}

TEST(halves_of_wide_characters_never_stand_alone)
{
    struct canvas *canvas = canvas_new(8, 20);
    unsigned seed = 7;

    for (int i = 0; i < 20000; i++) {
        struct surface all = canvas_surface(canvas, GLYPHS_BRAILLE);
        struct surface part = surface_part(&all, (int)pick(&seed, 10) - 1, (int)pick(&seed, 24) - 2,
                                           (int)pick(&seed, 9), (int)pick(&seed, 22));

        write_anything(pick(&seed, 3) ? &part : &all, &seed);
        if (!CHECK_INT(count_halves(canvas), 0))
            break;
    }
    canvas_free(canvas);
}

/* A canvas full of dots, with narrow characters only. */
static struct canvas *dotted(int height, int width)
{
    struct canvas *canvas = canvas_new(height, width);
    struct surface all = canvas_surface(canvas, GLYPHS_BRAILLE);

    for (int row = 0; row < height; row++)
        draw_code(&all, row, 0, width, ROLE_TEXT, '.');
    return canvas;
}

TEST(nothing_outside_the_surface_changes)
{
    unsigned seed = 11;
    size_t outside = 0;

    for (int i = 0; i < 3000; i++) {
        struct canvas *canvas = dotted(8, 20);
        struct surface all = canvas_surface(canvas, GLYPHS_BRAILLE);
        struct surface part = surface_part(&all, 2, 5, 4, 9);

        write_anything(&part, &seed);
        for (int row = 0; row < 8; row++)
            for (int column = 0; column < 20; column++) {
                const struct canvas_cell *cell = canvas_at(canvas, row, column);
                bool within = row >= 2 && row < 6 && column >= 5 && column < 14;

                outside += !within && (cell->codes[0] != '.' || cell->style != ROLE_TEXT);
            }
        canvas_free(canvas);
    }
    CHECK_INT(outside, 0);
}

TEST(parts_of_a_surface_lie_within_it)
{
    struct canvas *canvas = canvas_new(10, 30);
    unsigned seed = 5;

    for (int i = 0; i < 5000; i++) {
        struct surface all = canvas_surface(canvas, GLYPHS_BLOCK);
        struct surface outer = surface_part(&all, 1, 2, 7, 20);
        struct surface rest = outer, taken;
        int size = (int)pick(&seed, 40) - 5;
        enum surface_rule rule = pick(&seed, 2) ? SURFACE_RULED : SURFACE_PLAIN;

        switch (pick(&seed, 5)) {
        case 0:
            taken = surface_take_top(&rest, size, rule);
            break;
        case 1:
            taken = surface_take_bottom(&rest, size, rule);
            break;
        case 2:
            taken = surface_take_left(&rest, size, rule);
            break;
        case 3:
            taken = surface_take_right(&rest, size, rule);
            break;
        default:
            taken =
                surface_part(&rest, size, (int)pick(&seed, 40) - 5, (int)pick(&seed, 20) - 5, size);
        }
        for (int k = 0; k < 2; k++) {
            struct rect r = k ? rest.rect : taken.rect;

            CHECK(r.height >= 0 && r.width >= 0);
            CHECK(r.row >= 1 && r.column >= 2 && r.row + r.height <= 8 && r.column + r.width <= 22);
        }
    }
    canvas_free(canvas);
}

TEST(a_part_that_begins_outside_keeps_only_what_lies_within)
{
    struct canvas *canvas = canvas_new(10, 30);
    struct surface all = canvas_surface(canvas, GLYPHS_BLOCK);
    struct surface part = surface_part(&all, -3, -4, 5, 10);

    CHECK_INT(part.rect.row, 0);
    CHECK_INT(part.rect.height, 2);
    CHECK_INT(part.rect.column, 0);
    CHECK_INT(part.rect.width, 6);
    canvas_free(canvas);
}

/* The row as text, blanks as they are, halves left out. */
static const char *row_text(const struct canvas *canvas, int row)
{
    static char text[512];
    size_t used = 0;

    for (int column = 0; column < canvas_width(canvas) && used < 400; column++) {
        const struct canvas_cell *cell = canvas_at(canvas, row, column);
        uint32_t code = cell->codes[0];

        if (cell->width != 0)
            text[used++] = code == 0 ? ' ' : code == 0x2026 ? '$' : code < 0x7f ? (char)code : '#';
    }
    while (used && text[used - 1] == ' ')
        used--;
    text[used] = '\0';
    return text;
}

static struct canvas *line_of(int width, struct surface *surface, enum glyph_set glyphs)
{
    struct canvas *canvas = canvas_new(1, width);

    *surface = canvas_surface(canvas, glyphs);
    return canvas;
}

TEST(text_longer_than_its_room_ends_in_an_ellipsis)
{
    struct surface surface;
    struct canvas *canvas = line_of(30, &surface, GLYPHS_BRAILLE);

    CHECK_INT(draw_text(&surface, 0, 0, 5, ROLE_TEXT, STR("abcdef")), 5);
    CHECK_STR(row_text(canvas, 0), "abcd$");
    canvas_reset(canvas, 1, 30);
    CHECK_INT(draw_text(&surface, 0, 0, 6, ROLE_TEXT, STR("abcdef")), 6);
    CHECK_STR(row_text(canvas, 0), "abcdef");
    canvas_reset(canvas, 1, 30);
    /* A wide character that would need the last column but one makes way as a whole. */
    CHECK_INT(draw_text(&surface, 0, 0, 3, ROLE_TEXT, STR("a猫犬")), 2);
    CHECK_STR(row_text(canvas, 0), "a$");
    canvas_reset(canvas, 1, 30);
    CHECK_INT(draw_text(&surface, 0, 0, 1, ROLE_TEXT, STR("ab")), 1);
    CHECK_STR(row_text(canvas, 0), "$");
    CHECK_INT(draw_text(&surface, 0, 0, 0, ROLE_TEXT, STR("ab")), 0);
    CHECK_INT(draw_text(&surface, 1, 0, 9, ROLE_TEXT, STR("ab")), 0);
    canvas_free(canvas);
}

TEST(text_that_is_right_aligned_ends_before_its_column)
{
    struct surface surface;
    struct canvas *canvas = line_of(12, &surface, GLYPHS_BRAILLE);

    CHECK_INT(draw_right(&surface, 0, 10, 6, ROLE_TEXT, STR("12.5")), 4);
    CHECK_STR(row_text(canvas, 0), "      12.5");
    canvas_reset(canvas, 1, 12);
    CHECK_INT(draw_right(&surface, 0, 10, 3, ROLE_TEXT, STR("12.5")), 3);
    CHECK_STR(row_text(canvas, 0), "       12$");
    canvas_free(canvas);
}

TEST(columns_of_a_text_are_those_it_takes_when_drawn)
{
    static const char *const texts[] = {
        "plain",          "猫と犬",
        "e\u0301e\u0301", "\x1b[31mred\x1b[0m",
        "\u202eevil",     "tab\there",
        "\xff\xfe",       "\u0301alone",
        "a\u200bb",       "\U0001f468\u200d\U0001f469",
        "한글",           "\u1100\u1161",
        "x\ufe0fy",
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct surface surface;
        struct canvas *canvas = line_of(80, &surface, GLYPHS_BRAILLE);
        int columns = text_columns(str_of(texts[i])), last = 0;

        draw_fill(&surface, 0, 0, 1, 80, ROLE_DIM);
        CHECK_INT(draw_text(&surface, 0, 0, 80, ROLE_HEAD, str_of(texts[i])), columns);
        for (int column = 0; column < 80; column++)
            if (STYLE_ROLE(canvas_at(canvas, 0, column)->style) != ROLE_DIM)
                last = column + 1;
        CHECK_INT(last, columns);
        canvas_free(canvas);
    }
}

TEST(unsafe_text_is_spelt_out_in_a_role_of_its_own)
{
    struct surface surface;
    struct canvas *canvas = line_of(60, &surface, GLYPHS_BRAILLE);

    draw_text(&surface, 0, 0, 60, ROLE_HEAD | STYLE_BOLD, STR("a\x1b[2J\u202e\xff\u200b\nz"));
    CHECK_STR(row_text(canvas, 0), "a\\x1b[2J\\u{202e}\\xff\\u{200b}\\nz");
    CHECK_INT(STYLE_ROLE(canvas_at(canvas, 0, 0)->style), ROLE_HEAD);
    CHECK_INT(STYLE_ROLE(canvas_at(canvas, 0, 1)->style), ROLE_ESCAPED);
    CHECK_INT(STYLE_ROLE(canvas_at(canvas, 0, 4)->style), ROLE_ESCAPED);
    CHECK(canvas_at(canvas, 0, 4)->style & STYLE_BOLD);
    CHECK_INT(STYLE_ROLE(canvas_at(canvas, 0, 5)->style), ROLE_HEAD);
    canvas_free(canvas);
}

TEST(ascii_glyphs_are_printable_and_stand_where_the_others_do)
{
    unsigned seed = 3, same = 3;
    struct canvas *fine = canvas_new(8, 20), *plain = canvas_new(8, 20);
    size_t strange = 0, moved = 0;

    for (int i = 0; i < 5000; i++) {
        struct surface a = canvas_surface(fine, GLYPHS_BRAILLE);
        struct surface b = canvas_surface(plain, GLYPHS_ASCII);

        canvas_reset(fine, 8, 20);
        canvas_reset(plain, 8, 20);
        write_anything(&a, &seed);
        write_anything(&b, &same);
        for (int row = 0; row < 8; row++)
            for (int column = 0; column < 20; column++) {
                const struct canvas_cell *left = canvas_at(fine, row, column);
                const struct canvas_cell *right = canvas_at(plain, row, column);
                uint32_t code = right->codes[0];

                strange += (code && (code < ' ' || code > '~')) || right->codes[1];
                strange += right->width != 1;
                moved += left->style != right->style;
                moved += (left->codes[0] || left->width == 0) && !code;
            }
    }
    CHECK_INT(strange, 0);
    CHECK_INT(moved, 0);
    canvas_free(fine);
    canvas_free(plain);
}

TEST(a_mark_adds_attributes_and_keeps_the_role)
{
    struct surface surface;
    struct canvas *canvas = line_of(10, &surface, GLYPHS_BRAILLE);

    draw_c(&surface, 0, 0, ROLE_HEAD | STYLE_DIM, "text");
    draw_mark(&surface, 0, 1, 2, STYLE_REVERSE);
    CHECK_INT(canvas_at(canvas, 0, 0)->style, ROLE_HEAD | STYLE_DIM);
    CHECK_INT(canvas_at(canvas, 0, 1)->style, ROLE_HEAD | STYLE_DIM | STYLE_REVERSE);
    CHECK_STR(row_text(canvas, 0), "text");
    canvas_free(canvas);
}

TEST(the_last_area_drawn_answers_to_the_mouse)
{
    struct canvas *canvas = canvas_new(10, 10);
    struct surface all = canvas_surface(canvas, GLYPHS_BLOCK);
    struct surface part = surface_part(&all, 2, 2, 3, 3);
    int a, b;

    draw_area(&all, &a);
    draw_area(&part, &b);
    CHECK(canvas_area_at(canvas, 0, 0)->what == &a);
    CHECK(canvas_area_at(canvas, 2, 2)->what == &b);
    CHECK(canvas_area_at(canvas, 4, 4)->what == &b);
    CHECK(canvas_area_at(canvas, 5, 4)->what == &a);
    CHECK(canvas_area_at(canvas, 10, 0) == NULL);
    canvas_reset(canvas, 10, 10);
    CHECK(canvas_area_at(canvas, 0, 0) == NULL);
    canvas_free(canvas);
}

TEST(the_text_cursor_shows_only_inside_its_surface)
{
    struct canvas *canvas = canvas_new(4, 10);
    struct surface all = canvas_surface(canvas, GLYPHS_BLOCK);
    struct surface part = surface_part(&all, 1, 2, 1, 4);
    int row, column;

    draw_cursor(&part, 0, 4);
    CHECK(!canvas_cursor(canvas, &row, &column));
    draw_cursor(&part, 0, 3);
    CHECK(canvas_cursor(canvas, &row, &column));
    CHECK_INT(row, 1);
    CHECK_INT(column, 5);
    canvas_reset(canvas, 4, 10);
    CHECK(!canvas_cursor(canvas, &row, &column));
    canvas_free(canvas);
}

TEST(a_canvas_has_one_cell_at_least)
{
    struct canvas *canvas = canvas_new(-3, 0);

    CHECK_INT(canvas_height(canvas), 1);
    CHECK_INT(canvas_width(canvas), 1);
    canvas_free(canvas);
}

/* Columns of a text, drawn from column 1 on, that say what is wanted. */
static const char *said_by(const char *text, int width, const char *wanted, bool exact)
{
    static char out[32];
    struct canvas *canvas = canvas_new(1, 20);
    struct surface surface = canvas_surface(canvas, GLYPHS_BRAILLE);

    draw_text(&surface, 0, 1, width, ROLE_TEXT | STYLE_BOLD, str_of(text));
    draw_matches(&surface, 0, 1, width, str_of(wanted), exact);
    memset(out, 0, sizeof(out));
    for (int i = 0; i < 20; i++)
        out[i] = STYLE_ROLE(canvas_at(canvas, 0, i)->style) == ROLE_MATCH ? '^' : '.';
    canvas_free(canvas);
    return out;
}

TEST(matches_are_found_in_what_is_drawn)
{
    CHECK_STR(said_by("one and One", 15, "one", false), ".^^^.....^^^........");
    CHECK_STR(said_by("one and One", 15, "One", true), ".........^^^........");
    CHECK_STR(said_by("d and", 15, "d a", false), ".^^^................");
    CHECK_STR(said_by("aaaaa", 15, "aa", false), ".^^^^...............");
    CHECK_STR(said_by("\u6f22\u5b57\u00e9", 15, "\u5b57\u00e9", false), "...^^^..............");
    CHECK_STR(said_by("cut here", 5, "here", false), "....................");
    CHECK_STR(said_by("all", 15, "", false), "....................");
    CHECK_STR(said_by("x", 15, "xx", false), "....................");
}
