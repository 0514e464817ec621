/*
 * Flip flow: right and wrong in A at the left, right and wrong in B at the right, and the pairs
 * that went from one to the other as bands: both right, fixed, broken, both wrong. A panel for each
 * set of samples; pairs that are not scored, or that the comparison's filter leaves out, are in
 * none.
 */
#ifndef ASSAY_PLOT_KIND_PAIR_FLIPS_H
#define ASSAY_PLOT_KIND_PAIR_FLIPS_H

#include <assay/plot/plot_kind.h>

/* False when the set's samples are neither right nor wrong, or no pair is scored. */
bool pair_flips_panel(const struct compare_set *set, struct plot_panel *panel, struct arena *arena);

extern const struct plot_kind kind_flip_flow;

#endif
