/*
 * The view "evidence": what evidence.h says of one figure, as text to scroll. It is opened with
 * opening.quantity, which evidence_opening fills from what is under the cursor; e and E go to the
 * next claims that differ, Enter opens the samples behind the figure.
 */
#ifndef ASSAY_TUI_VIEW_EVIDENCE_H
#define ASSAY_TUI_VIEW_EVIDENCE_H

#include <assay/tui/view.h>

extern const struct view view_evidence;

#endif
