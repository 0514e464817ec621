/*
 * Sections of a classification: Overall Performance, Per-Class Performance, Confusion
 * Matrix. Nothing for runs over layers, whose samples are many evaluations of the same items.
 */
#ifndef ASSAY_REPORT_DOC_CLASSES_H
#define ASSAY_REPORT_DOC_CLASSES_H

#include <assay/report/doc_run.h>

/* A label of the first set of classes, in the order of the label set; shares in [0,1]. */
struct doc_class {
    const char *label;
    double support, share, correct, predicted;
    double precision, recall, f1;
    double low, high; /* Wilson's 95% interval of recall */
    const char *band;
    double weight_largest, weight_balanced;
};

void doc_classes(const struct doc_run *report);
/* *count is 0 when there are none. */
struct doc_class *doc_class_rows(const struct doc_run *report, size_t *count);

#endif
