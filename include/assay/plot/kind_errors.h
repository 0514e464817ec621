/*
 * What went wrong. Of generated code: attempts that did not pass by the kind of their error, over
 * all splits and in each of them. Of labels: the most frequent confusions of truth and prediction,
 * and below them the answers outside the label set. From the sheets "errors", or "confused_pairs"
 * and "invalid_answers" of the first set of samples.
 */
#ifndef ASSAY_PLOT_KIND_ERRORS_H
#define ASSAY_PLOT_KIND_ERRORS_H

#include <assay/plot/plot_kind.h>

enum { ERRORS_PLOT_PAIRS = 15, ERRORS_PLOT_ANSWERS = 10, ERRORS_PLOT_SPLITS = 4 };

extern const struct plot_kind kind_error_kinds;

#endif
