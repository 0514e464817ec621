#include "check.h"

#include <assay/load/csv_sniff.h>

#include <assay/base/arena.h>

#include <string.h>

/* The header as "a|b|c", or why this is no table. */
static void check_sniff(struct str text, char delimiter, const char *wanted)
{
    struct arena *arena = arena_new();
    struct csv_dialect dialect;
    struct buf header = {.ptr = NULL};

    csv_sniff(text, arena, &dialect);
    buf_add_c(&header, "");
    for (size_t i = 0; i < dialect.column_count; i++) {
        buf_add_c(&header, i ? "^" : "");
        buf_add_str(&header, dialect.header[i]);
    }
    CHECK_STR(dialect.table ? header.ptr : dialect.why_not, wanted);
    CHECK(dialect.table == (dialect.why_not == NULL));
    if (delimiter)
        CHECK_INT(dialect.delimiter, delimiter);
    buf_release(&header);
    arena_free(arena);
}

TEST(csv_sniff_tells_four_delimiters_apart)
{
    check_sniff(STR("id,y_true,y_pred\n1,joy,joy\n"), ',', "id^y_true^y_pred");
    check_sniff(STR("id\ty_true\n1\tjoy, really\n2\tfear; no\n"), '\t', "id^y_true");
    check_sniff(STR("a;b;c\n1,5;2,5;3\n"), ';', "a^b^c");
    check_sniff(STR("a|b\n1|2\n"), '|', "a^b");
}

TEST(csv_sniff_counts_delimiters_in_quotes_as_text)
{
    check_sniff(STR("\"a;b\",\"c;d\"\n1,2\n\"x;y;z\",3\n"), ',', "a;b^c;d");
    check_sniff(STR("text,label\n\"one, two\nthree\",joy\n\"four\",fear\n"), ',', "text^label");
}

TEST(csv_sniff_takes_the_delimiter_that_the_rows_bear_out)
{
    check_sniff(STR("id;text, raw;label\n1;a;x\n2;b, c, d;y\n"), ';', "id^text, raw^label");
}

TEST(csv_sniff_trims_header_cells_and_keeps_an_empty_first_one)
{
    check_sniff(STR(", precision ,recall\t\n0,1,2\n"), ',', "^precision^recall");
}

TEST(csv_sniff_steps_over_mark_comments_and_blank_lines)
{
    struct arena *arena = arena_new();
    struct csv_dialect dialect;

    csv_sniff(STR("\xef\xbb\xbf# run 7, seed 3\r\n\r\n# lr, 0.1\r\na,b\r\n1,2\r\n"), arena,
              &dialect);
    CHECK(dialect.table && dialect.byte_order_mark);
    CHECK_INT(dialect.header_offset, 33);
    CHECK_INT(dialect.header_line, 4);
    CHECK_INT(dialect.data_offset, 38);
    CHECK_INT(dialect.data_line, 5);
    CHECK_INT(dialect.line_end, CSV_CRLF);
    CHECK_INT(csv_column(&dialect, "b"), 1);
    CHECK(csv_column(&dialect, "c") == SIZE_MAX);
    arena_free(arena);
}

TEST(csv_sniff_finds_a_header_written_as_a_comment)
{
    check_sniff(STR("# layer,acc\n0,0.5\n1,0.7\n"), ',', "layer^acc");
    check_sniff(STR("#id,label\n7,joy\n"), ',', "id^label");
    check_sniff(STR("# made by x, y\nid,label\n7,joy\n"), ',', "id^label");
    check_sniff(STR("#model x, seed 3\nid,label\n7,joy\n"), ',', "id^label");
}

TEST(csv_sniff_knows_line_ends_and_encodings)
{
    struct arena *arena = arena_new();
    struct csv_dialect dialect;

    csv_sniff(STR("a,b\r1,2\r"), arena, &dialect);
    CHECK_INT(dialect.line_end, CSV_CR);
    CHECK_INT(dialect.encoding, CSV_UTF8);
    csv_sniff(STR("caf\xe9,b\n1,2\n"), arena, &dialect);
    CHECK_INT(dialect.line_end, CSV_LF);
    CHECK_INT(dialect.encoding, CSV_WINDOWS_1252);
    CHECK(str_eq_c(dialect.header[0], "caf\xc3\xa9"));
    /* A stray byte among characters that are UTF-8 does not turn them into something else. */
    csv_sniff(STR("a,b\n\xc3\xbc,1\n\xc3\xb6,2\n\xff,3\n"), arena, &dialect);
    CHECK_INT(dialect.encoding, CSV_UTF8);
    /* A character cut by the end of the first bytes is no reason for doubt. */
    csv_sniff(STR("a,b\n1,\xe6\xbc"), arena, &dialect);
    CHECK_INT(dialect.encoding, CSV_UTF8);
    arena_free(arena);
}

TEST(csv_sniff_says_why_a_text_is_no_table)
{
    check_sniff(STR(""), 0, "is empty");
    check_sniff(STR("# only\n\n# remarks\n"), 0, "holds no header line");
    check_sniff(STR("hello\nworld\n"), 0,
                "has a first line that no comma, tab, semicolon or pipe splits into columns");
    check_sniff(STR("one, two\nthree\nfour, five, six\nseven\n"), 0,
                "has rows that do not have as many cells as its first line");
    check_sniff(STR("\xfe\xff\0a"), 0, "is UTF-16 text, which is not read: save it as UTF-8");
    check_sniff(STR("{\"a\": 1, \"b\": 2}\n{\"a\": 3, \"b\": 4}\n"), 0, "begins like JSON");
    check_sniff(STR("| a | b |\n|---|---|\n| 1 | 2 |\n"), 0, "is a Markdown table");
    check_sniff(STR("PK\0\3,a\nx,y\n"), 0, "has NUL bytes in its first line");
}

TEST(csv_sniff_refuses_a_header_that_does_not_end)
{
    struct arena *arena = arena_new();
    struct csv_dialect dialect;
    char *text = arena_alloc(arena, CSV_SNIFF_BYTES);

    memset(text, ',', CSV_SNIFF_BYTES);
    csv_sniff((struct str){text, CSV_SNIFF_BYTES}, arena, &dialect);
    CHECK(!dialect.table && !dialect.readable);
    text[0] = '"';
    csv_sniff((struct str){text, 100}, arena, &dialect);
    CHECK(!dialect.table && !dialect.readable);
    arena_free(arena);
}
