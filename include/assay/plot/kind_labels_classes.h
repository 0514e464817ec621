/*
 * Bars a label, those with the most samples first: how well each is found (recall with its 95%
 * Wilson interval, precision, F1), and how often each is the truth and was predicted. From the
 * sheet "classes" of the first set of samples, or of a table of classes that a file gives; then
 * intervals and predicted counts are not known and are left out.
 *
 * At most CLASSES_PLOT_LABELS labels are shown; the subtitle says when there are more.
 */
#ifndef ASSAY_PLOT_KIND_LABELS_CLASSES_H
#define ASSAY_PLOT_KIND_LABELS_CLASSES_H

#include <assay/plot/plot_kind.h>

enum { CLASSES_PLOT_LABELS = 60 };

extern const struct plot_kind kind_per_class, kind_class_distribution;

#endif
