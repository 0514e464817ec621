/*
 * CSV of sheets after RFC 4180: a head row, texts quoted as quote_csv does.
 *
 * Lines of the files of a report end in CRLF, as the RFC has it, since these go on to other people
 * and their spreadsheets. What goes to the standard output (compare, suite, export) ends in a bare
 * LF, so that awk, cut and diff see no stray byte; every reader of CSV takes it.
 *
 * Numbers are written in full and shortest; undefined and missing are the empty cell.
 */
#ifndef ASSAY_REPORT_CSV_OUT_H
#define ASSAY_REPORT_CSV_OUT_H

#include <assay/report/report.h>
#include <assay/session/sheet.h>

extern const struct report_writer report_csv; /* "tables/<sheet>.csv", "tables/samples.csv" */

enum csv_lines { CSV_LF, CSV_CRLF };
void csv_sheet(const struct sheet *sheet, enum csv_lines lines, struct buf *out);
/* Its parts, for tables that have more columns: without line end. */
void csv_head(const struct sheet *sheet, struct buf *out);
void csv_row(const struct sheet *sheet, size_t row, struct buf *out);

#endif
