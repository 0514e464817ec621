#include "built.h"
#include "check.h"

#include <assay/report/xlsx.h>
#include <assay/report/xlsx_table.h>
#include <assay/report/xlsx_text.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef ASSAY_XLSXWRITER

static const struct xlsx_book_options plain = {"title", -1};

/* A table of two columns and so many rows, at most so many of them a page. */
static void write_rows(struct xlsx_tables *tables, const char *name, size_t rows)
{
    static const char *const titles[] = {"id", "score"};
    struct xlsx_table table;

    xlsx_table_begin(&table, tables, name, titles, 2);
    for (size_t row = 0; row < rows; row++) {
        xlsx_table_text(&table, STR("=1+1"), NULL);
        xlsx_table_number(&table, (double)row, NULL);
    }
    xlsx_table_end(&table);
}

TEST(a_table_of_more_rows_than_a_page_goes_on_in_the_next)
{
    struct xlsx_tables tables = {.book = xlsx_book_new(&plain, NULL), .rows_most = 4};
    struct buf out = {.ptr = NULL};

    write_rows(&tables, "samples", 7); /* three a page, below the head */
    if (CHECK_INT(tables.count, 3)) {
        CHECK_STR(tables.pieces[0].name, "samples");
        CHECK_STR(tables.pieces[1].name, "samples 2");
        CHECK_STR(tables.pieces[2].name, "samples 3");
        CHECK_INT(tables.pieces[0].rows, 3);
        CHECK_INT(tables.pieces[1].first, 3);
        CHECK_INT(tables.pieces[2].first, 6);
        CHECK_INT(tables.pieces[2].rows, 1);
        CHECK(tables.pieces[0].goes_on && tables.pieces[1].goes_on && !tables.pieces[2].goes_on);
    }
    CHECK(xlsx_book_finish(tables.book, &out, NULL));
    CHECK(out.len > 4 && memcmp(out.ptr, "PK\3\4", 4) == 0);
    xlsx_tables_release(&tables);
    xlsx_book_free(tables.book);
    buf_release(&out);
}

TEST(a_table_that_just_fits_has_one_page)
{
    struct xlsx_tables tables = {.book = xlsx_book_new(&plain, NULL), .rows_most = 4};
    struct buf out = {.ptr = NULL};

    write_rows(&tables, "samples", 3);
    write_rows(&tables, "none", 0);
    CHECK_INT(tables.count, 2);
    CHECK(!tables.pieces[0].goes_on);
    CHECK(xlsx_book_finish(tables.book, &out, NULL));
    xlsx_tables_release(&tables);
    xlsx_book_free(tables.book);
    buf_release(&out);
}

static void book_of(int64_t timestamp, struct buf *out)
{
    const struct xlsx_book_options options = {"title", timestamp};
    struct xlsx_tables tables = {.book = xlsx_book_new(&options, NULL), .rows_most = 100};

    write_rows(&tables, "samples", 9);
    CHECK(xlsx_book_finish(tables.book, out, NULL));
    xlsx_tables_release(&tables);
    xlsx_book_free(tables.book);
}

TEST(the_date_of_a_workbook_is_the_timestamp_and_nothing_else)
{
    static const int64_t stamps[] = {-1, 0, 1700000000, INT64_MAX};
    struct buf one = {.ptr = NULL}, other = {.ptr = NULL}, before = {.ptr = NULL};

    for (size_t i = 0; i < sizeof(stamps) / sizeof(stamps[0]); i++) {
        book_of(stamps[i], &one);
        book_of(stamps[i], &other);
        CHECK(str_eq(buf_str(&one), buf_str(&other)));
        CHECK(!str_eq(buf_str(&one), buf_str(&before)));
        buf_clear(&before);
        buf_add_str(&before, buf_str(&one));
        buf_clear(&one);
        buf_clear(&other);
    }
    buf_release(&one);
    buf_release(&other);
    buf_release(&before);
}

TEST(a_workbook_without_room_for_temporary_files_says_so)
{
    const char *was = getenv("TMPDIR");
    char kept[512];
    struct err err;

    snprintf(kept, sizeof(kept), "%s", was ? was : "");
    setenv("TMPDIR", "/nowhere/at/all", 1);
    CHECK(!xlsx_book_new(&plain, &err));
    CHECK_INT(err.code, ERR_IO);
    CHECK(strstr(err.text, "cannot be made"));
    if (was)
        setenv("TMPDIR", kept, 1);
    else
        unsetenv("TMPDIR");
}

TEST(a_workbook_that_is_given_up_leaves_nothing)
{
    struct xlsx_tables tables = {.book = xlsx_book_new(&plain, NULL), .rows_most = 100};

    write_rows(&tables, "samples", 9);
    xlsx_tables_release(&tables);
    xlsx_book_free(tables.book); /* leaks are the sanitiser's to find */
}

TEST(words_of_judgement_are_coloured_where_they_judge)
{
    CHECK_INT(xlsx_word_fill("outcome", STR("pass")), XLSX_GOOD);
    CHECK_INT(xlsx_word_fill("outcome", STR("fail")), XLSX_BAD);
    CHECK_INT(xlsx_word_fill("flip", STR("fixed")), XLSX_GOOD);
    CHECK_INT(xlsx_word_fill("flip", STR("broken")), XLSX_BAD);
    CHECK_INT(xlsx_word_fill("outcome", STR("improved")), XLSX_GOOD);
    CHECK_INT(xlsx_word_fill("outcome", STR("regressed")), XLSX_BAD);
    CHECK_INT(xlsx_word_fill("verdict", STR("inconclusive")), XLSX_DOUBT);
    CHECK_INT(xlsx_word_fill("standing", STR("behind")), XLSX_BAD);
    CHECK_INT(xlsx_word_fill("truth", STR("pass")), XLSX_PLAIN);
    CHECK_INT(xlsx_mark_fill('!'), XLSX_BAD);
    CHECK_INT(xlsx_mark_fill('?'), XLSX_FAINT);
}

TEST(hostile_runs_give_the_same_workbook_twice)
{
    struct built one = built_hostile(), other = built_hostile();
    struct report_files files = {.arena = one.arena};

    CHECK(report_write_run(&report_xlsx, &one.input, &files, NULL));
    CHECK(report_write_run(&report_xlsx, &other.input, &files, NULL));
    if (CHECK_INT(files.count, 2)) {
        CHECK_STR(files.files[0].name, "report.xlsx");
        CHECK(str_eq(buf_str(&files.files[0].text), buf_str(&files.files[1].text)));
    }
    report_files_release(&files);
    built_free(&one);
    built_free(&other);
}

#else

TEST(a_build_without_the_library_says_so)
{
    struct built built = built_hostile();
    struct report_files files = {.arena = built.arena};
    struct err err;

    CHECK(!report_xlsx.library(&err));
    CHECK_INT(err.code, ERR_UNSUPPORTED);
    CHECK(!report_write_run(&report_xlsx, &built.input, &files, &err));
    CHECK_STR(err.text,
              "this build cannot write workbooks, because it was made without libxlsxwriter");
    CHECK_INT(files.count, 0);
    built_free(&built);
}

#endif
