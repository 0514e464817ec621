/*
 * What is known of many runs as sheets.
 *
 *     runs         a row a run, by group: group id title time
 *     groups       a row a figure and group that has it, figures in their order: metric title
 *                  subject group runs n mean std best best_run worst worst_run; `runs` are those
 *                  of the group, n those that have the figure
 *     trends       a row a figure and group: metric title subject group n first last slope per tau
 *                  p p_holm; slope is by `per`, which is day or run
 *     outliers     a row a figure and run: metric title subject group run value median score
 *     boards       a row a set of runs over the same items: board headline runs items shared pairs
 *                  below_alpha below_after_holm alpha cochran_q cochran_p cochran_items
 *     leaders      a row a run of a board, best first: board place level_rank run scored passed
 *                  rate low high delta items p p_holm standing; delta, items and p against the best
 *
 * Runs are named by their ids. Everything lives in the arena.
 */
#ifndef ASSAY_SESSION_SHEET_GROUPS_H
#define ASSAY_SESSION_SHEET_GROUPS_H

#include <assay/session/group_findings.h>
#include <assay/session/run_boards.h>
#include <assay/session/sheet.h>

/* All that is said of the runs of a directory; `all`: text lists everything too. */
struct many_runs {
    const struct run_groups *groups;
    const struct group_findings *findings;
    const struct run_boards *boards;
    bool all;
};

const struct sheet *sheet_groups(const struct run_groups *groups, struct arena *arena);
const struct sheet *sheet_grouped_runs(const struct run_groups *groups, struct arena *arena);
const struct sheet *sheet_trends(const struct many_runs *runs, struct arena *arena);
const struct sheet *sheet_outliers(const struct many_runs *runs, struct arena *arena);
const struct sheet *sheet_boards(const struct many_runs *runs, struct arena *arena);
const struct sheet *sheet_leaders(const struct many_runs *runs, struct arena *arena);

#endif
