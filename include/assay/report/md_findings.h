/*
 * Markdown sections that follow by rule from a classification: Key Findings, Error Analysis,
 * Insights, Recommendations with class weights to paste; and the Conclusion. Nothing is said that a
 * figure of the run does not say.
 */
#ifndef ASSAY_REPORT_MD_FINDINGS_H
#define ASSAY_REPORT_MD_FINDINGS_H

#include <assay/report/md_report.h>

void md_findings(const struct md_report *report);
void md_conclusion(const struct md_report *report);

#endif
