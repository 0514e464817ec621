/*
 * The view "runs": all that was found under the paths, with what each run is known by. Enter opens
 * the run's overview. Wide screens show more of the run under the cursor at the right; what could
 * not be read stands below as notes.
 */
#ifndef ASSAY_TUI_VIEW_RUNS_H
#define ASSAY_TUI_VIEW_RUNS_H

#include <assay/tui/view.h>

extern const struct view view_runs;

#endif
