#include <assay/plot/kind_reliability.h>

#include <assay/base/fmt.h>
#include <assay/metrics/set_results.h>
#include <assay/plot/plot_build.h>

#include <math.h>

/* The bins as columns of a plot. */
struct columns {
    const struct reliability *of;
    double *score, *accuracy, *low, *high, *middle, *counts;
    const char **titles, **texts;
};

static const struct set_results *set_with_scores(const struct topic *topic, size_t *sets)
{
    const struct results *results = topic->figures->input->results;
    const struct set_results *found = NULL;

    *sets = 0;
    for (size_t i = 0; i < run_samples_count(topic->figures->input->run); i++) {
        const struct set_results *set = results->sets[i];

        if (!set || !set->has_scores || set->reliability.n == 0)
            continue;
        found = found ? found : set;
        ++*sets;
    }
    return found;
}

static struct columns columns_of(const struct reliability *of, struct arena *arena)
{
    size_t n = of->bin_count;
    double *room = arena_zalloc(arena, 6 * n + 1, sizeof(*room));
    struct columns c = {of,           room,         room + n, room + 2 * n, room + 3 * n,
                        room + 4 * n, room + 5 * n, NULL,     NULL};

    c.titles = arena_zalloc(arena, n + 1, sizeof(*c.titles));
    c.texts = arena_zalloc(arena, n + 1, sizeof(*c.texts));
    for (size_t i = 0; i < n; i++) {
        const struct reliability_bin *bin = &of->bins[i];

        c.score[i] = bin->score;
        c.accuracy[i] = bin->accuracy;
        c.low[i] = bin->interval.low;
        c.high[i] = bin->interval.high;
        c.middle[i] = (bin->low + bin->high) / 2.0;
        c.counts[i] = bin->n ? (double)bin->n : NAN;
        c.texts[i] = bin->n ? fmt_count(arena, bin->n) : NULL;
        c.titles[i] = arena_printf(arena, "confidence %s to %s: %s, mean %s, right %s",
                                   fmt_fixed(arena, bin->low, 1), fmt_fixed(arena, bin->high, 1),
                                   fmt_counted(arena, bin->n, "prediction"),
                                   fmt_share(arena, bin->score), fmt_share(arena, bin->accuracy));
    }
    return c;
}

/* ---- panels ---- */

static struct plot_axis share_axis(const char *title)
{
    struct plot_axis axis = plot_axis_of(title, TICKS_ANY, TICK_SHARE);

    axis.low = 0.0;
    axis.high = 1.0;
    return axis;
}

/* Bins without samples are no points: the line goes from one to the next that has some. */
static size_t close_up(struct columns *c)
{
    size_t kept = 0;

    for (size_t i = 0; i < c->of->bin_count; i++) {
        if (c->of->bins[i].n == 0)
            continue;
        c->score[kept] = c->score[i];
        c->accuracy[kept] = c->accuracy[i];
        c->low[kept] = c->low[i];
        c->high[kept] = c->high[i];
        c->titles[kept++] = c->titles[i];
    }
    return kept;
}

static const struct plot_axes *diagram(const struct reliability *of, struct arena *arena)
{
    static const double ends[] = {0.0, 1.0};
    struct columns c = columns_of(of, arena);
    struct plot_axes *axes = plot_axes_new(share_axis(NULL), share_axis("share right"), arena);
    struct plot_series seen = {.name = "observed",
                               .form = PLOT_POINTS,
                               .role = ROLE_SERIES_A,
                               .x = c.score,
                               .y = c.accuracy,
                               .low = c.low,
                               .high = c.high,
                               .titles = c.titles};
    struct plot_series line = {
        .form = PLOT_LINE, .role = ROLE_SERIES_A, .x = c.score, .y = c.accuracy};

    seen.count = line.count = close_up(&c);
    plot_add_series(axes,
                    (struct plot_series){.name = "right as often as the confidence says",
                                         .form = PLOT_DASHED,
                                         .role = ROLE_CROSSING,
                                         .x = ends,
                                         .y = ends,
                                         .count = 2},
                    arena);
    plot_add_series(axes, line, arena);
    plot_add_series(axes, seen, arena);
    axes->band = "95% interval";
    return axes;
}

static const struct plot_axes *counts(const struct reliability *of, struct arena *arena)
{
    struct columns c = columns_of(of, arena);
    struct plot_axis number = plot_axis_of("predictions", TICKS_WHOLE, TICK_PLAIN);
    struct plot_axes *axes;

    number.low = 0.0;
    axes = plot_axes_new(share_axis("confidence in the prediction"), number, arena);
    plot_add_series(axes,
                    (struct plot_series){.form = PLOT_BARS,
                                         .role = ROLE_BAR,
                                         .x = c.middle,
                                         .y = c.counts,
                                         .texts = c.texts,
                                         .titles = c.titles,
                                         .count = of->bin_count},
                    arena);
    return axes;
}

/* ---- the plot ---- */

static const char *subtitle_of(const struct topic *topic, const struct set_results *set,
                               size_t sets)
{
    struct arena *arena = topic->arena;
    const struct reliability *of = &set->reliability;
    const char *what =
        arena_printf(arena, "%s · ECE %s, Brier %s", fmt_counted(arena, of->n, "prediction"),
                     fmt_share(arena, of->ece), fmt_share(arena, of->brier));

    if (of->skipped)
        what = arena_printf(arena, "%s, %s without a score left out", what,
                            fmt_count(arena, of->skipped));
    if (sets > 1)
        what = arena_printf(arena, "%s, the first of %zu sets: %s", set->samples->name, sets, what);
    return plot_run_subtitle(topic, arena_printf(arena, "%s · strict reading", what));
}

static void say(struct plot *plot, const struct reliability *of, struct arena *arena)
{
    plot_say(plot, arena, "Reliability of %s in %zu bins of equal width",
             fmt_counted(arena, of->n, "prediction"), of->bin_count);
    plot_say(plot, arena,
             "Expected calibration error %s, largest gap of a bin %s, Brier score of the "
             "prediction %s",
             fmt_share(arena, of->ece), fmt_share(arena, of->mce), fmt_share(arena, of->brier));
}

static const struct plot *build(const struct topic *topic, const char **why)
{
    struct arena *arena = topic->arena;
    size_t sets;
    const struct set_results *set = set_with_scores(topic, &sets);
    struct plot *plot;

    if (!set) {
        *why = "the run has no scores from 0 to 1 beside its predictions";
        return NULL;
    }
    plot = plot_new("Reliability diagram", subtitle_of(topic, set, sets), arena);
    say(plot, &set->reliability, arena);
    plot_add_panel(
        plot, (struct plot_panel){.kind = PANEL_AXES, .axes = diagram(&set->reliability, arena)},
        arena);
    plot_add_panel(
        plot,
        (struct plot_panel){.kind = PANEL_AXES, .row = 1, .axes = counts(&set->reliability, arena)},
        arena);
    plot->row_weight[0] = 3.0;
    plot->width = 480.0;
    plot->height = 520.0;
    return plot;
}

const struct plot_kind kind_reliability = {
    .name = "reliability",
    .file = "reliability_diagram",
    .summary =
        "how often predictions of a confidence are right; on the dashed line as often as it says",
    .of = TOPIC_RUN,
    .build = build,
};
