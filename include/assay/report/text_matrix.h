/*
 * Confusion matrices drawn as text: rows truth, columns prediction, totals at both edges, zeros as
 * dots. Column heads are the labels cut to three columns or more until they differ.
 */
#ifndef ASSAY_REPORT_TEXT_MATRIX_H
#define ASSAY_REPORT_TEXT_MATRIX_H

#include <assay/session/figures.h>

/* Every matrix of the run; one of too many labels for a page is left out with a word on it. */
void text_matrices(const struct figures *figures, bool unicode, struct buf *out);

#endif
