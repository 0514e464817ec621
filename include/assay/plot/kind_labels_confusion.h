/*
 * Confusion matrix as a heatmap: rows are truth, columns predictions, in the order of the label
 * set. The colour is the share of the row, the text the count, with the share where there is room.
 * Answers outside the label set have a column of their own under the strict reading. Up to
 * CONFUSION_PLOT_TOTALS labels totals stand beside; of more, cells that are zero are left blank.
 *
 * Up to four sets of few labels are panels of one plot; of more, or of many labels, the first is
 * shown and the subtitle says so. NULL above CONFUSION_PLOT_LABELS labels.
 */
#ifndef ASSAY_PLOT_KIND_LABELS_CONFUSION_H
#define ASSAY_PLOT_KIND_LABELS_CONFUSION_H

#include <assay/plot/plot_kind.h>

enum { CONFUSION_PLOT_LABELS = 200, CONFUSION_PLOT_TOTALS = 25 };

extern const struct plot_kind kind_confusion;

#endif
