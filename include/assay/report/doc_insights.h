/*
 * Sections that follow by rule from a classification: Insights, Recommendations with class weights
 * to paste, and the Conclusion. Nothing is said that a figure of the run does not say.
 */
#ifndef ASSAY_REPORT_DOC_INSIGHTS_H
#define ASSAY_REPORT_DOC_INSIGHTS_H

#include <assay/report/doc_run.h>

void doc_insights(const struct doc_run *report);
void doc_conclusion(const struct doc_run *report);

#endif
