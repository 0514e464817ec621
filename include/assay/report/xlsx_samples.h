/*
 * Pages of a workbook that are no session sheets: confusion matrices as grids, and samples. Only in
 * builds that have libxlsxwriter.
 */
#ifndef ASSAY_REPORT_XLSX_SAMPLES_H
#define ASSAY_REPORT_XLSX_SAMPLES_H

#include <assay/report/xlsx_table.h>
#include <assay/session/figures.h>

/* Labels of the largest matrix that is drawn as a grid. */
enum { XLSX_GRID_MOST = 200 };

/*
 * Page "confusion": a block a matrix, rows = truth, columns = prediction, answers outside the label
 * set and totals at the ends, counts the darker the more. No page when the run has no matrix; one
 * of more than XLSX_GRID_MOST labels is left out. False when any was.
 */
bool xlsx_confusion(struct xlsx_tables *tables, const struct figures *figures);
/* Page "samples", or "samples SET" of each set; columns are the fields that filters know. */
void xlsx_samples(struct xlsx_tables *tables, const struct run *run, struct arena *arena);

#endif
