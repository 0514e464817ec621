/*
 * One page of many runs: tasks by group with chance, the figure that stands for the runs, loss by
 * position and slopes by group, that figure over time, the leaderboard of runs over the same items,
 * and the runs themselves in words. What the runs have not got leaves no gap.
 */
#ifndef ASSAY_PLOT_KIND_GROUPS_OVERVIEW_H
#define ASSAY_PLOT_KIND_GROUPS_OVERVIEW_H

#include <assay/plot/plot_kind.h>

extern const struct plot_kind kind_groups_overview;

#endif
