/*
 * Text tables: cells are made safe for a terminal when added, columns are as wide as their widest
 * cell, numbers stand flush right, two blanks part the columns, nothing is boxed. The last column
 * is not padded.
 */
#ifndef ASSAY_REPORT_TABLE_H
#define ASSAY_REPORT_TABLE_H

#include <assay/base/arena.h>
#include <assay/base/str.h>

enum align { ALIGN_LEFT, ALIGN_RIGHT };

struct table;

/* columns: one letter each, 'l' or 'r'. Titles may be NULL for a table without a head. */
struct table *table_new(struct arena *arena, const char *columns, const char *const *titles);
/* One more cell; a row is complete when it has as many cells as there are columns. */
void table_cell(struct table *table, const char *text);
void table_cellf(struct table *table, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A line across all columns, as it is. Only between complete rows. */
void table_line(struct table *table, const char *text);
/* indent: blanks before each row. No cell but the last is wider than `widest` (0: no limit). */
void table_write(const struct table *table, size_t indent, size_t widest, struct buf *out);

#endif
