/*
 * What the text of a run begins and ends with. Every text of a file is made safe; nothing is
 * coloured.
 */
#ifndef ASSAY_REPORT_TEXT_H
#define ASSAY_REPORT_TEXT_H

#include <assay/report/report.h>
#include <assay/report/text_audit.h>

/* Id, format, model and the tally in one line, and the title where it says more. */
void text_head(const struct assessed *input, struct buf *out);
void text_notes(const struct run *run, struct buf *out);

#endif
