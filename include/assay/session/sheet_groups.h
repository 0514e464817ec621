/*
 * The sheet of grouped runs, "groups": a row a figure and group that has it, figures in their
 * order. Columns: metric title subject group runs n mean std best best_run worst worst_run; `runs`
 * are those of the group, n those that have the figure. And "runs": id and group of each.
 */
#ifndef ASSAY_SESSION_SHEET_GROUPS_H
#define ASSAY_SESSION_SHEET_GROUPS_H

#include <assay/session/run_groups.h>
#include <assay/session/sheet.h>

const struct sheet *sheet_groups(const struct run_groups *groups, struct arena *arena);
const struct sheet *sheet_grouped_runs(const struct run_groups *groups, struct arena *arena);

#endif
