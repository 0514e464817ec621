/*
 * The view of benchmark tasks: a row a task with its accuracy as a bar from 0 to 1, in which the
 * 95% Wilson interval and the chance level are drawn, the counts behind it, and the means below.
 *
 * Where right answers are not counted the interval is that of the count nearest to the stated
 * accuracy, as in the sheet of tasks.
 */
#ifndef ASSAY_TUI_VIEW_TASKS_H
#define ASSAY_TUI_VIEW_TASKS_H

#include <assay/tui/view.h>

extern const struct view view_tasks;

#endif
