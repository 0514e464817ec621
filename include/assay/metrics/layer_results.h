/*
 * A layer-probe run's figures: every probe's curve over the layers, and what the pair of probes
 * does.
 *
 * Evidence, layer by layer: predictions (layer_folds.h) where there are any for that layer, else
 * the given table (series over "layer": <probe>_acc, _acc_std, _f1, _acc_conflict, dominance,
 * dominance_conflict), whose figures are rounded in print. The layers are those of either.
 *
 * Probe A and probe B: dominance is accuracy of A minus that of B. The pair is the one for which
 * the table's dominance column says so; where no column or more than one pair does, prosody and
 * semantic, else the first two probes.
 *
 * Where a table is the evidence, `half_unit` is how far printing moved each figure; 0 when all
 * comes from predictions. Results point into the run and live in the arena given. Nothing fails.
 */
#ifndef ASSAY_METRICS_LAYER_RESULTS_H
#define ASSAY_METRICS_LAYER_RESULTS_H

#include <assay/base/arena.h>
#include <assay/metrics/layer_folds.h>
#include <assay/metrics/layers.h>
#include <assay/model/run.h>

struct layer_probe {
    const char *name;
    const struct layer_figures *figures; /* one a layer; samples 0: from the table */
    const double *accuracy, *conflict;   /* the same as columns, NAN where missing */
    const struct series *stated;         /* <name>_acc of the table, or NULL */
    size_t labels; /* of its samples, else those that the files count samples of; 0: not known */
    double chance; /* of guessing right among them, all alike; NAN below two */
};

struct layer_results {
    const double *layer; /* rising */
    size_t count;
    const struct layer_probe *probes;
    size_t probe_count;
    const struct layer_probe *a, *b; /* NULL unless there are two probes */
    const double *dominance;         /* A minus B; the table's own where it is the evidence */
    const double *dominance_conflict;
    const double *difference; /* A minus B of the accuracies, whatever the table says */
    const double *difference_conflict;
    double half_unit;
    uint32_t file; /* of the table when it is the evidence, else FILE_NONE */
    const struct crossing *crossings;
    size_t crossing_count;
    const struct layer_range *ranges; /* dominance > 0 */
    size_t range_count;
};

/* NULL when the run has no probes over layers. */
const struct layer_results *layer_results_new(const struct run *run, struct arena *arena);
const struct layer_probe *layer_results_probe(const struct layer_results *results,
                                              const char *name);
/* Index of a layer, LAYERS_NONE when it is not there; O(log n). */
size_t layer_results_index(const struct layer_results *results, double layer);

#endif
