/*
 * A confusion matrix drawn in text: row names, counts, column heads (often abbreviated), with or
 * without box characters, bars and totals.
 *
 *                 Neu  Ang  Hap  │ Total
 *     ACTUAL    ┌────────────────┤
 *       Neutral │ 179    1    2  │  182
 *       Total   │ 180   …
 *
 * Box characters count as blanks, also where they are UTF-8 that was read as Windows-1252 (three
 * characters beginning with "â" for one). Rows are lines that end in two or more counts after a
 * name; the heads are in the last line before the first row that holds as many words as there are
 * counts. A line that is neither ends nothing.
 */
#ifndef ASSAY_LOAD_MARKDOWN_MATRIX_H
#define ASSAY_LOAD_MARKDOWN_MATRIX_H

#include <assay/load/classification_matrix.h>

/* False when the lines draw no matrix; file and line of `out` are left alone. */
bool markdown_matrix_parse(const struct str *lines, size_t count, struct arena *arena,
                           struct printed_matrix *out);

#endif
