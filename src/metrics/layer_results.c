#include <assay/metrics/layer_results.h>

#include <assay/base/rising.h>
#include <assay/base/str.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PROBES_MAX = 64, NAME_ROOM = 512 };

struct build {
    const struct run *run;
    struct arena *arena;
    struct layer_results *out;
    struct layer_probe *probes;
    struct layer_folds folds[PROBES_MAX]; /* of the probe of that number */
};

static bool is_over_layers(const struct series *series)
{
    return strcmp(series->axis, "layer") == 0;
}

/* The table's column <probe><suffix>, or NULL. */
static const struct series *column(const struct run *run, const char *probe, const char *suffix)
{
    char name[NAME_ROOM];
    const struct series *series;

    if ((size_t)snprintf(name, sizeof(name), "%s%s", probe, suffix) >= sizeof(name))
        return NULL;
    series = run_series_named(run, name);
    return series && is_over_layers(series) ? series : NULL;
}

/* Layers of a table rise: the loader sorts them. */
static double value_at(const struct series *series, double layer)
{
    size_t at = series ? rising_find(series->x, series->count, layer) : LAYERS_NONE;

    return at != LAYERS_NONE ? series->y[at] : NAN;
}

/* ---- which probes ---- */

static struct layer_probe *find_probe(struct build *build, const char *name, size_t length)
{
    for (size_t i = 0; i < build->out->probe_count; i++)
        if (strlen(build->probes[i].name) == length &&
            memcmp(build->probes[i].name, name, length) == 0)
            return &build->probes[i];
    return NULL;
}

static struct layer_probe *add_probe(struct build *build, const char *name, size_t length)
{
    struct layer_probe *probe = find_probe(build, name, length);

    if (probe || build->out->probe_count == PROBES_MAX)
        return probe;
    probe = &build->probes[build->out->probe_count++];
    probe->name = arena_strndup(build->arena, name, length);
    return probe;
}

static void find_probes(struct build *build)
{
    size_t count;
    const struct series *series = run_series(build->run, &count);

    for (size_t i = 0; i < count; i++) {
        struct str name = str_of(series[i].name);
        struct layer_probe *probe;

        if (!is_over_layers(&series[i]) || !str_ends(name, "_acc") || name.len == 4)
            continue;
        probe = add_probe(build, name.ptr, name.len - 4);
        if (probe && !probe->stated)
            probe->stated = &series[i];
    }
    for (size_t i = 0; i < run_samples_count(build->run); i++) {
        const struct samples *samples = run_samples(build->run, i);
        struct layer_folds folds = layer_folds_of(samples, build->arena);
        struct layer_probe *probe =
            folds.count ? add_probe(build, samples->name, strlen(samples->name)) : NULL;

        if (probe)
            build->folds[probe - build->probes] = folds;
    }
}

/* ---- which layers ---- */

static int number_order(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

static size_t layer_total(const struct build *build)
{
    size_t total = 0;

    for (size_t i = 0; i < build->out->probe_count; i++)
        total +=
            build->folds[i].count + (build->probes[i].stated ? build->probes[i].stated->count : 0);
    return total;
}

static void find_layers(struct build *build)
{
    double *layer = arena_zalloc(build->arena, layer_total(build), sizeof(*layer));
    size_t count = 0, kept = 0;

    for (size_t i = 0; i < build->out->probe_count; i++) {
        const struct series *stated = build->probes[i].stated;

        for (size_t k = 0; k < build->folds[i].count; k++)
            layer[count++] = build->folds[i].layers[k].layer;
        for (size_t k = 0; stated && k < stated->count; k++)
            if (!isnan(stated->x[k]))
                layer[count++] = stated->x[k];
    }
    if (count)
        qsort(layer, count, sizeof(*layer), number_order);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || layer[kept - 1] != layer[i])
            layer[kept++] = layer[i];
    build->out->layer = layer;
    build->out->count = kept;
}

/* ---- figures ---- */

static void use_table(struct build *build, const struct series *series)
{
    double half;

    if (!series)
        return;
    half = series->decimals > 300 ? 0.0 : 0.5 * pow(10.0, -series->decimals);
    build->out->half_unit = fmax(build->out->half_unit, half);
    build->out->file = series->file;
}

static struct layer_figures from_table(struct build *build, const char *probe, double layer)
{
    const struct series *accuracy = column(build->run, probe, "_acc");

    use_table(build, accuracy);
    return (struct layer_figures){
        .layer = layer,
        .accuracy = value_at(accuracy, layer),
        .accuracy_std = value_at(column(build->run, probe, "_acc_std"), layer),
        .f1 = value_at(column(build->run, probe, "_f1"), layer),
        .conflict = value_at(column(build->run, probe, "_acc_conflict"), layer),
    };
}

/* Labels of the samples that the probe was tested on; 0 when there are none. */
static size_t labels_of_samples(const struct run *run, const char *probe)
{
    const struct samples *samples;

    for (size_t i = 0; (samples = run_samples(run, i)); i++)
        if (strcmp(samples->name, probe) == 0)
            return samples->labels.count;
    return 0;
}

/* Labels that the files say there are samples of. */
static size_t labels_of_claims(const struct run *run, const char *probe)
{
    size_t count, labels = 0;
    const struct claim *claims = run_claims(run, &count);

    for (size_t i = 0; i < count; i++)
        if (strcmp(claims[i].what.metric, "dataset_label") == 0 && claims[i].what.set &&
            strcmp(claims[i].what.set, probe) == 0 && claims[i].value > 0.0)
            labels++;
    return labels;
}

static size_t count_labels(const struct run *run, const char *probe)
{
    size_t labels = labels_of_samples(run, probe);

    return labels ? labels : labels_of_claims(run, probe);
}

static void fill_probe(struct build *build, size_t number)
{
    struct layer_probe *probe = &build->probes[number];
    size_t n = build->out->count;
    struct layer_figures *figures = arena_zalloc(build->arena, n, sizeof(*figures));
    double *accuracy = arena_zalloc(build->arena, n, sizeof(*accuracy));
    double *conflict = arena_zalloc(build->arena, n, sizeof(*conflict));

    for (size_t i = 0; i < n; i++) {
        const struct layer_figures *found =
            layer_folds_at(&build->folds[number], build->out->layer[i]);

        figures[i] = found ? *found : from_table(build, probe->name, build->out->layer[i]);
        accuracy[i] = figures[i].accuracy;
        conflict[i] = figures[i].conflict;
    }
    probe->figures = figures;
    probe->accuracy = accuracy;
    probe->conflict = conflict;
    probe->labels = count_labels(build->run, probe->name);
    probe->chance = probe->labels > 1 ? 1.0 / (double)probe->labels : NAN;
}

/* ---- which pair ---- */

/* The dominance column is a - b within the rounding of all three, wherever they are there. */
static bool explains(const struct run *run, const struct layer_probe *a,
                     const struct layer_probe *b)
{
    const struct series *dominance = column(run, "dominance", "");
    double allowed;
    size_t seen = 0;

    if (!dominance || !a->stated || !b->stated)
        return false;
    allowed = dominance->decimals > 300 ? 1e-9 : 1.6 * pow(10.0, -dominance->decimals);
    for (size_t i = 0; i < dominance->count; i++) {
        double expected =
            value_at(a->stated, dominance->x[i]) - value_at(b->stated, dominance->x[i]);

        if (isnan(expected) || isnan(dominance->y[i]))
            continue;
        if (fabs(expected - dominance->y[i]) > allowed)
            return false;
        seen++;
    }
    return seen > 0;
}

static void take_pair(struct layer_results *out, const struct layer_probe *a,
                      const struct layer_probe *b)
{
    out->a = a;
    out->b = b;
}

static void choose_pair(struct build *build)
{
    struct layer_results *out = build->out;
    const struct layer_probe *prosody = layer_results_probe(out, "prosody");
    const struct layer_probe *semantic = layer_results_probe(out, "semantic");

    if (out->probe_count < 2)
        return;
    take_pair(out, &out->probes[0], &out->probes[1]);
    if (prosody && semantic)
        take_pair(out, prosody, semantic);
    if (explains(build->run, out->a, out->b))
        return;
    for (size_t i = 0; i < out->probe_count; i++)
        for (size_t k = 0; k < out->probe_count; k++)
            if (i != k && explains(build->run, &out->probes[i], &out->probes[k])) {
                take_pair(out, &out->probes[i], &out->probes[k]);
                return;
            }
}

/* ---- dominance ---- */

static bool from_predictions(const struct layer_results *out, size_t i)
{
    return out->a->figures[i].samples && out->b->figures[i].samples;
}

/* The table's own column is rounded once, the difference of two columns twice. */
static const double *own_or_difference(struct build *build, const char *name,
                                       const double *difference)
{
    const struct series *stated = column(build->run, name, "");
    double *values = arena_zalloc(build->arena, build->out->count, sizeof(*values));

    for (size_t i = 0; i < build->out->count; i++) {
        double own = value_at(stated, build->out->layer[i]);
        bool computed = from_predictions(build->out, i) || isnan(own);

        values[i] = computed ? difference[i] : own;
    }
    return values;
}

static const double *difference_of(struct build *build, const double *a, const double *b)
{
    double *values = arena_zalloc(build->arena, build->out->count, sizeof(*values));

    layers_dominance(a, b, values, build->out->count);
    return values;
}

static void compute_dominance(struct build *build)
{
    struct layer_results *out = build->out;

    if (!out->a)
        return;
    out->difference = difference_of(build, out->a->accuracy, out->b->accuracy);
    out->difference_conflict = difference_of(build, out->a->conflict, out->b->conflict);
    out->dominance = own_or_difference(build, "dominance", out->difference);
    out->dominance_conflict =
        own_or_difference(build, "dominance_conflict", out->difference_conflict);
    out->crossings = layers_crossings(build->arena, out->layer, out->dominance, out->count,
                                      &out->crossing_count);
    out->ranges = layers_positive_ranges(build->arena, out->layer, out->dominance, out->count,
                                         &out->range_count);
}

const struct layer_results *layer_results_new(const struct run *run, struct arena *arena)
{
    struct build *build = arena_zalloc(arena, 1, sizeof(*build));

    build->run = run;
    build->arena = arena;
    build->out = arena_zalloc(arena, 1, sizeof(*build->out));
    build->probes = arena_zalloc(arena, PROBES_MAX, sizeof(*build->probes));
    build->out->probes = build->probes;
    build->out->file = FILE_NONE;
    find_probes(build);
    if (build->out->probe_count == 0)
        return NULL;
    find_layers(build);
    for (size_t i = 0; i < build->out->probe_count; i++)
        fill_probe(build, i);
    choose_pair(build);
    compute_dominance(build);
    return build->out;
}

const struct layer_probe *layer_results_probe(const struct layer_results *results, const char *name)
{
    for (size_t i = 0; name && i < results->probe_count; i++)
        if (strcmp(results->probes[i].name, name) == 0)
            return &results->probes[i];
    return NULL;
}

size_t layer_results_index(const struct layer_results *results, double layer)
{
    return rising_find(results->layer, results->count, layer);
}
