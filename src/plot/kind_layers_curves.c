#include <assay/plot/kind_layers_curves.h>

#include <assay/base/fmt.h>
#include <assay/plot/kind_layers.h>

#include <math.h>

/* ---- chance ---- */

/* One line where all probes have as many labels, else one a probe. */
static void add_chance(const struct layer_results *layers, struct plot *plot,
                       struct plot_axes *axes, struct arena *arena)
{
    bool alike = true;

    for (size_t p = 1; p < layers->probe_count; p++)
        alike = alike && layers->probes[p].labels == layers->probes[0].labels;
    for (size_t p = 0; p < (alike ? 1 : layers->probe_count); p++) {
        const struct layer_probe *probe = &layers->probes[p];
        const char *of = alike ? "" : arena_printf(arena, "%s: ", probe->name);

        if (isnan(probe->chance))
            continue;
        plot_add_level(axes,
                       (struct plot_level){probe->chance,
                                           arena_printf(arena, "%schance 1/%zu", of, probe->labels),
                                           ROLE_CROSSING},
                       arena);
        plot_say(plot, arena, "%sGuessing one of %zu labels gives %s", of, probe->labels,
                 fmt_share(arena, probe->chance));
    }
}

/* ---- curves ---- */

static void add_band(const struct layer_results *layers, const struct layer_probe *probe,
                     struct plot_series *series, struct plot_axes *axes, struct arena *arena)
{
    double *low = kind_layers_column(layers, probe, FIELD_DEVIATION, arena), *high;

    if (!plot_has(low, layers->count))
        return;
    high = arena_zalloc(arena, layers->count, sizeof(*high));
    for (size_t i = 0; i < layers->count; i++) {
        high[i] = series->y[i] + low[i];
        low[i] = series->y[i] - low[i];
    }
    series->low = low;
    series->high = high;
    axes->band = "± std over folds";
}

static void add_accuracy(const struct layer_results *layers, size_t number, struct plot *plot,
                         struct plot_axes *axes, struct arena *arena)
{
    const struct layer_probe *probe = &layers->probes[number];
    double *accuracy = kind_layers_column(layers, probe, FIELD_ACCURACY, arena);
    struct plot_series series = kind_layers_series(layers, probe->name, accuracy, (int)number);

    if (!plot_has(accuracy, layers->count))
        return;
    add_band(layers, probe, &series, axes, arena);
    plot_add_series(axes, series, arena);
    kind_layers_best(plot, axes, layers, probe->name, accuracy, arena);
}

static void add_conflict(const struct layer_results *layers, size_t number, struct plot *plot,
                         struct plot_axes *axes, struct arena *arena)
{
    const struct layer_probe *probe = &layers->probes[number];
    double *conflict = kind_layers_column(layers, probe, FIELD_CONFLICT, arena);
    double *accuracy = kind_layers_column(layers, probe, FIELD_ACCURACY, arena);
    struct plot_series some = kind_layers_series(
        layers, arena_printf(arena, "%s, conflict", probe->name), conflict, (int)number);
    struct plot_series all = kind_layers_series(layers, arena_printf(arena, "%s, all", probe->name),
                                                accuracy, (int)number);

    if (!plot_has(conflict, layers->count))
        return;
    all.form = PLOT_DASHED;
    plot_add_series(axes, some, arena);
    if (plot_has(accuracy, layers->count))
        plot_add_series(axes, all, arena);
    kind_layers_best(plot, axes, layers, some.name, conflict, arena);
}

static void add_f1(const struct layer_results *layers, size_t number, struct plot *plot,
                   struct plot_axes *axes, struct arena *arena)
{
    const struct layer_probe *probe = &layers->probes[number];
    double *f1 = kind_layers_column(layers, probe, FIELD_F1, arena);

    if (!plot_has(f1, layers->count))
        return;
    plot_add_series(axes, kind_layers_series(layers, probe->name, f1, (int)number), arena);
    kind_layers_best(plot, axes, layers, probe->name, f1, arena);
}

/* ---- the plots ---- */

/* Curves of every probe over layers; `add` those of one probe that has the figure. */
struct curves {
    const char *title, *of, *missing;
    enum layers_part part;
    void (*add)(const struct layer_results *layers, size_t number, struct plot *plot,
                struct plot_axes *axes, struct arena *arena);
    bool against_chance;
    const char *said; /* of the lines, or NULL */
};

static const struct plot *build(const struct topic *topic, const struct curves *curves,
                                const char **why)
{
    const struct layer_results *layers = kind_layers_of(topic, why);
    struct arena *arena = topic->arena;
    struct plot_axes *axes;
    struct plot *plot;

    if (!layers)
        return NULL;
    plot = plot_new(curves->title, plot_run_subtitle(topic, kind_layers_how(topic, curves->part)),
                    arena);
    axes = plot_axes_new(kind_layers_axis(), kind_layers_share_axis(curves->of), arena);
    if (curves->said)
        plot_say(plot, arena, "%s", curves->said);
    for (size_t p = 0; p < layers->probe_count; p++)
        curves->add(layers, p, plot, axes, arena);
    if (!axes->series_count) {
        *why = curves->missing;
        return NULL;
    }
    if (curves->against_chance)
        add_chance(layers, plot, axes, arena);
    plot_add_panel(plot, (struct plot_panel){.kind = PANEL_AXES, .axes = axes}, arena);
    return plot;
}

static const struct plot *build_accuracy(const struct topic *topic, const char **why)
{
    static const struct curves curves = {.title = "Probe accuracy by layer",
                                         .of = "accuracy",
                                         .missing = "no layer has an accuracy",
                                         .part = LAYERS_ALL,
                                         .add = add_accuracy,
                                         .against_chance = true};

    return build(topic, &curves, why);
}

static const struct plot *build_conflict(const struct topic *topic, const char **why)
{
    static const struct curves curves = {
        .title = "Accuracy on conflict samples by layer",
        .of = "accuracy",
        .missing = "the run has no conflict samples, and no accuracy on any",
        .part = LAYERS_CONFLICT,
        .add = add_conflict,
        .said = "Solid: samples whose truths differ; dashed: all samples"};

    return build(topic, &curves, why);
}

static const struct plot *build_f1(const struct topic *topic, const char **why)
{
    static const struct curves curves = {.title = "Macro F1 by layer",
                                         .of = "macro F1",
                                         .missing = "no layer has a macro F1",
                                         .part = LAYERS_ALL,
                                         .add = add_f1};

    return build(topic, &curves, why);
}

const struct plot_kind kind_accuracy_curves = {
    .name = "accuracy-curves",
    .file = "accuracy_curves",
    .summary = "accuracy of every probe by layer, plus and minus one deviation over folds, and "
               "what guessing gives",
    .of = TOPIC_RUN,
    .build = build_accuracy,
};

const struct plot_kind kind_conflict_curves = {
    .name = "conflict-curves",
    .file = "conflict_curves",
    .summary = "accuracy of every probe by layer on samples whose truths differ; dashed: on all "
               "samples",
    .of = TOPIC_RUN,
    .build = build_conflict,
};

const struct plot_kind kind_f1_curves = {
    .name = "f1-curves",
    .file = "f1_curves",
    .summary = "macro F1 of every probe by layer",
    .of = TOPIC_RUN,
    .build = build_f1,
};
