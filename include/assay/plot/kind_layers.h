/*
 * What the plots over layers share: their axis, who was measured and how, a probe's series, notes
 * at the best layer. Probes are named as the run names them; nothing here knows their names.
 * All lives in the topic's arena.
 */
#ifndef ASSAY_PLOT_KIND_LAYERS_H
#define ASSAY_PLOT_KIND_LAYERS_H

#include <assay/metrics/layer_results.h>
#include <assay/plot/plot_build.h>

/* The run's layers, or NULL and *why. */
const struct layer_results *kind_layers_of(const struct topic *topic, const char **why);
struct plot_axis kind_layers_axis(void);
/* Accuracies and F1: shares, fitted. */
struct plot_axis kind_layers_share_axis(const char *title);

/* "247 samples, mean over 5 folds" or "from a table rounded to 4 decimals". */
enum layers_part { LAYERS_ALL, LAYERS_CONFLICT };
const char *kind_layers_how(const struct topic *topic, enum layers_part part);
/* Conflict samples of a layer, the most there are; 0 when they are not known. */
uint64_t kind_layers_conflict_count(const struct layer_results *layers);

/* A curve over the layers, number 0, 1, 2 …; where layers are few, or a value has no line to it,
 * each is marked. */
struct plot_series kind_layers_series(const struct layer_results *layers, const char *name,
                                      const double *y, int number);
/* "name peaks at layer 27 with .8304" as a sentence and as a note at the place, "layer 27, .8304";
 * nothing where there is no value. */
void kind_layers_best(struct plot *plot, struct plot_axes *axes, const struct layer_results *layers,
                      const char *name, const double *y, struct arena *arena);
/* A column of the probe's figures; what is no share, or no deviation of shares, is NAN. */
enum layers_field { FIELD_ACCURACY, FIELD_DEVIATION, FIELD_F1, FIELD_CONFLICT };
double *kind_layers_column(const struct layer_results *layers, const struct layer_probe *probe,
                           enum layers_field field, struct arena *arena);
/* The value, or NAN when it is not within the ends. */
double kind_layers_within(double value, double low, double high);
/* "14", "0.5" */
const char *kind_layers_text(double layer, struct arena *arena);

#endif
