/*
 * Markdown sections of benchmark tasks and loss curves: accuracies with intervals and chance, loss
 * by position, slopes. Nothing when the run has neither.
 */
#ifndef ASSAY_REPORT_MD_TASKS_H
#define ASSAY_REPORT_MD_TASKS_H

#include <assay/report/md_report.h>

void md_tasks(const struct md_report *report);

#endif
