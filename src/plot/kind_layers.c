#include <assay/plot/kind_layers.h>

#include <assay/base/fmt.h>
#include <assay/session/headline.h>

#include <math.h>

enum { MARKED_MOST = 12 }; /* layers that are few enough to show each */

const struct layer_results *kind_layers_of(const struct topic *topic, const char **why)
{
    const struct layer_results *layers = topic->figures->input->results->layers;

    if (layers && layers->count)
        return layers;
    *why = "the run has no probes over layers";
    return NULL;
}

struct plot_axis kind_layers_axis(void)
{
    return plot_axis_of("layer", TICKS_WHOLE, TICK_PLAIN);
}

struct plot_axis kind_layers_share_axis(const char *title)
{
    return plot_axis_of(title, TICKS_ANY, TICK_SHARE);
}

uint64_t kind_layers_conflict_count(const struct layer_results *layers)
{
    uint64_t most = 0;

    for (size_t p = 0; p < layers->probe_count; p++)
        for (size_t i = 0; i < layers->count; i++)
            if (layers->probes[p].figures[i].conflict_samples > most)
                most = layers->probes[p].figures[i].conflict_samples;
    return most;
}

static size_t folds_of(const struct layer_results *layers)
{
    size_t most = 0;

    for (size_t p = 0; p < layers->probe_count; p++)
        for (size_t i = 0; i < layers->count; i++)
            if (layers->probes[p].figures[i].folds > most)
                most = layers->probes[p].figures[i].folds;
    return most;
}

static const char *over_folds(const struct layer_results *layers, struct arena *arena)
{
    size_t folds = folds_of(layers);

    return folds > 1 ? arena_printf(arena, ", mean over %zu folds", folds) : "";
}

const char *kind_layers_how(const struct topic *topic, enum layers_part part)
{
    const struct layer_results *layers = topic->figures->input->results->layers;
    struct arena *arena = topic->arena;
    uint64_t count = part == LAYERS_CONFLICT ? kind_layers_conflict_count(layers)
                                             : headline_samples(topic->figures->input);

    if (folds_of(layers) && count)
        return arena_printf(
            arena, "%s%s",
            fmt_counted(arena, count, part == LAYERS_CONFLICT ? "conflict sample" : "sample"),
            over_folds(layers, arena));
    if (layers->half_unit > 0.0)
        return arena_printf(arena, "from a table rounded to %s",
                            fmt_counted(arena,
                                        (uint64_t)fmax(0.0, round(-log10(2.0 * layers->half_unit))),
                                        "decimal"));
    return "from a table";
}

/* Some value has no neighbour that has one, so a line alone would not show it. */
static bool has_lone_values(const double *y, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!isnan(y[i]) && (i == 0 || isnan(y[i - 1])) && (i + 1 == count || isnan(y[i + 1])))
            return true;
    return false;
}

struct plot_series kind_layers_series(const struct layer_results *layers, const char *name,
                                      const double *y, int number)
{
    return (struct plot_series){.name = name,
                                .form = PLOT_LINE,
                                .role = role_series(number),
                                .x = layers->layer,
                                .y = y,
                                .count = layers->count,
                                .marked = layers->count <= MARKED_MOST ||
                                          has_lone_values(y, layers->count)};
}

/* Probes that share their best place share its note. */
static bool has_note(const struct plot_axes *axes, double x, double y)
{
    for (size_t i = 0; i < axes->note_count; i++)
        if (axes->notes[i].x == x && axes->notes[i].y == y)
            return true;
    return false;
}

void kind_layers_best(struct plot *plot, struct plot_axes *axes, const struct layer_results *layers,
                      const char *name, const double *y, struct arena *arena)
{
    size_t best = layers_arg_max(y, layers->count);
    const char *layer, *value;

    if (best == LAYERS_NONE)
        return;
    layer = kind_layers_text(layers->layer[best], arena);
    value = fmt_share(arena, y[best]);
    if (!has_note(axes, layers->layer[best], y[best]))
        plot_add_note(axes,
                      (struct plot_note){layers->layer[best], y[best],
                                         arena_printf(arena, "layer %s, %s", layer, value)},
                      arena);
    plot_say(plot, arena, "%s is best at layer %s with %s", name, layer, value);
}

double kind_layers_within(double value, double low, double high)
{
    return value >= low && value <= high ? value : NAN;
}

static double field_of(const struct layer_figures *figures, enum layers_field field)
{
    switch (field) {
    case FIELD_DEVIATION:
        return figures->accuracy_std;
    case FIELD_F1:
        return figures->f1;
    case FIELD_CONFLICT:
        return figures->conflict;
    case FIELD_ACCURACY:
        break;
    }
    return figures->accuracy;
}

double *kind_layers_column(const struct layer_results *layers, const struct layer_probe *probe,
                           enum layers_field field, struct arena *arena)
{
    double *column = arena_zalloc(arena, layers->count, sizeof(*column));

    for (size_t i = 0; i < layers->count; i++)
        column[i] = kind_layers_within(field_of(&probe->figures[i], field), 0.0, 1.0);
    return column;
}

const char *kind_layers_text(double layer, struct arena *arena)
{
    return metric_format(metric_of_unit(UNIT_LAYER), layer, arena);
}
