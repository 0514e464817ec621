#include <assay/plot/kind_curve_lengths.h>

#include <assay/base/fmt.h>
#include <assay/plot/kind_curve.h>

static const double lengths[] = {1e3, 2e3, 4e3, 8e3, 16e3, 24e3, 32e3, 64e3, 128e3};
enum { LENGTHS = sizeof(lengths) / sizeof(lengths[0]) };

struct stored {
    const char *names[LENGTHS], *texts[LENGTHS];
    double losses[LENGTHS];
    size_t count;
};

/* With the mark of a claim of the same loss. */
static const char *text_of(const struct topic *topic, double length, double loss)
{
    struct quantity what = QUANTITY("loss");
    char mark[2] = "";

    what.at = length;
    mark[0] = figures_mark(topic->figures, &what);
    return arena_printf(topic->arena, "%s%s%s", fmt_fixed(topic->arena, loss, 4),
                        mark[0] ? " " : "", mark);
}

static const struct stored *stored_of(const struct topic *topic, const struct curve_results *curve)
{
    struct stored *stored = arena_zalloc(topic->arena, 1, sizeof(*stored));

    for (size_t i = 0; i < LENGTHS; i++) {
        const struct curve_point *point = curve_table_at(&curve->losses, lengths[i]);

        if (!point || point->n == 0)
            continue;
        stored->names[stored->count] = arena_printf(topic->arena, "%.0fk", lengths[i] / 1e3);
        stored->texts[stored->count] = text_of(topic, lengths[i], point->mean);
        stored->losses[stored->count++] = point->mean;
    }
    return stored;
}

static void add_stored(const struct stored *stored, struct plot_axes *axes, struct arena *arena)
{
    plot_add_series(axes,
                    (struct plot_series){.form = PLOT_LINE,
                                         .role = ROLE_SERIES_A,
                                         .y = stored->losses,
                                         .count = stored->count,
                                         .marked = true},
                    arena);
    for (size_t i = 0; i < stored->count; i++)
        plot_add_note(axes, (struct plot_note){(double)i, stored->losses[i], stored->texts[i]},
                      arena);
}

const struct plot *kind_curve_lengths(const struct topic *topic, const char **why)
{
    const struct curve_results *curve = kind_curve_of(topic, why);
    const struct stored *stored;
    struct plot_axes *axes;
    struct plot *plot;

    if (!curve)
        return NULL;
    stored = stored_of(topic, curve);
    if (stored->count < 2) {
        *why = "fewer than two round context lengths are stored";
        return NULL;
    }
    plot = plot_new("Loss at context lengths", NULL, topic->arena);
    axes =
        plot_axes_new(plot_axis_of("position in tokens", TICKS_ANY, TICK_PLAIN),
                      plot_axis_of("loss in nats per token", TICKS_ANY, TICK_PLAIN), topic->arena);
    axes->x.names = stored->names;
    axes->x.name_count = stored->count;
    add_stored(stored, axes, topic->arena);
    for (size_t i = 0; i < stored->count; i++)
        plot_say(plot, topic->arena, "The loss at %s is %s", stored->names[i], stored->texts[i]);
    plot_add_panel(plot, (struct plot_panel){.kind = PANEL_AXES, .axes = axes}, topic->arena);
    return plot;
}
