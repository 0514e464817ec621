/*
 * A share as a picture in one line: a bar, or a point with its interval. The line is the whole
 * width of the surface, from 0 at the left to 1 at the right. NAN draws nothing.
 */
#ifndef ASSAY_TUI_SHARE_BAR_H
#define ASSAY_TUI_SHARE_BAR_H

#include <assay/metrics/interval.h>
#include <assay/tui/canvas.h>

/* What is more than nothing is at least the thinnest bar. */
void share_bar_draw(const struct surface *surface, int row, unsigned style, double share);
/* ├──●─┤ */
void share_interval_draw(const struct surface *surface, int row, double share,
                         struct interval interval);

#endif
