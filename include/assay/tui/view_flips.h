/*
 * Flips: which samples a candidate got right that the baseline got wrong, and the other way round.
 * The 2x2 table of both with McNemar's test, below it the samples, those broken first, then those
 * fixed, then what could not be compared and what only one side has; nothing is left out unsaid.
 *
 * Opened with opening.set a number of comparison->sets, and opening.filter in the language of
 * session/pair_scope.h.
 */
#ifndef ASSAY_TUI_VIEW_FLIPS_H
#define ASSAY_TUI_VIEW_FLIPS_H

#include <assay/tui/view.h>

extern const struct view view_flips;

#endif
