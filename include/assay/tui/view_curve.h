/*
 * The view of losses over token positions: a table with a row a position (points stored there,
 * mean, median, deviation, perplexity, and the single token's loss where it is stored), a chart of
 * the mean with its deviation, all points and the least-squares line, and below the slopes.
 *
 * Any series over positions can be looked at; figures with verdicts belong to the run's losses
 * (curve_results.h), those of another series are the same statistics without verdicts.
 */
#ifndef ASSAY_TUI_VIEW_CURVE_H
#define ASSAY_TUI_VIEW_CURVE_H

#include <assay/tui/view.h>

extern const struct view view_curve;

#endif
