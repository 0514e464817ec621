/*
 * The document of one run, in the shape of the runs' own summaries; see documents.h.
 */
#ifndef ASSAY_REPORT_DOC_OF_RUN_H
#define ASSAY_REPORT_DOC_OF_RUN_H

#include <assay/report/doc.h>
#include <assay/report/report.h>

const struct doc *doc_of_run(const struct report_input *input);

#endif
