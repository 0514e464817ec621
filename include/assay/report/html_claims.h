/*
 * Claims with their verdicts, on a page: the tally under the title, and tables by verdict, what
 * differs first, each claim with its evidence (session/evidence_text.h) to open.
 */
#ifndef ASSAY_REPORT_HTML_CLAIMS_H
#define ASSAY_REPORT_HTML_CLAIMS_H

#include <assay/report/html_page.h>

/* "2 ! differ", one card a verdict, with links to the tables. Nothing without claims. */
void html_tally(struct html_page *page, const struct audit *audit);
/* The section, its heading too. */
void html_claims(struct html_page *page, const struct assessed *input);

#endif
