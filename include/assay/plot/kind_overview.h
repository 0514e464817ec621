/*
 * overview: a run on one page. The plots that say most of what it brings (layers; tasks and losses;
 * generated code; labels), at most four, then its configuration and a summary of its figures with
 * the verdicts on claims of them, in words.
 */
#ifndef ASSAY_PLOT_KIND_OVERVIEW_H
#define ASSAY_PLOT_KIND_OVERVIEW_H

#include <assay/plot/plot_kind.h>

extern const struct plot_kind kind_overview;

#endif
