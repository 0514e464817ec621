/*
 * View "errors": where the errors lie, in up to four panes: confused pairs of labels, kinds of
 * failed attempts, cohorts by any column, answers outside the label set. Panes that the run has
 * nothing for are left out.
 */
#ifndef ASSAY_TUI_VIEW_ERRORS_H
#define ASSAY_TUI_VIEW_ERRORS_H

#include <assay/tui/view.h>

extern const struct view view_errors;

#endif
