/*
 * Sheets as HTML tables: a caption, heads with a scope, the first text column as the rows' heads,
 * figures flush right with the marks of their verdicts. A table stands in a region that scrolls by
 * itself. Many rows or columns are cut, and a sentence says so and where the whole table is.
 */
#ifndef ASSAY_REPORT_HTML_TABLE_H
#define ASSAY_REPORT_HTML_TABLE_H

#include <assay/report/html_page.h>

/* A block of the kind BLOCK_TABLE. */
void html_table(struct html_page *page, const struct block *block);

#endif
