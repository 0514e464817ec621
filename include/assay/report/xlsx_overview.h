/*
 * The first sheet of a workbook: what the topic is, and what the other sheets hold. Only in builds
 * that have libxlsxwriter.
 *
 * It is begun before all others, so that it comes first, and filled when these are written:
 * `tables` then tells of each page, which goes on where, and how many texts were cut.
 */
#ifndef ASSAY_REPORT_XLSX_OVERVIEW_H
#define ASSAY_REPORT_XLSX_OVERVIEW_H

#include <assay/report/xlsx_table.h>
#include <assay/session/topic.h>

void xlsx_overview_begin(struct xlsx_table *table, struct xlsx_tables *tables,
                         const struct topic *topic);
/* said: sentences on what was left out, NULL-ended, or NULL. */
void xlsx_overview_end(struct xlsx_table *table, const struct topic *topic,
                       const char *const *said);

#endif
