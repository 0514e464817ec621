/*
 * Signs of print in the figures a plot shows: "-.05" becomes "−.05" (U+2212) and "-1.3e-05"
 * "−1.3×10⁻⁵". A hyphen is a minus where a word begins and a digit or a point and a digit follow,
 * so that "2026-01-22" and "14-15" stay. Names that files hold are left as they are.
 */
#ifndef ASSAY_PLOT_PLOT_SIGNS_H
#define ASSAY_PLOT_PLOT_SIGNS_H

#include <assay/base/arena.h>
#include <assay/plot/plot.h>

/* The text itself where nothing is to be changed; NULL for NULL. */
const char *plot_signs(const char *text, struct arena *arena);

/* A plot whose texts of points, levels, marks, notes, phases, series and cells have them. */
const struct plot *plot_with_signs(const struct plot *plot, struct arena *arena);

#endif
