/*
 * The HTML writer: "index.html", the document of a topic as one page; of a run with the tally of
 * its claims on top, every claim with its evidence, and excerpts of samples. No clock: the same
 * topic gives the same bytes.
 */
#ifndef ASSAY_REPORT_HTML_H
#define ASSAY_REPORT_HTML_H

#include <assay/report/report.h>

extern const struct report_writer report_html;

#endif
