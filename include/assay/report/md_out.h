/*
 * Documents as Markdown (GitHub's). Every text of a file is made safe as for a terminal and then
 * escaped, so that it can neither break a table nor become markup, link, formula or HTML. Figures
 * of claims carry the verdict's mark in a code span.
 */
#ifndef ASSAY_REPORT_MD_OUT_H
#define ASSAY_REPORT_MD_OUT_H

#include <assay/report/doc.h>

/* A text anywhere but at the start of a line. */
void md_text(struct buf *out, const char *text);
/* figures: suffix of the picture files to show, NULL: plots are left out. */
void md_write(const struct doc *doc, const char *figures, struct buf *out);

#endif
