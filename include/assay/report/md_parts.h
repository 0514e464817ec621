/*
 * Sections of the Markdown report, one a domain, in the shape of the summaries that such runs are
 * published with. Each writes nothing when the run has none of it.
 */
#ifndef ASSAY_REPORT_MD_PARTS_H
#define ASSAY_REPORT_MD_PARTS_H

#include <assay/report/sheets.h>

struct md_report {
    struct buf *out;
    const struct figures *figures;
    struct sheets sheets;
};

/* A label of the first set of classes, in the order of the label set; shares in [0,1]. */
struct md_class {
    const char *label;
    double support, share, correct, predicted;
    double precision, recall, f1;
    const char *band;
    double weight_largest, weight_balanced;
};
/* md_classes.c: *count is 0 when there are none. */
struct md_class *md_class_rows(const struct md_report *report, size_t *count);

/* md_layers.c: Dataset Summary, Core Metrics, Derived. */
void md_layers(const struct md_report *report);
/* md_classes.c: Overall, Per-Class, Confusion Matrix. */
void md_classes(const struct md_report *report);
/* md_findings.c: Key Findings, Error Analysis, Insights, Recommendations; later the Conclusion. */
void md_findings(const struct md_report *report);
void md_conclusion(const struct md_report *report);
/* md_tasks.c: Benchmarks, Loss by Position, Slopes. */
void md_tasks(const struct md_report *report);
/* md_code.c: Pass Rate by Split and Difficulty, Error Kinds, Tokens. */
void md_code(const struct md_report *report);
/* markdown.c: figures of a list of metrics, {name, title} pairs, NULL-ended; true when any. */
struct md_metric {
    const char *name;  /* of the registry */
    const char *title; /* NULL: the registry's */
};
bool md_metrics(const struct md_report *report, const struct md_metric *metrics);

#endif
