/*
 * The document of many runs: the runs by group, figures of groups, leaderboards, trends, outliers.
 */
#ifndef ASSAY_REPORT_DOC_OF_MANY_H
#define ASSAY_REPORT_DOC_OF_MANY_H

#include <assay/report/doc.h>
#include <assay/session/sheet_groups.h>

/* plots NULL: none. */
const struct doc *doc_of_many(const struct many_runs *runs, const struct plot_list *plots,
                              struct arena *arena);

#endif
