#include <assay/plot/kind_curve_slopes.h>

#include <assay/base/fmt.h>
#include <assay/plot/kind_curve.h>

#include <math.h>

/* Those that there are, in units of 10^power. */
struct bars {
    const char *names[SLOPES], *texts[SLOPES], *titles[SLOPES];
    enum role roles[SLOPES];
    double values[SLOPES];
    size_t count;
    int power;
};

static int power_of(const struct curve_slope *slopes)
{
    double most = 0.0;

    for (int i = 0; i < SLOPES; i++)
        most = fmax(most, fabs(slopes[i].value));
    return most > 0.0 && isfinite(most) ? (int)floor(log10(most)) : 0;
}

static void add_bar(struct bars *bars, const struct curve_slope *slope, struct arena *arena)
{
    size_t i = bars->count;
    double scaled = slope->value / pow(10.0, bars->power);

    if (isnan(slope->value))
        return;
    bars->names[i] =
        slope->where[0] ? arena_printf(arena, "%s, %s", slope->name, slope->where) : slope->name;
    bars->values[i] = scaled;
    /* As the ticks, with the 0 before the point. */
    bars->texts[i] =
        arena_printf(arena, "%s%s", scaled > 0.0 ? "+" : "", fmt_fixed(arena, scaled, 3));
    bars->titles[i] = arena_printf(arena, "%s: %s", bars->names[i], slope->text);
    bars->roles[i] = slope->value > 0.0 ? ROLE_SERIES_B : ROLE_SERIES_A;
    bars->count++;
}

static struct bars *bars_of(const struct topic *topic, struct plot *plot)
{
    const struct curve_slope *slopes = kind_curve_slopes(topic);
    struct bars *bars = arena_zalloc(topic->arena, 1, sizeof(*bars));

    bars->power = power_of(slopes);
    for (int i = 0; i < SLOPES; i++) {
        add_bar(bars, &slopes[i], topic->arena);
        if (isnan(slopes[i].value))
            plot_say(plot, topic->arena, "There is no evidence of the %s slope", slopes[i].name);
        else
            plot_say(plot, topic->arena, "The %s slope is %s", slopes[i].name, slopes[i].text);
    }
    return bars;
}

static void add_keys(const struct bars *bars, struct plot_panel *panel, struct arena *arena)
{
    bool falls = false, rises = false;

    for (size_t i = 0; i < bars->count; i++) {
        falls = falls || bars->values[i] <= 0.0;
        rises = rises || bars->values[i] > 0.0;
    }
    if (falls)
        plot_add_key(panel, (struct plot_key){ROLE_SERIES_A, false, "below 0: the loss falls"},
                     arena);
    if (rises)
        plot_add_key(panel, (struct plot_key){ROLE_SERIES_B, false, "above 0: the loss rises"},
                     arena);
}

static const struct plot *build(const struct topic *topic, const char **why)
{
    const struct curve_results *curve = kind_curve_of(topic, why);
    struct arena *arena = topic->arena;
    struct plot_panel panel = {.kind = PANEL_AXES};
    const struct bars *bars;
    struct plot_axes *axes;
    struct plot *plot;

    if (!curve)
        return NULL;
    plot = plot_new("Slopes of the loss", plot_run_subtitle(topic, kind_curve_how(curve, arena)),
                    arena);
    bars = bars_of(topic, plot);
    if (!bars->count) {
        *why = "no slope can be had from the losses stored";
        return NULL;
    }
    axes = plot_axes_new(
        plot_axis_of(NULL, TICKS_ANY, TICK_PLAIN),
        plot_axis_of(arena_printf(arena, "1e%d nats per token and token of position", bars->power),
                     TICKS_ANY, TICK_PLAIN),
        arena);
    axes->x.names = bars->names;
    axes->x.name_count = bars->count;
    axes->y.hold[0] = 0.0;
    axes->sideways = true;
    plot_add_series(axes,
                    (struct plot_series){.form = PLOT_BARS,
                                         .role = ROLE_SERIES_A,
                                         .y = bars->values,
                                         .count = bars->count,
                                         .roles = bars->roles,
                                         .texts = bars->texts,
                                         .titles = bars->titles},
                    arena);
    plot_add_level(axes, (struct plot_level){0.0, NULL, ROLE_AXIS}, arena);
    add_keys(bars, &panel, arena);
    panel.axes = axes;
    plot_add_panel(plot, panel, arena);
    return plot;
}

const struct plot_kind kind_slopes = {
    .name = "slopes",
    .file = "slopes",
    .summary = "slopes of the loss over positions: overall, early, middle, late, least squares; "
               "below 0 the loss falls",
    .of = TOPIC_RUN,
    .build = build,
};
