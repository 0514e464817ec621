/*
 * Reliability diagram: how often predictions of a confidence are right, bin by bin, beside what the
 * confidence says, with 95% Wilson intervals; below it how many predictions each bin has. From the
 * calibration of metrics/set_results.h, of the first set of samples that has scores.
 *
 * Source: Guo et al., ICML 2017, see metrics/calibration.h.
 */
#ifndef ASSAY_PLOT_KIND_RELIABILITY_H
#define ASSAY_PLOT_KIND_RELIABILITY_H

#include <assay/plot/plot_kind.h>

extern const struct plot_kind kind_reliability;

#endif
