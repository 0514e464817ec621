/* What the sources of charts share: the dots of the plot, and the words around it. */
#ifndef ASSAY_TUI_CHART_INTERNAL_H
#define ASSAY_TUI_CHART_INTERNAL_H

#include <assay/tui/chart.h>

/* Dots of series, deviations, levels, crossings and crosshair. */
void chart_plot(const struct chart *chart, const struct chart_area *area,
                const struct surface *surface, struct arena *scratch);
/* The legend's line. */
void chart_legend(const struct chart *chart, const struct chart_area *area,
                  const struct surface *surface, struct arena *scratch);
/* Index of the point at exactly this x, SIZE_MAX when there is none; O(log n). */
size_t chart_point(const struct chart_series *series, double x);

#endif
