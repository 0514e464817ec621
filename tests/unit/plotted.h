/*
 * Plots of loaded runs, and their parts by name. Everything lives with the loaded runs.
 */
#ifndef ASSAY_TESTS_PLOTTED_H
#define ASSAY_TESTS_PLOTTED_H

#include "loaded.h"

#include <assay/plot/plot_kind.h>

/* The plot of the kind of that name, of the run of that number; NULL and *why when it has none. */
const struct plot *plotted(const struct loaded *loaded, size_t run, const char *kind,
                           const char **why);
/* Axes of the first panel, which must have some. */
const struct plot_axes *plotted_axes(const struct plot *plot);
/* Its series of that name, or NULL. */
const struct plot_series *plotted_series(const struct plot *plot, const char *name);
bool plotted_says(const struct plot *plot, const char *words);
/* The value of the fact of that name in any panel, or NULL. */
const char *plotted_fact(const struct plot *plot, const char *name);

#endif
