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

/* Runs of a figure by group, with means; tasks have a line at chance. */
struct plot_panel groups_row_panel(const struct run_groups *groups, size_t row,
                                   struct arena *arena);
/* Runs of a figure over time; false when fewer than two runs have both it and a time, or all have
 * the same. */
bool groups_time_panel(const struct run_groups *groups, size_t row, struct plot_panel *panel,
                       struct arena *arena);
/* "ttt (24)"; one a group. */
const char *const *groups_names(const struct run_groups *groups, struct arena *arena);
/* "Mean task accuracy: baseline .6361 (2 runs); ttt mean .5967, std .0658, .5185 to .6480 (5 runs)"
 */
const char *groups_row_sentence(const struct run_groups *groups, size_t row, struct arena *arena);
/* The figure that stands for the runs: the mean over tasks, else the first of a whole run;
 * SIZE_MAX without figures. */
size_t groups_headline(const struct run_groups *groups);
/* "7 runs in 2 groups by variant: …" */
const char *groups_subtitle(const struct run_groups *groups, const char *what, struct arena *arena);
/* A, B, C, D: as role_series. */
enum role groups_role(size_t group);

extern const struct plot_kind plot_kind_groups, plot_kind_trends;

#endif
