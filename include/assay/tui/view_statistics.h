/*
 * Statistics: one row of a comparison, how it was computed and what it is worth: figures, the test
 * and its p-values, the interval, and what so many samples can tell.
 */
#ifndef ASSAY_TUI_VIEW_STATISTICS_H
#define ASSAY_TUI_VIEW_STATISTICS_H

#include <assay/tui/view.h>

extern const struct view view_statistics;

#endif
