/*
 * Groups of runs as a table: which runs of the session belong together, and mean, deviation, best
 * and worst of each group's figures.
 *
 * Runs are the baseline, the candidate and those the user marked, where more than these two are
 * marked; else all of the candidate's format that have tasks. Entries that were not read are asked
 * for, GROUP_ENTRIES_MOST of them at most, and counted as waiting.
 */
#ifndef ASSAY_TUI_GROUP_GRID_H
#define ASSAY_TUI_GROUP_GRID_H

#include <assay/session/run_groups.h>
#include <assay/tui/view.h>

enum { GROUP_ENTRIES_MOST = 64, GROUP_COLUMNS_MOST = 61 };

struct group_grid {
    const struct run_groups *groups; /* NULL: not made */
    size_t waiting;                  /* entries that may hold more runs */
    struct grid_column columns[GROUP_COLUMNS_MOST];
    size_t groups_of[GROUP_COLUMNS_MOST];
    unsigned char parts[GROUP_COLUMNS_MOST]; /* mean, delta to the baseline's mean, std, … */
    struct grid_source source;
};

/* Anew; all lives in the arena. `grid` must stay where it is. */
void group_grid_make(struct group_grid *grid, const struct view_context *context,
                     struct arena *arena);
/* More than the two runs that are compared. */
bool group_grid_is_worth(const struct group_grid *grid);
/* Groups that have no column, for there are too many. */
size_t group_grid_left_out(const struct group_grid *grid);
/* Changes whenever a grid made before is no longer good. */
uint64_t group_grid_stamp(const struct view_context *context);
/* The run of the cell: the best or worst of its group; NULL where it is of several. */
const struct grouped_run *group_grid_run(const struct group_grid *grid, size_t row, size_t column);

#endif
