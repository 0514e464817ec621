#include <assay/plot/kind_labels_classes.h>

#include <assay/base/fmt.h>
#include <assay/plot/kind_labels.h>
#include <assay/plot/plot_build.h>

#include <math.h>
#include <string.h>

/* Of names beside bars, with and without their count behind them. */
enum { COUNTED_COLUMNS = 17, NAME_COLUMNS = 30 };

/* The rows that are shown, and where they are from. */
struct classes {
    const struct topic *topic;
    const struct matrix_view *view; /* NULL: a given table */
    size_t sets, labels;            /* that there are */
    struct plot_rows rows;
    const char **names, **counted; /* as rows: "happy", "happy (166)" */
};

static bool take_classes(const struct topic *topic, struct classes *classes, const char **why)
{
    struct arena *arena = topic->arena;
    struct plot_rows all = plot_rows_all(sheets_find(&topic->sheets, "classes"), arena);
    const char *set;
    struct label_cut counted, alone;
    const double *support;

    *classes = (struct classes){.topic = topic};
    classes->view = kind_labels_views(topic, &classes->sets, why);
    set = classes->view ? classes->view->set : NULL;
    all = plot_rows_where(all, "set", set ? set : "", arena);
    if (all.count == 0)
        return false;
    classes->labels = all.count;
    classes->rows = plot_rows_largest(all, "support", CLASSES_PLOT_LABELS, arena);
    classes->names = plot_words(classes->rows, "label", arena);
    support = plot_numbers(classes->rows, "support", arena);
    classes->counted = plot_words(classes->rows, "label", arena);
    counted = kind_labels_cutting(classes->names, classes->rows.count, COUNTED_COLUMNS, arena);
    alone = kind_labels_cutting(classes->names, classes->rows.count, NAME_COLUMNS, arena);
    for (size_t i = 0; i < classes->rows.count; i++) {
        classes->counted[i] = kind_labels_counted(classes->names[i], counted, support[i], arena);
        classes->names[i] = kind_labels_cut(classes->names[i], alone, arena);
    }
    return true;
}

static const char *subtitle_of(const struct classes *classes)
{
    struct arena *arena = classes->topic->arena;
    const char *more = NULL;

    if (classes->rows.count < classes->labels)
        more = arena_printf(arena, "the %zu of %zu labels with the most samples",
                            classes->rows.count, classes->labels);
    if (classes->view)
        return kind_labels_subtitle(classes->topic, classes->view, 1, classes->sets, more);
    return plot_run_subtitle(classes->topic,
                             arena_printf(arena, "as the run's files state it, not recomputed%s%s",
                                          more ? " · " : "", more ? more : ""));
}

/* ---- panels of bars ---- */

static struct plot_axis label_axis(const char *const *names, size_t count)
{
    struct plot_axis axis = plot_axis_of(NULL, TICKS_WHOLE, TICK_PLAIN);

    axis.names = names;
    axis.name_count = count;
    return axis;
}

/* Beside the first panel the names are not repeated. */
static const char *const *blank_names(size_t count, struct arena *arena)
{
    const char **blank = arena_zalloc(arena, count + 1, sizeof(*blank));

    for (size_t i = 0; i < count; i++)
        blank[i] = "";
    return blank;
}

static const char *const *texts_of(const struct classes *classes, const double *values,
                                   const char *(*format)(struct arena *arena, double value))
{
    struct arena *arena = classes->topic->arena;
    const char **texts = arena_zalloc(arena, classes->rows.count + 1, sizeof(*texts));

    for (size_t i = 0; i < classes->rows.count; i++)
        texts[i] = isnan(values[i]) ? NULL : format(arena, values[i]);
    return texts;
}

static const char *as_count(struct arena *arena, double value)
{
    return fmt_count(arena, (uint64_t)value);
}

/* ---- recall, precision, F1 ---- */

static const char *band_text(struct arena *arena, const char *name, double recall, const char *band)
{
    return arena_printf(arena, "%s: recall %s%s%s", name, fmt_share(arena, recall),
                        band[0] ? ", " : "", band);
}

/* ", as for 3 others". */
static const char *and_others(const struct classes *classes, const double *recall, size_t of)
{
    size_t others = 0;

    for (size_t i = 0; i < classes->rows.count; i++)
        others += i != of && recall[i] == recall[of];
    return others ? arena_printf(classes->topic->arena, ", as for %s",
                                 fmt_counted(classes->topic->arena, others, "other"))
                  : "";
}

static void say_extremes(struct plot *plot, const struct classes *classes, const double *recall)
{
    struct arena *arena = classes->topic->arena;
    const char **bands = plot_words(classes->rows, "band", arena);
    size_t best = SIZE_MAX, worst = SIZE_MAX;

    for (size_t i = 0; i < classes->rows.count; i++) {
        if (isnan(recall[i]))
            continue;
        if (best == SIZE_MAX || recall[i] > recall[best])
            best = i;
        if (worst == SIZE_MAX || recall[i] < recall[worst])
            worst = i;
    }
    plot_say(plot, arena, "Recall%s, precision and F1 of %s",
             plot_has(plot_numbers(classes->rows, "low", arena), classes->rows.count)
                 ? " with 95% interval"
                 : "",
             fmt_counted(arena, classes->rows.count, "label"));
    if (best == SIZE_MAX)
        return;
    plot_say(plot, arena, "Highest recall: %s%s",
             band_text(arena, classes->counted[best], recall[best], bands[best]),
             and_others(classes, recall, best));
    plot_say(plot, arena, "Lowest: %s%s",
             band_text(arena, classes->counted[worst], recall[worst], bands[worst]),
             and_others(classes, recall, worst));
}

/* The panels beside the first have no names at their bars, so their titles tell them. */
static const char *const *titles_of(const struct classes *classes, const double *values)
{
    struct arena *arena = classes->topic->arena;
    const char **titles = arena_zalloc(arena, classes->rows.count + 1, sizeof(*titles));

    for (size_t i = 0; i < classes->rows.count; i++)
        if (!isnan(values[i]))
            titles[i] =
                arena_printf(arena, "%s: %s", classes->counted[i], fmt_share(arena, values[i]));
    return titles;
}

static void add_metric(struct plot *plot, const struct classes *classes, const char *key,
                       const char *title, int column)
{
    struct arena *arena = classes->topic->arena;
    struct plot_axis share = plot_axis_of(NULL, TICKS_ANY, TICK_SHARE);
    struct plot_axes *axes;
    const double *values = plot_numbers(classes->rows, key, arena);
    struct plot_series series = {.form = PLOT_BARS,
                                 .role = ROLE_BAR,
                                 .y = values,
                                 .count = classes->rows.count,
                                 .texts = texts_of(classes, values, fmt_share),
                                 .titles = column ? titles_of(classes, values) : NULL};

    share.low = 0.0;
    share.high = 1.0;
    axes = plot_axes_new(
        label_axis(column ? blank_names(classes->rows.count, arena) : classes->counted,
                   classes->rows.count),
        share, arena);
    axes->sideways = true;
    if (column == 0 && plot_has(plot_numbers(classes->rows, "low", arena), classes->rows.count)) {
        series.low = plot_numbers(classes->rows, "low", arena);
        series.high = plot_numbers(classes->rows, "high", arena);
        axes->band = "95% interval";
    }
    plot_add_series(axes, series, arena);
    plot_add_panel(
        plot,
        (struct plot_panel){.kind = PANEL_AXES, .title = title, .column = column, .axes = axes},
        arena);
}

static double bars_height(size_t bars, double points)
{
    return 145.0 + points * (double)(bars < 3 ? 3 : bars);
}

static const struct plot *build_per_class(const struct topic *topic, const char **why)
{
    struct classes classes;
    struct plot *plot;

    if (!take_classes(topic, &classes, why))
        return NULL;
    plot = plot_new("Recall, precision and F1 by label", subtitle_of(&classes), topic->arena);
    add_metric(plot, &classes, "recall", "Recall", 0);
    add_metric(plot, &classes, "precision", "Precision", 1);
    add_metric(plot, &classes, "f1", "F1", 2);
    plot->column_weight[0] = 2.0;
    plot->width = 700.0;
    plot->height = bars_height(classes.rows.count, classes.rows.count > 24 ? 12.0 : 22.0);
    say_extremes(plot, &classes, plot_numbers(classes.rows, "recall", topic->arena));
    return plot;
}

/* ---- truth and prediction ---- */

/* One more category behind the labels, for answers outside the set. */
static void add_outside(struct classes *classes, double **truth, double **predicted)
{
    struct arena *arena = classes->topic->arena;
    size_t count = classes->rows.count;
    uint64_t outside = classes->view ? confusion_invalid_total(classes->view->matrix) : 0;

    if (outside == 0)
        return;
    *truth =
        memcpy(arena_zalloc(arena, count + 1, sizeof(**truth)), *truth, count * sizeof(**truth));
    *predicted = memcpy(arena_zalloc(arena, count + 1, sizeof(**predicted)), *predicted,
                        count * sizeof(**predicted));
    classes->names = memcpy(arena_zalloc(arena, count + 1, sizeof(*classes->names)), classes->names,
                            count * sizeof(*classes->names));
    classes->names[count] = "(outside the set)";
    (*truth)[count] = NAN;
    (*predicted)[count] = (double)outside;
    classes->rows.count++;
}

static void say_imbalance(struct plot *plot, const struct classes *classes)
{
    struct quantity what = QUANTITY("imbalance_ratio");
    double ratio;

    if (!classes->view)
        return;
    what.set = classes->view->set;
    ratio = figures_value(classes->topic->figures, &what);
    if (ratio > 1.0)
        plot_say(plot, classes->topic->arena,
                 "The largest label has %.1f times the samples of the smallest", ratio);
}

static void say_distribution(struct plot *plot, const struct classes *classes, const double *truth,
                             const double *predicted)
{
    struct arena *arena = classes->topic->arena;
    size_t never = 0;

    plot_say(plot, arena, "How often each of %s is the truth%s",
             fmt_counted(arena, classes->labels, "label"),
             plot_has(predicted, classes->rows.count) ? " and was predicted" : "");
    for (size_t i = 0; i < classes->rows.count; i++)
        never += predicted[i] == 0.0 && truth[i] > 0.0;
    plot_say(plot, arena, "Most frequent: %s", classes->counted[0]);
    say_imbalance(plot, classes);
    if (never)
        plot_say(plot, arena, "%s never predicted",
                 never == 1 ? "1 label is" : arena_printf(arena, "%zu labels are", never));
}

static void add_counts(struct plot_axes *axes, const struct classes *classes, const char *name,
                       enum role role, const double *values)
{
    if (plot_has(values, classes->rows.count))
        plot_add_series(axes,
                        (struct plot_series){.name = name,
                                             .form = PLOT_BARS,
                                             .role = role,
                                             .y = values,
                                             .count = classes->rows.count,
                                             .texts = texts_of(classes, values, as_count)},
                        classes->topic->arena);
}

static const struct plot *build_distribution(const struct topic *topic, const char **why)
{
    struct arena *arena = topic->arena;
    struct classes classes;
    double *truth, *predicted;
    struct plot_axes *axes;
    struct plot_axis counts = plot_axis_of("samples", TICKS_WHOLE, TICK_PLAIN);
    struct plot *plot;

    if (!take_classes(topic, &classes, why))
        return NULL;
    truth = plot_numbers(classes.rows, "support", arena);
    predicted = plot_numbers(classes.rows, "predicted", arena);
    if (!plot_has(truth, classes.rows.count)) {
        *why = "the run's table of classes has no counts";
        return NULL;
    }
    plot = plot_new(plot_has(predicted, classes.rows.count) ? "Labels: truth and predictions"
                                                            : "Labels: truth",
                    subtitle_of(&classes), arena);
    add_outside(&classes, &truth, &predicted);
    counts.low = 0.0;
    axes = plot_axes_new(label_axis(classes.names, classes.rows.count), counts, arena);
    axes->sideways = true;
    add_counts(axes, &classes, "truth", ROLE_SERIES_A, truth);
    add_counts(axes, &classes, "predicted", ROLE_SERIES_B, predicted);
    plot_add_panel(plot, (struct plot_panel){.kind = PANEL_AXES, .axes = axes}, arena);
    plot->height = bars_height(classes.rows.count, classes.rows.count > 24 ? 14.0 : 28.0);
    say_distribution(plot, &classes, truth, predicted);
    return plot;
}

const struct plot_kind kind_per_class = {
    .name = "per-class",
    .file = "per_class",
    .summary = "recall with its 95% interval, precision and F1 of every label, the largest first",
    .of = TOPIC_RUN,
    .build = build_per_class,
};

const struct plot_kind kind_class_distribution = {
    .name = "class-distribution",
    .file = "class_distribution",
    .summary = "how often every label is the truth, and how often it was predicted",
    .of = TOPIC_RUN,
    .build = build_distribution,
};
