/*
 * Claims with their verdicts, on a page: the tally under the title, and tables by verdict, what
 * differs first, each claim with its evidence (session/evidence_text.h) to open.
 */
#ifndef ASSAY_REPORT_HTML_CLAIMS_H
#define ASSAY_REPORT_HTML_CLAIMS_H

#include <assay/report/html_page.h>

/* "2 ! differ", one card a verdict, with links to the tables. Nothing without claims. */
void html_tally(struct html_page *page, const struct audit *audit);
/* Before what else stands above the section may fill the page. */
void html_claims_keep_room(struct html_page *page, const struct audit *audit);
/*
 * The section, its heading too. Every claim that differs has its evidence with it as far as the
 * page has room, others up to a limit; where some have not, it says so below their table.
 */
void html_claims(struct html_page *page, const struct assessed *input);

#endif
