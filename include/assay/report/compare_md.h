/*
 * Comparisons as GitHub Markdown, for a pull request: exit code and overview first, then of
 * each candidate what differs, the gate, the figures, the 2x2 of the pairs, flips, and how it was
 * computed. Texts of files are escaped as by md_text.
 */
#ifndef ASSAY_REPORT_COMPARE_MD_H
#define ASSAY_REPORT_COMPARE_MD_H

#include <assay/report/compare_writer.h>

extern const struct compare_writer compare_writer_md;

#endif
