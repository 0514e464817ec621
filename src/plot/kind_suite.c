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

size_t kind_suite_runs(const struct run_board *board)
{
    enum { RUNS_MOST = 60 };

    return board->leaders->count < RUNS_MOST ? board->leaders->count : RUNS_MOST;
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
