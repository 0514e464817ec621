#include "built.h"
#include "check.h"
#include "temp_dir.h"

#include <assay/base/fmt.h>
#include <assay/model/run_builder.h>
#include <assay/report/html_doc.h>
#include <assay/report/rest.h>

#include <stdlib.h>
#include <string.h>

/* Pages that are too small for what they are to hold. */

static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;

    for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
        count++;
    return count;
}

/* ---- documents ---- */

static const char *page_of(const struct doc *doc, bool has_markdown, struct arena *arena)
{
    struct topic topic = {.kind = TOPIC_RUN, .arena = arena};
    struct report_input input = {.topic = &topic, .has_markdown = has_markdown};
    struct html_page *page = html_page_new(&input, doc->title);
    struct buf file = {.ptr = NULL};
    const char *text;

    html_blocks(page, doc, 0, doc->count);
    html_page_finish(page, &file);
    text = arena_strndup(arena, file.ptr, file.len);
    buf_release(&file);
    return text;
}

/* Paragraphs of 2000 characters, more than a page has room for. */
static void fill(struct doc *doc)
{
    static char text[HTML_TEXT_MOST + 1];

    memset(text, 'x', HTML_TEXT_MOST);
    doc_heading(doc, 2, "Filled");
    for (size_t i = 0; i < 2 * HTML_PAGE_FULL / HTML_TEXT_MOST; i++)
        doc_paragraph(doc, text);
}

static void add_parts(struct doc *doc)
{
    static const struct sheet_column columns[] = {{"a", "A"}, {NULL, NULL}};
    struct sheet *sheet = sheet_new(doc->arena, "small", "", columns);

    for (uint64_t i = 0; i < 3; i++)
        sheet_count(sheet, i);
    doc_heading(doc, 2, "Short");
    doc_paragraph(doc, "first");
    doc_open(doc, BLOCK_PARAGRAPH, 1);
    doc_text(doc, "second, of two");
    doc_open(doc, BLOCK_PARAGRAPH, 0);
    doc_text(doc, "lines");
    doc_item(doc, 0, "one");
    doc_code(doc, "python", STR("print(1)\n"));
    doc_sheet(doc, sheet, NULL);
    doc_paragraph(doc, "last");
    doc_heading(doc, 2, "End");
}

TEST(a_full_page_says_below_each_heading_what_is_left_out)
{
    struct arena *arena = arena_new();
    struct doc *doc = doc_new("x", arena);
    const char *page;

    doc_heading(doc, 1, "Title");
    fill(doc);
    add_parts(doc);
    page = page_of(doc, true, arena);
    CHECK(strlen(page) < HTML_PAGE_MOST);
    CHECK(strstr(page, "<section>\n<h2 id=\"short\">Short</h2>\n<p class=\"more\">Left out here: 2 "
                       "paragraphs, 1 list item, 1 listing; report.md has them all.</p>\n"
                       "<p class=\"more\">A table of 3 rows left out; report.md has them all.</p>\n"
                       "<p class=\"more\">Left out here: 1 paragraph; report.md has them all.</p>\n"
                       "</section>\n<section>\n<h2 id=\"end\">") != NULL);
    CHECK_INT(count_of(page, "<p>") + count_of(page, "<p class"), count_of(page, "</p>"));
    arena_free(arena);
}

TEST(a_page_with_room_leaves_nothing_out)
{
    struct arena *arena = arena_new();
    struct doc *doc = doc_new("x", arena);
    const char *page;

    doc_heading(doc, 1, "Title");
    add_parts(doc);
    page = page_of(doc, true, arena);
    CHECK(strstr(page, "left out") == NULL && strstr(page, "Left out") == NULL);
    CHECK(strstr(page, "print(1)") != NULL);
    arena_free(arena);
}

TEST(a_list_too_long_for_a_page_says_how_many_of_it_are_left_out)
{
    struct arena *arena = arena_new();
    struct doc *doc = doc_new("x", arena);
    const char *page;

    for (int i = 0; i < 1234; i++)
        doc_item(doc, 0, "entry");
    page = page_of(doc, false, arena);
    CHECK_INT(count_of(page, "<li>entry"), 1000);
    CHECK(strstr(page, "Left out here: 234 list items; assay report --to md writes them all."));
    arena_free(arena);
}

TEST(a_page_full_of_headings_ends_with_how_many_parts_are_left_out)
{
    enum { HEADINGS = 5000, LENGTH = 500 };
    struct arena *arena = arena_new();
    struct doc *doc = doc_new("x", arena);
    char title[LENGTH + 1] = "";
    const char *page;
    size_t shown;

    memset(title, 'x', LENGTH);
    for (int i = 0; i < HEADINGS; i++) {
        doc_heading(doc, i ? 2 : 1, title);
        doc_paragraph(doc, "text");
    }
    page = page_of(doc, false, arena);
    shown = count_of(page, "<h1") + count_of(page, "<h2");
    CHECK(strlen(page) < HTML_PAGE_MOST);
    CHECK(shown < HEADINGS);
    CHECK(strstr(page, arena_printf(arena,
                                    "This page is full, and ends before its document: %s left out; "
                                    "assay report --to md writes them all.",
                                    fmt_counted(arena, HEADINGS - shown, "part"))) != NULL);
    arena_free(arena);
}

TEST(a_line_of_very_many_texts_is_cut)
{
    struct arena *arena = arena_new();
    struct doc *doc = doc_new("x", arena);
    const char *page;

    doc_open(doc, BLOCK_PARAGRAPH, 0);
    for (int i = 0; i < 100000; i++)
        doc_textf(doc, "label %d and ", i);
    doc_paragraph(doc, "after it");
    page = page_of(doc, false, arena);
    CHECK(strlen(page) < 100000);
    CHECK(strstr(page, " and …</p>\n<p>after it</p>") != NULL);
    arena_free(arena);
}

TEST(contents_say_how_many_headings_they_leave_out)
{
    struct arena *arena = arena_new();
    struct doc *doc = doc_new("x", arena);
    const char *page;

    for (int i = 0; i < 200; i++)
        doc_heading(doc, i ? 2 : 1, "title");
    page = page_of(doc, false, arena);
    CHECK_INT(count_of(page, "<li><a href=\"#"), 120);
    CHECK(strstr(page, "<li>79 more</li>\n</ol>\n</details>\n</nav>") != NULL);
    arena_free(arena);
}

/* ---- where the rest is ---- */

TEST(a_file_is_named_where_it_is_written_and_a_command_where_it_is_not)
{
    struct arena *arena = arena_new();
    struct topic topic = {.kind = TOPIC_RUN, .arena = arena};
    struct report_input beside = {.topic = &topic, .has_tables = true, .has_markdown = true};
    struct report_input alone = {.topic = &topic};

    CHECK_STR(rest_in_table(&beside, "notes"), "tables/notes.csv has them all");
    CHECK_STR(rest_in_table(&alone, "notes"), "assay report --to csv writes them all");
    CHECK_STR(rest_in_markdown(&beside), "report.md has them all");
    CHECK_STR(rest_in_markdown(&alone), "assay report --to md writes them all");
    arena_free(arena);
}

/* ---- claims ---- */

/* Of five samples three are right. Claims that agree come first, and one that differs last. */
static struct built claiming(size_t agreeing, size_t differing)
{
    struct built built = {.arena = arena_new()};
    struct run_builder *b = run_builder_new("claims", "claims", "classification");
    struct sample_writer *w = builder_samples(b, "");

    sample_writer_add(w, 5);
    for (size_t i = 0; i < 5; i++) {
        sample_writer_truth(w)[i] = sample_writer_label(w, STR("yes"));
        sample_writer_prediction(w)[i] = sample_writer_label(w, str_of(i < 3 ? "yes" : "no"));
        sample_writer_id_number(w, (int64_t)i);
    }
    for (size_t i = 0; i < agreeing + differing; i++) {
        struct claim claim = {.name = arena_printf(built.arena, "claim %zu", i),
                              .what = QUANTITY("accuracy"),
                              .value = i < agreeing ? 0.6 : 0.9,
                              .printed = i < agreeing ? "0.60" : "0.90",
                              .decimals = 2,
                              .file = FILE_NONE};

        builder_claim(b, &claim);
    }
    built.run = run_builder_finish(b);
    built.input.run = built.run;
    built.input.results = results_new(built.run, NULL, built.arena);
    built.input.audit = audit_run(built.input.results, built.arena);
    return built;
}

/* The part of a page between two ids of its tables of claims. */
static const char *part_of(const struct built *built, const char *page, const char *from)
{
    const char *begin = strstr(page, arena_printf(built->arena, "<div id=\"%s\">", from)), *end;

    if (!CHECK(begin != NULL))
        return "";
    end = strstr(begin + 1, "<div id=\"verdict-");
    return end ? arena_strndup(built->arena, begin, (size_t)(end - begin)) : begin;
}

TEST(every_claim_that_differs_has_its_evidence_however_many_agree_before_it)
{
    struct built built = claiming(1000, 250);
    const char *page = built_report(&built, "html", "index.html"), *part;

    part = part_of(&built, page, "verdict-differs");
    CHECK_INT(count_of(part, "<tr class=\"row\">"), 250);
    CHECK_INT(count_of(part, "<details>"), 250);
    CHECK(strstr(part, "class=\"more\"") == NULL);
    part = part_of(&built, page, "verdict-agrees");
    CHECK_INT(count_of(part, "<details>"), 200);
    CHECK(strstr(part, "The first 400 of 1000; assay report --to csv writes them all.") != NULL);
    CHECK(strstr(part, "The first 200 have their evidence with them;") != NULL);
    built_free(&built);
}

TEST(a_few_claims_all_have_their_evidence_and_nothing_is_said_of_it)
{
    struct built built = claiming(3, 2);
    const char *page = built_report(&built, "html", "index.html");

    CHECK_INT(count_of(page, "<td class=\"ev\""), 5);
    CHECK(strstr(page, "have their evidence with them") == NULL);
    built_free(&built);
}

/* ---- a theme of the user's that is broken ---- */

TEST(a_broken_theme_of_the_user_leaves_the_colours_of_the_program)
{
    struct arena *arena = arena_new();
    struct temp_dir dir = temp_dir_new();
    const char *old = getenv("XDG_CONFIG_HOME");
    char *kept = old ? arena_strdup(arena, old) : NULL;
    struct built built = claiming(1, 1);
    const char *page = built_report(&built, "html", "index.html"), *again;

    temp_dir_write(&dir, "assay/themes/default.yaml", STR("roles: [\n"));
    temp_dir_write(&dir, "assay/themes/light.yaml", STR("- 1\n"));
    setenv("XDG_CONFIG_HOME", dir.root, 1);
    CHECK(theme_load("default", arena, NULL) == NULL);
    CHECK(theme_load_sound("no such theme", arena) == NULL);
    again = built_report(&built, "html", "index.html");
    if (kept)
        setenv("XDG_CONFIG_HOME", kept, 1);
    else
        unsetenv("XDG_CONFIG_HOME");
    CHECK(strstr(page, "<svg") != NULL);
    CHECK_STR(again, page);
    built_free(&built);
    temp_dir_remove(&dir);
    arena_free(arena);
}
