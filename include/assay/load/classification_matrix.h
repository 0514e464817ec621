/*
 * Confusion matrices given by a file, rows = truth.
 *
 *   CSV    column labels in the header, row labels in the first column (or none: then the header's)
 *   JSON   {"labels": […], "matrix": [[…]]}, {"happy": {"sad": 3, …}, …}, or just [[…]]
 *
 * Rows may stand in another order than columns. A "Total" row or column is a claim about the sums.
 * Shares instead of counts, and negative or broken counts, are refused.
 */
#ifndef ASSAY_LOAD_CLASSIFICATION_MATRIX_H
#define ASSAY_LOAD_CLASSIFICATION_MATRIX_H

#include <assay/load/classification_parts.h>

/* A table of printed counts, before it is known which label is which. */
struct printed_matrix {
    const char *const *rows;    /* row_count names of truths */
    const char *const *columns; /* column_count names of predictions, may be abbreviated */
    const struct str *cells;    /* row by row */
    size_t row_count, column_count;
    uint32_t file, line;
};

/*
 * Push it as matrix, its totals as claims. False with err when it is no square of counts. Columns
 * whose names are the start of one row's name only ("Neu") are that row's label.
 */
bool classification_matrix_push(struct evaluation *evaluation, const struct printed_matrix *printed,
                                struct err *err);
bool classification_matrix_csv(struct evaluation *evaluation, const struct group_file *file,
                               struct err *err);
bool classification_matrix_json(struct evaluation *evaluation, const struct group_file *file,
                                struct err *err);

#endif
