#include <assay/plot/kind_layers_heatmap.h>

#include <assay/base/fmt.h>
#include <assay/plot/kind_layers_dominance.h>

#include <math.h>
#include <string.h>

enum { TEXTS_MOST = 16 }; /* layers whose cells have room for a figure */

/* Rows that share a scale. */
struct group {
    const struct layer_results *layers;
    struct arena *arena;
    const char **names;
    double *values;
    size_t rows;
    bool signs; /* texts with a sign: differences */
};

static struct group group_new(const struct layer_results *layers, size_t most, struct arena *arena)
{
    return (struct group){
        .layers = layers,
        .arena = arena,
        .names = arena_zalloc(arena, most, sizeof(char *)),
        .values = arena_zalloc(arena, most * layers->count, sizeof(double)),
    };
}

/* A row without a single value is left out. */
static void add_row(struct group *group, const char *name, const double *values)
{
    size_t count = group->layers->count;

    if (!plot_has(values, count))
        return;
    memcpy(group->values + group->rows * count, values, count * sizeof(*values));
    group->names[group->rows++] = name;
}

static const char *conflict_of(const char *name, struct arena *arena)
{
    return arena_printf(arena, "%s, conflict", name);
}

static struct group accuracies(const struct layer_results *layers, struct arena *arena)
{
    struct group group = group_new(layers, 2 * layers->probe_count, arena);

    for (size_t p = 0; p < layers->probe_count; p++)
        add_row(&group, layers->probes[p].name,
                kind_layers_column(layers, &layers->probes[p], FIELD_ACCURACY, arena));
    for (size_t p = 0; p < layers->probe_count; p++)
        add_row(&group, conflict_of(layers->probes[p].name, arena),
                kind_layers_column(layers, &layers->probes[p], FIELD_CONFLICT, arena));
    return group;
}

static struct group dominances(const struct topic *topic, const struct layer_results *layers)
{
    struct group group = group_new(layers, 2, topic->arena);

    group.signs = true;
    if (!layers->a)
        return group;
    add_row(&group, "D", kind_layers_dominance(topic, LAYERS_ALL));
    add_row(&group, conflict_of("D", topic->arena), kind_layers_dominance(topic, LAYERS_CONFLICT));
    return group;
}

/* ---- cells ---- */

static const char *const *layer_names(const struct layer_results *layers, struct arena *arena)
{
    const char **names = arena_zalloc(arena, layers->count, sizeof(*names));

    for (size_t i = 0; i < layers->count; i++)
        names[i] = kind_layers_text(layers->layer[i], arena);
    return names;
}

static struct plot_cells *cells_of(const struct group *group)
{
    size_t columns = group->layers->count, all = group->rows * columns;
    struct plot_cells *cells = arena_zalloc(group->arena, 1, sizeof(*cells));
    bool wide = columns <= TEXTS_MOST;
    const char **texts = arena_zalloc(group->arena, all, sizeof(*texts));
    const char **titles = arena_zalloc(group->arena, all, sizeof(*titles));

    *cells = (struct plot_cells){.rows = group->names,
                                 .columns = layer_names(group->layers, group->arena),
                                 .column_title = "layer",
                                 .row_count = group->rows,
                                 .column_count = columns,
                                 .values = group->values,
                                 .texts = wide ? texts : NULL,
                                 .titles = titles,
                                 .low = NAN,
                                 .high = NAN};
    for (size_t i = 0; i < all; i++) {
        double value = group->values[i];

        texts[i] =
            group->signs ? fmt_delta(group->arena, value, 4) : fmt_share(group->arena, value);
        titles[i] = arena_printf(group->arena, "%s, layer %s: %s", group->names[i / columns],
                                 cells->columns[i % columns],
                                 group->signs ? fmt_delta(group->arena, value, 4) : texts[i]);
    }
    return cells;
}

static size_t arg_most(const struct group *group)
{
    return layers_arg_max(group->values, group->rows * group->layers->count);
}

static size_t arg_least(const struct group *group)
{
    return layers_arg_min(group->values, group->rows * group->layers->count);
}

/* ---- the plot ---- */

static void add_accuracies(const struct group *group, struct plot *plot)
{
    struct plot_cells *cells = cells_of(group);
    const char *low = fmt_share(group->arena, group->values[arg_least(group)]);
    const char *high = fmt_share(group->arena, group->values[arg_most(group)]);

    cells->colours = CELLS_HEAT;
    cells->key = "accuracy";
    cells->key_text = TICK_SHARE;
    plot_say(plot, group->arena, "Accuracies are between %s and %s", low, high);
    plot_add_panel(plot, (struct plot_panel){.kind = PANEL_CELLS, .cells = cells}, group->arena);
}

static void add_dominances(const struct group *group, int row, struct plot *plot)
{
    struct plot_cells *cells = cells_of(group);
    const struct layer_results *layers = group->layers;
    double low = group->values[arg_least(group)], high = group->values[arg_most(group)];

    cells->colours = CELLS_DIVERGE;
    cells->high = fmax(fabs(low), fabs(high));
    if (cells->high == 0.0)
        cells->high = LEANING_MARGIN;
    cells->low = -cells->high;
    cells->key = arena_printf(group->arena, "D = %s − %s", layers->a->name, layers->b->name);
    cells->key_text = TICK_DELTA;
    plot_say(plot, group->arena, "Dominance, %s minus %s, is between %s and %s", layers->a->name,
             layers->b->name, fmt_delta(group->arena, low, 4), fmt_delta(group->arena, high, 4));
    plot_add_panel(plot, (struct plot_panel){.kind = PANEL_CELLS, .row = row, .cells = cells},
                   group->arena);
}

/* Rows of both panels are as high as each other; margins with titles and keys aside. */
static void size(struct plot *plot)
{
    enum { ROW = 24, AROUND = 58, HEAD = 50 };

    plot->width = 640.0;
    plot->height = HEAD;
    for (size_t i = 0; i < plot->panel_count; i++) {
        const struct plot_panel *panel = &plot->panels[i];

        plot->row_weight[panel->row] = (double)(AROUND + ROW * panel->cells->row_count);
        plot->height += plot->row_weight[panel->row];
    }
}

static const struct plot *build(const struct topic *topic, const char **why)
{
    const struct layer_results *layers = kind_layers_of(topic, why);
    struct group above, below;
    struct plot *plot;

    if (!layers)
        return NULL;
    above = accuracies(layers, topic->arena);
    below = dominances(topic, layers);
    if (!above.rows) {
        *why = "no layer has an accuracy";
        return NULL;
    }
    plot = plot_new("Probes by layer", plot_run_subtitle(topic, kind_layers_how(topic, LAYERS_ALL)),
                    topic->arena);
    add_accuracies(&above, plot);
    if (below.rows)
        add_dominances(&below, 1, plot);
    size(plot);
    return plot;
}

const struct plot_kind kind_layer_heatmap = {
    .name = "layer-heatmap",
    .file = "layer_heatmap",
    .summary = "accuracy of every probe and dominance, of all and of conflict samples, by layer; "
               "dominance diverges from 0",
    .of = TOPIC_RUN,
    .build = build,
};
