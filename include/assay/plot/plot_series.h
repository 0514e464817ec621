/*
 * Series of an axes panel: how each is told from the others, and what is drawn of it within a
 * frame. Values are x and y of the data; `low` and `high` are bands of lines and whiskers of points
 * and bars.
 */
#ifndef ASSAY_PLOT_PLOT_SERIES_H
#define ASSAY_PLOT_PLOT_SERIES_H

#include <assay/plot/plot.h>
#include <assay/plot/plot_frame.h>
#include <assay/plot/plot_legend.h>

double series_x(const struct plot_series *series, size_t i);
double series_low(const struct plot_series *series, size_t i);
double series_high(const struct plot_series *series, size_t i);
enum role series_role(const struct plot_series *series, size_t i);
bool series_is_bars(const struct plot_series *series);
/* A value as words have it: ".8304", "+.0414", "11,568". */
const char *series_figure(double value, enum tick_text text, struct arena *arena);
/* What a pointing device is told of a point. */
const char *series_reading(const struct plot_axes *axes, const struct plot_series *series, size_t i,
                           struct arena *arena);

/* How series number n looks, as the legend shows it. */
struct legend_item series_look(const struct plot_axes *axes, size_t n);
/* Names, and what bands and whiskers are. */
void series_legend(const struct plot_axes *axes, struct legend *legend);
void series_legend_band(const struct plot_axes *axes, struct legend *legend);

/* Shadings and bands lie below all lines. */
void series_draw_bands(const struct pen *pen, const struct plot_axes *axes,
                       const struct plot_frame *frame);
/* Lines and points. */
void series_draw(const struct pen *pen, const struct plot_axes *axes,
                 const struct plot_frame *frame);

#endif
