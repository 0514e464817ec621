/*
 * What the sections of a run's document are written from, and what they share.
 */
#ifndef ASSAY_REPORT_DOC_RUN_H
#define ASSAY_REPORT_DOC_RUN_H

#include <assay/report/doc.h>
#include <assay/report/report.h>

struct doc_run {
    struct doc *doc;
    const struct figures *figures;
    const struct sheets *sheets;
    const struct plot_list *plots; /* NULL: none */
    const struct report_input *input;
};

/* A metric and what a report calls it. */
struct doc_metric {
    const char *name;  /* of the registry */
    const char *title; /* NULL: the registry's */
};
/* Items "title: figure" of a list that ends in a NULL name; true when there was any. */
bool doc_metrics(const struct doc_run *report, const struct doc_metric *metrics);

#endif
