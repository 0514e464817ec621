/*
 * Margins: what is left of a confusion matrix when only its diagonal and its sums are kept. Every
 * metric of a whole classification or of one label, but those of single cells, is a function of
 * these; so a resample costs a pass over the labels, not over the matrix.
 *
 * For each label k: tp the diagonal cell, support the row total (answers outside the label set
 * among them), predicted the column total. total is the sum of supports. Counts are of samples.
 *
 *     struct margins margins = margins_of(cm);
 *     metric_find("macro_f1")->of_margins(&margins, 0)
 *
 * The formulas of classification.h and agreement.h are here; those functions take the margins of
 * their matrix. Conventions for what is undefined (NAN) and sources are given there. All have one
 * shape, so that tables can hold them; `label` is ignored by those of the whole.
 */
#ifndef ASSAY_METRICS_MARGINS_H
#define ASSAY_METRICS_MARGINS_H

#include <assay/metrics/confusion.h>

struct margins {
    size_t labels;
    uint64_t total;
    const uint64_t *tp, *support, *predicted; /* of whoever made the margins */
};

/* A view of the matrix, as long as it lives and is not added to. */
struct margins margins_of(const struct confusion *cm);

typedef double margins_function(const struct margins *margins, size_t label);

margins_function margins_accuracy, margins_balanced_accuracy;
margins_function margins_macro_precision, margins_macro_recall, margins_macro_f1;
margins_function margins_micro_precision, margins_micro_recall, margins_micro_f1;
margins_function margins_weighted_precision, margins_weighted_recall, margins_weighted_f1;
margins_function margins_kappa, margins_mcc;
margins_function margins_imbalance;
/* Of one label. */
margins_function margins_precision, margins_recall, margins_f1;
margins_function margins_support, margins_support_share;

#endif
