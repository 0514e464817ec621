/*
 * View "confusion": truth against prediction as a heatmap. Rows are truths, columns predictions,
 * the last of them answers outside the label set; at the edges stand totals, recall with its rating
 * and precision. Beside or below it stand the samples of the cell under the cursor.
 *
 * The cursor walks over cells and edges. A cell's colour is its share of the row (or of the column
 * where shares of columns are shown), its number is always written out.
 */
#ifndef ASSAY_TUI_VIEW_CONFUSION_H
#define ASSAY_TUI_VIEW_CONFUSION_H

#include <assay/tui/view.h>

extern const struct view view_confusion;

#endif
