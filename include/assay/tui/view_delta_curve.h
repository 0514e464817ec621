/*
 * Delta curve: the losses of two runs over positions, the difference at each position that both
 * have, and both runs' slopes.
 */
#ifndef ASSAY_TUI_VIEW_DELTA_CURVE_H
#define ASSAY_TUI_VIEW_DELTA_CURVE_H

#include <assay/tui/view.h>

extern const struct view view_delta_curve;

#endif
