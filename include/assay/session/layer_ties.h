/*
 * Layers tied with the best: at which layers a figure is statistically level with its largest.
 *
 * Of a run's probe the figure is the accuracy. Each layer is held against the best one (the first
 * of the largest figure) on the samples that both scored: McNemar's exact test. Of a pair of runs
 * it is the delta, B's accuracy minus A's: Student's t on the differences of the differences,
 * sample by sample. p is corrected (Holm) over the layers but the best; a layer is level when its
 * p is not below alpha. Samples of one text count as if they had nothing in common, and the best
 * layer was found in the same data: "level" says that these samples do not tell the two apart, no
 * more.
 *
 * Without predictions nothing is known: `why` is a sentence then, and no layer but the best is
 * called level. Whether mean +- deviation overlap is no test.
 *
 * Lives in the arena. Nothing fails. O(samples of all layers).
 */
#ifndef ASSAY_SESSION_LAYER_TIES_H
#define ASSAY_SESSION_LAYER_TIES_H

#include <assay/metrics/layer_results.h>
#include <assay/session/comparison.h>

struct layer_tie {
    double layer;
    double figure;    /* accuracy, or delta */
    uint64_t samples; /* that both this layer and the best one have */
    double p, p_holm; /* NAN for the best itself, and when not known */
    bool level;       /* with the best, which is level with itself */
};

struct layer_ties {
    const struct layer_tie *layers; /* rising */
    size_t count;
    size_t best;     /* LAYERS_NONE when no layer has a figure */
    size_t level;    /* layers that are, the best among them; 0: not known */
    const char *why; /* not known: a sentence; else NULL */
};

struct layer_ties layer_ties_of(const struct run *run, const struct layer_results *layers,
                                const struct layer_probe *probe, double alpha, struct arena *arena);
/* Of the rows [from, to) of FAMILY_LAYERS, which are of one probe. */
struct layer_ties layer_ties_of_rows(const struct comparison *comparison, size_t from, size_t to,
                                     struct arena *arena);

#endif
