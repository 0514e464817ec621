/*
 * Sections of benchmark tasks and loss curves: accuracies with intervals and chance, loss
 * by position, slopes. Nothing when the run has neither.
 */
#ifndef ASSAY_REPORT_DOC_TASKS_H
#define ASSAY_REPORT_DOC_TASKS_H

#include <assay/report/doc_run.h>

void doc_tasks(const struct doc_run *report);

#endif
