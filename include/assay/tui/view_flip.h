/*
 * Flip: what baseline and candidate made of one sample, side by side and word against word.
 *
 * Opened with opening.set a number of comparison->sets, opening.row a row of session/pair_scope.h
 * (SIZE_MAX: the first flip), and the filter and sort of the list it is walked through.
 */
#ifndef ASSAY_TUI_VIEW_FLIP_H
#define ASSAY_TUI_VIEW_FLIP_H

#include <assay/tui/view.h>

extern const struct view view_flip;

#endif
