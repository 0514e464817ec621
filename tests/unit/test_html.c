#include "built.h"
#include "check.h"

#include <assay/model/run_builder.h>
#include <assay/report/html_doc.h>
#include <assay/report/html_out.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *escaped(const char *text, struct arena *arena)
{
    struct buf out = {.ptr = NULL};
    const char *copy;

    html_text(&out, text);
    copy = arena_strndup(arena, out.ptr ? out.ptr : "", out.len);
    buf_release(&out);
    return copy;
}

TEST(a_text_of_a_file_cannot_become_markup_or_leave_an_attribute)
{
    struct arena *arena = arena_new();

    CHECK_STR(escaped("<script>alert(1)</script>", arena), "&lt;script&gt;alert(1)&lt;/script&gt;");
    CHECK_STR(escaped("\" onload='x' &amp;", arena), "&quot; onload=&#39;x&#39; &amp;amp;");
    CHECK_STR(escaped("]]></style>-->", arena), "]]&gt;&lt;/style&gt;--&gt;");
    arena_free(arena);
}

TEST(what_reorders_or_commands_or_is_no_text_is_spelt_out)
{
    struct arena *arena = arena_new();

    CHECK_STR(escaped("a\xe2\x80\xae"
                      "b\x1b[0m\xff\n",
                      arena),
              "a\\u{202e}b\\x1b[0m\\xff\\n");
    CHECK_STR(escaped("\xef\xbf\xbf", arena), "\\u{ffff}");
    CHECK_STR(escaped("\xef\xb7\x90", arena), "\\u{fdd0}");
    arena_free(arena);
}

TEST(a_long_text_is_cut_between_characters)
{
    struct buf out = {.ptr = NULL};

    html_cut(&out, STR("äöü<ß"), 4);
    CHECK_STR(out.ptr, "äöü&lt;…");
    buf_release(&out);
}

TEST(lines_of_a_block_end_as_everywhere)
{
    struct buf out = {.ptr = NULL};

    CHECK(!html_lines(&out, STR("a\r\n\tb<\rc\r"), 100));
    CHECK_STR(out.ptr, "a\n\tb&lt;\\rc\\r");
    buf_clear(&out);
    CHECK(html_lines(&out, STR("abc"), 2));
    buf_release(&out);
}

/* ---- documents ---- */

/* What the page has between its first heading and its footer. */
static const char *page_of(const struct doc *doc, struct arena *arena)
{
    struct topic topic = {.kind = TOPIC_RUN, .arena = arena};
    struct report_input input = {.topic = &topic};
    struct html_page *page = html_page_new(&input, doc->title);
    struct buf file = {.ptr = NULL};
    const char *begin, *text;

    html_blocks(page, doc, 0, doc->count);
    html_page_finish(page, &file);
    begin = strstr(file.ptr, "<main id=\"main\">\n") + 17;
    text = arena_strndup(arena, begin, (size_t)(strstr(begin, "</main>") - begin));
    buf_release(&file);
    return text;
}

TEST(lists_nest_in_their_items_and_close_before_what_follows)
{
    struct arena *arena = arena_new();
    struct doc *doc = doc_new("x", arena);

    doc_item(doc, 0, "a");
    doc_item(doc, 1, "b");
    doc_item(doc, 0, "c");
    doc_open(doc, BLOCK_NUMBERED, 0);
    doc_text(doc, "1");
    doc_paragraph(doc, "p");
    CHECK_STR(page_of(doc, arena), "\n<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n"
                                   "</ul>\n\n<ol>\n<li>1</li>\n</ol>\n<p>p</p>\n");
    arena_free(arena);
}

TEST(headings_skip_no_level_and_only_the_first_is_a_title)
{
    struct arena *arena = arena_new();
    struct doc *doc = doc_new("x", arena);
    const char *page;

    doc_heading(doc, 1, "Title");
    doc_heading(doc, 4, "Deep");
    doc_heading(doc, 1, "Title");
    page = page_of(doc, arena);
    CHECK(strstr(page, "<h1 id=\"title\">Title</h1>") != NULL);
    CHECK(strstr(page, "<h2 id=\"deep\">Deep</h2>") != NULL);
    CHECK(strstr(page, "<h2 id=\"title-2\">Title</h2>") != NULL);
    arena_free(arena);
}

TEST(lines_of_a_paragraph_are_broken_and_a_mark_says_its_word)
{
    struct arena *arena = arena_new();
    struct doc *doc = doc_new("x", arena);

    doc_open(doc, BLOCK_PARAGRAPH, 1);
    doc_strong(doc, "A: ");
    doc_text(doc, "1");
    doc_open(doc, BLOCK_PARAGRAPH, 0);
    doc_text(doc, "2");
    doc_mark(doc, '!');
    CHECK_STR(page_of(doc, arena), "<p><strong>A: </strong>1<br>\n2&nbsp;<b class=\"m v-differs\" "
                                   "title=\"differs\">!</b></p>\n");
    arena_free(arena);
}

/* ---- tables ---- */

/* Rows 0, 1, 2 … of that many columns. */
static struct sheet *counted(const char *title, size_t rows, size_t columns, struct arena *arena)
{
    struct sheet_column *made = arena_zalloc(arena, columns + 1, sizeof(*made));
    struct sheet *sheet;

    for (size_t c = 0; c < columns; c++)
        made[c] = (struct sheet_column){"key", "Title"};
    sheet = sheet_new(arena, "sheet", title, made);
    for (size_t i = 0; i < rows * columns; i++)
        sheet_count(sheet, i / columns);
    return sheet;
}

static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;

    for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
        count++;
    return count;
}

TEST(every_so_many_rows_of_a_table_are_shown_and_the_last)
{
    struct arena *arena = arena_new();
    struct doc *doc = doc_new("x", arena);
    const char *page;

    doc_every(doc, counted("", 9, 1, arena), 3);
    page = page_of(doc, arena);
    CHECK_INT(count_of(page, "<tr><td class=\"n\">"), 4);
    CHECK(strstr(page, ">3<") && strstr(page, ">6<") && strstr(page, ">8<"));
    CHECK(!strstr(page, ">7<"));
    arena_free(arena);
}

TEST(a_wide_table_has_fewer_rows_and_says_how_many_there_are)
{
    struct arena *arena = arena_new();
    struct doc *doc = doc_new("x", arena);
    const char *page;
    size_t rows;

    doc_sheet(doc, counted("", 300, 60, arena), NULL);
    page = page_of(doc, arena);
    rows = count_of(page, "<tr><td");
    CHECK(rows > 100 && rows < 300);
    CHECK(strstr(page, arena_printf(arena, "The first %zu of 300 rows;", rows)));
    arena_free(arena);
}

/* A run's figures, of which so many agree and the first one does or does not. */
static const char *marked(char first, struct arena *arena)
{
    static const struct sheet_column columns[] = {{"figure", "Figure"}, {NULL, NULL}};
    struct sheet *sheet = sheet_new(arena, "sheet", "", columns);
    struct doc *doc = doc_new("x", arena);

    for (int i = 0; i < 300; i++) {
        sheet_count(sheet, 7);
        sheet_mark(sheet, i ? '=' : first);
    }
    doc_sheet(doc, sheet, NULL);
    return page_of(doc, arena);
}

TEST(where_nearly_all_figures_agree_only_the_others_are_marked)
{
    struct arena *arena = arena_new();
    const char *all = marked('=', arena), *but_one = marked('!', arena);

    CHECK(strstr(all, "Figures without a mark agree with what is claimed"));
    CHECK(!strstr(all, "v-agrees"));
    CHECK(strstr(but_one, "Figures without a mark agree with what is claimed"));
    CHECK(!strstr(but_one, "v-agrees") && count_of(but_one, "v-differs") == 1);
    arena_free(arena);
}

TEST(a_table_without_a_title_of_its_own_is_named_by_its_heading)
{
    struct arena *arena = arena_new();
    struct doc *doc = doc_new("x", arena);
    const char *page;

    doc_heading(doc, 2, "Losses");
    doc_sheet(doc, counted("", 2, 1, arena), NULL);
    doc_sheet(doc, counted("Slopes", 2, 1, arena), NULL);
    page = page_of(doc, arena);
    CHECK(strstr(page, "<caption class=\"vh\">Losses</caption>"));
    CHECK(strstr(page, "<caption>Slopes</caption>"));
    arena_free(arena);
}

/* ---- a whole page ---- */

/* Tags that the writer makes; what a text brings would be another one, or one with attributes. */
static bool is_our_tag(const char *at)
{
    static const char *const tags[] = {
        "!DOCTYPE",   "html",   "head",    "meta",     "title",   "style",   "body",   "a",
        "div",        "nav",    "details", "summary",  "ol",      "ul",      "li",     "main",
        "h1",         "h2",     "h3",      "h4",       "p",       "br",      "strong", "code",
        "b",          "small",  "span",    "section",  "table",   "caption", "thead",  "tbody",
        "tr",         "th",     "td",      "pre",      "dl",      "dt",      "dd",     "figure",
        "figcaption", "footer", "script",  "svg",      "g",       "path",    "rect",   "circle",
        "text",       "line",   "desc",    "polyline", "polygon", "tspan",   "defs",   "clipPath",
        "use"};
    size_t length = strcspn(at + (*at == '/'), " >/\n");

    at += *at == '/';
    for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
        if (strlen(tags[i]) == length && strncmp(at, tags[i], length) == 0)
            return true;
    return false;
}

TEST(nothing_of_a_hostile_run_is_markup)
{
    struct built built = built_hostile();
    const char *page = built_report(&built, "html", "index.html");
    const char *body = page ? strstr(page, "<body>") : NULL;
    const char *end = page ? strstr(page, "<script>") : NULL;

    if (CHECK(body != NULL) && CHECK(end != NULL)) {
        for (const char *at = body; at < end; at++) {
            if (*at == '<' && !CHECK(is_our_tag(at + 1)))
                break;
            if (!CHECK((unsigned char)*at >= 0x20 || *at == '\n'))
                break;
        }
        CHECK(strstr(page, "&lt;b&gt;&amp;`&quot;\\u{202e}\\xff") != NULL);
        CHECK(strstr(page, "\xe2\x80\xae") == NULL);
    }
    built_free(&built);
}

TEST(a_claim_says_in_which_line_of_which_file_it_stands)
{
    struct built built = built_hostile();

    CHECK(strstr(built_report(&built, "html", "index.html"), "<td>a|b.json:3</td>"));
    built_free(&built);
}

TEST(the_same_run_gives_the_same_page)
{
    struct built one = built_hostile(), two = built_hostile();
    const char *page = built_report(&one, "html", "index.html");

    CHECK_STR(page, built_report(&two, "html", "index.html"));
    built_free(&one);
    built_free(&two);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorts the ids; how many there are. */
static size_t ids_of(const char *page, struct arena *arena, char **ids, size_t most)
{
    size_t count = 0;

    for (const char *at = page; (at = strstr(at, " id=\"")) && count < most; at += 5)
        ids[count++] = arena_strndup(arena, at + 5, strcspn(at + 5, "\""));
    qsort(ids, count, sizeof(*ids), by_text);
    return count;
}

TEST(every_id_is_given_once_and_every_link_leads_to_one)
{
    enum { IDS_MOST = 4000 };
    static char *ids[IDS_MOST];
    struct built built = built_hostile();
    const char *page = built_report(&built, "html", "index.html");
    size_t count = ids_of(page, built.arena, ids, IDS_MOST);

    CHECK(count > 3);
    for (size_t i = 1; i < count; i++)
        CHECK(strcmp(ids[i - 1], ids[i]) != 0);
    for (const char *at = page; (at = strstr(at, "href=\"#")); at += 7) {
        char *id = arena_strndup(built.arena, at + 7, strcspn(at + 7, "\""));

        CHECK(bsearch(&id, ids, count, sizeof(*ids), by_text) != NULL);
    }
    built_free(&built);
}

/* ---- size ---- */

enum { MANY = 60000, MANY_LABELS = 300 };

static struct run *large_run(struct arena *arena)
{
    struct run_builder *b = run_builder_new("large", "large", "classification");
    struct sample_writer *w = builder_samples(b, "");
    uint16_t *truth, *prediction;

    sample_writer_add(w, MANY);
    truth = sample_writer_truth(w);
    prediction = sample_writer_prediction(w);
    for (unsigned i = 0; i < MANY; i++) {
        const char *right = arena_printf(arena, "label \"<%u>\"", i % MANY_LABELS);
        const char *said = arena_printf(arena, "label \"<%u>\"", i * 7 % 11 * i % MANY_LABELS);

        truth[i] = sample_writer_label(w, str_of(right));
        prediction[i] = sample_writer_label(w, str_of(said));
        sample_writer_id_number(w, i);
    }
    for (unsigned i = 0; i < MANY; i++) {
        struct claim claim = {.name = arena_printf(arena, "claim <%u>", i),
                              .what = {"recall",
                                       arena_printf(arena, "label \"<%u>\"", i % MANY_LABELS), NULL,
                                       NULL, NAN},
                              .value = 0.5,
                              .printed = "0.50",
                              .decimals = 2,
                              .file = FILE_NONE};

        builder_claim(b, &claim);
        builder_note(b, NOTE_ODD, FILE_NONE, i, "note <%u> %0200u", i, i);
    }
    return run_builder_finish(b);
}

TEST(a_page_of_a_very_large_run_is_bounded_and_says_what_it_leaves_out)
{
    struct built built = {.arena = arena_new()};
    const char *page;

    built.run = large_run(built.arena);
    built.input.run = built.run;
    built.input.results = results_new(built.run, NULL, built.arena);
    built.input.audit = audit_run(built.input.results, built.arena);
    page = built_report(&built, "html", "index.html");
    if (CHECK(page != NULL)) {
        CHECK(strlen(page) < 1500000);
        CHECK(strstr(page, " of 60,000; assay report --to csv writes them all.") != NULL);
        CHECK(strstr(page, " of 60,000 rows; assay report --to csv writes them all.") != NULL);
        CHECK(strstr(page, "groups of samples more left out.") != NULL);
        CHECK(strstr(page, "tables/") == NULL);
        CHECK(strstr(page, "</html>") != NULL);
    }
    built_free(&built);
}
