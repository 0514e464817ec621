/*
 * The samples that a figure was counted over, as a filter for the view of samples: recall of happy
 * is "truth=happy". What counts is told by the reading that the run states (set_results.h): where
 * answers outside the label set count as neutral, precision of neutral is
 * "(pred=neutral or is:invalid)".
 */
#ifndef ASSAY_TUI_EVIDENCE_ROWS_H
#define ASSAY_TUI_EVIDENCE_ROWS_H

#include <assay/tui/view.h>

/*
 * False when there are no samples, or when no filter gives those rows. set and filter of the
 * opening are set, the rest is left. O(samples) at worst.
 */
bool evidence_rows(const struct assessed *input, const struct quantity *what,
                   struct opening *opening);

#endif
