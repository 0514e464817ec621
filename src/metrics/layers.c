#include <assay/metrics/layers.h>

#include <math.h>
#include <stdbool.h>

enum { EARLY_LAST = 11, MIDDLE_LAST = 23 };

double layers_average(const double *value, size_t n, size_t *used)
{
    double sum = 0.0;
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        if (isnan(value[i]))
            continue;
        sum += value[i];
        count++;
    }
    if (used)
        *used = count;
    return count ? sum / (double)count : NAN;
}

struct fold_summary layers_over_folds(const double *value, size_t n)
{
    struct fold_summary folds;
    double squares = 0.0;

    folds.mean = layers_average(value, n, &folds.n);
    for (size_t i = 0; i < n; i++)
        if (!isnan(value[i]))
            squares += (value[i] - folds.mean) * (value[i] - folds.mean);
    folds.std = folds.n ? sqrt(squares / (double)folds.n) : NAN;
    return folds;
}

void layers_dominance(const double *a, const double *b, double *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = a[i] - b[i];
}

static bool has_sign(double value)
{
    return value > 0.0 || value < 0.0;
}

/* The sign changes between entries i and j, and all between them are zeros or absent. */
static struct crossing crossing_between(const double *layer, const double *value, size_t i,
                                        size_t j)
{
    struct crossing crossing = {
        .before = layer[i],
        .after = layer[j],
        .at = layer[i] + (layer[j] - layer[i]) * (value[i] / (value[i] - value[j])),
        .direction = value[j] > 0.0 ? 1 : -1,
    };
    size_t first = j, last = i;

    for (size_t k = i + 1; k < j; k++) {
        if (isnan(value[k]))
            continue;
        if (first == j)
            first = k;
        last = k;
    }
    if (first != j)
        crossing.at = (layer[first] + layer[last]) / 2.0;
    return crossing;
}

struct crossing *layers_crossings(struct arena *arena, const double *layer, const double *value,
                                  size_t n, size_t *count)
{
    struct crossing *crossings = arena_zalloc(arena, n, sizeof(*crossings));
    size_t previous = LAYERS_NONE;

    *count = 0;
    for (size_t i = 0; i < n; i++) {
        if (!has_sign(value[i]))
            continue;
        if (previous != LAYERS_NONE && (value[previous] > 0.0) != (value[i] > 0.0))
            crossings[(*count)++] = crossing_between(layer, value, previous, i);
        previous = i;
    }
    return crossings;
}

struct layer_range *layers_positive_ranges(struct arena *arena, const double *layer,
                                           const double *value, size_t n, size_t *count)
{
    struct layer_range *ranges = arena_zalloc(arena, n, sizeof(*ranges));
    bool inside = false;

    *count = 0;
    for (size_t i = 0; i < n; i++) {
        bool positive = value[i] > 0.0;

        if (positive && !inside)
            ranges[(*count)++].first = layer[i];
        if (positive)
            ranges[*count - 1].last = layer[i];
        inside = positive;
    }
    return ranges;
}

size_t layers_arg_max(const double *value, size_t n)
{
    size_t best = LAYERS_NONE;

    for (size_t i = 0; i < n; i++)
        if (!isnan(value[i]) && (best == LAYERS_NONE || value[i] > value[best]))
            best = i;
    return best;
}

size_t layers_arg_min(const double *value, size_t n)
{
    size_t best = LAYERS_NONE;

    for (size_t i = 0; i < n; i++)
        if (!isnan(value[i]) && (best == LAYERS_NONE || value[i] < value[best]))
            best = i;
    return best;
}

double layers_average_between(const double *layer, const double *value, size_t n, double first,
                              double last)
{
    double sum = 0.0, count = 0.0;

    for (size_t i = 0; i < n; i++) {
        if (isnan(value[i]) || !(layer[i] >= first && layer[i] <= last))
            continue;
        sum += value[i];
        count++;
    }
    return count > 0.0 ? sum / count : NAN;
}

struct layer_trends layers_trends(const double *layer, const double *value, size_t n)
{
    return (struct layer_trends){
        .early = layers_average_between(layer, value, n, 0, EARLY_LAST),
        .middle = layers_average_between(layer, value, n, EARLY_LAST + 1, MIDDLE_LAST),
        .late = layers_average_between(layer, value, n, MIDDLE_LAST + 1, INFINITY),
    };
}

enum leaning layers_leaning(double average_dominance, double margin)
{
    if (isnan(average_dominance))
        return LEANING_UNKNOWN;
    if (average_dominance > margin)
        return LEANING_A;
    return average_dominance < -margin ? LEANING_B : LEANING_BALANCED;
}

struct conflict_averages layers_conflict(const double *a, const double *b, const double *dominance,
                                         size_t n)
{
    return (struct conflict_averages){
        .a = layers_average(a, n, NULL),
        .b = layers_average(b, n, NULL),
        .dominance = layers_average(dominance, n, NULL),
    };
}
