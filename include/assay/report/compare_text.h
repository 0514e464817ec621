/*
 * The text of comparisons, for a terminal and for pipes: at most 100 columns wherever figures allow
 * it, nothing coloured, every text of a file made safe. What makes the two runs differ comes before
 * any delta; the overview of several candidates before the single ones.
 */
#ifndef ASSAY_REPORT_COMPARE_TEXT_H
#define ASSAY_REPORT_COMPARE_TEXT_H

#include <assay/report/compare_writer.h>

extern const struct compare_writer compare_writer_text;

#endif
