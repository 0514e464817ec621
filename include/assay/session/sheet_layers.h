/*
 * Sheets of layer probes. NULL when the run has none.
 *
 * layers           a row a layer: every series over layers, recomputed where there are predictions
 * crossings        where dominance changes sign, with the interpolated layer
 * positive_ranges  runs of layers with dominance > 0
 */
#ifndef ASSAY_SESSION_SHEET_LAYERS_H
#define ASSAY_SESSION_SHEET_LAYERS_H

#include <assay/session/figures.h>

const struct sheet *sheet_layers(const struct figures *figures);
const struct sheet *sheet_crossings(const struct figures *figures);
const struct sheet *sheet_positive_ranges(const struct figures *figures);

#endif
