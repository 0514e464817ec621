/*
 * Loss at round context lengths, 1k, 2k, 4k, 8k, 16k, 24k …: those that are stored. A part of the
 * overview. NULL and *why when fewer than two are.
 */
#ifndef ASSAY_PLOT_KIND_CURVE_LENGTHS_H
#define ASSAY_PLOT_KIND_CURVE_LENGTHS_H

#include <assay/plot/plot.h>
#include <assay/session/topic.h>

const struct plot *kind_curve_lengths(const struct topic *topic, const char **why);

#endif
