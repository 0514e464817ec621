/*
 * The scales of an axes panel: as it asks, or fitted to all that is shown of it, with what must be
 * held, bars from 0, and nice ends.
 */
#ifndef ASSAY_PLOT_PLOT_FIT_H
#define ASSAY_PLOT_PLOT_FIT_H

#include <assay/plot/pen.h>
#include <assay/plot/plot.h>

/* Whether any point of any series has a value. */
bool plot_fit_any(const struct plot_axes *axes);
struct scale plot_fit_x(const struct plot_axes *axes);
/* length: of the axis on the page; room: what texts beside bars take of it; x: as fitted. */
struct scale plot_fit_y(const struct plot_axes *axes, const struct scale *x, double length,
                        double room, double text);

#endif
