/*
 * Claims with their verdicts as text for a terminal or a pipe, file by file. Every text of a file
 * is made safe.
 */
#ifndef ASSAY_REPORT_TEXT_AUDIT_H
#define ASSAY_REPORT_TEXT_AUDIT_H

#include <assay/report/report.h>
#include <assay/session/finding_text.h>

enum audit_detail {
    AUDIT_BRIEF, /* claims that agree are summed up where there are many */
    AUDIT_ALL,
};

void text_audit(const struct assessed *input, enum audit_detail detail, struct buf *out);
/* "17=  3~  2!  1?" of those that occur. */
void text_tally(const struct audit *audit, struct buf *out);

#endif
