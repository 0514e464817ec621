#include <assay/plot/kind_layers_dominance.h>

#include <assay/base/fmt.h>

#include <math.h>
#include <string.h>

const double *kind_layers_dominance(const struct topic *topic, enum layers_part part)
{
    const struct layer_results *layers = topic->figures->input->results->layers;
    bool conflict = part == LAYERS_CONFLICT;
    const double *from = conflict ? layers->dominance_conflict : layers->dominance;
    const double *difference = conflict ? layers->difference_conflict : layers->difference;
    double *values = arena_zalloc(topic->arena, layers->count, sizeof(*values));
    struct quantity what = QUANTITY(conflict ? "dominance_conflict" : "dominance");

    for (size_t i = 0; i < layers->count; i++) {
        what.at = layers->layer[i];
        values[i] = kind_layers_within(
            figures_mark(topic->figures, &what) == '!' ? difference[i] : from[i], -1.0, 1.0);
    }
    return values;
}

/* ---- parts of the plot ---- */

static const struct {
    const char *name;
    double from, to; /* between layers; as in layers_trends */
} trends[] = {{"early", -INFINITY, 11.5}, {"middle", 11.5, 23.5}, {"late", 23.5, INFINITY}};

static void add_phases(const struct topic *topic, const struct layer_results *layers,
                       struct plot *plot, struct plot_axes *axes)
{
    double first = layers->layer[0], last = layers->layer[layers->count - 1];
    double means[3];
    struct layer_trends found =
        layers_trends(layers->layer, kind_layers_dominance(topic, LAYERS_ALL), layers->count);

    memcpy(means, (double[]){found.early, found.middle, found.late}, sizeof(means));
    for (size_t i = 0; i < 3 && last > first; i++) {
        const char *mean = fmt_delta(topic->arena, means[i], 4);

        if (isnan(means[i]))
            continue;
        plot_add_phase(
            axes,
            (struct plot_phase){fmax(first, trends[i].from), fmin(last, trends[i].to),
                                arena_printf(topic->arena, "%s %s", trends[i].name, mean)},
            topic->arena);
        plot_say(plot, topic->arena, "The mean of %s layers is %s", trends[i].name, mean);
    }
}

static void add_crossings(const struct topic *topic, const struct layer_results *layers,
                          const double *dominance, struct plot *plot, struct plot_axes *axes)
{
    struct arena *arena = topic->arena;
    struct buf places = {0};
    size_t count;
    const struct crossing *crossings =
        layers_crossings(arena, layers->layer, dominance, layers->count, &count);

    for (size_t i = 0; i < count; i++) {
        const char *at = fmt_fixed(arena, crossings[i].at, 1);

        plot_add_mark(axes, (struct plot_mark){crossings[i].at, at}, arena);
        buf_addf(&places, "%s%s–%s", i ? ", " : "", kind_layers_text(crossings[i].before, arena),
                 kind_layers_text(crossings[i].after, arena));
    }
    if (count)
        plot_say(plot, arena, "It changes sign %s, between layers %s",
                 count == 1 ? "once" : fmt_counted(arena, count, "time"), buf_str(&places).ptr);
    else
        plot_say(plot, arena, "It never changes sign");
    buf_release(&places);
}

/* The largest value for the probe, if it is the better one anywhere. */
static void add_peak(const struct topic *topic, const struct layer_results *layers, size_t at,
                     const double *dominance, int sign, struct plot *plot, struct plot_axes *axes)
{
    struct arena *arena = topic->arena;
    const struct layer_probe *probe = sign > 0 ? layers->a : layers->b;
    const char *layer, *value;

    if (at == LAYERS_NONE || dominance[at] * sign <= 0.0)
        return;
    layer = kind_layers_text(layers->layer[at], arena);
    value = fmt_delta(arena, dominance[at], 4);
    plot_add_note(axes,
                  (struct plot_note){layers->layer[at], dominance[at],
                                     arena_printf(arena, "layer %s, %s", layer, value)},
                  arena);
    plot_say(plot, arena, "%s dominates most at layer %s with %s", probe->name, layer, value);
}

static void add_curves(const struct topic *topic, const struct layer_results *layers,
                       const double *dominance, const double *conflict, struct plot_axes *axes)
{
    struct plot_series all = kind_layers_series(layers, "all samples", dominance, 0);
    struct plot_series some = kind_layers_series(layers, "conflict samples", conflict, 2);

    all.shaded = true;
    plot_add_series(axes, all, topic->arena);
    if (!plot_has(conflict, layers->count))
        return;
    some.form = PLOT_DASHED;
    plot_add_series(axes, some, topic->arena);
}

static void say_conflict(const struct topic *topic, const struct layer_results *layers,
                         const double *conflict, struct plot *plot)
{
    size_t peak = layers_arg_max(conflict, layers->count);

    if (peak == LAYERS_NONE)
        plot_say(plot, topic->arena, "There are no conflict samples");
    else
        plot_say(plot, topic->arena, "On conflict samples it is largest at layer %s with %s",
                 kind_layers_text(layers->layer[peak], topic->arena),
                 fmt_delta(topic->arena, conflict[peak], 4));
}

static void say_sides(const struct topic *topic, const struct layer_results *layers,
                      const double *dominance, struct plot *plot)
{
    const char *a = layers->a->name, *b = layers->b->name;

    plot_say(plot, topic->arena,
             "Accuracy of %s minus that of %s; above 0 %s dominates, below 0 %s; the mean is %s", a,
             b, a, b, fmt_delta(topic->arena, layers_average(dominance, layers->count, NULL), 4));
}

/* 0 is always there; a curve within the margin of balance is not blown up beyond it. */
static void hold(struct plot_axes *axes, const double *dominance, size_t count)
{
    double high = dominance[layers_arg_max(dominance, count)];
    double low = dominance[layers_arg_min(dominance, count)];
    bool balanced = high <= LEANING_MARGIN && low >= -LEANING_MARGIN;

    axes->y.hold[0] = balanced ? -LEANING_MARGIN : 0.0;
    axes->y.hold[1] = balanced ? LEANING_MARGIN : 0.0;
}

static const struct plot *build(const struct topic *topic, const char **why)
{
    const struct layer_results *layers = kind_layers_of(topic, why);
    struct arena *arena = topic->arena;
    const double *dominance, *conflict;
    struct plot_axes *axes;
    struct plot *plot;

    if (!layers)
        return NULL;
    if (!layers->a) {
        *why = "the run has one probe: dominance is the difference of two";
        return NULL;
    }
    dominance = kind_layers_dominance(topic, LAYERS_ALL);
    conflict = kind_layers_dominance(topic, LAYERS_CONFLICT);
    if (!plot_has(dominance, layers->count)) {
        *why = "no layer has an accuracy of both probes";
        return NULL;
    }
    plot = plot_new("Dominance by layer",
                    plot_run_subtitle(topic, kind_layers_how(topic, LAYERS_ALL)), arena);
    axes = plot_axes_new(
        kind_layers_axis(),
        plot_axis_of(arena_printf(arena, "D = %s − %s accuracy", layers->a->name, layers->b->name),
                     TICKS_ANY, TICK_DELTA),
        arena);
    hold(axes, dominance, layers->count);
    say_sides(topic, layers, dominance, plot);
    add_curves(topic, layers, dominance, conflict, axes);
    add_peak(topic, layers, layers_arg_max(dominance, layers->count), dominance, 1, plot, axes);
    add_peak(topic, layers, layers_arg_min(dominance, layers->count), dominance, -1, plot, axes);
    add_crossings(topic, layers, dominance, plot, axes);
    add_phases(topic, layers, plot, axes);
    say_conflict(topic, layers, conflict, plot);
    plot_add_level(axes, (struct plot_level){0.0, NULL, ROLE_AXIS}, arena);
    plot_add_panel(plot, (struct plot_panel){.kind = PANEL_AXES, .axes = axes}, arena);
    return plot;
}

const struct plot_kind kind_dominance_curve = {
    .name = "dominance-curve",
    .file = "dominance_curve",
    .summary = "accuracy of one probe minus the other's by layer, of all and of conflict samples; "
               "where it is above 0 the first probe dominates, below 0 the second",
    .of = TOPIC_RUN,
    .build = build,
};
