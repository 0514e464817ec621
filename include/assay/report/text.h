/*
 * A run as text for a terminal or a pipe: what `assay show` and `assay audit` print. Every text of
 * a file is made safe. Nothing is coloured.
 */
#ifndef ASSAY_REPORT_TEXT_H
#define ASSAY_REPORT_TEXT_H

#include <assay/report/report.h>

enum audit_detail {
    AUDIT_BRIEF, /* claims that agree are summed up where there are many */
    AUDIT_ALL,
};

struct text_style {
    bool all;     /* every claim, layer, label and key, however many */
    bool quiet;   /* no notes */
    bool unicode; /* sparklines of blocks, else of ASCII */
};

/* Head, metadata, headline tables, claims, notes. */
void text_show(const struct report_input *input, const struct text_style *style, struct buf *out);
void text_audit(const struct report_input *input, enum audit_detail detail, struct buf *out);
/* Id, format, model and the tally in one line, and the title where it says more. */
void text_head(const struct report_input *input, struct buf *out);
void text_notes(const struct run *run, struct buf *out);
/* "17=  3~  2!  1?" of those that occur. */
void text_tally(const struct audit *audit, struct buf *out);

/* The metric of a finding as a column head would call it, and its evidence as text. */
const char *finding_evidence(const struct finding *finding, struct arena *arena);
#endif
