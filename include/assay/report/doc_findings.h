/*
 * Sections that follow by rule from a classification: Key Findings and Error Analysis. Nothing is
 * said that a figure of the run does not say.
 */
#ifndef ASSAY_REPORT_DOC_FINDINGS_H
#define ASSAY_REPORT_DOC_FINDINGS_H

#include <assay/report/doc_run.h>

void doc_findings(const struct doc_run *report);

#endif
