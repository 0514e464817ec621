/*
 * A panel of a plot as a chart on screen: the same data, in dots.
 *
 * Charts show numbers along x. A panel with categories, bars of several series or axes lying
 * sideways is no chart (plot_rows.h shows it). Bands that do not lie evenly around their line, and
 * whiskers, become dots at their ends. Levels and what an axis holds are within the chart.
 */
#ifndef ASSAY_TUI_PLOT_CHART_H
#define ASSAY_TUI_PLOT_CHART_H

#include <assay/plot/plot.h>
#include <assay/tui/chart.h>

bool plot_chart_can(const struct plot_panel *panel);
/* Borrows from the panel; what it makes lives in the arena. No crosshair. */
struct chart plot_chart_of(const struct plot_panel *panel, struct arena *arena);

#endif
