/*
 * Comparisons as one table: every row of every family, the ids of both runs before it. Where flips
 * are asked for, the table is of flips instead. Cells as by csv_out.h.
 */
#ifndef ASSAY_REPORT_COMPARE_CSV_H
#define ASSAY_REPORT_COMPARE_CSV_H

#include <assay/report/compare_writer.h>

extern const struct compare_writer compare_writer_csv;

#endif
