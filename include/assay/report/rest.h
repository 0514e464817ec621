/*
 * Where a reader finds what a page or a document leaves out: in a file beside it where one is
 * written, else by a command. Ends of sentences, without their full stop: "tables/claims.csv has
 * them all", "assay report --to csv writes them all". In the topic's arena.
 */
#ifndef ASSAY_REPORT_REST_H
#define ASSAY_REPORT_REST_H

#include <assay/report/report.h>

/* The table of that name, one of the topic's own sheets. */
const char *rest_in_table(const struct report_input *input, const char *name);
/* The document as Markdown, which nothing is left out of. */
const char *rest_in_markdown(const struct report_input *input);

#endif
