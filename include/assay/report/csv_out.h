/*
 * CSV of sheets after RFC 4180: a head row, cells with a comma, a quotation mark or a line end are
 * quoted, quotation marks inside doubled. Two things are done otherwise or beyond:
 *
 *   - Lines end in a bare LF, not CRLF, so that awk, cut and diff see no stray byte; every reader
 *     of CSV takes it.
 *   - A text cell that a spreadsheet would run as a formula (it begins with = + - @, goes on, and
 * is no number) gets a leading apostrophe. Texts are made safe as for a terminal.
 *
 * Numbers are written in full and shortest; undefined and missing are the empty cell.
 */
#ifndef ASSAY_REPORT_CSV_OUT_H
#define ASSAY_REPORT_CSV_OUT_H

#include <assay/report/report.h>
#include <assay/report/sheet.h>

extern const struct report_writer report_csv; /* "tables/<sheet>.csv" */

void csv_sheet(const struct sheet *sheet, struct buf *out);
/* One text cell, without the comma. */
void csv_text(struct buf *out, const char *text);

#endif
