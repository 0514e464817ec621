#include "check.h"

#include <assay/base/utf8.h>
#include <assay/tui/present_text.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *const hostile[] = {
    "<b>&amp;\"'</b>]]>", "\x1b]0;x\x07", "\u202e\u200b", "猫<\u0301&\u0301", "\xff\xfe\x01",
    "\ufffe\uffff",       "  x  ",        "–▲█⣿",         "\U0001f600",       "e\u0301\u0323",
};
enum { ROWS = sizeof(hostile) / sizeof(hostile[0]) };

struct page {
    struct canvas *canvas;
    struct arena *arena;
    const struct theme *theme;
    struct buf text;
};

static struct page page_new(void)
{
    struct page page = {.canvas = canvas_new(ROWS + 2, 40), .arena = arena_new()};
    struct surface all = canvas_surface(page.canvas, GLYPHS_BRAILLE);

    page.theme = theme_load("default", page.arena, NULL);
    for (int i = 0; i < ROWS; i++)
        draw_text(&all, i, i, 30, (unsigned)(i * 3 % ROLE_COUNT) | (i % 2 ? STYLE_BOLD : 0),
                  str_of(hostile[i]));
    draw_c(&all, 3, 20, ROLE_DIFFERS | STYLE_REVERSE, "! 1");
    draw_fill(&all, ROWS, 2, 1, 5, ROLE_CURSOR);
    return page;
}

static void page_free(struct page *page)
{
    canvas_free(page->canvas);
    arena_free(page->arena);
    buf_release(&page->text);
}

/* ---- a small reader of XML ---- */

static bool skip_reference(const char **at)
{
    static const char *const names[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strncmp(*at, names[i], strlen(names[i])) == 0) {
            *at += strlen(names[i]);
            return true;
        }
    return false;
}

static bool is_xml_character(uint32_t code)
{
    return code == '\n' || (code >= 0x20 && code < 0xd800) || (code >= 0xe000 && code <= 0xfffd) ||
           code >= 0x10000;
}

/* Tags that nest, attributes in quotes, characters that XML allows; what is wrong, or NULL. */
static const char *fault_of_xml(const char *text)
{
    char open[16][16];
    int depth = 0, elements = 0;

    for (const char *at = text; *at;) {
        char name[16] = "";
        bool closes = at[0] == '<' && at[1] == '/';
        uint32_t code;
        size_t length;

        if (*at == '&') {
            if (!skip_reference(&at))
                return "an entity that is none";
            continue;
        }
        if (*at != '<') {
            length = utf8_decode(str_of(at), &code);
            if (length == 0 || !is_xml_character(code))
                return "a character that XML forbids";
            at += length;
            continue;
        }
        at += 1 + closes;
        for (size_t n = 0; isalpha((unsigned char)*at) && n < 15; n++, at++)
            name[n] = *at;
        if (!name[0])
            return "a tag without a name";
        while (*at && *at != '>' && *at != '/') {
            if (*at == '"') {
                at = strchr(at + 1, '"');
                if (!at)
                    return "an open quote";
            } else if (*at == '<' || *at == '&') {
                return "a tag in a tag";
            }
            at++;
        }
        if (closes && (depth == 0 || strcmp(open[--depth], name) != 0))
            return "a tag that closes another";
        if (!closes && *at != '/')
            memcpy(open[depth++], name, sizeof(name));
        if (depth == 16)
            return "too deep";
        elements++;
        at = strchr(at, '>');
        if (!at)
            return "an open tag";
        at++;
    }
    return depth ? "an element left open" : elements ? NULL : "no element";
}

TEST(the_reader_of_xml_knows_what_is_wrong)
{
    CHECK_STR(fault_of_xml("<a b=\"c\"><d/>&lt;</a>\n"), NULL);
    CHECK(fault_of_xml("<a>&x;</a>") != NULL);
    CHECK(fault_of_xml("<a><b></a></b>") != NULL);
    CHECK(fault_of_xml("<a>\x1b</a>") != NULL);
    CHECK(fault_of_xml("<a>\ufffe</a>") != NULL);
    CHECK(fault_of_xml("<a>") != NULL);
}

TEST(svg_is_well_formed_whatever_stands_in_cells_and_title)
{
    struct page page = page_new();

    for (int i = 0; i < ROWS; i++) {
        buf_clear(&page.text);
        present_svg(page.canvas, page.theme, hostile[i], &page.text);
        CHECK_STR(fault_of_xml(page.text.ptr), NULL);
    }
    page_free(&page);
}

TEST(svg_shows_marks_over_characters_that_are_escaped)
{
    struct page page = page_new();

    present_svg(page.canvas, page.theme, "t", &page.text);
    CHECK(strstr(page.text.ptr, "&lt;\u0301&amp;\u0301") != NULL);
    page_free(&page);
}

TEST(svg_title_is_readable)
{
    struct page page = page_new();

    present_svg(page.canvas, page.theme, "assay: 猫 & co › Layers", &page.text);
    CHECK(strstr(page.text.ptr, "<title>assay: 猫 &amp; co › Layers</title>") != NULL);
    page_free(&page);
}

TEST(the_same_canvas_gives_the_same_bytes)
{
    struct page page = page_new(), other = page_new();

    present_ansi(page.canvas, page.theme, DEPTH_RGB, &page.text);
    present_ansi(other.canvas, other.theme, DEPTH_RGB, &other.text);
    CHECK_STR(page.text.ptr, other.text.ptr);
    page_free(&page);
    page_free(&other);
}

/* ---- ANSI read back ---- */

struct seen {
    uint32_t codes[CELL_CODES];
    int width;
    char sgr[80];
};

/* One row of cells; the numbers of the last SGR stand in each. Returns the columns. */
static int read_row(const char **at, struct seen *cells, int room)
{
    char sgr[80] = "";
    int column = 0;
    const char *text = *at;

    while (*text != '\n' && column < room) {
        uint32_t code;
        size_t length;

        if (text[0] == '\x1b' && text[1] == '[') {
            size_t n = strspn(text + 2, "0123456789;");

            if (!CHECK(text[2 + n] == 'm') || n >= sizeof(sgr))
                break;
            memcpy(sgr, text + 2, n);
            sgr[n] = '\0';
            text += n + 3;
            continue;
        }
        length = utf8_decode(str_of(text), &code);
        if (!CHECK(length > 0 && !utf8_is_unsafe(code)))
            break;
        text += length;
        if (utf8_code_width(code) == 0 && column > 0) {
            struct seen *last = &cells[column - 1 - (cells[column - 1].width == 0)];

            for (int i = 1; i < CELL_CODES; i++)
                if (!last->codes[i]) {
                    last->codes[i] = code;
                    break;
                }
            continue;
        }
        cells[column] = (struct seen){.codes = {code}, .width = utf8_code_width(code)};
        memcpy(cells[column].sgr, sgr, sizeof(sgr));
        column++;
        if (utf8_code_width(code) == 2)
            cells[column++] = (struct seen){.width = 0};
    }
    *at = text + (*text == '\n');
    return column;
}

/* True when what was read is what the cell holds. */
static bool same_cell(const struct canvas_cell *cell, const struct seen *seen)
{
    uint32_t first = cell->codes[0] ? cell->codes[0] : ' ';

    if (cell->width == 0 || seen->width == 0)
        return cell->width == 0 && seen->width == 0;
    return seen->codes[0] == first && seen->width == cell->width &&
           memcmp(seen->codes + 1, cell->codes + 1, (CELL_CODES - 1) * sizeof(uint32_t)) == 0;
}

TEST(ansi_read_back_gives_the_cells_that_were_drawn)
{
    struct page page = page_new();
    const char *at;

    present_ansi(page.canvas, page.theme, DEPTH_RGB, &page.text);
    at = page.text.ptr;
    for (int row = 0; row < canvas_height(page.canvas); row++) {
        struct seen cells[64] = {{{0}, 0, ""}};
        int columns = read_row(&at, cells, 60);

        for (int column = 0; column < canvas_width(page.canvas); column++) {
            const struct canvas_cell *cell = canvas_at(page.canvas, row, column);

            if (column < columns)
                CHECK(same_cell(cell, &cells[column]));
            else
                CHECK(cell->codes[0] == 0 || (cell->codes[0] == ' ' && !cell->codes[1]));
            /* Cells of one style have one SGR, and a style that differs shows. */
            if (column > 0 && column < columns && cell->width && cells[column - 1].width) {
                const struct canvas_cell *left = canvas_at(page.canvas, row, column - 1);

                CHECK(left->style != cell->style ||
                      strcmp(cells[column - 1].sgr, cells[column].sgr) == 0);
            }
        }
    }
    CHECK_STR(at, "");
    page_free(&page);
}

TEST(ansi_without_its_sequences_is_the_plain_text)
{
    struct page page = page_new();
    struct buf plain = {0}, stripped = {0};
    struct str rest, line;

    present_txt(page.canvas, &plain);
    present_ansi(page.canvas, page.theme, DEPTH_RGB, &page.text);
    for (const char *at = page.text.ptr; *at; at++)
        if (*at == '\x1b')
            at = strchr(at, 'm');
        else
            buf_add_char(&stripped, *at);
    /* Blanks that their background shows are all that is more. */
    rest = buf_str(&plain);
    for (struct str more = buf_str(&stripped), other; str_split(&rest, '\n', &line);) {
        if (!CHECK(str_split(&more, '\n', &other)) || !CHECK(other.len >= line.len))
            break;
        CHECK(memcmp(other.ptr, line.ptr, line.len) == 0);
        for (size_t i = line.len; i < other.len; i++)
            CHECK_INT(other.ptr[i], ' ');
    }
    buf_release(&plain);
    buf_release(&stripped);
    page_free(&page);
}

TEST(a_mark_on_a_blank_at_the_end_of_a_row_is_printed)
{
    struct canvas *canvas = canvas_new(1, 8);
    struct surface all = canvas_surface(canvas, GLYPHS_BRAILLE);
    struct buf text = {0};

    draw_text(&all, 0, 0, 8, ROLE_TEXT, STR("ab"));
    draw_text(&all, 0, 2, 8, ROLE_TEXT, STR("\u0301"));
    present_txt(canvas, &text);
    CHECK_STR(text.ptr, "ab \u0301\n");
    buf_release(&text);
    canvas_free(canvas);
}
