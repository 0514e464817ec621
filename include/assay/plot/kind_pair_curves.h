/*
 * Curves of two runs over one another, A dashed and B solid, and below each the delta at every
 * place that both have, better or worse by its colour and its side of 0.
 *
 *     layers     accuracy of each probe at each layer; the delta with its interval
 *     positions  mean loss at each position; the delta has no interval
 *     dominance  of layer runs, as each run has it: without a delta
 *
 * Where a layer is in both, A's and B's values are those of the comparison: over the pairs.
 */
#ifndef ASSAY_PLOT_KIND_PAIR_CURVES_H
#define ASSAY_PLOT_KIND_PAIR_CURVES_H

#include <assay/plot/plot_kind.h>

/* Columns with a curve each, at most as many as asked for; the delta's panel stands below. */
struct pair_curves {
    struct plot_panel *curves, *deltas;
    size_t count, of; /* of: there are */
};

/* count 0: the two have no layers, no losses in common. */
struct pair_curves pair_layer_curves(const struct comparison *comparison, size_t most,
                                     struct arena *arena);
struct pair_curves pair_loss_curves(const struct comparison *comparison, struct arena *arena);
/* False where either has none. */
bool pair_dominance_panel(const struct comparison *comparison, struct plot_panel *panel,
                          struct arena *arena);

extern const struct plot_kind kind_compare_curves;

#endif
