/*
 * Documents (report/doc.h) as HTML: headings, paragraphs, lists, code, tables, and plots as inline
 * SVG with a caption.
 */
#ifndef ASSAY_REPORT_HTML_DOC_H
#define ASSAY_REPORT_HTML_DOC_H

#include <assay/report/html_page.h>

/* Blocks [from, to) of a document. */
void html_blocks(struct html_page *page, const struct doc *doc, size_t from, size_t to);

#endif
