/*
 * One page of two runs: their figures side by side, curves over one another or what moved between
 * their answers, the deltas with their intervals, and in words what each run is and what differs
 * between them. What the runs have not got leaves no gap.
 */
#ifndef ASSAY_PLOT_KIND_PAIR_OVERVIEW_H
#define ASSAY_PLOT_KIND_PAIR_OVERVIEW_H

#include <assay/plot/plot_kind.h>

extern const struct plot_kind kind_compare_overview;

#endif
