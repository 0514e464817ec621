/*
 * Layer probes: figures over folds, and what a curve over layers does.
 *
 * A curve is two arrays of n: `layer`, rising (not every layer need be there: 0, 6, 12, ...), and
 * `value`. NAN is a layer without that figure. Accuracies are shares in [0,1]; dominance is
 * accuracy of probe A minus that of probe B, so in [-1,1]: callers say which is A. The averages
 * leave NAN out and say how many values they used; all else passes NAN on or steps over it as told
 * below. Where several layers tie, the first one is taken. Nothing fails; results live in the arena
 * given.
 *
 * Source of the definitions: the layer-probe format (assay-formats(5)); interpolation is linear
 * between neighbours.
 */
#ifndef ASSAY_METRICS_LAYERS_H
#define ASSAY_METRICS_LAYERS_H

#include <assay/base/arena.h>

#include <stddef.h>

#define LAYERS_NONE ((size_t)-1)

/*
 * Mean and population standard deviation (ddof 0) over folds. Folds that have no value (NAN: no
 * sample of the subset) are left out. Both are NAN when n is 0; the deviation of one fold is 0.
 */
struct fold_summary {
    double mean;
    double std;
    size_t n; /* folds used */
};
struct fold_summary layers_over_folds(const double *value, size_t n);

/* out[i] = a[i] - b[i]; NAN where either is. out may be a or b. */
void layers_dominance(const double *a, const double *b, double *out, size_t n);

/*
 * Where a curve changes sign. Layers without a value are stepped over, as are values of exactly 0:
 * a curve that touches 0 and turns back does not cross. Between the last layer on the old side and
 * the first on the new one the place is interpolated; if zeros lie between them it is the middle of
 * those zeros.
 */
struct crossing {
    double before; /* last layer of the old sign */
    double after;  /* first layer of the new sign */
    double at;     /* before < at < after */
    int direction; /* +1 to positive, -1 to negative */
};
struct crossing *layers_crossings(struct arena *arena, const double *layer, const double *value,
                                  size_t n, size_t *count);

/* Longest runs of neighbours in the array with value > 0; 0 and NAN end a run. */
struct layer_range {
    double first;
    double last; /* the same for a single layer */
};
struct layer_range *layers_positive_ranges(struct arena *arena, const double *layer,
                                           const double *value, size_t n, size_t *count);

/* Index of the largest or smallest value, NAN stepped over; LAYERS_NONE when there is none. */
size_t layers_arg_max(const double *value, size_t n);
size_t layers_arg_min(const double *value, size_t n);

/* Mean of the values that are there; NAN when none is. *used (may be NULL) gets their number. */
double layers_average(const double *value, size_t n, size_t *used);
/* The same over layers first <= layer <= last. */
double layers_average_between(const double *layer, const double *value, size_t n, double first,
                              double last);

/* Averages of layers 0-11, 12-23, 24 and up, whatever the depth; NAN for a part without layers. */
struct layer_trends {
    double early;
    double middle;
    double late;
};
struct layer_trends layers_trends(const double *layer, const double *value, size_t n);

/* Which probe dominates overall: average dominance > margin A, < -margin B, else balanced. */
enum leaning { LEANING_UNKNOWN, LEANING_A, LEANING_B, LEANING_BALANCED };
#define LEANING_MARGIN 0.05
enum leaning layers_leaning(double average_dominance, double margin);

/* Averages over the layers that have conflict figures, each over the layers that have that one. */
struct conflict_averages {
    double a;
    double b;
    double dominance;
};
struct conflict_averages layers_conflict(const double *a, const double *b, const double *dominance,
                                         size_t n);

#endif
