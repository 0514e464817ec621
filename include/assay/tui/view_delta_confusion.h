/*
 * View "delta-confusion" of a comparison: what B's confusion matrix has more and less than A's, of
 * the same samples. Every cell says its change with a sign; its colour says whether that is better
 * (more on the diagonal, less elsewhere) and how large it is beside the largest change. At the
 * edges stand the samples of each row and what became of recall and precision.
 *
 * Beside or below: where the samples of the cell under the cursor came from and went, whether that
 * is more than chance, and the samples themselves.
 */
#ifndef ASSAY_TUI_VIEW_DELTA_CONFUSION_H
#define ASSAY_TUI_VIEW_DELTA_CONFUSION_H

#include <assay/tui/view.h>

extern const struct view view_delta_confusion;

#endif
