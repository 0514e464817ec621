/*
 * The view "suite": runs over the same problems. A table of problems with the mosaic of who passed
 * what, the runs by rate with their 95% Wilson intervals, and problems by how often they passed.
 *
 * h and l in the mosaic choose a run; Enter opens that run's sample of the problem, in the table of
 * runs its overview.
 */
#ifndef ASSAY_TUI_VIEW_SUITE_H
#define ASSAY_TUI_VIEW_SUITE_H

#include <assay/tui/view.h>

extern const struct view view_suite;

#endif
