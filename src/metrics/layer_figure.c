#include <assay/metrics/layer_figure.h>

#include <math.h>
#include <string.h>

/* ---- evidence ---- */

static bool is_computed(const struct layer_results *layers)
{
    return layers->half_unit == 0.0 && layers->file == FILE_NONE;
}

/* halves: how many half units of the table the figure may be off. */
void layer_figure_give(const struct layer_results *layers, double value, uint64_t n, double halves,
                       const char *why, struct figure *out)
{
    out->evidence = is_computed(layers) ? EVIDENCE_SAMPLES : EVIDENCE_SERIES;
    out->value = value;
    out->n = n;
    out->allowance = halves * layers->half_unit;
    out->allowance_why = out->allowance > 0.0 ? why : NULL;
    out->file = layers->file;
}

void layer_figure_give_text(const struct layer_results *layers, const char *text, uint64_t n,
                            struct figure *out)
{
    layer_figure_give(layers, NAN, n, 0.0, NULL, out);
    out->text = text;
}

/* ---- one probe at one layer ---- */

enum cell { CELL_ACCURACY, CELL_STD, CELL_F1, CELL_CONFLICT };

static double cell_of(const struct layer_figures *figures, enum cell cell)
{
    switch (cell) {
    case CELL_ACCURACY:
        return figures->accuracy;
    case CELL_STD:
        return figures->accuracy_std;
    case CELL_F1:
        return figures->f1;
    case CELL_CONFLICT:
        break;
    }
    return figures->conflict;
}

static void compute_cell(const struct layer_results *layers, const struct quantity *what,
                         uint32_t not_file, enum cell cell, struct arena *arena, struct figure *out)
{
    const struct layer_probe *probe = layer_results_probe(layers, what->subject);
    size_t at = layer_results_index(layers, what->at);
    const struct layer_figures *figures;

    out->how = "no such probe or layer";
    if (!probe || at == LAYERS_NONE)
        return;
    figures = &probe->figures[at];
    if (figures->samples) {
        out->evidence = EVIDENCE_SAMPLES;
        out->value = cell_of(figures, cell);
        out->n = cell == CELL_CONFLICT ? figures->conflict_samples : figures->samples;
        out->how = arena_printf(arena, "over %zu folds, %llu samples", figures->folds,
                                (unsigned long long)out->n);
        return;
    }
    out->how = "no predictions of this layer";
    if (layers->file == not_file || isnan(cell_of(figures, cell)))
        return;
    layer_figure_give(layers, cell_of(figures, cell), 1, 1.0, "the table is rounded", out);
    out->evidence = EVIDENCE_SERIES;
    out->how = "as the table states it";
}

#define COMPUTE_CELL(name, cell)                                                                   \
    void layer_figure_##name(const struct layer_results *layers, const struct quantity *what,      \
                             uint32_t not_file, struct arena *arena, struct figure *out)           \
    {                                                                                              \
        compute_cell(layers, what, not_file, cell, arena, out);                                    \
    }
COMPUTE_CELL(probe_accuracy, CELL_ACCURACY)
COMPUTE_CELL(probe_accuracy_std, CELL_STD)
COMPUTE_CELL(probe_macro_f1, CELL_F1)
COMPUTE_CELL(probe_accuracy_conflict, CELL_CONFLICT)
#undef COMPUTE_CELL

/* ---- dominance at one layer ---- */

static void compute_difference(const struct layer_results *layers, const struct quantity *what,
                               uint32_t not_file, const double *difference, const double *own,
                               struct arena *arena, struct figure *out)
{
    size_t at = layer_results_index(layers, what->at);
    bool computed;

    out->how = layers->a ? "no such layer" : "there is only one probe";
    if (!layers->a || at == LAYERS_NONE)
        return;
    computed = layers->a->figures[at].samples && layers->b->figures[at].samples;
    out->how = arena_printf(arena, "%s minus %s", layers->a->name, layers->b->name);
    if (computed || layers->file == not_file)
        layer_figure_give(layers, difference[at], 2, 2.0, "difference of two rounded figures", out);
    else
        layer_figure_give(layers, own[at], 1, 1.0, "the table is rounded", out);
    out->evidence = computed ? EVIDENCE_SAMPLES : EVIDENCE_SERIES;
    if (computed)
        out->allowance = 0.0;
    else if (isnan(out->value))
        out->evidence = EVIDENCE_NONE;
}

void layer_figure_dominance_at(const struct layer_results *layers, const struct quantity *what,
                               uint32_t not_file, struct arena *arena, struct figure *out)
{
    compute_difference(layers, what, not_file, layers->difference, layers->dominance, arena, out);
}

void layer_figure_dominance_conflict_at(const struct layer_results *layers,
                                        const struct quantity *what, uint32_t not_file,
                                        struct arena *arena, struct figure *out)
{
    compute_difference(layers, what, not_file, layers->difference_conflict,
                       layers->dominance_conflict, arena, out);
}

/* ---- averages over layers ---- */

static const char mean_why[] = "mean of figures rounded in the table";

static void give_mean(const struct layer_results *layers, double mean, size_t n,
                      struct arena *arena, struct figure *out)
{
    layer_figure_give(layers, mean, n, 1.0, mean_why, out);
    out->how = arena_printf(arena, "mean over %zu layers", n);
}

/* The mean of one of the dominance curves, which take two probes. */
static void give_dominance_mean(const struct layer_results *layers, const double *curve,
                                struct arena *arena, struct figure *out)
{
    size_t used;
    double mean;

    if (!layers->a) {
        out->how = "there is only one probe";
        return;
    }
    mean = layers_average(curve, layers->count, &used);
    give_mean(layers, mean, used, arena, out);
}

void layer_figure_mean(const struct layer_results *layers, const struct quantity *what,
                       uint32_t not_file, struct arena *arena, struct figure *out)
{
    (void)what;
    (void)not_file;
    give_dominance_mean(layers, layers->dominance, arena, out);
}

void layer_figure_conflict_mean(const struct layer_results *layers, const struct quantity *what,
                                uint32_t not_file, struct arena *arena, struct figure *out)
{
    (void)what;
    (void)not_file;
    give_dominance_mean(layers, layers->dominance_conflict, arena, out);
}

void layer_figure_probe_conflict_mean(const struct layer_results *layers,
                                      const struct quantity *what, uint32_t not_file,
                                      struct arena *arena, struct figure *out)
{
    const struct layer_probe *probe = layer_results_probe(layers, what->subject);
    size_t used;
    double mean;

    (void)not_file;
    out->how = "no such probe";
    if (!probe)
        return;
    mean = layers_average(probe->conflict, layers->count, &used);
    give_mean(layers, mean, used, arena, out);
}

static size_t layers_between(const struct layer_results *layers, double first, double last)
{
    size_t n = 0;

    for (size_t i = 0; i < layers->count; i++)
        n += layers->layer[i] >= first && layers->layer[i] <= last && !isnan(layers->dominance[i]);
    return n;
}

/* The ranges are those of layers_trends. */
#define COMPUTE_TREND(part, first, last)                                                           \
    void layer_figure_##part(const struct layer_results *layers, const struct quantity *what,      \
                             uint32_t not_file, struct arena *arena, struct figure *out)           \
    {                                                                                              \
        (void)what;                                                                                \
        (void)not_file;                                                                            \
        out->how = "there is only one probe";                                                      \
        if (layers->a)                                                                             \
            give_mean(layers, layers_trends(layers->layer, layers->dominance, layers->count).part, \
                      layers_between(layers, first, last), arena, out);                            \
    }
COMPUTE_TREND(early, 0.0, 11.0)
COMPUTE_TREND(middle, 12.0, 23.0)
COMPUTE_TREND(late, 24.0, INFINITY)
#undef COMPUTE_TREND

static const char *leaning_text(const struct layer_results *layers, double mean)
{
    switch (layers_leaning(mean, LEANING_MARGIN)) {
    case LEANING_A:
        return layers->a->name;
    case LEANING_B:
        return layers->b->name;
    case LEANING_BALANCED:
        return "balanced";
    case LEANING_UNKNOWN:
        break;
    }
    return NULL;
}

void layer_figure_dominant(const struct layer_results *layers, const struct quantity *what,
                           uint32_t not_file, struct arena *arena, struct figure *out)
{
    size_t used;
    double mean;
    const char *low, *high;

    (void)what;
    (void)not_file;
    out->how = "there is only one probe";
    if (!layers->a)
        return;
    mean = layers_average(layers->dominance, layers->count, &used);
    low = leaning_text(layers, mean - layers->half_unit);
    high = leaning_text(layers, mean + layers->half_unit);
    out->how = arena_printf(arena, "average dominance %.4f, margin %.2f", mean, LEANING_MARGIN);
    if (!low || !high)
        return;
    if (strcmp(low, high) == 0)
        layer_figure_give_text(layers, low, used, out);
    else
        out->nearest_how = arena_printf(arena, "%s or %s within rounding", low, high);
}

/* A figure that the loader counts: a fact. */
void layer_figure_nothing(const struct layer_results *layers, const struct quantity *what,
                          uint32_t not_file, struct arena *arena, struct figure *out)
{
    (void)layers;
    (void)what;
    (void)not_file;
    (void)arena;
    out->how = "no predictions to count it in";
}
