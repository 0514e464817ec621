/*
 * A table of a workbook: a head that stays in sight, a filter, rows. Where it has more rows than a
 * page holds, it goes on with the same head on pages "samples 2", "samples 3" …
 *
 *     struct xlsx_tables tables = {.book = book, .rows_most = XLSX_ROWS_MOST};
 *     xlsx_table_begin(&table, &tables, "samples", columns, count);
 *     for each row, cell by cell from left to right: xlsx_table_number(&table, …), …
 *     xlsx_table_end(&table);
 *
 * A row is complete when it has as many cells as there are columns. Only in builds that have
 * libxlsxwriter.
 */
#ifndef ASSAY_REPORT_XLSX_TABLE_H
#define ASSAY_REPORT_XLSX_TABLE_H

#include <assay/report/xlsx_book.h>
#include <assay/session/sheet.h>

/* A page and what of a table it has. */
struct xlsx_piece {
    const char *name;
    size_t first, rows; /* of the table, from 0 */
    bool goes_on;
    const char *text; /* instead, of a page that is no table */
};

/* All pages of tables, in order. */
struct xlsx_tables {
    struct xlsx_book *book;
    size_t rows_most; /* of a page, the head among them; at least 2 */
    struct xlsx_piece *pieces;
    size_t count, capacity;
};
void xlsx_tables_release(struct xlsx_tables *tables);
void xlsx_tables_add(struct xlsx_tables *tables, struct xlsx_piece piece);

struct xlsx_table {
    struct xlsx_tables *tables;
    struct xlsx_page *page;
    const char *name;
    const char *const *titles;
    size_t column_count, column; /* of the next cell */
    size_t row;                  /* of the table */
    size_t piece;                /* of the tables' */
};

void xlsx_table_begin(struct xlsx_table *table, struct xlsx_tables *tables, const char *name,
                      const char *const *titles, size_t column_count);
void xlsx_table_text(struct xlsx_table *table, struct str text, const struct xlsx_style *style);
void xlsx_table_number(struct xlsx_table *table, double number, const struct xlsx_style *style);
void xlsx_table_none(struct xlsx_table *table);
void xlsx_table_end(struct xlsx_table *table);

/*
 * A whole sheet without its blank columns, numbers in the format of their metric, verdicts behind
 * them, words of judgement ("pass", "regressed", "!") filled. Names have blanks for underscores.
 */
void xlsx_sheet(struct xlsx_tables *tables, const struct sheet *sheet, struct arena *arena);
/* The fill of a word in a column, XLSX_PLAIN of most; that of a verdict's mark. */
enum xlsx_fill xlsx_word_fill(const char *key, struct str word);
enum xlsx_fill xlsx_mark_fill(char mark);

#endif
