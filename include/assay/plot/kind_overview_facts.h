/*
 * Facts of a run for its overview, as panels: what it was configured with (the maps of its metadata
 * that are called so, never figures that its files state), and its recomputed figures with the
 * marks of claims and the tally of verdicts. Long lists end in "… n more".
 */
#ifndef ASSAY_PLOT_KIND_OVERVIEW_FACTS_H
#define ASSAY_PLOT_KIND_OVERVIEW_FACTS_H

#include <assay/plot/plot.h>
#include <assay/session/topic.h>

struct plot_panel kind_overview_configuration(const struct topic *topic);
struct plot_panel kind_overview_summary(const struct topic *topic);

#endif
