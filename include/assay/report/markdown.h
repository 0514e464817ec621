/*
 * The Markdown writer: "report.md". Sections by what the run has, then every claim that does not
 * simply agree, notes and files. No clock: the same run gives the same bytes.
 */
#ifndef ASSAY_REPORT_MARKDOWN_H
#define ASSAY_REPORT_MARKDOWN_H

#include <assay/report/report.h>

extern const struct report_writer report_markdown;

#endif
