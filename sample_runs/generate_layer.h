/*
 * A layer-probe run made up sample by sample: who is asked, how many are right in each cell
 * (layer x probe x fold x conflict or not), what was answered, and the figures that follow.
 *
 * The figures are those of the source: per layer the mean over folds of accuracy and of macro-F1
 * (over the labels that occur as truth or answer in the fold), population standard deviation over
 * folds, conflict accuracy as mean over the folds that have conflict samples. Nothing fails.
 */
#ifndef SAMPLES_GENERATE_LAYER_H
#define SAMPLES_GENERATE_LAYER_H

#include <stdbool.h>
#include <stdint.h>

enum { FOLDS = 5, LABELS = 5, TEXTS = 50, SAMPLES_MAX = TEXTS * LABELS, LAYERS_MAX = 36 };
enum { SEMANTIC, PROSODY, PROBES };
enum { CONFLICT, CONSISTENT, PARTS };

extern const char *const layer_labels[LABELS];

struct sample {
    int text, slot, fold;
    int truth[PROBES]; /* index into layer_labels */
};

/* One run: who is asked (samples), how many are right (counts), what was answered. */
struct layer_run {
    const char *dir, *prefix, *model_path;
    uint64_t seed;
    int layers[LAYERS_MAX];
    int layer_count;
    int sample_count;
    struct sample samples[SAMPLES_MAX];
    int counts[LAYERS_MAX][PROBES][FOLDS][PARTS];
    int answers[LAYERS_MAX][PROBES][SAMPLES_MAX];
};

struct figures {
    double acc[PROBES], std[PROBES], f1[PROBES], conflict[PROBES];
};

/* 50 texts, ten a label, each spoken in five ways; or, without conflict, always in its own. */
void layer_make_samples(struct layer_run *run, bool with_conflict);
/* CONFLICT when the two truths differ. */
int layer_part_of(const struct sample *s);
/* Fills answers so that every cell has exactly the counted number of right ones. */
void layer_answer(struct layer_run *run);
/* Figures of the layer at index AT; conflict is NAN where no fold has conflict samples. */
struct figures layer_measure(const struct layer_run *run, int at);
/* Plain mean; NAN when n is 0. */
double layer_mean(const double *v, int n);

/* The run whose figures are given: 36 layers, answered. */
void layer_reference_run(struct layer_run *run);
/* DIR/[PREFIX]metrics_per_layer.csv */
void layer_write_metrics(const char *root, const struct layer_run *run);

#endif
