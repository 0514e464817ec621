#include "built.h"
#include "check.h"

#include <assay/base/quote.h>
#include <assay/base/spark.h>
#include <assay/base/utf8.h>
#include <assay/base/xml.h>
#include <assay/load/json_doc.h>
#include <assay/report/csv_out.h>
#include <assay/report/junit.h>
#include <assay/report/md_out.h>
#include <assay/report/text_matrix.h>
#include <assay/report/text_meta.h>
#include <assay/report/text_show.h>
#include <assay/session/sheets.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Valid UTF-8 without a control character other than line ends, and without the override. */
static bool is_tame(const char *text)
{
    for (const char *at = text; *at; at++)
        if (((unsigned char)*at < 0x20 && *at != '\n' && strncmp(at, "\r\n", 2) != 0) ||
            *at == 0x7f)
            return false;
    return utf8_valid(str_of(text)) && !strstr(text, "\xe2\x80\xae");
}

static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;

    for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
        count++;
    return count;
}

/* ---- whole reports ---- */

static const struct {
    const char *writer, *file;
} reports[] = {
    {"md", "report.md"},           {"json", "report.json"},
    {"junit", "junit.xml"},        {"csv", "tables/claims.csv"},
    {"csv", "tables/classes.csv"}, {"csv", "tables/confused_pairs.csv"},
    {"csv", "tables/notes.csv"},
};

TEST(no_report_lets_hostile_bytes_through)
{
    struct built built = built_hostile();

    for (size_t i = 0; i < sizeof(reports) / sizeof(reports[0]); i++) {
        const char *text = built_report(&built, reports[i].writer, reports[i].file);

        if (CHECK(text))
            CHECK(is_tame(text));
    }
    built_free(&built);
}

TEST(the_same_run_gives_the_same_reports)
{
    struct built one = built_hostile(), other = built_hostile();

    for (size_t i = 0; i < sizeof(reports) / sizeof(reports[0]); i++)
        CHECK_STR(built_report(&one, reports[i].writer, reports[i].file),
                  built_report(&other, reports[i].writer, reports[i].file));
    built_free(&one);
    built_free(&other);
}

TEST(shown_text_is_tame_too)
{
    struct built built = built_hostile();
    struct text_style style = {.all = true, .unicode = true};
    struct buf out = {.ptr = NULL};

    text_show(&built.input, &style, &out);
    CHECK(is_tame(out.ptr));
    CHECK(strstr(out.ptr, "1=  1!"));
    buf_release(&out);
    built_free(&built);
}

/* ---- JUnit ---- */

TEST(junit_counts_what_it_lists)
{
    struct built built = built_hostile();
    const char *xml = built_report(&built, "junit", "junit.xml");

    CHECK(strstr(xml, "tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\""));
    CHECK_INT(count_of(xml, "<testcase "), 2);
    CHECK_INT(count_of(xml, "<failure "), 1);
    CHECK_INT(count_of(xml, "\nline: 3\n"), 1);
    CHECK(!strstr(xml, "<b>"));
    built_free(&built);
}

TEST(junit_documents_join_to_one)
{
    struct built built = built_hostile();
    struct report_files files = {.arena = built.arena};
    struct buf out = {.ptr = NULL};

    report_write_run(&report_junit, &built.input, &files, NULL);
    report_write_run(&report_junit, &built.input, &files, NULL);
    junit_join(&files, &out);
    CHECK_INT(count_of(out.ptr, "<?xml"), 1);
    CHECK_INT(count_of(out.ptr, "<testsuites>"), 1);
    CHECK_INT(count_of(out.ptr, "</testsuites>"), 1);
    CHECK_INT(count_of(out.ptr, "<testsuite "), 2);
    CHECK_INT(count_of(out.ptr, "</testsuite>"), 2);
    report_files_release(&files);
    buf_release(&out);
    built_free(&built);
}

TEST(junit_of_no_runs_is_a_document)
{
    struct report_files files = {.files = NULL};
    struct buf out = {.ptr = NULL};

    junit_join(&files, &out);
    CHECK_STR(out.ptr, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n</testsuites>\n");
    buf_release(&out);
}

TEST(xml_has_no_character_that_xml_forbids)
{
    struct buf out = {.ptr = NULL};

    xml_escape(&out, "a\001b\033\xef\xbf\xbe<&>\"'");
    CHECK_STR(out.ptr, "a\\x01b\\x1b\\u{fffe}&lt;&amp;&gt;&quot;&#39;");
    buf_release(&out);
}

/* ---- CSV ---- */

static const char *csv_of(const char *text, struct buf *out)
{
    buf_clear(out);
    quote_csv(out, str_of(text));
    return out->ptr;
}

TEST(csv_cells_are_quoted_as_rfc_4180_says)
{
    struct buf out = {.ptr = NULL};

    CHECK_STR(csv_of("plain", &out), "plain");
    CHECK_STR(csv_of("a,b", &out), "\"a,b\"");
    CHECK_STR(csv_of("say \"hi\"", &out), "\"say \"\"hi\"\"\"");
    CHECK_STR(csv_of(" edge", &out), "\" edge\"");
    CHECK_STR(csv_of("two\nlines", &out), "two\\nlines");
    buf_release(&out);
}

TEST(csv_cells_are_never_run_as_formulas)
{
    struct buf out = {.ptr = NULL};

    CHECK_STR(csv_of("=1+1", &out), "'=1+1");
    CHECK_STR(csv_of("+cmd", &out), "'+cmd");
    CHECK_STR(csv_of("-cmd", &out), "'-cmd");
    CHECK_STR(csv_of("@SUM(A1)", &out), "'@SUM(A1)");
    CHECK_STR(csv_of("=a,b", &out), "\"'=a,b\"");
    buf_release(&out);
}

TEST(csv_numbers_keep_their_sign)
{
    struct buf out = {.ptr = NULL};

    CHECK_STR(csv_of("-0.0414", &out), "-0.0414");
    CHECK_STR(csv_of("+3", &out), "+3");
    CHECK_STR(csv_of("=", &out), "="); /* a verdict */
    buf_release(&out);
}

TEST(csv_of_a_sheet_has_a_head_and_leaves_the_undefined_empty)
{
    static const struct sheet_column columns[] = {{"label", "Label"}, {"f1", "F1"}, {NULL, NULL}};
    struct arena *arena = arena_new();
    struct sheet *sheet = sheet_new(arena, "classes", "", columns);
    struct buf out = {.ptr = NULL};

    sheet_text(sheet, "sad");
    sheet_number(sheet, NULL, 0.1);
    sheet_text(sheet, "never seen");
    sheet_number(sheet, NULL, NAN);
    csv_sheet(sheet, CSV_LF, &out);
    CHECK_STR(out.ptr, "label,f1\nsad,0.1\nnever seen,\n");
    buf_clear(&out);
    csv_sheet(sheet, CSV_CRLF, &out);
    CHECK_STR(out.ptr, "label,f1\r\nsad,0.1\r\nnever seen,\r\n");
    buf_release(&out);
    arena_free(arena);
}

TEST(a_head_of_csv_is_quoted_as_its_cells_are)
{
    static const struct sheet_column columns[] = {
        {"sad, a little", "Sad"}, {"\"x\"", "X"}, {NULL, NULL}};
    struct arena *arena = arena_new();
    struct sheet *sheet = sheet_new(arena, "confusion", "", columns);
    struct buf out = {.ptr = NULL};

    csv_sheet(sheet, CSV_LF, &out);
    CHECK_STR(out.ptr, "\"sad, a little\",\"\"\"x\"\"\"\n");
    buf_release(&out);
    arena_free(arena);
}

/* ---- JSON ---- */

TEST(what_has_a_member_of_its_own_in_json_is_no_table_too)
{
    static const char *const apart[] = {"claims", "notes", "files", "confusion"};
    struct built built = built_hostile();
    const char *text = built_report(&built, "json", "report.json");
    const struct meta *root = json_doc_parse(built.arena, str_of(text), NULL);
    const struct meta *run = meta_find(root, "runs.0");

    CHECK(run && meta_get(run, "tables") && meta_find(run, "tables.classes"));
    for (size_t i = 0; i < sizeof(apart) / sizeof(apart[0]); i++) {
        CHECK(run && meta_get(run, apart[i]));
        CHECK(run && !meta_get(meta_get(run, "tables"), apart[i]));
    }
    built_free(&built);
}

/* ---- Markdown ---- */

static const char *md_of(const char *text, struct buf *out)
{
    buf_clear(out);
    md_text(out, text);
    return out->ptr;
}

TEST(markdown_texts_are_no_markup)
{
    struct buf out = {.ptr = NULL};

    CHECK_STR(md_of("a|b", &out), "a\\|b");
    CHECK_STR(md_of("<script>&", &out), "&lt;script&gt;&amp;");
    CHECK_STR(md_of("`x` *y* [z](u)", &out), "\\`x\\` \\*y\\* \\[z\\](u)");
    CHECK_STR(md_of("$x$", &out), "&#36;x&#36;");
    CHECK_STR(md_of("line\nbreak", &out), "line\\\\nbreak");
    CHECK_STR(md_of("# head", &out), "\\# head");
    CHECK_STR(md_of("1. item", &out), "1\\. item");
    buf_release(&out);
}

TEST(markdown_leaves_file_names_and_figures_readable)
{
    struct buf out = {.ptr = NULL};

    CHECK_STR(md_of("metrics_per_layer.csv", &out), "metrics_per_layer.csv");
    CHECK_STR(md_of("-.0414", &out), "-.0414");
    CHECK_STR(md_of("_emphasis_", &out), "\\_emphasis\\_");
    CHECK_STR(md_of("0.9065", &out), "0.9065");
    buf_release(&out);
}

/* Bars of a line that are not escaped. */
static size_t bars(const char *line, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += line[i] == '|' && (i == 0 || line[i - 1] != '\\');
    return count;
}

TEST(hostile_cells_break_no_markdown_table)
{
    struct built built = built_hostile();
    const char *text = built_report(&built, "md", "report.md");
    size_t wanted = 0;

    for (struct str rest = str_of(text), line; str_split(&rest, '\n', &line);) {
        size_t found = line.len && line.ptr[0] == '|' ? bars(line.ptr, line.len) : 0;

        if (found && wanted)
            CHECK_INT(found, wanted);
        wanted = found;
    }
    CHECK(strstr(text, "| True label | Predicted |"));
    built_free(&built);
}

TEST(a_fence_is_longer_than_what_it_holds)
{
    struct arena *arena = arena_new();
    struct doc *doc = doc_new("", arena);
    struct buf out = {.ptr = NULL};

    doc_code(doc, "", STR("````\n"));
    md_write(doc, NULL, &out);
    CHECK_STR(out.ptr, "`````\n````\n`````\n");
    buf_release(&out);
    arena_free(arena);
}

TEST(a_listing_cannot_reorder_what_is_read_and_its_fence_stands_alone)
{
    struct arena *arena = arena_new();
    struct doc *doc = doc_new("", arena);
    struct buf out = {.ptr = NULL};

    doc_code(doc, "python", STR("a\tb\nx = \xe2\x80\xae\033[0m"));
    md_write(doc, NULL, &out);
    CHECK_STR(out.ptr, "```python\na\tb\nx = \\u{202e}\\x1b[0m\n```\n");
    buf_release(&out);
    arena_free(arena);
}

TEST(a_claim_that_differs_is_listed_with_both_figures)
{
    struct built built = built_hostile();
    const char *text = built_report(&built, "md", "report.md");
    const char *claims = strstr(text, "### Claims that differ");

    if (CHECK(claims)) {
        CHECK(strstr(claims, "| a\\|b.json:3 | "));
        CHECK(strstr(claims, " | 0.70 | .6000 | 5 | "));
    }
    CHECK(strstr(text, "1 of 2 claims agree as printed."));
    built_free(&built);
}

/* ---- sheets ---- */

TEST(classes_hold_what_the_samples_say)
{
    struct built built = built_hostile();
    struct sheets sheets = sheets_of(figures_new(&built.input, built.arena));
    const struct sheet *classes = sheets_find(&sheets, "classes");

    /* calm: three samples, two right, predicted three times. */
    if (CHECK(classes) && CHECK_INT(sheet_rows(classes), 2)) {
        CHECK_STR(sheet_get_text(classes, 1, "label"), "calm");
        CHECK_NEAR(sheet_get_number(classes, 1, "support"), 3, 0);
        CHECK_NEAR(sheet_get_number(classes, 1, "recall"), 2.0 / 3.0, 1e-12);
        CHECK_NEAR(sheet_get_number(classes, 1, "precision"), 2.0 / 3.0, 1e-12);
        CHECK_STR(sheet_get_text(classes, 1, "band"), "moderate");
    }
    built_free(&built);
}

TEST(a_figure_carries_the_mark_of_its_first_claim)
{
    struct built built = built_hostile();
    const struct figures *figures = figures_new(&built.input, built.arena);
    struct quantity accuracy = QUANTITY("accuracy"), kappa = QUANTITY("kappa");

    CHECK_INT(figures_mark(figures, &accuracy), '=');
    CHECK_INT(figures_mark(figures, &kappa), '\0');
    CHECK_STR(figures_text(figures, &accuracy), ".6000");
    built_free(&built);
}

/* ---- drawing ---- */

TEST(a_sparkline_spans_its_own_range)
{
    static const double values[] = {0, 1, 2, 3, 4, 5, 6, 7, NAN, 7};
    struct buf out = {.ptr = NULL};

    spark_line(values, 10, 40, true, &out);
    CHECK_STR(out.ptr, "▁▂▃▄▅▆▇█ █");
    buf_clear(&out);
    spark_line(values, 8, 8, false, &out);
    CHECK_STR(out.ptr, ".:-=+*#@");
    buf_release(&out);
}

TEST(a_flat_sparkline_stands_in_the_middle_and_a_long_one_is_folded)
{
    static const double flat[] = {.5, .5, .5}, steps[] = {0, 0, 0, 1, 1, 1};
    struct buf out = {.ptr = NULL};

    spark_line(flat, 3, 40, true, &out);
    CHECK_STR(out.ptr, "▅▅▅");
    buf_clear(&out);
    spark_line(steps, 6, 2, true, &out);
    CHECK_STR(out.ptr, "▁█");
    buf_release(&out);
}

TEST(metadata_is_cut_to_the_terminal_and_says_so)
{
    struct arena *arena = arena_new();
    struct meta *map = meta_new(arena, META_MAP), *list = meta_add(arena, map, "ids", META_LIST);
    char long_text[200];
    struct buf out = {.ptr = NULL};

    memset(long_text, 'x', sizeof(long_text));
    meta_add_text(arena, map, "prompt", (struct str){long_text, sizeof(long_text)});
    for (int i = 0; i < 9; i++)
        meta_add_number(arena, list, NULL, i);
    text_meta(map, false, &out);
    CHECK(strstr(out.ptr, "  ids: (9 entries)\n"));
    for (struct str rest = buf_str(&out), line; str_split(&rest, '\n', &line);)
        CHECK(utf8_width(line) <= 80);
    CHECK(strstr(out.ptr, "x…\n"));
    buf_release(&out);
    arena_free(arena);
}
