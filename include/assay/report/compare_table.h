/*
 * The tables of a comparison as text: names on the left, figures to the right of them, outcome
 * last.
 *
 * Names get what figures leave of COMPARE_WIDTH columns and are cut to that; figures never are. p
 * after Holm has a column only where it differs from p.
 */
#ifndef ASSAY_REPORT_COMPARE_TABLE_H
#define ASSAY_REPORT_COMPARE_TABLE_H

#include <assay/base/str.h>
#include <assay/session/sheet.h>

enum { COMPARE_WIDTH = 100 };

/* A sheet of compare_shown.h, the title over its names; level is that of the intervals. */
void compare_table_write(const struct sheet *sheet, const char *title, double level,
                         struct arena *arena, struct buf *out);
/* Made safe, and where it is wider than that cut, with "…" at its end. */
const char *compare_cut(const char *text, size_t columns, struct arena *arena);

#endif
