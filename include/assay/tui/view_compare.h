/*
 * Compare: what a candidate does better and worse than a baseline, figure by figure, with what each
 * difference is worth.
 */
#ifndef ASSAY_TUI_VIEW_COMPARE_H
#define ASSAY_TUI_VIEW_COMPARE_H

#include <assay/tui/view.h>

extern const struct view view_compare;

#endif
