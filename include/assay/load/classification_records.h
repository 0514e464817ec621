/*
 * Predictions from JSON records (an array of objects, or JSONL) through json_scan.h into
 * classification_rows.h. Keys are those of the first records; a key the user names may also be a
 * path ("answer.text"). Strings, numbers and booleans are texts; null and absent are empty.
 *
 * Broken records are notes (the first ten by record, the rest counted). Fails when the file cannot
 * be read or its records have no truth and prediction.
 */
#ifndef ASSAY_LOAD_CLASSIFICATION_RECORDS_H
#define ASSAY_LOAD_CLASSIFICATION_RECORDS_H

#include <assay/load/classification_parts.h>

bool classification_records_load(struct evaluation *evaluation, const struct group_file *file,
                                 struct err *err);

#endif
