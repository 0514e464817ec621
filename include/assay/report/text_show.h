/*
 * A run as `assay show` prints it, for 80 columns: head, metadata, figures, tables and sparklines
 * by what the run has, claims with verdicts, notes. Every text of a file is made safe.
 */
#ifndef ASSAY_REPORT_TEXT_SHOW_H
#define ASSAY_REPORT_TEXT_SHOW_H

#include <assay/report/report.h>

struct text_style {
    bool all;     /* every claim, layer, label and key, however many */
    bool quiet;   /* no notes */
    bool unicode; /* sparklines of blocks, else of ASCII */
};

void text_show(const struct assessed *input, const struct text_style *style, struct buf *out);

#endif
