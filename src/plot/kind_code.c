#include <assay/plot/kind_code.h>

#include <assay/base/fmt.h>
#include <assay/metrics/code_results.h>
#include <assay/plot/kind_code_curves.h>

#include <math.h>
#include <string.h>

enum { SPLITS_MOST = 40 };

static const struct code_results *code_of(const struct topic *topic, const char **why)
{
    const struct code_results *code = topic->figures->input->results->code;

    if (!code)
        *why = "no sample of the run passed or failed";
    return code;
}

/* ---- several attempts ---- */

static double code_at(const void *of, const char *split, bool all, uint64_t k)
{
    uint64_t problems;

    return code_pass_at_k(of, all ? CODE_PASS_ALL : CODE_PASS_ANY, k, split, &problems);
}

const char *const *kind_code_splits(const struct topic *topic, size_t *count)
{
    const struct run *run = topic->figures->input->run;
    size_t splits = run_split_count(run);
    const char **names = arena_zalloc(topic->arena, splits + 1, sizeof(*names));

    *count = 1;
    for (size_t s = 0; s < splits; s++) {
        const char *split = run_split(run, (uint16_t)s);
        const struct code_part *part =
            code_part_of(topic->figures->input->results->code, split, DIFFICULTY_NONE);

        if (part && part->scored)
            names[(*count)++] = split;
    }
    *count = *count == 2 ? 1 : *count;
    return names;
}

static const struct plot *build_pass(const struct topic *topic, const char **why)
{
    struct arena *arena = topic->arena;
    const struct code_results *code = code_of(topic, why);
    struct pass_curves curves = {.of = code, .at = code_at, .attempts = "attempts"};
    uint64_t all, most;
    struct plot *plot;

    if (!code)
        return NULL;
    if (code->most_attempts < 2) {
        *why = "every problem was tried once; pass@k needs several attempts";
        return NULL;
    }
    curves.most = code->most_attempts;
    curves.splits = kind_code_splits(topic, &curves.split_count);
    code_pass_at_k(code, CODE_PASS_ANY, 1, NULL, &all);
    code_pass_at_k(code, CODE_PASS_ANY, curves.most, NULL, &most);
    plot = plot_new(
        "pass@k and pass^k",
        plot_run_subtitle(topic,
                          arena_printf(arena, "%s, %s of them with %s attempts · unbiased estimate",
                                       fmt_counted(arena, all, "problem"), fmt_count(arena, most),
                                       fmt_count(arena, curves.most))),
        arena);
    pass_curves_add(plot, &curves, arena);
    return plot;
}

/* ---- splits and difficulties ---- */

static const char **texts_of(const double *values, size_t count, struct arena *arena)
{
    const char **texts = arena_zalloc(arena, count + 1, sizeof(*texts));

    for (size_t i = 0; i < count; i++)
        texts[i] = isnan(values[i]) ? NULL : fmt_share(arena, values[i]);
    return texts;
}

/* Bars of pass rates, named by the column and the scored attempts. */
static void add_rates(struct plot *plot, const char *title, struct plot_rows rows, const char *by,
                      struct arena *arena)
{
    struct plot_axis names = plot_axis_of(NULL, TICKS_WHOLE, TICK_PLAIN);
    struct plot_axis share = plot_axis_of(NULL, TICKS_ANY, TICK_SHARE);
    const char **words = plot_words(rows, by, arena);
    const double *scored = plot_numbers(rows, "scored", arena);
    const double *rates = plot_numbers(rows, "pass_rate", arena);
    int row = (int)plot->panel_count;
    struct plot_axes *axes;

    for (size_t i = 0; i < rows.count; i++)
        words[i] = arena_printf(arena, "%s (%s)", words[i], fmt_count(arena, (uint64_t)scored[i]));
    names.names = words;
    names.name_count = rows.count;
    share.title = "pass rate";
    share.low = 0.0;
    share.high = 1.0;
    axes = plot_axes_new(names, share, arena);
    axes->sideways = true;
    axes->band = "95% interval";
    plot_add_series(axes,
                    (struct plot_series){.form = PLOT_BARS,
                                         .role = ROLE_BAR,
                                         .y = rates,
                                         .low = plot_numbers(rows, "low", arena),
                                         .high = plot_numbers(rows, "high", arena),
                                         .texts = texts_of(rates, rows.count, arena),
                                         .count = rows.count},
                    arena);
    plot_add_panel(
        plot, (struct plot_panel){.kind = PANEL_AXES, .title = title, .row = row, .axes = axes},
        arena);
    plot->row_weight[row] = 3.0 + (double)rows.count;
    plot->height += 80.0 + 24.0 * (double)rows.count;
    for (size_t i = 0; i < rows.count; i++)
        plot_say(plot, arena, "%s: %s", words[i], fmt_share(arena, rates[i]));
}

static const struct plot *build_difficulty(const struct topic *topic, const char **why)
{
    struct arena *arena = topic->arena;
    const struct code_results *code = code_of(topic, why);
    struct plot_rows splits = plot_rows_all(sheets_find(&topic->sheets, "splits"), arena);
    struct plot_rows bands = plot_rows_all(sheets_find(&topic->sheets, "difficulties"), arena);
    const struct code_part *all;
    struct plot *plot;

    if (!code)
        return NULL;
    all = code_part_of(code, NULL, DIFFICULTY_NONE);
    bands = plot_rows_where(bands, "split", "all", arena);
    plot = plot_new("Pass rates",
                    plot_run_subtitle(
                        topic, arena_printf(arena, "%s of %s pass%s", fmt_count(arena, all->passed),
                                            fmt_counted(arena, all->scored, "attempt"),
                                            bands.count ? "" : " · no difficulty is stated")),
                    arena);
    plot_say(plot, arena, "Share of attempts that pass, with 95%% Wilson intervals");
    plot->height = 75.0;
    if (splits.count > SPLITS_MOST)
        splits = plot_rows_largest(splits, "scored", SPLITS_MOST, arena);
    add_rates(plot, "By split", splits, "split", arena);
    if (bands.count)
        add_rates(plot, "By stated difficulty", bands, "difficulty", arena);
    return plot;
}

const struct plot_kind kind_pass_at_k = {
    .name = "pass-at-k",
    .file = "pass_at_k",
    .summary = "the chance that one of k attempts at a problem passes, and that all of k do",
    .of = TOPIC_RUN,
    .build = build_pass,
};

const struct plot_kind kind_difficulty = {
    .name = "difficulty",
    .file = "difficulty",
    .summary = "pass rates by split and by stated difficulty, with 95% intervals",
    .of = TOPIC_RUN,
    .build = build_difficulty,
};
