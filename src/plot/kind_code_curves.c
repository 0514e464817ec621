#include <assay/plot/kind_code_curves.h>

#include <assay/base/fmt.h>
#include <assay/plot/kind_code.h>

#include <math.h>

/* Few places take every k; of more they are spread evenly, ends included. */
static size_t places_of(uint64_t most, double *k)
{
    size_t count = most < PASS_PLOT_PLACES ? (size_t)most : PASS_PLOT_PLACES;

    for (size_t i = 0; i < count; i++)
        k[i] = count < 2 ? 1.0 : 1.0 + floor((double)(most - 1) * (double)i / (double)(count - 1));
    return count;
}

static void add_curve(struct plot_axes *axes, const struct pass_curves *curves, size_t split,
                      bool all, struct arena *arena)
{
    double *k = arena_zalloc(arena, PASS_PLOT_PLACES, sizeof(*k));
    double *y = arena_zalloc(arena, PASS_PLOT_PLACES, sizeof(*y));
    size_t count = places_of(curves->most, k);
    const char *name = curves->splits[split], *all_items = curves->split_count > 1 ? "all" : NULL;

    for (size_t i = 0; i < count; i++)
        y[i] = curves->at(curves->of, name, all, (uint64_t)k[i]);
    plot_add_series(axes,
                    (struct plot_series){.name = name ? name : all_items,
                                         .form = split % 2 ? PLOT_DASHED : PLOT_LINE,
                                         .role = role_series((int)split),
                                         .x = k,
                                         .y = y,
                                         .count = count,
                                         .marked = curves->most <= 25 && split == 0},
                    arena);
}

static void add_panel(struct plot *plot, const struct pass_curves *curves, bool all,
                      struct arena *arena)
{
    struct plot_axis x = plot_axis_of(NULL, TICKS_WHOLE, TICK_PLAIN);
    struct plot_axis y = plot_axis_of(NULL, TICKS_ANY, TICK_SHARE);
    struct plot_axes *axes;

    x.title = arena_printf(arena, "k %s", curves->attempts);
    x.low = 1.0;
    x.high = (double)curves->most;
    y.title = all ? "pass^k" : "pass@k";
    y.low = 0.0;
    y.high = 1.0;
    axes = plot_axes_new(x, y, arena);
    for (size_t s = 0; s < curves->split_count && s < PASS_CURVES_MOST; s++)
        add_curve(axes, curves, s, all, arena);
    plot_add_panel(
        plot,
        (struct plot_panel){.kind = PANEL_AXES,
                            .title = all ? "All of k pass (pass^k)" : "One of k passes (pass@k)",
                            .column = all,
                            .axes = axes},
        arena);
}

static void say(struct plot *plot, const struct pass_curves *curves, bool all, struct arena *arena)
{
    const uint64_t ks[] = {1, curves->most < 5 ? curves->most : 5, curves->most};

    for (size_t i = 0; i < 3; i++)
        if (i == 0 || ks[i] > ks[i - 1])
            plot_say(plot, arena, "pass%c%s is %s", all ? '^' : '@', fmt_count(arena, ks[i]),
                     fmt_share(arena, curves->at(curves->of, NULL, all, ks[i])));
}

void pass_curves_add(struct plot *plot, const struct pass_curves *curves, struct arena *arena)
{
    add_panel(plot, curves, false, arena);
    add_panel(plot, curves, true, arena);
    say(plot, curves, false, arena);
    say(plot, curves, true, arena);
    plot->width = 680.0;
    plot->height = 360.0;
}
