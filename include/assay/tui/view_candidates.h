/*
 * Candidates: several marked runs against one baseline, a figure a row, for every run its value,
 * its difference and what that is worth. Pairs are compared one after another; what is not there
 * yet is shown as "…".
 *
 * The place's quantity names the runs, the baseline first, by entry and run: "0.0 3.0 4.1".
 */
#ifndef ASSAY_TUI_VIEW_CANDIDATES_H
#define ASSAY_TUI_VIEW_CANDIDATES_H

#include <assay/tui/frame.h>

extern const struct view view_candidates;

/* The place that shows them; of more than MARKS_MOST the first. */
struct opening candidates_opening(struct run_ref base, const struct run_ref *candidates,
                                  size_t count);

#endif
