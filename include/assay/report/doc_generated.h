/*
 * Sections of generated code: pass rates by split and difficulty, several attempts, error
 * kinds, tokens and time. Nothing when no sample passed or failed.
 */
#ifndef ASSAY_REPORT_DOC_GENERATED_H
#define ASSAY_REPORT_DOC_GENERATED_H

#include <assay/report/doc_run.h>

void doc_generated(const struct doc_run *report);

#endif
