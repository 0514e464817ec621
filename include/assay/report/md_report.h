/*
 * What the sections of a Markdown report are written from, and what they share.
 */
#ifndef ASSAY_REPORT_MD_REPORT_H
#define ASSAY_REPORT_MD_REPORT_H

#include <assay/session/sheets.h>

struct md_report {
    struct buf *out;
    const struct figures *figures;
    struct sheets sheets;
};

/* A metric and what a report calls it. */
struct md_metric {
    const char *name;  /* of the registry */
    const char *title; /* NULL: the registry's */
};
/* "- title: figure" of a list that ends in a NULL name; true when there was any. */
bool md_metrics(const struct md_report *report, const struct md_metric *metrics);

#endif
