/*
 * The documents of a topic: what Markdown and HTML both say of it.
 *
 * run    in the shape of the runs' own summaries: head; Run Metadata, Dataset Summary, Core
 * Metrics, Derived (layers); Overall, Per-Class, Confusion Matrix, Key Findings, Error Analysis,
 *        Insights, Recommendations (labels); Benchmarks, Loss by Position; splits, difficulties,
 *        errors (code); Technical Details, Conclusion; Claims; Notes; File and Plot Meanings
 * pair   what differs, gate, metrics by family, flips, method
 * many   runs, figures by group, leaderboards, trends, outliers
 *
 * Plots stand where they belong, when the input has some. Everything lives in the topic's arena.
 */
#ifndef ASSAY_REPORT_DOCUMENTS_H
#define ASSAY_REPORT_DOCUMENTS_H

#include <assay/report/doc.h>
#include <assay/report/report.h>

/* The title of a run's section of claims: writers that show evidence write it themselves. */
#define DOCUMENT_CLAIMS "Claims"

const struct doc *document_of(const struct report_input *input);

#endif
