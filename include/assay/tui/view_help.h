/*
 * Help: the actions that do something in the view it was opened from, by group, from the table of
 * actions. Like any table it can be searched and filtered.
 */
#ifndef ASSAY_TUI_VIEW_HELP_H
#define ASSAY_TUI_VIEW_HELP_H

#include <assay/tui/view.h>

extern const struct view view_help;

#endif
