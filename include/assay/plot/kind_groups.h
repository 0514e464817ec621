/*
 * Many runs by their groups:
 *
 *     groups  a panel a figure: every run as a point, and the group's mean ± std over its runs
 *     trends  a panel a figure: every run at its time, by group
 *
 * std says how far runs of a group lie apart, and is no interval (run_groups.h).
 */
#ifndef ASSAY_PLOT_KIND_GROUPS_H
#define ASSAY_PLOT_KIND_GROUPS_H

#include <assay/plot/plot_kind.h>

/* Runs of a figure by group, groups one below the other, means in words; tasks have a line at
 * chance. Groups without the figure are left out. */
struct plot_panel groups_row_panel(const struct run_groups *groups, size_t row,
                                   struct arena *arena);
/* Runs of a figure over time; false when fewer than two runs have both it and a time, or all have
 * the same. Names of groups end in their trends that hold after Holm: "ttt, -.0022 a day". */
bool groups_time_panel(const struct many_runs *many, size_t row, struct plot_panel *panel,
                       struct arena *arena);
/* "ttt (24)" */
const char *groups_name(const struct run_group *group, struct arena *arena);
/* "Mean task accuracy: baseline .6361 (1 run); ttt mean .5967, std .0658, …" */
const char *groups_row_sentence(const struct run_groups *groups, size_t row, struct arena *arena);
/* The figure that stands for the runs: the first of a whole run, else any; SIZE_MAX without. */
size_t groups_headline(const struct run_groups *groups);
/* Whether there is more than one group: else nothing is said of groups. */
bool groups_are_told(const struct run_groups *groups);
/* "7 runs in 2 groups by variant · what" */
const char *groups_subtitle(const struct run_groups *groups, const char *what, struct arena *arena);
enum role groups_role(size_t group);

extern const struct plot_kind kind_groups, kind_trends;

#endif
