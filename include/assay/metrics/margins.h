/*
 * Margins: what is left of a confusion matrix when only its diagonal and its sums are kept. Every
 * metric of a whole classification or of one label, but those of single cells, is a function of
 * these; so a resample costs a pass over the labels, not over the matrix.
 *
 * For each label k: tp the diagonal cell, support the row total (answers outside the label set
 * among them), predicted the column total. total is the sum of supports. Counts are of samples.
 *
 *     struct margins margins = margins_of(cm, arena);
 *     metric_find("macro_f1")->of_margins(&margins, 0)
 *
 * The functions equal those of classification.h and agreement.h on the matrix the margins are of,
 * with the same conventions for what is undefined (NAN). Sources are given there.
 */
#ifndef ASSAY_METRICS_MARGINS_H
#define ASSAY_METRICS_MARGINS_H

#include <assay/base/arena.h>
#include <assay/metrics/confusion.h>

struct margins {
    size_t labels;
    uint64_t total;
    uint64_t *tp, *support, *predicted;
};

struct margins margins_of(const struct confusion *cm, struct arena *arena);

#endif
