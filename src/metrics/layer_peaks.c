#include <assay/metrics/layer_peaks.h>

#include <math.h>
#include <string.h>

/* Two places share a maximum when they differ by no more than the order of summation may move. */
#define TIE 1e-12

/* ---- peaks ---- */

struct peak {
    const double *value;
    double sign; /* +1: the largest, -1: the smallest */
};

static bool peak_find(const struct layer_results *layers, struct peak peak, size_t *at)
{
    *at = peak.sign > 0.0 ? layers_arg_max(peak.value, layers->count)
                          : layers_arg_min(peak.value, layers->count);
    return *at != LAYERS_NONE;
}

static void give_peak_value(const struct layer_results *layers, struct peak peak,
                            struct arena *arena, struct figure *out)
{
    size_t at;

    if (!peak_find(layers, peak, &at)) {
        layer_figure_give(layers, NAN, 0, 0.0, NULL, out);
        return;
    }
    layer_figure_give(layers, peak.value[at], layers->count, 1.0, "the table is rounded", out);
    out->how = arena_printf(arena, "at layer %g, of %zu layers", layers->layer[at], layers->count);
}

static void give_peak_layer(const struct layer_results *layers, struct peak peak,
                            struct arena *arena, struct figure *out)
{
    double *ties = arena_zalloc(arena, layers->count, sizeof(*ties));
    size_t at;

    if (!peak_find(layers, peak, &at)) {
        layer_figure_give(layers, NAN, 0, 0.0, NULL, out);
        return;
    }
    layer_figure_give(layers, layers->layer[at], layers->count, 0.0, NULL, out);
    for (size_t i = 0; i < layers->count; i++)
        if (i != at && fabs(peak.value[i] - peak.value[at]) <= TIE)
            ties[out->tie_count++] = layers->layer[i];
    out->ties = ties;
    out->how =
        arena_printf(arena, "%s of %zu layers, %.6g", peak.sign > 0.0 ? "largest" : "smallest",
                     layers->count, peak.value[at]);
}

/* Dominance of a probe peaks where A - B is largest for A, smallest for B. */
static bool dominance_peak(const struct layer_results *layers, const struct quantity *what,
                           const double *value, struct peak *peak, struct figure *out)
{
    out->how = "there is no such pair of probes";
    if (!layers->a)
        return false;
    *peak = (struct peak){value, 1.0};
    if (what->subject && strcmp(what->subject, layers->b->name) == 0)
        peak->sign = -1.0;
    else if (what->subject && strcmp(what->subject, layers->a->name) != 0)
        return false;
    return true;
}

#define COMPUTE_PEAK(name, value, give_it)                                                         \
    void layer_figure_##name(const struct layer_results *layers, const struct quantity *what,      \
                             uint32_t not_file, struct arena *arena, struct figure *out)           \
    {                                                                                              \
        struct peak peak;                                                                          \
                                                                                                   \
        (void)not_file;                                                                            \
        if (dominance_peak(layers, what, layers->value, &peak, out))                               \
            give_it(layers, peak, arena, out);                                                     \
    }
COMPUTE_PEAK(peak, dominance, give_peak_value)
COMPUTE_PEAK(peak_layer, dominance, give_peak_layer)
COMPUTE_PEAK(conflict_peak, dominance_conflict, give_peak_value)
COMPUTE_PEAK(conflict_peak_layer, dominance_conflict, give_peak_layer)
#undef COMPUTE_PEAK

void layer_figure_best(const struct layer_results *layers, const struct quantity *what,
                       uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct layer_probe *probe = layer_results_probe(layers, what->subject);

    (void)not_file;
    out->how = "no such probe";
    if (probe)
        give_peak_value(layers, (struct peak){probe->accuracy, 1.0}, arena, out);
}

void layer_figure_best_layer(const struct layer_results *layers, const struct quantity *what,
                             uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct layer_probe *probe = layer_results_probe(layers, what->subject);

    (void)not_file;
    out->how = "no such probe";
    if (probe)
        give_peak_layer(layers, (struct peak){probe->accuracy, 1.0}, arena, out);
}

/* ---- crossings, ranges, layers ---- */

void layer_figure_crossing_count(const struct layer_results *layers, const struct quantity *what,
                                 uint32_t not_file, struct arena *arena, struct figure *out)
{
    (void)what;
    (void)not_file;
    (void)arena;
    if (layers->a)
        layer_figure_give(layers, (double)layers->crossing_count, layers->count, 0.0, NULL, out);
}

static const char *all_crossings(const struct layer_results *layers, struct arena *arena)
{
    struct buf text = {.ptr = NULL};
    const char *kept;

    buf_addf(&text, "%zu crossings:", layers->crossing_count);
    for (size_t i = 0; i < layers->crossing_count; i++)
        buf_addf(&text, " %.2f", layers->crossings[i].at);
    kept = arena_strdup(arena, text.ptr);
    buf_release(&text);
    return kept;
}

/* The number (from 1, none: the first) as an index. */
static size_t index_of(const struct quantity *what)
{
    return what->at >= 1.0 && what->at <= 1e6 ? (size_t)what->at - 1 : 0;
}

void layer_figure_crossing(const struct layer_results *layers, const struct quantity *what,
                           uint32_t not_file, struct arena *arena, struct figure *out)
{
    size_t index = index_of(what);
    const struct crossing *crossing;

    (void)not_file;
    if (!layers->a)
        return;
    layer_figure_give_text(layers, "none", layers->count, out);
    if (index < layers->crossing_count) {
        crossing = &layers->crossings[index];
        out->text = arena_printf(arena, "%g-%g", crossing->before, crossing->after);
        out->value = crossing->at;
    }
    out->how = all_crossings(layers, arena);
}

void layer_figure_range_count(const struct layer_results *layers, const struct quantity *what,
                              uint32_t not_file, struct arena *arena, struct figure *out)
{
    (void)what;
    (void)not_file;
    (void)arena;
    if (layers->a)
        layer_figure_give(layers, (double)layers->range_count, layers->count, 0.0, NULL, out);
}

void layer_figure_range(const struct layer_results *layers, const struct quantity *what,
                        uint32_t not_file, struct arena *arena, struct figure *out)
{
    size_t index = index_of(what);

    (void)not_file;
    if (!layers->a)
        return;
    layer_figure_give_text(layers, "none", layers->count, out);
    if (index < layers->range_count)
        out->text =
            arena_printf(arena, "%g-%g", layers->ranges[index].first, layers->ranges[index].last);
    out->how = arena_printf(arena, "of %zu ranges", layers->range_count);
}

void layer_figure_evaluated(const struct layer_results *layers, const struct quantity *what,
                            uint32_t not_file, struct arena *arena, struct figure *out)
{
    (void)what;
    (void)not_file;
    (void)arena;
    layer_figure_give(layers, (double)layers->count, layers->count, 0.0, NULL, out);
    out->how = "layers present";
}

void layer_figure_span(const struct layer_results *layers, const struct quantity *what,
                       uint32_t not_file, struct arena *arena, struct figure *out)
{
    (void)what;
    (void)not_file;
    if (layers->count)
        layer_figure_give_text(
            layers,
            arena_printf(arena, "%g-%g", layers->layer[0], layers->layer[layers->count - 1]),
            layers->count, out);
}
