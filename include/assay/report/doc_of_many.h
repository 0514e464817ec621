/*
 * The document of many runs: the runs by group, figures of groups, leaderboards, trends, outliers.
 */
#ifndef ASSAY_REPORT_DOC_OF_MANY_H
#define ASSAY_REPORT_DOC_OF_MANY_H

#include <assay/report/doc.h>
#include <assay/report/report.h>
#include <assay/session/sheet_groups.h>

/* plots NULL: none; links: to the reports of the single runs. */
const struct doc *doc_of_many(const struct many_runs *runs, const struct plot_list *plots,
                              const struct report_link *links, size_t link_count,
                              struct arena *arena);

#endif
