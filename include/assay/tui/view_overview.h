/*
 * The view "overview": what a run is and what became of its claims. Its panes are the metadata, the
 * figures, the claims (those that differ first) and, on wide screens, the notes; narrow screens
 * keep the notes below the metadata, very narrow ones show one pane at a time.
 */
#ifndef ASSAY_TUI_VIEW_OVERVIEW_H
#define ASSAY_TUI_VIEW_OVERVIEW_H

#include <assay/tui/view.h>

extern const struct view view_overview;

#endif
