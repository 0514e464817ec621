/*
 * Markdown sections of generated code: pass rates by split and difficulty, several attempts, error
 * kinds, tokens and time. Nothing when no sample passed or failed.
 */
#ifndef ASSAY_REPORT_MD_CODE_H
#define ASSAY_REPORT_MD_CODE_H

#include <assay/report/md_report.h>

void md_code(const struct md_report *report);

#endif
