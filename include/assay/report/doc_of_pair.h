/*
 * What a document says of two runs: the runs, what differs, gate, metrics by family with their
 * intervals and outcomes, flips, method.
 */
#ifndef ASSAY_REPORT_DOC_OF_PAIR_H
#define ASSAY_REPORT_DOC_OF_PAIR_H

#include <assay/report/compare_writer.h>
#include <assay/report/doc.h>

/*
 * Its blocks, from a heading of level 2 on. plots NULL: none. `rest` is where the flips are that
 * the part does not list, as the end of a sentence (report/rest.h).
 */
void doc_add_pair(struct doc *doc, const struct compare_part *part, const struct plot_list *plots,
                  const char *rest);

#endif
