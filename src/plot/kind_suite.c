#include <assay/plot/kind_suite.h>

#include <assay/base/fmt.h>
#include <assay/plot/kind_code_curves.h>

#include <math.h>

const struct run_board *kind_suite_board(const struct topic *topic, const char **why)
{
    const struct run_boards *boards = topic->many->boards;
    const struct run_board *found = NULL;

    for (size_t b = 0; boards && b < boards->count; b++)
        if (!found || boards->boards[b].suite->run_count > found->suite->run_count)
            found = &boards->boards[b];
    if (!found)
        *why = "no two of the runs answered the same items";
    return found;
}

const char *kind_suite_subtitle(const struct topic *topic, const struct run_board *board,
                                const char *more)
{
    struct arena *arena = topic->arena;
    size_t count = topic->many->boards->count;
    const char *text = arena_printf(arena, "%s over the same %s",
                                    fmt_counted(arena, board->suite->run_count, "run"),
                                    fmt_counted(arena, board->suite->item_count, "item"));

    if (board->shared < board->suite->item_count)
        text = arena_printf(arena, "%s, %s of them in all runs", text,
                            fmt_count(arena, board->shared));
    if (count > 1)
        text = arena_printf(arena, "%s, the largest of %zu such sets", text, count);
    return more ? arena_printf(arena, "%s · %s", text, more) : text;
}

/* ---- pass@k ---- */

static double suite_at(const void *of, const char *split, bool all, uint64_t k)
{
    return all ? suite_mean_pass_hat_k(of, split, k, NULL)
               : suite_mean_pass_at_k(of, split, k, NULL);
}

static const char *const *splits_of(const struct suite *suite, size_t *count, struct arena *arena)
{
    const char **names = arena_zalloc(arena, suite->split_count + 1, sizeof(*names));

    *count = 1;
    for (size_t s = 0; s < suite->split_count && suite->split_count > 1; s++)
        names[(*count)++] = suite->splits[s];
    return names;
}

static const struct plot *build_pass(const struct topic *topic, const char **why)
{
    struct arena *arena = topic->arena;
    const struct run_board *board = kind_suite_board(topic, why);
    struct pass_curves curves = {.at = suite_at, .attempts = "runs"};
    struct plot *plot;

    if (!board)
        return NULL;
    curves.of = board->suite;
    curves.most = board->suite->most_attempts;
    if (curves.most < 2) {
        *why = "no item was answered twice";
        return NULL;
    }
    curves.splits = splits_of(board->suite, &curves.split_count, arena);
    plot = plot_new("pass@k and pass^k over runs",
                    kind_suite_subtitle(topic, board, "mean of the unbiased estimate"), arena);
    plot_say(plot, arena, "The runs are taken as attempts at every item");
    pass_curves_add(plot, &curves, arena);
    return plot;
}

/* ---- difficulty ---- */

static const enum difficulty bands[] = {DIFFICULTY_EASY, DIFFICULTY_MEDIUM, DIFFICULTY_HARD};
enum { BANDS = sizeof(bands) / sizeof(bands[0]) };

static const char **count_texts(const double *values, size_t count, struct arena *arena)
{
    const char **texts = arena_zalloc(arena, count + 1, sizeof(*texts));

    for (size_t i = 0; i < count; i++)
        texts[i] = fmt_count(arena, (uint64_t)values[i]);
    return texts;
}

static struct plot_axes *count_axes(const char *const *names, size_t count, const char *title,
                                    const char *of, struct arena *arena)
{
    struct plot_axis x = plot_axis_of(title, TICKS_WHOLE, TICK_PLAIN);
    struct plot_axis y = plot_axis_of(of, TICKS_WHOLE, TICK_PLAIN);

    x.names = names;
    x.name_count = count;
    y.low = 0.0;
    return plot_axes_new(x, y, arena);
}

/* Items of a split in each band, as bars. */
static void add_bands(struct plot_axes *axes, const struct suite *suite, const char *split,
                      enum role role, struct arena *arena)
{
    double *counts = arena_zalloc(arena, BANDS, sizeof(*counts));

    for (size_t b = 0; b < BANDS; b++)
        counts[b] = (double)suite_band_items(suite, split, bands[b]);
    plot_add_series(axes,
                    (struct plot_series){.name = split ? split : NULL,
                                         .form = PLOT_BARS,
                                         .role = role,
                                         .y = counts,
                                         .texts = count_texts(counts, BANDS, arena),
                                         .count = BANDS},
                    arena);
}

static const struct plot_axes *band_axes(const struct suite *suite, struct arena *arena)
{
    const char **names = arena_zalloc(arena, BANDS, sizeof(*names));
    struct plot_axes *axes;

    for (size_t b = 0; b < BANDS; b++)
        names[b] = arena_printf(arena, "%s (%s)", difficulty_name(bands[b]),
                                fmt_count(arena, suite->bands[bands[b]]));
    axes = count_axes(names, BANDS, NULL, "Items", arena);
    if (suite->split_count < 2 || suite->split_count > PASS_CURVES_MOST)
        add_bands(axes, suite, NULL, ROLE_BAR, arena);
    else
        for (size_t s = 0; s < suite->split_count; s++)
            add_bands(axes, suite, suite->splits[s], role_series((int)s), arena);
    return axes;
}

static const struct plot_axes *pass_axes(const struct suite *suite, struct arena *arena)
{
    size_t count = (size_t)suite->most_attempts + 1;
    const char **names = arena_zalloc(arena, count, sizeof(*names));
    double *items = arena_zalloc(arena, count, sizeof(*items));
    struct plot_axes *axes;

    for (size_t i = 0; i < count; i++) {
        names[i] = fmt_count(arena, i);
        items[i] = (double)suite->histogram[i];
    }
    axes = count_axes(names, count, "Attempts that pass", "Items", arena);
    plot_add_series(
        axes,
        (struct plot_series){.form = PLOT_BARS,
                             .role = ROLE_BAR,
                             .y = items,
                             .texts = count <= 26 ? count_texts(items, count, arena) : NULL,
                             .count = count},
        arena);
    return axes;
}

static void say_difficulty(struct plot *plot, const struct suite *suite, struct arena *arena)
{
    plot_say(plot, arena, "%s: %s easy (pass@1 from .75), %s medium (from .30), %s hard",
             fmt_counted(arena, suite->item_count, "item"),
             fmt_count(arena, suite->bands[DIFFICULTY_EASY]),
             fmt_count(arena, suite->bands[DIFFICULTY_MEDIUM]),
             fmt_count(arena, suite->bands[DIFFICULTY_HARD]));
    plot_say(plot, arena, "%s never pass, %s pass %s times", fmt_count(arena, suite->histogram[0]),
             fmt_count(arena, suite->histogram[suite->most_attempts]),
             fmt_count(arena, suite->most_attempts));
}

static const struct plot *build_difficulty(const struct topic *topic, const char **why)
{
    struct arena *arena = topic->arena;
    const struct run_board *board = kind_suite_board(topic, why);
    struct plot *plot;

    if (!board)
        return NULL;
    if (board->suite->most_attempts == 0) {
        *why = "no item has an outcome";
        return NULL;
    }
    plot = plot_new(
        "Difficulty of items",
        kind_suite_subtitle(topic, board, "pass@1: easy from .75, medium from .30, hard below"),
        arena);
    plot_add_panel(plot,
                   (struct plot_panel){.kind = PANEL_AXES,
                                       .title = "By band",
                                       .axes = band_axes(board->suite, arena)},
                   arena);
    plot_add_panel(plot,
                   (struct plot_panel){.kind = PANEL_AXES,
                                       .title = "By passes",
                                       .column = 1,
                                       .axes = pass_axes(board->suite, arena)},
                   arena);
    plot->column_weight[1] = 1.3;
    plot->width = 720.0;
    plot->height = 340.0;
    say_difficulty(plot, board->suite, arena);
    return plot;
}

/* ---- leaderboard ---- */

/* The leaders as columns of a plot. */
struct leaders {
    const char **names, **titles;
    double *rates, *low, *high;
    enum role *roles;
    size_t count;
};

static struct leaders leaders_new(size_t count, struct arena *arena)
{
    struct leaders l = {.count = count};

    l.names = arena_zalloc(arena, count + 1, sizeof(*l.names));
    l.titles = arena_zalloc(arena, count + 1, sizeof(*l.titles));
    l.rates = arena_zalloc(arena, 3 * count + 1, sizeof(*l.rates));
    l.low = l.rates + count;
    l.high = l.low + count;
    l.roles = arena_zalloc(arena, count + 1, sizeof(*l.roles));
    return l;
}

/* Rank 1: the best, and those that the data cannot tell from it. */
static struct leaders leaders_of(const struct run_board *board, struct arena *arena)
{
    size_t count = board->leaders->count;
    struct leaders l = leaders_new(count < SUITE_PLOT_RUNS ? count : SUITE_PLOT_RUNS, arena);

    for (size_t i = 0; i < l.count; i++) {
        const struct leader *leader = &board->leaders->leaders[i];
        const struct suite_run *run = &board->suite->runs[leader->run];
        const char *standing = leader_standing(leader);

        l.rates[i] = run->rates[0].rate;
        l.low[i] = run->rates[0].interval.low;
        l.high[i] = run->rates[0].interval.high;
        l.roles[i] = leader->rank == 1 ? ROLE_SERIES_A : ROLE_DIM;
        l.names[i] = arena_printf(arena, "%s  %s%s%s", run->name, fmt_share(arena, l.rates[i]),
                                  leader->rank == 1 ? "" : "  ", leader->rank == 1 ? "" : standing);
        l.titles[i] =
            arena_printf(arena, "%s: %s of %s, 95%% from %s to %s%s%s", board->ids[leader->run],
                         fmt_count(arena, run->rates[0].passed),
                         fmt_count(arena, run->rates[0].scored), fmt_share(arena, l.low[i]),
                         fmt_share(arena, l.high[i]), standing[0] ? ", " : "", standing);
    }
    return l;
}

static const struct plot_axes *leader_axes(const struct leaders *l, const struct metric *metric,
                                           struct arena *arena)
{
    struct plot_axis names = plot_axis_of(NULL, TICKS_WHOLE, TICK_PLAIN);
    struct plot_axis share = plot_axis_of("share of items that are right", TICKS_ANY, TICK_SHARE);
    struct plot_axes *axes;

    if (metric)
        share.title = arena_printf(arena, "%s, the share of items that are right", metric->title);
    names.names = l->names;
    names.name_count = l->count;
    axes = plot_axes_new(names, share, arena);
    axes->sideways = true;
    axes->band = "95% interval";
    plot_add_series(axes,
                    (struct plot_series){.form = PLOT_POINTS,
                                         .role = ROLE_SERIES_A,
                                         .roles = l->roles,
                                         .y = l->rates,
                                         .low = l->low,
                                         .high = l->high,
                                         .titles = l->titles,
                                         .count = l->count},
                    arena);
    return axes;
}

/* "11 of 12 are level with the best …". */
static const char *level_words(const struct leaderboard *leaders, size_t shown, struct arena *arena)
{
    size_t level = 0;

    for (size_t i = 0; i < leaders->count; i++)
        level += leaders->leaders[i].rank == 1;
    return arena_printf(
        arena, "%s%zu of %zu are level with the best (p after Holm not below %s)",
        shown < leaders->count ? arena_printf(arena, "the best %zu are shown · ", shown) : "",
        level, leaders->count, fmt_fixed(arena, leaders->alpha, 2));
}

static const struct plot *build_leaders(const struct topic *topic, const char **why)
{
    struct arena *arena = topic->arena;
    const struct run_board *board = kind_suite_board(topic, why);
    struct leaders l;
    struct plot *plot;

    if (!board)
        return NULL;
    l = leaders_of(board, arena);
    plot = plot_new("Leaderboard",
                    kind_suite_subtitle(topic, board, level_words(board->leaders, l.count, arena)),
                    arena);
    plot_add_panel(
        plot,
        (struct plot_panel){.kind = PANEL_AXES, .axes = leader_axes(&l, board->metric, arena)},
        arena);
    plot->height = 135.0 + 20.0 * (double)(l.count < 3 ? 3 : l.count);
    plot_say(plot, arena, "Runs by the share of items that are right, with 95%% Wilson intervals");
    for (size_t i = 0; i < l.count && i < 3; i++)
        plot_say(plot, arena, "%s", l.titles[i]);
    return plot;
}

const struct plot_kind kind_suite_pass_at_k = {
    .name = "pass-at-k",
    .file = "pass_at_k",
    .summary = "the chance that one of k runs solves an item, and that all of k do, by split",
    .of = TOPIC_MANY,
    .build = build_pass,
};

const struct plot_kind kind_suite_difficulty = {
    .name = "difficulty",
    .file = "difficulty",
    .summary = "items by difficulty and split, and by how many runs solve them",
    .of = TOPIC_MANY,
    .build = build_difficulty,
};

const struct plot_kind kind_leaderboard = {
    .name = "leaderboard",
    .file = "leaderboard",
    .summary = "runs over the same items by their rates, with 95% intervals",
    .of = TOPIC_MANY,
    .build = build_leaders,
};
