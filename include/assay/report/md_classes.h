/*
 * Markdown sections of a classification: Overall Performance, Per-Class Performance, Confusion
 * Matrix. Nothing for runs over layers, whose samples are many evaluations of the same items.
 */
#ifndef ASSAY_REPORT_MD_CLASSES_H
#define ASSAY_REPORT_MD_CLASSES_H

#include <assay/report/md_report.h>

/* A label of the first set of classes, in the order of the label set; shares in [0,1]. */
struct md_class {
    const char *label;
    double support, share, correct, predicted;
    double precision, recall, f1;
    const char *band;
    double weight_largest, weight_balanced;
};

void md_classes(const struct md_report *report);
/* *count is 0 when there are none. */
struct md_class *md_class_rows(const struct md_report *report, size_t *count);

#endif
