/*
 * Predictions from a delimited table: header and columns by classification_fields.h, rows through
 * csv_in.h into classification_rows.h, batch by batch and column by column.
 *
 * Damaged rows are notes (the first ten by line, the rest counted); where the file is in another
 * encoding than UTF-8, a note says so. Fails when the file cannot be read or its header names no
 * truth and prediction.
 */
#ifndef ASSAY_LOAD_CLASSIFICATION_TABLE_H
#define ASSAY_LOAD_CLASSIFICATION_TABLE_H

#include <assay/load/classification_parts.h>

bool classification_table_load(struct evaluation *evaluation, const struct group_file *file,
                               struct err *err);

#endif
