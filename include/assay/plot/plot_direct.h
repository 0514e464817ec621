/*
 * Direct labels: the names of lines at their right ends instead of in a legend, where every line
 * ends near the right edge, the names are short and their ends far enough apart.
 */
#ifndef ASSAY_PLOT_PLOT_DIRECT_H
#define ASSAY_PLOT_PLOT_DIRECT_H

#include <assay/plot/pen.h>
#include <assay/plot/plot.h>

/* Whether it has several lines with names, whose ends could have them. */
bool plot_direct_wanted(const struct plot_axes *axes);
/* Decided by the panel's box alone, so that its layout and its drawing agree. */
bool plot_direct(const struct pen *pen, const struct plot_axes *axes, struct plot_area box);
/* y of the last point that has a value, and its x (may be NULL); NAN when there is none. */
double plot_direct_end(const struct plot_series *series, double *x);

#endif
