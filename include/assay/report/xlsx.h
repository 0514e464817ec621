/*
 * The writer "xlsx": "report.xlsx", a workbook for people who sort and filter.
 *
 * Of a run: overview (what it is, tally of the audit, metadata, what each sheet holds); claims with
 * the colour and mark of their verdict; metrics; per label, layer, task, split, … the sheets there
 * are; confusion as a grid, a block a set of samples; samples, a page a set, right and wrong
 * filled green and red; notes; files. Of a pair and of many runs: an overview and the sheets of
 * topic_sheets.
 *
 * Numbers are whole (to the 16 digits that libxlsxwriter writes) and formatted as everywhere else;
 * undefined is a dash, which breaks a formula instead of counting as 0; what is not there is empty.
 * Texts are texts whatever they begin with. A table with more rows than a sheet takes goes on in
 * the next sheet; that, and texts that were cut, the overview says.
 *
 * The same input gives the same bytes (with one version of libxlsxwriter). Without libxlsxwriter
 * the writer is `missing` it (see report.h).
 */
#ifndef ASSAY_REPORT_XLSX_H
#define ASSAY_REPORT_XLSX_H

#include <assay/report/report.h>

extern const struct report_writer report_xlsx;

#endif
