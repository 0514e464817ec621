#include "check.h"

#include <assay/tui/pair_doc.h>
#include <assay/tui/present_text.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#define TEXT(words)                                                                                \
    {                                                                                              \
        words, sizeof(words) - 1                                                                   \
    }

static const struct sample_fact facts_a[] = {
    {TEXT("id"), TEXT("17"), NAN, MARK_NONE},
    {TEXT("outcome"), TEXT("pass"), NAN, MARK_RIGHT},
    {TEXT("record"), TEXT("a.json, byte 1"), NAN, MARK_NONE},
};
static const struct sample_fact facts_b[] = {
    {TEXT("id"), TEXT("17"), NAN, MARK_NONE},
    {TEXT("outcome"), TEXT("FAIL"), NAN, MARK_WRONG},
    {TEXT("record"), TEXT("b.json, byte 9"), NAN, MARK_NONE},
    {TEXT("tokens"), TEXT("51"), NAN, MARK_NONE},
};
static const struct sample_test tests_a[] = {
    {TEXT("assert f(1) == 2"), TEXT(""), TEST_PASSED},
    {TEXT("assert f(2) == 3"), TEXT(""), TEST_PASSED},
};
static const struct sample_test tests_b[] = {
    {TEXT("assert f(1) == 2"), TEXT(""), TEST_PASSED},
    {TEXT("assert f(2) == 3"), TEXT("got \x1b[31m4"), TEST_FAILED},
};
static const struct sample_section sections_a[] = {
    {.title = "Sample", .kind = SECTION_FACTS, .facts = facts_a, .fact_count = 3},
    {.title = "Problem", .kind = SECTION_PROSE, .text = TEXT("Add one to a number.")},
    {.title = "Tests", .kind = SECTION_TESTS, .tests = tests_a, .test_count = 2},
    {.title = "Code",
     .kind = SECTION_CODE,
     .text = TEXT("def f(x):\n    return x + 1\n"),
     .language = CODE_PYTHON},
    {.title = "Record, raw", .kind = SECTION_RAW, .text = TEXT("{\"raw\": 1}")},
};
static const struct sample_section sections_b[] = {
    {.title = "Sample", .kind = SECTION_FACTS, .facts = facts_b, .fact_count = 4},
    {.title = "Problem", .kind = SECTION_PROSE, .text = TEXT("Add one to a number.")},
    {.title = "Tests", .kind = SECTION_TESTS, .tests = tests_b, .test_count = 2},
    {.title = "Code in the response",
     .kind = SECTION_CODE,
     .text = TEXT("def f(x):\n    # a note of its own\n    return x + 2\n"),
     .language = CODE_PYTHON},
    {.title = "Response", .kind = SECTION_PROSE, .text = TEXT("Here it is.")},
    {.title = "Record, raw", .kind = SECTION_RAW, .text = TEXT("{\"raw\": 2}")},
};
static const struct sample_text text_a = {sections_a, 5}, text_b = {sections_b, 6};

struct page {
    struct pair_doc *doc;
    struct canvas *canvas;
    struct surface surface;
    struct buf out;
};

static struct page page_new(struct pair_doc_input input, int height, int width)
{
    struct page page = {.canvas = canvas_new(height, width)};

    input.heads[SIDE_A] = (struct pair_head){"01", "passed", ROLE_RIGHT};
    input.heads[SIDE_B] = (struct pair_head){"04", "failed", ROLE_WRONG};
    page.doc = pair_doc_new(&input);
    page.surface = canvas_surface(page.canvas, GLYPHS_BRAILLE);
    pair_doc_fit(page.doc, width, true);
    return page;
}

static const char *drawn(struct page *page, size_t top)
{
    canvas_reset(page->canvas, page->surface.rect.height, page->surface.rect.width);
    pair_doc_draw(page->doc, &page->surface, top, 0, SIDE_B, "");
    buf_clear(&page->out);
    present_txt(page->canvas, &page->out);
    return page->out.ptr;
}

static void page_release(struct page *page)
{
    pair_doc_free(page->doc);
    canvas_free(page->canvas);
    buf_release(&page->out);
}

static const struct pair_doc_input both = {.texts = {&text_a, &text_b}};

/* The screen's row that holds the words, as a copy; "" when none does. */
static const char *row_with(const char *screen, const char *words)
{
    static char row[512];
    const char *at = strstr(screen, words), *begin = at, *end;

    row[0] = '\0';
    if (!at)
        return row;
    while (begin > screen && begin[-1] != '\n')
        begin--;
    end = strchr(begin, '\n');
    snprintf(row, sizeof(row), "%.*s", (int)(end ? end - begin : (long)strlen(begin)), begin);
    return row;
}

TEST(what_both_were_asked_stands_on_top_once)
{
    struct page page = page_new(both, 40, 80);
    const char *screen = drawn(&page, 0);
    const char *first = strstr(screen, "Add one to a number.");

    CHECK(first && !strstr(first + 1, "Add one to a number."));
    CHECK(strstr(row_with(screen, "Problem"), "the same in both") != NULL);
    CHECK(first < strstr(screen, " A  01"));
    page_release(&page);
}

TEST(lines_that_belong_together_stand_beside_each_other)
{
    struct page page = page_new(both, 40, 80);
    const char *screen = drawn(&page, 0);

    CHECK_STR(row_with(screen, "return x + 1"),
              "~     return x + 1                     │ ~     return x + 2");
    CHECK_STR(row_with(screen, "# a note"),
              "                                       │ +     # a note of its own");
    CHECK_STR(row_with(screen, "def f"), "  def f(x):                            │   def f(x):");
    page_release(&page);
}

TEST(words_that_differ_are_underlined_and_their_neighbours_are_not)
{
    struct page page = page_new(both, 40, 80);
    const char *screen = drawn(&page, 0);
    int row = 0, underlined = 0;

    for (const char *at = screen; at < strstr(screen, "return x + 1"); at++)
        row += *at == '\n';
    for (int column = 0; column < 80; column++) {
        const struct canvas_cell *cell = canvas_at(page.canvas, row, column);

        if (!(cell->style & STYLE_UNDERLINE))
            continue;
        CHECK(cell->codes[0] == '1' || cell->codes[0] == '2');
        CHECK(STYLE_ROLE(cell->style) == (column < 39 ? ROLE_ONLY_A : ROLE_ONLY_B));
        underlined++;
    }
    CHECK_INT(underlined, 2);
    page_release(&page);
}

TEST(each_test_says_how_either_side_did_and_why_it_failed)
{
    struct page page = page_new(both, 40, 80);
    const char *screen = drawn(&page, 0);

    CHECK(strstr(row_with(screen, "f(1) == 2"), "pass   → pass") != NULL);
    CHECK(strstr(row_with(screen, "f(2) == 3"), "pass   → FAIL") != NULL);
    CHECK(strstr(screen, "got \\x1b[31m4") != NULL);
    page_release(&page);
}

TEST(values_that_differ_are_marked_but_not_where_a_record_stands)
{
    struct page page = page_new(both, 40, 80);
    const char *screen = drawn(&page, 0);

    CHECK(row_with(screen, "outcome")[0] == '~');
    CHECK(row_with(screen, "tokens")[0] == '~');
    CHECK(strncmp(row_with(screen, "  id "), "  id", 4) == 0);
    CHECK(strncmp(row_with(screen, "a.json"), "  record", 8) == 0);
    page_release(&page);
}

TEST(who_is_who_stays_in_sight_when_scrolled)
{
    struct page page = page_new(both, 8, 80);

    for (size_t top = 0; top + 8 <= pair_doc_lines(page.doc); top++)
        CHECK(strstr(drawn(&page, top), " B  04") != NULL);
    CHECK(strstr(drawn(&page, 0), "Add one") != NULL);
    CHECK(strstr(drawn(&page, 6), "Add one") == NULL);
    page_release(&page);
}

TEST(narrow_screens_stack_the_sides_line_by_line)
{
    struct page page = page_new(both, 60, 59);
    const char *screen = drawn(&page, 0);

    CHECK(strstr(screen, "-     return x + 1\n+     return x + 2\n") != NULL);
    CHECK(strstr(screen, "│") == NULL);
    page_release(&page);
}

TEST(a_sample_without_partner_is_shown_without_marks)
{
    struct page page = page_new((struct pair_doc_input){.texts = {NULL, &text_b}}, 40, 80);
    const char *screen = drawn(&page, 0);

    CHECK(strstr(screen, "only B") != NULL);
    CHECK(strstr(screen, "~") == NULL);
    CHECK(strstr(screen, "return x + 2") != NULL);
    page_release(&page);
}

TEST(raw_records_are_shown_alone)
{
    struct pair_doc_input input = both;
    struct page page;
    const char *screen;

    input.raw = true;
    page = page_new(input, 40, 80);
    screen = drawn(&page, 0);
    CHECK_STR(row_with(screen, "{\"raw\""),
              "~ {\"raw\": 1}                           │ ~ {\"raw\": 2}");
    CHECK(strstr(screen, "def f") == NULL);
    page_release(&page);
}

TEST(finding_goes_through_both_sides_and_wraps_round)
{
    struct page page = page_new(both, 10, 80);
    size_t a = pair_doc_find(page.doc, "x + 1", 0, true);
    size_t b = pair_doc_find(page.doc, "x + 2", 0, true);

    CHECK(a != SIZE_MAX && a == b);
    CHECK(pair_doc_find(page.doc, "x + 2", a, true) == a);
    CHECK(pair_doc_find(page.doc, "tokens", 0, false) > a);
    CHECK(pair_doc_find(page.doc, "nowhere", 0, true) == SIZE_MAX);
    page_release(&page);
}
