/*
 * Which probes and layers of two layer runs go together.
 *
 * Probes go by name; those without a namesake by order, the first left of A with the first left of
 * B. Layers go by their index, whatever the depth of the models: layer 14 of 36 is held against
 * layer 14 of 28, which is a choice, and `depth_differs` says when it had to be made. Pure.
 */
#ifndef ASSAY_SESSION_LAYER_OVERLAP_H
#define ASSAY_SESSION_LAYER_OVERLAP_H

#include <assay/metrics/layer_results.h>

struct layer_overlap {
    size_t shared, only_a, only_b; /* layers */
    double last_a, last_b;         /* the deepest one evaluated; NAN without layers */
    bool depth_differs;            /* those are not the same */
};

struct layer_overlap layer_overlap_of(const struct layer_results *a, const struct layer_results *b);
/* B's probe that goes with A's of this number, or NULL. */
const struct layer_probe *layer_partner(const struct layer_results *a,
                                        const struct layer_results *b, size_t number);

#endif
