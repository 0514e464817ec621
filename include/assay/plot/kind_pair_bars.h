/*
 * Figures of two runs, one a row (kind_pair_rows.h):
 *
 *     paired-bars  A's bar and B's side by side, at the right the delta with its interval
 *     forest       the deltas with their intervals alone, in panels by family, outcomes in words
 */
#ifndef ASSAY_PLOT_KIND_PAIR_BARS_H
#define ASSAY_PLOT_KIND_PAIR_BARS_H

#include <assay/plot/plot_kind.h>

extern const struct plot_kind kind_paired_bars, kind_forest;

#endif
