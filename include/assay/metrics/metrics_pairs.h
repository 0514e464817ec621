/*
 * Metrics of pairs of labels: cells and sums of the confusion matrix, and lists of confused pairs.
 *
 *   confused_pair, confusion_cell   subject "truth>prediction": how many samples
 *   row_total, column_total         subject a label: sums of the matrix
 *   confused_order                  subject "a>b; c>d; …", a list that stands in a file: the text
 *                                   "largest first", or the first two rows that stand wrong
 *   confused_complete               the same list: the text "complete", or the pairs that belong in
 *                                   a list of that length and are missing. A pair that ties with
 * the first one left out need not be there.
 */
#ifndef ASSAY_METRICS_METRICS_PAIRS_H
#define ASSAY_METRICS_METRICS_PAIRS_H

#include <assay/metrics/metric.h>

extern const struct metric metric_confused_pair, metric_confused_order, metric_confused_complete,
    metric_confusion_cell, metric_row_total, metric_column_total;

#endif
