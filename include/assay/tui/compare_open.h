/*
 * Where Enter leads from a row of a comparison: to the flips behind it, or to the curve it is a
 * point of.
 */
#ifndef ASSAY_TUI_COMPARE_OPEN_H
#define ASSAY_TUI_COMPARE_OPEN_H

#include <assay/session/comparison.h>
#include <assay/tui/view.h>

/* Fills the reply; EFFECT_SAID with a message when nothing stands behind the row. */
enum effect compare_open(const struct comparison *comparison, const struct compare_row *row,
                         struct view_reply *reply);

#endif
