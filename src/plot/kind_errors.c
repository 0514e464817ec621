#include <assay/plot/kind_errors.h>

#include <assay/base/fmt.h>
#include <assay/metrics/code_results.h>
#include <assay/plot/kind_code.h>
#include <assay/plot/kind_labels.h>
#include <assay/plot/plot_build.h>

#include <math.h>
#include <string.h>

enum { PAIR_COLUMNS = 16, ANSWER_COLUMNS = 24 };

/* Sideways bars of counts, one a name, with words beside them. */
struct bars {
    const char *title;
    const char **names, **texts;
    const char **titles; /* NULL: made of name and count */
    double *counts;
    size_t count;
    enum role role;
};

static const struct plot_axes *axes_of(const struct bars *bars, double high, const char *of,
                                       struct arena *arena)
{
    struct plot_axis names = plot_axis_of(NULL, TICKS_WHOLE, TICK_PLAIN);
    struct plot_axis counts = plot_axis_of(of, TICKS_WHOLE, TICK_PLAIN);
    struct plot_axes *axes;

    names.names = bars->names;
    names.name_count = bars->count;
    counts.low = 0.0;
    counts.hold[1] = high;
    axes = plot_axes_new(names, counts, arena);
    axes->sideways = true;
    plot_add_series(axes,
                    (struct plot_series){.form = PLOT_BARS,
                                         .role = bars->role,
                                         .y = bars->counts,
                                         .texts = bars->texts,
                                         .titles = bars->titles,
                                         .count = bars->count},
                    arena);
    return axes;
}

/* ---- generated code ---- */

/* Kinds of one split in the order of `kinds`, blank names but in the first panel. */
static struct bars bars_of_split(struct plot_rows all, const char *split,
                                 const struct plot_rows *kinds, bool named, struct arena *arena)
{
    struct plot_rows rows = plot_rows_where(all, "split", split, arena);
    const char **names = plot_words(*kinds, "kind", arena),
               **mine = plot_words(rows, "kind", arena);
    const double *counts = plot_numbers(rows, "count", arena);
    const double *shares = plot_numbers(rows, "share", arena);
    struct bars bars = {.title = split, .names = names, .count = kinds->count, .role = ROLE_BAR};

    bars.counts = arena_zalloc(arena, kinds->count + 1, sizeof(*bars.counts));
    bars.texts = arena_zalloc(arena, kinds->count + 1, sizeof(*bars.texts));
    bars.titles = arena_zalloc(arena, kinds->count + 1, sizeof(*bars.titles));
    for (size_t i = 0; i < kinds->count; i++) {
        bars.texts[i] = "0";
        for (size_t k = 0; k < rows.count; k++) {
            if (strcmp(names[i], mine[k]) != 0)
                continue;
            bars.counts[i] = counts[k];
            bars.texts[i] = arena_printf(arena, "%s (%s)", fmt_count(arena, (uint64_t)counts[k]),
                                         plot_percent(shares[k], arena));
        }
        bars.titles[i] = arena_printf(arena, "%s: %s", names[i], bars.texts[i]);
        names[i] = named ? names[i] : "";
    }
    return bars;
}

static void add_split(struct plot *plot, struct plot_rows all, const struct plot_rows *kinds,
                      const char *split, int column, struct arena *arena)
{
    struct bars bars = bars_of_split(all, split, kinds, column == 0, arena);

    plot_add_panel(plot,
                   (struct plot_panel){.kind = PANEL_AXES,
                                       .title = split,
                                       .column = column,
                                       .axes = axes_of(&bars, NAN, "attempts", arena)},
                   arena);
}

static void say_kinds(struct plot *plot, struct plot_rows kinds, uint64_t failed, uint64_t scored,
                      struct arena *arena)
{
    const char **names = plot_words(kinds, "kind", arena);
    const double *counts = plot_numbers(kinds, "count", arena);
    const double *shares = plot_numbers(kinds, "share", arena);

    plot_say(plot, arena, "%s of %s did not pass", fmt_count(arena, failed),
             fmt_counted(arena, scored, "attempt"));
    for (size_t i = 0; i < kinds.count && i < 3; i++)
        plot_say(plot, arena, "%s: %s, %s of them", names[i], fmt_count(arena, (uint64_t)counts[i]),
                 fmt_percent(arena, shares[i], 1));
}

static const struct plot *build_code(const struct topic *topic, const char **why)
{
    struct arena *arena = topic->arena;
    const struct code_part *part =
        code_part_of(topic->figures->input->results->code, NULL, DIFFICULTY_NONE);
    struct plot_rows all = plot_rows_all(sheets_find(&topic->sheets, "errors"), arena);
    struct plot_rows kinds = plot_rows_largest(plot_rows_where(all, "split", "all", arena), "count",
                                               ERROR_KIND_COUNT, arena);
    uint64_t failed = part->scored - part->passed;
    size_t count;
    const char *const *splits = kind_code_splits(topic, &count);
    struct plot *plot;

    if (kinds.count == 0) {
        *why = failed ? "no kind of error is known of the attempts that did not pass"
                      : "every attempt passed";
        return NULL;
    }
    plot =
        plot_new("Why attempts did not pass",
                 plot_run_subtitle(
                     topic, arena_printf(arena, "%s of %s did not pass", fmt_count(arena, failed),
                                         fmt_counted(arena, part->scored, "attempt"))),
                 arena);
    add_split(plot, all, &kinds, "all", 0, arena);
    for (size_t s = 1; s < count && s <= ERRORS_PLOT_SPLITS; s++)
        add_split(plot, all, &kinds, splits[s], (int)s, arena);
    plot->column_weight[0] = 1.5;
    plot->width = 340.0 + 130.0 * (double)(plot->panel_count - 1);
    plot->height = 145.0 + 24.0 * (double)kinds.count;
    say_kinds(plot, kinds, failed, part->scored, arena);
    return plot;
}

/* ---- labels ---- */

static const char *share_words(struct arena *arena, double count, double share)
{
    return arena_printf(arena, "%s, %s of the label", fmt_count(arena, (uint64_t)count),
                        fmt_percent(arena, share, 1));
}

static struct bars bars_of_pairs(struct plot_rows rows, const struct label_set *labels,
                                 struct arena *arena)
{
    struct label_cut cut = kind_labels_cutting(labels->names, labels->count, PAIR_COLUMNS, arena);
    const char **truth = plot_words(rows, "truth", arena);
    const double *shares = plot_numbers(rows, "share_of_truth", arena);
    struct bars bars = {.title = "Confusions, truth → prediction",
                        .role = ROLE_BAR,
                        .counts = plot_numbers(rows, "count", arena),
                        .count = rows.count};

    bars.names = arena_zalloc(arena, bars.count + 1, sizeof(*bars.names));
    bars.texts = arena_zalloc(arena, bars.count + 1, sizeof(*bars.texts));
    for (size_t i = 0; i < bars.count; i++) {
        const struct cell *cell = sheet_get(rows.sheet, rows.rows[i], "prediction");

        bars.names[i] = kind_labels_pair(truth[i], cell->text, cut, arena);
        bars.texts[i] = share_words(arena, bars.counts[i], shares[i]);
    }
    return bars;
}

static struct bars bars_of_answers(struct plot_rows rows, struct arena *arena)
{
    const char **truth = plot_words(rows, "truth", arena);
    const char **answers = plot_words(rows, "answer", arena);
    struct label_cut cut = {ANSWER_COLUMNS, 0};
    struct bars bars = {.title = "Answers outside the label set, truth → answer",
                        .role = ROLE_INVALID,
                        .counts = plot_numbers(rows, "count", arena),
                        .count = rows.count};

    bars.names = arena_zalloc(arena, bars.count + 1, sizeof(*bars.names));
    bars.texts = arena_zalloc(arena, bars.count + 1, sizeof(*bars.texts));
    for (size_t i = 0; i < bars.count; i++) {
        bars.names[i] = kind_labels_pair(truth[i], answers[i], cut, arena);
        bars.texts[i] = fmt_count(arena, (uint64_t)bars.counts[i]);
    }
    return bars;
}

/* The largest rows that the sheet has of the set. */
static struct plot_rows rows_of_set(const struct topic *topic, const char *sheet, const char *set,
                                    size_t most)
{
    struct plot_rows all = plot_rows_all(sheets_find(&topic->sheets, sheet), topic->arena);

    all = plot_rows_where(all, "set", set ? set : "", topic->arena);
    return plot_rows_largest(all, "count", most, topic->arena);
}

static void add_bars(struct plot *plot, const struct bars *bars, double high, const char *of,
                     struct arena *arena)
{
    int row = (int)plot->panel_count;

    if (bars->count == 0)
        return;
    plot_add_panel(plot,
                   (struct plot_panel){.kind = PANEL_AXES,
                                       .title = bars->title,
                                       .row = row,
                                       .axes = axes_of(bars, high, of, arena)},
                   arena);
    plot->row_weight[row] = 3.0 + (double)bars->count;
    plot->height += 60.0 + 20.0 * (double)bars->count;
}

static void say_confusions(struct plot *plot, const struct matrix_view *view,
                           const struct bars *pairs, struct arena *arena)
{
    plot_say(plot, arena, "%s of %s are wrong, %s reading",
             fmt_count(arena, confusion_total(view->matrix) - confusion_correct(view->matrix)),
             fmt_counted(arena, confusion_total(view->matrix), "sample"), view->reading);
    for (size_t i = 0; i < pairs->count && i < 3; i++)
        plot_say(plot, arena, "%s: %s", pairs->names[i], pairs->texts[i]);
}

static const struct plot *build_labels(const struct topic *topic, const char **why)
{
    struct arena *arena = topic->arena;
    size_t sets;
    const struct matrix_view *view = kind_labels_views(topic, &sets, why);
    struct bars pairs, answers;
    struct plot *plot;
    double high;

    if (!view)
        return NULL;
    pairs = bars_of_pairs(rows_of_set(topic, "confused_pairs", view->set, ERRORS_PLOT_PAIRS),
                          &view->labels, arena);
    answers = bars_of_answers(rows_of_set(topic, "invalid_answers", view->set, ERRORS_PLOT_ANSWERS),
                              arena);
    if (pairs.count + answers.count == 0) {
        *why = "every scored sample is right";
        return NULL;
    }
    plot =
        plot_new("Most frequent errors", kind_labels_subtitle(topic, view, 1, sets, NULL), arena);
    plot->height = 80.0;
    /* One scale for both. */
    high = fmax(pairs.count ? pairs.counts[0] : 0.0, answers.count ? answers.counts[0] : 0.0);
    add_bars(plot, &pairs, high, "samples", arena);
    add_bars(plot, &answers, high, "samples", arena);
    plot->width = 560.0;
    say_confusions(plot, view, &pairs, arena);
    return plot;
}

/* ---- both ---- */

static const struct plot *build(const struct topic *topic, const char **why)
{
    return topic->figures->input->results->code ? build_code(topic, why) : build_labels(topic, why);
}

const struct plot_kind kind_error_kinds = {
    .name = "error-kinds",
    .file = "error_kinds",
    .summary = "what went wrong: kinds of errors of generated code, or labels taken for each other",
    .of = TOPIC_RUN,
    .build = build,
};
