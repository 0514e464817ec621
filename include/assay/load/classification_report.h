/*
 * Classification reports: scikit-learn's output_dict as JSON or through pandas as CSV, and the
 * printed table (sklearn_report.h). All three become the same rows; the rows of the most precise
 * report of a run are its class table, and every figure is a claim as well.
 *
 * A report of full precision (some figure has 8 decimals or more) states all its figures so: its
 * 0.25 is 0.25 exactly. Rows whose recall x support is near no whole number are noted.
 */
#ifndef ASSAY_LOAD_CLASSIFICATION_REPORT_H
#define ASSAY_LOAD_CLASSIFICATION_REPORT_H

#include <assay/load/classification_parts.h>

bool classification_report_json(struct evaluation *evaluation, const struct group_file *file,
                                struct err *err);
bool classification_report_csv(struct evaluation *evaluation, const struct group_file *file,
                               struct err *err);
bool classification_report_txt(struct evaluation *evaluation, const struct group_file *file,
                               struct err *err);

#endif
