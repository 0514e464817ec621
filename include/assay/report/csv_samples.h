/*
 * The samples of a run as CSV, one row each: "set" where the run has several, then the fields that
 * its samples have, by the names that filters and `assay export` use. Cells as by csv_out.h.
 *
 * They are no sheet: a sheet is held in memory cell by cell, and samples may be millions.
 */
#ifndef ASSAY_REPORT_CSV_SAMPLES_H
#define ASSAY_REPORT_CSV_SAMPLES_H

#include <assay/report/csv_out.h>

/* Nothing for a run without samples. */
void csv_samples(const struct run *run, enum csv_lines lines, struct buf *out);

#endif
