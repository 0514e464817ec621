/*
 * Delta tasks: the tasks of two runs on one axis, the difference and what it is worth, and below
 * how groups of runs stand (TTT against baseline).
 */
#ifndef ASSAY_TUI_VIEW_DELTA_TASKS_H
#define ASSAY_TUI_VIEW_DELTA_TASKS_H

#include <assay/tui/view.h>

extern const struct view view_delta_tasks;

#endif
