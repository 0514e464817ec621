/*
 * What kind of delimited text is this? Judged from the first bytes of a file (64 KiB are plenty).
 *
 * Blank lines and comment lines (# ...) before the header are stepped over. The delimiter is the
 * one of comma, tab, semicolon and pipe that splits the header into two cells or more and most of
 * the following rows into as many; then the one with more cells; then in that order. A comment line
 * is the header itself when it has as many cells as the row right below and that row is data: all
 * numbers below "# a,b" (as numpy.savetxt writes it), at least one number below "#a,b".
 *
 * Text is UTF-8 unless it is not valid as such, nor the greater part of its characters beyond
 * ASCII; then it is taken for Windows-1252.
 *
 * header    cells without surrounding white space and in UTF-8; an empty first one is kept (pandas
 *           writes its index so); in the arena or slices of first_bytes
 * table     false when this does not look like a table; why_not is then one sentence without its
 *           subject ("is UTF-16 text, ..."). The rest is filled in as far as it was understood.
 * readable  false for what cannot be read even when insisted upon: UTF-16, UTF-32, a header that
 *           does not end within first_bytes
 *
 * Nothing fails. Offsets are bytes from the start of the file, lines count from 1.
 */
#ifndef ASSAY_LOAD_CSV_SNIFF_H
#define ASSAY_LOAD_CSV_SNIFF_H

#include <assay/base/arena.h>
#include <assay/base/str.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CSV_SNIFF_BYTES ((size_t)65536)

enum csv_encoding { CSV_UTF8, CSV_WINDOWS_1252 };
enum csv_line_end { CSV_LF, CSV_CRLF, CSV_CR };

struct csv_dialect {
    char delimiter;
    enum csv_encoding encoding;
    enum csv_line_end line_end; /* of the header row; readers accept all three anywhere */
    bool byte_order_mark;       /* the three bytes of UTF-8 */
    bool commented;             /* the header stands in a comment line */
    uint64_t header_offset;     /* the header line, past mark, comments and blank lines */
    uint64_t header_line;
    uint64_t data_offset; /* the line after the header */
    uint64_t data_line;
    const struct str *header;
    size_t column_count;
    bool table, readable;
    const char *why_not; /* NULL when table */
};

void csv_sniff(struct str first_bytes, struct arena *arena, struct csv_dialect *out);
/* The column of that name (exact), or SIZE_MAX. */
size_t csv_column(const struct csv_dialect *dialect, const char *name);

#endif
