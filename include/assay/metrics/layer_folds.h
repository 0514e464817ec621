/*
 * One probe's figures a layer, from its predictions in folds.
 *
 * A layer is a sample's step, a fold its fold (all in one fold when there are none). Of each layer
 * and fold: accuracy = right / all; macro F1 over the labels that occur there as truth or as
 * prediction; accuracy in the conflict subset. A layer's figure is the plain mean over its folds,
 * the deviation that of a population (ddof 0); folds without conflict samples are left out of the
 * conflict mean, which is NAN when none has any. Samples without a truth are left out; a missing or
 * invalid prediction is wrong. Equals scikit-learn's accuracy_score and f1_score(average="macro")
 * fold by fold, then numpy's mean and std.
 *
 * Arrays have `count` entries, one a layer, rising; they live in the arena given. Time is linear in
 * samples that come ordered by layer and fold, else that of a sort. Nothing fails.
 */
#ifndef ASSAY_METRICS_LAYER_FOLDS_H
#define ASSAY_METRICS_LAYER_FOLDS_H

#include <assay/base/arena.h>
#include <assay/model/samples.h>

struct layer_figures {
    double layer;
    double accuracy, accuracy_std, f1;
    double conflict; /* accuracy in the conflict subset */
    uint64_t samples, conflict_samples;
    size_t folds;
};

struct layer_folds {
    const struct layer_figures *layers;
    size_t count;
};

/* count 0 when the samples have no layers, truths or predictions. */
struct layer_folds layer_folds_of(const struct samples *samples, struct arena *arena);
/* The figures of a layer, or NULL; O(log n). */
const struct layer_figures *layer_folds_at(const struct layer_folds *folds, double layer);

#endif
