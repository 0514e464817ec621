/*
 * Minus signs for a page: the hyphen before a number becomes "−", as wide as "+". Plots as data
 * keep the hyphen, so that their figures read as those of tables, and in characters.
 */
#ifndef ASSAY_PLOT_PLOT_MINUS_H
#define ASSAY_PLOT_PLOT_MINUS_H

#include <assay/base/arena.h>
#include <assay/plot/plot.h>

/*
 * "-.02 [-.04, +.01]" with minus signs. A hyphen counts as one when a digit or a point and a digit
 * follow, and nothing, a blank or a bracket stands before it: names, dates and powers keep theirs.
 * NULL stays NULL.
 */
const char *plot_minus_text(const char *text, struct arena *arena);
/*
 * The plot with minus signs in its subtitle, titles of panels, names, texts beside points, in cells
 * and at levels. Facts and categories are as files hold them.
 */
const struct plot *plot_minus(const struct plot *plot, struct arena *arena);

#endif
