#include "check.h"

#include <assay/tui/present_text.h>
#include <assay/tui/sample_doc.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROSE                                                                                      \
    "Needle in a haystack, and the rest of a line that is too long for narrow panes.\n"            \
    "\x1b[31mred\x1b[0m needle"
#define CODE "def f(x):\n    return x + 1  # needle\n"

static const struct sample_fact facts[] = {
    {{"id", 2}, {"s17", 3}, NAN, MARK_NONE},
    {{"prediction", 10}, {"sad", 3}, NAN, MARK_WRONG},
    {{"a key that is longer than its column", 36}, {"value", 5}, NAN, MARK_NONE},
};
static const struct sample_fact shares[] = {
    {{"happy", 5}, {".7500", 5}, .75, MARK_NONE},
    {{"sad", 3}, {".2500", 5}, .25, MARK_NONE},
};
static const struct sample_test tests[] = {
    {{"assert f(1) == 2", 16}, {"got 3", 5}, TEST_FAILED},
    {{"assert f(2) == 3", 16}, {"", 0}, TEST_PASSED},
};

static const struct sample_section sections[] = {
    {.title = "Sample", .kind = SECTION_FACTS, .facts = facts, .fact_count = 3},
    {.title = "Probabilities", .kind = SECTION_BARS, .facts = shares, .fact_count = 2},
    {.title = "Tests", .kind = SECTION_TESTS, .tests = tests, .test_count = 2},
    {.title = "Gone", .kind = SECTION_PROSE, .err = "the file is gone"},
    {.title = "Prompt", .kind = SECTION_PROSE, .text = {PROSE, sizeof(PROSE) - 1}},
    {.title = "Code",
     .kind = SECTION_CODE,
     .text = {CODE, sizeof(CODE) - 1},
     .language = CODE_PYTHON},
    {.title = "Raw", .kind = SECTION_RAW, .text = {"{\"raw\": 1}", 10}},
};
static const struct sample_text text = {sections, sizeof(sections) / sizeof(sections[0])};

struct page {
    struct sample_doc *doc;
    struct canvas *canvas;
    struct surface surface;
    struct buf out;
};

static struct page page_new(enum doc_part part, int height, int width)
{
    struct page page = {.doc = sample_doc_new(&text, part), .canvas = canvas_new(height, width)};

    page.surface = canvas_surface(page.canvas, GLYPHS_BRAILLE);
    sample_doc_fit(page.doc, width, true);
    return page;
}

static const char *drawn(struct page *page, size_t top, size_t left, const char *needle)
{
    canvas_reset(page->canvas, canvas_height(page->canvas), canvas_width(page->canvas));
    sample_doc_draw(page->doc, &page->surface, top, left, needle);
    buf_clear(&page->out);
    present_txt(page->canvas, &page->out);
    return page->out.ptr;
}

static void page_free(struct page *page)
{
    sample_doc_free(page->doc);
    canvas_free(page->canvas);
    buf_release(&page->out);
}

TEST(parts_of_a_sample_hold_the_sections_they_name)
{
    struct page all = page_new(DOC_ALL, 60, 100), only_facts = page_new(DOC_FACTS, 60, 100);
    struct page texts = page_new(DOC_TEXTS, 60, 100), raw = page_new(DOC_RAW, 60, 100);
    struct sample_doc *none = sample_doc_new(&(struct sample_text){NULL, 0}, DOC_ALL);

    CHECK(strstr(drawn(&all, 0, 0, ""), "Sample ─") && strstr(all.out.ptr, "Code ─"));
    CHECK(!strstr(all.out.ptr, "Raw ─"));
    CHECK(strstr(drawn(&only_facts, 0, 0, ""), "Tests ─"));
    CHECK(!strstr(only_facts.out.ptr, "Prompt ─"));
    CHECK(strstr(drawn(&texts, 0, 0, ""), "Prompt ─") && !strstr(texts.out.ptr, "Sample ─"));
    CHECK(strstr(drawn(&raw, 0, 0, ""), "{\"raw\": 1}") && !strstr(raw.out.ptr, "Code ─"));
    CHECK(sample_doc_is_empty(none));
    CHECK(!sample_doc_is_empty(raw.doc));
    sample_doc_free(none);
    page_free(&all);
    page_free(&only_facts);
    page_free(&texts);
    page_free(&raw);
}

TEST(facts_bars_tests_and_faults_stand_in_their_lines)
{
    struct page page = page_new(DOC_ALL, 60, 100);
    const char *screen = drawn(&page, 0, 0, "");

    CHECK(strstr(screen, "\n  id ") != NULL);
    CHECK(strstr(screen, "\n  a key that is longer") != NULL);
    CHECK(strstr(screen, "than its column") == NULL);
    CHECK(strstr(screen, "…") != NULL);
    CHECK(strstr(screen, "happy  .7500   ███████████████\n") != NULL);
    CHECK(strstr(screen, "sad    .2500   █████\n") != NULL);
    CHECK(strstr(screen, "FAIL     assert f(1) == 2\n           got 3\n") != NULL);
    CHECK(strstr(screen, "pass     assert f(2) == 3\n") != NULL);
    CHECK(strstr(screen, "\n  the file is gone\n") != NULL);
    CHECK(strstr(screen, "\\x1b[31mred\\x1b[0m needle\n") != NULL);
    page_free(&page);
}

TEST(scrolling_shows_the_same_lines_from_further_down)
{
    struct page page = page_new(DOC_ALL, 10, 40);
    struct page whole = page_new(DOC_ALL, 200, 40);
    const char *all = drawn(&whole, 0, 0, "");
    size_t lines = sample_doc_lines(page.doc);

    CHECK(lines > 10 && lines < 200);
    for (size_t top = 0; top < lines; top++) {
        size_t length = strlen(drawn(&page, top, 0, ""));

        /* The last page is followed by blank lines on both. */
        CHECK(strncmp(page.out.ptr, all, length) == 0);
        all = strchr(all, '\n') + 1;
    }
    page_free(&page);
    page_free(&whole);
}

TEST(wrapping_loses_no_word_at_any_width)
{
    for (int width = 8; width < 90; width++) {
        struct page page = page_new(DOC_TEXTS, 120, width);
        const char *at = drawn(&page, 0, 0, "");

        static const char *const words[] = {"Needle", "haystack,", "rest", "too",
                                            "narrow", "panes.",    "def",  "return"};

        for (size_t i = 0; width >= 14 && i < sizeof(words) / sizeof(words[0]); i++)
            CHECK(strstr(at, words[i]) != NULL);
        page_free(&page);
    }
}

TEST(lines_that_are_not_wrapped_move_sideways)
{
    struct page page = page_new(DOC_TEXTS, 30, 30);

    sample_doc_fit(page.doc, 30, false);
    CHECK(strstr(drawn(&page, 0, 0, ""), "\n  Needle in a haystack, and") != NULL);
    CHECK(strstr(drawn(&page, 0, 7, ""), "\n  in a haystack, and") != NULL);
    CHECK(strstr(page.out.ptr, "Needle") == NULL);
    page_free(&page);
}

TEST(code_moved_sideways_shows_what_is_there)
{
    struct page page = page_new(DOC_TEXTS, 30, 30);

    sample_doc_fit(page.doc, 30, false);
    drawn(&page, 0, 4, "");
    CHECK(strstr(page.out.ptr, "\n  f(x):") != NULL);
    CHECK(strstr(page.out.ptr, "\n  return x + 1  # needle") != NULL);
    page_free(&page);
}

TEST(every_line_with_the_needle_is_found_round_and_back)
{
    struct page page = page_new(DOC_ALL, 1, 60);
    size_t lines = sample_doc_lines(page.doc), at = 0, found = 0, drawn_with = 0;
    size_t seen[16];

    for (size_t line = 0; line < lines; line++)
        drawn_with += strstr(drawn(&page, line, 0, ""), "eedle") != NULL;
    CHECK_INT(drawn_with, 3);
    while (found < 16 && (at = sample_doc_find(page.doc, "needle", at, true)) != SIZE_MAX &&
           (found == 0 || at > seen[found - 1])) {
        CHECK(strstr(drawn(&page, at, 0, ""), "eedle") != NULL);
        seen[found++] = at;
    }
    CHECK_INT(found, drawn_with);
    CHECK_INT(sample_doc_find(page.doc, "needle", seen[0], false), seen[found - 1]);
    CHECK_INT(sample_doc_find(page.doc, "Needle", seen[1], true), seen[0]);
    CHECK_INT(sample_doc_find(page.doc, "not there", 0, true), SIZE_MAX);
    page_free(&page);
}

TEST(matches_are_marked_where_they_stand)
{
    struct page page = page_new(DOC_TEXTS, 40, 60);
    size_t marked = 0;

    drawn(&page, 0, 0, "needle");
    for (int row = 0; row < 40; row++)
        for (int column = 0; column < 60; column++)
            marked += STYLE_ROLE(canvas_at(page.canvas, row, column)->style) == ROLE_MATCH;
    CHECK_INT(marked, 3 * strlen("needle"));
    page_free(&page);
}

/* The role of the first cell of a line of code: a keyword, then a word up to so many bytes. */
static enum role role_of_keyword(size_t bytes)
{
    char *line = xmalloc(bytes);
    const struct sample_section code = {
        .title = "Code", .kind = SECTION_CODE, .text = {line, bytes}, .language = CODE_PYTHON};
    const struct sample_text one = {&code, 1};
    struct page page = {.canvas = canvas_new(3, 40)};
    enum role role;

    memset(line, 'x', bytes);
    memcpy(line, "return ", 7);
    page.doc = sample_doc_new(&one, DOC_ALL);
    page.surface = canvas_surface(page.canvas, GLYPHS_BRAILLE);
    sample_doc_fit(page.doc, 40, true);
    CHECK(strstr(drawn(&page, 0, 0, ""), "\n  return") != NULL);
    role = STYLE_ROLE(canvas_at(page.canvas, 1, 2)->style);
    page_free(&page);
    free(line);
    return role;
}

TEST(a_line_of_code_too_long_to_lex_for_each_screen_line_is_plain)
{
    CHECK_INT(role_of_keyword(100), ROLE_CODE_KEYWORD);
    CHECK_INT(role_of_keyword(64 << 10), ROLE_CODE_KEYWORD);
    CHECK_INT(role_of_keyword((64 << 10) + 1), ROLE_TEXT);
}
