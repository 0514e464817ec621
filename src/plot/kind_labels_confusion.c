#include <assay/plot/kind_labels_confusion.h>

#include <assay/base/fmt.h>
#include <assay/metrics/classification.h>
#include <assay/plot/kind_labels.h>
#include <assay/plot/plot_build.h>

#include <math.h>

enum { NAME_COLUMNS = 24, PANEL_LABELS = 12, PANELS_MOST = 4, SHARES_UP_TO = 8, TITLES_UP_TO = 40 };

/* In titles and sentences. */
static const struct label_cut said = {40, 0};

/* Of one matrix: labels, then the invalid column, then totals. */
struct shape_of {
    const struct matrix_view *view;
    size_t labels, columns, rows;
    bool invalid, totals;
};

static struct shape_of shape_of(const struct matrix_view *view)
{
    struct shape_of of = {.view = view, .labels = view->labels.count};

    of.invalid = confusion_invalid_total(view->matrix) > 0;
    of.totals = of.labels > 1 && of.labels <= CONFUSION_PLOT_TOTALS;
    of.columns = of.labels + of.invalid + of.totals;
    of.rows = of.labels + of.totals;
    return of;
}

/* ---- cells ---- */

static uint64_t count_at(const struct shape_of *of, size_t row, size_t column)
{
    const struct confusion *cm = of->view->matrix;
    size_t n = of->labels;

    if (row == n) {
        if (column < n)
            return confusion_predicted(cm, column);
        return of->invalid && column == n ? confusion_invalid_total(cm) : confusion_total(cm);
    }
    if (column < n)
        return confusion_at(cm, row, column);
    return of->invalid && column == n ? confusion_invalid(cm, row) : confusion_support(cm, row);
}

static bool is_total(const struct shape_of *of, size_t row, size_t column)
{
    return of->totals && (row + 1 == of->rows || column + 1 == of->columns);
}

static double share_at(const struct shape_of *of, size_t row, size_t column)
{
    uint64_t count = count_at(of, row, column), support = confusion_support(of->view->matrix, row);

    if (support == 0 || (count == 0 && of->labels > CONFUSION_PLOT_TOTALS))
        return NAN;
    return (double)count / (double)support;
}

/* What the colour is of: whatever is not 0 has one, be it the first step. */
static double value_at(const struct shape_of *of, size_t row, size_t column)
{
    double share = share_at(of, row, column);

    return share > 0.0 ? fmax(share, 1.0 / HEAT_STEPS) : share;
}

static const char *text_at(const struct shape_of *of, size_t row, size_t column, bool share,
                           struct arena *arena)
{
    uint64_t count = count_at(of, row, column);
    const char *text = fmt_count(arena, count);

    if (is_total(of, row, column))
        return text;
    if (count == 0)
        return of->labels <= PANEL_LABELS ? "0" : NULL;
    if (of->labels > SHARES_UP_TO || !share)
        return text;
    return arena_printf(arena, "%s · %s", text, plot_percent(share_at(of, row, column), arena));
}

static const char *title_at(const struct shape_of *of, size_t row, size_t column,
                            struct arena *arena)
{
    const struct label_set *labels = &of->view->labels;
    uint64_t count = count_at(of, row, column);

    if (is_total(of, row, column) || (count == 0 && of->labels > PANEL_LABELS))
        return NULL;
    return arena_printf(arena, "%s: %s, %s of the row",
                        kind_labels_pair(labels->names[row],
                                         column < of->labels ? labels->names[column] : NULL, said,
                                         arena),
                        fmt_count(arena, count), fmt_percent(arena, share_at(of, row, column), 1));
}

static const char *const *names_of(const struct shape_of *of, size_t count, bool invalid,
                                   struct arena *arena)
{
    const char **names = arena_zalloc(arena, count + 1, sizeof(*names));
    const char *const *labels = of->view->labels.names;
    struct label_cut cut = kind_labels_cutting(labels, of->labels, NAME_COLUMNS, arena);
    size_t at = 0;

    for (; at < of->labels; at++)
        names[at] = kind_labels_cut(labels[at], cut, arena);
    if (invalid)
        names[at++] = "(outside)";
    if (of->totals)
        names[at] = "total";
    return names;
}

static const struct plot_cells *cells_of(const struct shape_of *of, struct arena *arena)
{
    struct plot_cells *cells = arena_zalloc(arena, 1, sizeof(*cells));
    size_t count = of->rows * of->columns;
    double *values = arena_zalloc(arena, count, sizeof(*values));
    const char **texts = arena_zalloc(arena, count, sizeof(*texts));
    const char **shorts = arena_zalloc(arena, count, sizeof(*shorts));
    const char **titles = arena_zalloc(arena, count, sizeof(*titles));

    for (size_t i = 0; i < count; i++) {
        size_t row = i / of->columns, column = i % of->columns;

        values[i] = is_total(of, row, column) ? NAN : value_at(of, row, column);
        if (of->labels <= CONFUSION_PLOT_TOTALS) {
            texts[i] = text_at(of, row, column, true, arena);
            shorts[i] = text_at(of, row, column, false, arena);
        }
        if (of->labels <= TITLES_UP_TO)
            titles[i] = title_at(of, row, column, arena);
    }
    *cells = (struct plot_cells){
        .row_title = "truth",
        .column_title = "prediction",
        .rows = names_of(of, of->rows, false, arena),
        .columns = names_of(of, of->columns, of->invalid, arena),
        .row_count = of->rows,
        .column_count = of->columns,
        .values = values,
        .texts = of->labels <= CONFUSION_PLOT_TOTALS ? texts : NULL,
        .shorts = of->labels <= CONFUSION_PLOT_TOTALS ? shorts : NULL,
        .titles = of->labels <= TITLES_UP_TO ? titles : NULL,
        .colours = CELLS_HEAT,
        .low = 0.0,
        .high = 1.0,
        .key = of->labels <= CONFUSION_PLOT_TOTALS ? "share of the row"
                                                   : "share of the row, blank: none",
        .key_text = TICK_SHARE,
        .square = true,
        .names_above = true,
    };
    return cells;
}

/* ---- the plot ---- */

/* Points a cell is wide: enough for its text, or for the names beside it. */
static double cell_points(size_t labels)
{
    static const struct {
        size_t up_to;
        double points;
    } steps[] = {{5, 66}, {8, 62}, {12, 40}, {25, 24}, {60, 12}, {120, 8}};

    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        if (labels <= steps[i].up_to)
            return steps[i].points;
    return 5.0;
}

static void say(struct plot *plot, const struct topic *topic, const struct matrix_view *view)
{
    struct arena *arena = topic->arena;
    size_t count;
    const struct confused_pair *pairs = classification_confused_pairs(arena, view->matrix, &count);

    plot_say(plot, arena, "Confusion matrix of %s, %s reading: %s of %s are right (accuracy %s)",
             fmt_counted(arena, view->labels.count, "label"), view->reading,
             fmt_count(arena, confusion_correct(view->matrix)),
             fmt_counted(arena, confusion_total(view->matrix), "sample"),
             kind_labels_figure(topic, view, "accuracy", NULL));
    for (size_t i = 0; i < count && i < 3; i++)
        plot_say(plot, arena, "%s: %s, %s of the label",
                 kind_labels_pair(view->labels.names[pairs[i].truth],
                                  pairs[i].prediction == LABEL_INVALID
                                      ? NULL
                                      : view->labels.names[pairs[i].prediction],
                                  said, arena),
                 fmt_count(arena, pairs[i].count), fmt_percent(arena, pairs[i].share_of_row, 1));
    if (count == 0)
        plot_say(plot, arena, "No sample is wrong");
}

static void add_matrix(struct plot *plot, const struct topic *topic, const struct matrix_view *view,
                       size_t place)
{
    struct shape_of of = shape_of(view);
    struct plot_panel panel = {.kind = PANEL_CELLS,
                               .title = view->set,
                               .row = (int)(place / 2),
                               .column = (int)(place % 2),
                               .cells = cells_of(&of, topic->arena)};
    double points = cell_points(of.labels);
    double width = fmax(320.0, 120.0 + points * (double)of.columns) * (double)(panel.column + 1);
    double height = (158.0 + points * (double)of.rows) * (double)(panel.row + 1);

    plot_add_panel(plot, panel, topic->arena);
    plot->width = fmax(plot->width, width);
    plot->height = fmax(plot->height, height);
    say(plot, topic, view);
}

static const struct plot *build(const struct topic *topic, const char **why)
{
    size_t count, shown = 1;
    const struct matrix_view *views = kind_labels_views(topic, &count, why);
    struct plot *plot;
    const char *more;

    if (!views)
        return NULL;
    if (views[0].labels.count > CONFUSION_PLOT_LABELS) {
        *why = "a matrix of more than 200 labels cannot be read as a plot";
        return NULL;
    }
    while (shown < count && shown < PANELS_MOST && views[0].labels.count <= PANEL_LABELS &&
           views[shown].labels.count <= PANEL_LABELS)
        shown++;
    more = arena_printf(topic->arena, "accuracy %s",
                        kind_labels_figure(topic, &views[0], "accuracy", NULL));
    plot = plot_new("Confusion matrix",
                    kind_labels_subtitle(topic, &views[0], shown, count, shown > 1 ? NULL : more),
                    topic->arena);
    for (size_t i = 0; i < shown; i++)
        add_matrix(plot, topic, &views[i], i);
    return plot;
}

const struct plot_kind kind_confusion = {
    .name = "confusion",
    .file = "confusion_matrix",
    .summary = "counts of truth by prediction; the colour is the share of the row, right answers "
               "are on the diagonal",
    .of = TOPIC_RUN,
    .build = build,
};
