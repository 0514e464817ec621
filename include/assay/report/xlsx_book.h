/*
 * A workbook being written, over libxlsxwriter: only in builds that have it (ASSAY_XLSXWRITER).
 *
 *     struct xlsx_book *book = xlsx_book_new(&options, &err);
 *     struct xlsx_page *page = xlsx_page_new(book, "claims");
 *     xlsx_text_cell(page, STR("accuracy"), NULL);
 *     xlsx_number_cell(page, .9, &style);
 *     xlsx_next_row(page);
 *     done = xlsx_book_finish(book, &out, &err);
 *     xlsx_book_free(book);
 *
 * Rows are written from top to bottom, cells from left to right; pages may take turns. A row leaves
 * the memory as soon as the next one begins: rows go to temporary files ($TMPDIR), so that a page
 * of a million rows takes no memory, and so does the finished book until it is read into `out`.
 * Texts are made safe (xlsx_text.h) and are strings whatever they begin with: nothing is ever a
 * formula or a link.
 *
 * The same calls give the same bytes: no clock (the date of creation is the timestamp, else 1980),
 * entries of the archive are dated 1980 by the library. Books may be written by several threads at
 * once.
 *
 * What fails (no room for temporary files, a page beyond Excel's limits) is told by
 * xlsx_book_finish.
 */
#ifndef ASSAY_REPORT_XLSX_BOOK_H
#define ASSAY_REPORT_XLSX_BOOK_H

#include <assay/base/err.h>
#include <assay/base/str.h>

#include <stdint.h>

struct xlsx_book;
struct xlsx_page;

/* Excel's own pairs of fill and ink: green, red, yellow, grey; a head is bold on grey. */
enum xlsx_fill { XLSX_PLAIN, XLSX_GOOD, XLSX_BAD, XLSX_DOUBT, XLSX_FAINT, XLSX_HEAD, XLSX_FILLS };

struct xlsx_style {
    const char *format; /* of numbers; NULL or "": the general one */
    enum xlsx_fill fill;
    bool bold, right;
};

struct xlsx_book_options {
    const char *title;
    int64_t timestamp; /* seconds since 1970; negative: none */
};

/* NULL when there is no temporary file to be had. */
struct xlsx_book *xlsx_book_new(const struct xlsx_book_options *options, struct err *err);
/* Append the workbook's bytes; nothing can be added afterwards. */
bool xlsx_book_finish(struct xlsx_book *book, struct buf *out, struct err *err);
void xlsx_book_free(struct xlsx_book *book);
/* Texts that were too long for a cell. */
size_t xlsx_book_cut(const struct xlsx_book *book);

/* The book's; its name is made valid and unique. */
struct xlsx_page *xlsx_page_new(struct xlsx_book *book, const char *name);
const char *xlsx_page_name(const struct xlsx_page *page);
/* Rows begun and left. */
size_t xlsx_page_rows(const struct xlsx_page *page);
/* One more cell of the row; style may be NULL. NaN is a dash, an infinity a text. */
void xlsx_text_cell(struct xlsx_page *page, struct str text, const struct xlsx_style *style);
void xlsx_number_cell(struct xlsx_page *page, double number, const struct xlsx_style *style);
void xlsx_no_cell(struct xlsx_page *page);
void xlsx_next_row(struct xlsx_page *page);
/* Rows above and columns before this stay in sight. */
void xlsx_page_freeze(struct xlsx_page *page, size_t row, size_t column);
/* A filter in the row that heads a table. */
void xlsx_page_filter(struct xlsx_page *page, size_t row, size_t last_row, size_t columns);

/* Cells from row and column to the last ones, both included. */
struct xlsx_area {
    size_t row, column, last_row, last_column;
};
/* Coloured by their numbers: white to blue from the least to the most. */
void xlsx_page_scale(struct xlsx_page *page, struct xlsx_area area);
/* Orange, white, blue for -most, 0, most. */
void xlsx_page_diverging(struct xlsx_page *page, struct xlsx_area area, double most);

/* The library's version, "1.1.4"; NULL with ERR_UNSUPPORTED where it cannot be loaded. */
const char *xlsx_book_library(struct err *err);

#endif
