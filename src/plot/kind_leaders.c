#include <assay/plot/kind_leaders.h>

#include <assay/base/fmt.h>
#include <assay/plot/kind_suite.h>
#include <assay/plot/plot_build.h>

#include <math.h>

/* ---- the panel ---- */

/* The leaders as columns of a plot. */
struct leaders {
    const char **names, **texts, **titles;
    double *rates, *low, *high;
    enum role *roles;
};

static struct leaders leaders_new(size_t count, struct arena *arena)
{
    struct leaders l = {.names = arena_zalloc(arena, count + 1, sizeof(*l.names))};

    l.texts = arena_zalloc(arena, count + 1, sizeof(*l.texts));
    l.titles = arena_zalloc(arena, count + 1, sizeof(*l.titles));
    l.rates = arena_zalloc(arena, 3 * count + 1, sizeof(*l.rates));
    l.low = l.rates + count;
    l.high = l.low + count;
    l.roles = arena_zalloc(arena, count + 1, sizeof(*l.roles));
    return l;
}

/* "07: 433 of 964, 95% from .4182 to .4807, level with the best" */
static const char *leader_title(const struct run_board *board, size_t place, struct arena *arena)
{
    const struct leader *leader = &board->leaders->leaders[place];
    const struct suite_rate *rate = &board->suite->runs[leader->run].rates[0];
    const char *standing = leader_standing(leader);

    return arena_printf(arena, "%s: %s of %s, 95%% from %s to %s%s%s", board->ids[leader->run],
                        fmt_count(arena, rate->passed), fmt_count(arena, rate->scored),
                        fmt_share(arena, rate->interval.low), fmt_share(arena, rate->interval.high),
                        standing[0] ? ", " : "", standing);
}

/* ".4118  behind"; nothing is said of those that are level with the best. */
static const char *leader_text(const struct leader *leader, double rate, struct arena *arena)
{
    const char *standing =
        leader->rank == 1 && !isnan(leader->p_holm) ? "" : leader_standing(leader);

    return arena_printf(arena, "%s%s%s", fmt_share(arena, rate), standing[0] ? "  " : "", standing);
}

static struct leaders leaders_of(const struct run_board *board, size_t count, struct arena *arena)
{
    struct leaders l = leaders_new(count, arena);

    for (size_t i = 0; i < count; i++) {
        const struct leader *leader = &board->leaders->leaders[i];
        const struct suite_run *run = &board->suite->runs[leader->run];

        l.names[i] = run->name;
        l.rates[i] = run->rates[0].rate;
        l.low[i] = run->rates[0].interval.low;
        l.high[i] = run->rates[0].interval.high;
        l.roles[i] = leader->rank == 1 ? ROLE_SERIES_A : ROLE_DIM;
        l.texts[i] = leader_text(leader, l.rates[i], arena);
        l.titles[i] = leader_title(board, i, arena);
    }
    return l;
}

struct plot_panel leaderboard_panel(const struct run_board *board, size_t most, struct arena *arena)
{
    size_t count = board->leaders->count < most ? board->leaders->count : most;
    struct leaders l = leaders_of(board, count, arena);
    struct plot_axis names = plot_axis_of(NULL, TICKS_WHOLE, TICK_PLAIN);
    struct plot_axis share = plot_axis_of("share of items that are right", TICKS_ANY, TICK_SHARE);
    struct plot_axes *axes;

    if (board->metric)
        share.title =
            arena_printf(arena, "%s, the share of items that are right", board->metric->title);
    names.names = l.names;
    names.name_count = count;
    axes = plot_axes_new(names, share, arena);
    axes->sideways = true;
    axes->band = "95% interval";
    plot_add_series(axes,
                    (struct plot_series){.form = PLOT_POINTS,
                                         .role = ROLE_SERIES_A,
                                         .roles = l.roles,
                                         .y = l.rates,
                                         .low = l.low,
                                         .high = l.high,
                                         .texts = l.texts,
                                         .titles = l.titles,
                                         .count = count},
                    arena);
    return (struct plot_panel){.kind = PANEL_AXES, .axes = axes};
}

/* ---- the plot ---- */

static const char *level_words(const struct leaderboard *leaders, size_t shown, struct arena *arena)
{
    const char *of =
        shown < leaders->count ? arena_printf(arena, "the best %zu are shown · ", shown) : "";

    return arena_printf(arena, "%s%zu of %zu are level with the best (p after Holm not below %s)",
                        of, leaders->level, leaders->count, fmt_fixed(arena, leaders->alpha, 2));
}

static const struct plot *build(const struct topic *topic, const char **why)
{
    struct arena *arena = topic->arena;
    const struct run_board *board = kind_suite_board(topic, why);
    size_t count;
    struct plot *plot;

    if (!board)
        return NULL;
    count = kind_suite_runs(board);
    plot = plot_new("Leaderboard",
                    kind_suite_subtitle(topic, board, level_words(board->leaders, count, arena)),
                    arena);
    plot_add_panel(plot, leaderboard_panel(board, count, arena), arena);
    plot->height = 135.0 + 20.0 * (double)(count < 3 ? 3 : count);
    plot_say(plot, arena, "Runs by the share of items that are right, with 95%% Wilson intervals");
    for (size_t i = 0; i < count && i < 3; i++)
        plot_say(plot, arena, "%s", leader_title(board, i, arena));
    return plot;
}

const struct plot_kind kind_leaderboard = {
    .name = "leaderboard",
    .file = "leaderboard",
    .summary = "runs over the same items by their rates, with 95% intervals",
    .of = TOPIC_MANY,
    .build = build,
};
