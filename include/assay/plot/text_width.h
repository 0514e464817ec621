/*
 * How wide a text is in a plot, in points. One table of widths for all back ends, so that a plot is
 * laid out alike whatever fonts a machine has: those of a wide sans-serif face, so that others fit.
 * East Asian wide characters are one em, marks nothing. text_fit cuts with "…".
 */
#ifndef ASSAY_PLOT_TEXT_WIDTH_H
#define ASSAY_PLOT_TEXT_WIDTH_H

#include <assay/base/arena.h>

#include <stdbool.h>

double text_width(const char *text, double size, bool bold);
/* The text, or as much of it as fits with an ellipsis behind it. */
const char *text_fit(const char *text, double size, bool bold, double width, struct arena *arena);

#endif
