#include <assay/tui/overview_figures.h>

#include <assay/base/spark.h>
#include <assay/metrics/curve_results.h>
#include <assay/metrics/layer_results.h>
#include <assay/session/headline.h>
#include <assay/session/sheet_run.h>
#include <assay/tui/strip.h>

#include <math.h>
#include <string.h>

enum { SPARK = 36, SPARK_NARROW = 8, ROWS_ROOM = 64, HOW_LEAST = 10, NARROW_BELOW = 64 };
enum column { COLUMN_FIGURE, COLUMN_VALUE, COLUMN_HOW, COLUMNS };

/* ---- the table ---- */

static void paint_how(const void *arg, size_t row, const struct surface *surface, unsigned style)
{
    const struct figure_rows *rows = arg;
    const struct figure_row *figure = &rows->rows[row];
    int width = surface->rect.width, words = text_columns(str_of(figure->how));
    int spark = width - words - 2;

    (void)style;
    if (!figure->curve) {
        draw_middle(surface, 0, 0, width, ROLE_DIM, str_of(figure->how));
        return;
    }
    spark = spark > SPARK ? SPARK : spark;
    if (spark < 8)
        spark = width;
    {
        struct surface part = surface_part(surface, 0, 0, 1, spark);

        strip_spark(&part, figure->curve, figure->curve_count, ROLE_SERIES_A);
    }
    spark = (size_t)spark > figure->curve_count ? (int)figure->curve_count : spark;
    draw_text(surface, 0, spark + 2, width - spark - 2, ROLE_DIM, str_of(figure->how));
}

static const struct grid_column columns[COLUMNS] = {
    [COLUMN_FIGURE] = {.key = "figure", .title = "Figure", .least = 10, .most = 36},
    [COLUMN_VALUE] = {.key = "value",
                      .title = "value",
                      .least = 6,
                      .most = 20,
                      .align = GRID_RIGHT,
                      .marked = true},
    [COLUMN_HOW] = {.key = "how",
                    .title = "how",
                    .least = HOW_LEAST,
                    .priority = 1,
                    .stretches = true,
                    .paint = paint_how},
};

static const struct grid_column narrow_columns[] = {
    [COLUMN_FIGURE] = {.key = "figure", .title = "Figure", .least = 10, .most = 34},
    [COLUMN_VALUE] = {.key = "value",
                      .title = "value",
                      .least = SPARK_NARROW,
                      .most = 10,
                      .align = GRID_RIGHT,
                      .marked = true},
};

bool figure_rows_fit(struct figure_rows *rows, int width)
{
    bool narrow = width < NARROW_BELOW, other = narrow != rows->narrow;

    rows->narrow = narrow;
    rows->source.columns = narrow ? narrow_columns : columns;
    rows->source.column_count =
        narrow ? sizeof(narrow_columns) / sizeof(*narrow_columns) : (size_t)COLUMNS;
    return other;
}

static struct str small_spark(const struct figure_row *figure, struct arena *scratch)
{
    struct buf line = {.ptr = NULL};
    struct str text;

    spark_line(figure->curve, figure->curve_count, SPARK_NARROW, true, &line);
    text = (struct str){arena_strndup(scratch, line.ptr, line.len), line.len};
    buf_release(&line);
    return text;
}

static void cell_of(const void *arg, size_t row, size_t column, struct arena *scratch,
                    struct grid_cell *cell)
{
    const struct figure_rows *rows = arg;
    const struct figure_row *figure = &rows->rows[row];

    *cell = (struct grid_cell){.style = ROLE_TEXT, .number = NAN};
    switch ((enum column)column) {
    case COLUMN_FIGURE:
        cell->text = str_of(figure->title);
        break;
    case COLUMN_VALUE:
        cell->text = str_of(figure->value);
        if (figure->curve && rows->narrow) {
            cell->text = small_spark(figure, scratch);
            cell->style = ROLE_SERIES_A;
        }
        cell->number = figure->number;
        cell->mark = figure->mark;
        break;
    case COLUMN_HOW:
        cell->text = str_of(figure->how);
        break;
    case COLUMNS:
        break;
    }
}

/* ---- rows ---- */

struct maker {
    const struct figures *figures;
    struct arena *arena;
    struct figure_row *rows;
    size_t count, capacity;
    double accuracy;
};

static struct figure_row *add_row(struct maker *maker)
{
    if (maker->count == maker->capacity) {
        size_t capacity = maker->capacity ? 2 * maker->capacity : ROWS_ROOM;
        struct figure_row *rows = arena_alloc(maker->arena, capacity * sizeof(*rows));

        if (maker->count)
            memcpy(rows, maker->rows, maker->count * sizeof(*rows));
        maker->rows = rows;
        maker->capacity = capacity;
    }
    maker->rows[maker->count] = (struct figure_row){
        .title = "", .value = "", .how = "", .number = NAN, .what = {.at = NAN}};
    return &maker->rows[maker->count++];
}

static void add_curve(struct maker *maker, const char *title, const double *values, size_t count,
                      enum metric_unit unit)
{
    const struct metric *metric = metric_of_unit(unit);
    struct figure_row *row;
    double low, high;

    spark_range(values, count, &low, &high);
    if (isnan(low))
        return;
    row = add_row(maker);
    row->title = title;
    row->curve = values;
    row->curve_count = count;
    row->how = arena_printf(maker->arena, "%s to %s", metric_format(metric, low, maker->arena),
                            metric_format(metric, high, maker->arena));
}

static void add_layers(struct maker *maker)
{
    const struct layer_results *layers = maker->figures->input->results->layers;

    for (size_t p = 0; layers && p < layers->probe_count; p++)
        add_curve(maker, arena_printf(maker->arena, "%s accuracy", layers->probes[p].name),
                  layers->probes[p].accuracy, layers->count, UNIT_SHARE);
    if (!layers || !layers->a)
        return;
    add_curve(maker, arena_printf(maker->arena, "D = %s − %s", layers->a->name, layers->b->name),
              layers->dominance, layers->count, UNIT_SHARE);
    add_curve(maker, "D, conflict", layers->dominance_conflict, layers->count, UNIT_SHARE);
}

static void add_losses(struct maker *maker)
{
    const struct curve_results *curve = maker->figures->input->results->curve;
    double *means;

    if (!curve || curve->losses.count == 0)
        return;
    means = arena_alloc(maker->arena, curve->losses.count * sizeof(*means));
    for (size_t i = 0; i < curve->losses.count; i++)
        means[i] = curve->losses.points[i].mean;
    add_curve(maker, "Mean loss by position", means, curve->losses.count, UNIT_NATS);
}

static void add_quantity(struct maker *maker, const char *title, const struct quantity *what)
{
    const struct metric *metric = metric_find(what->metric);
    struct figure figure;
    struct figure_row *row;

    if (!figures_get(maker->figures, what, &figure))
        return;
    row = add_row(maker);
    row->title = title;
    row->what = *what;
    row->value = figure.text ? figure.text : metric_format(metric, figure.value, maker->arena);
    row->number = figure.text ? NAN : figure.value;
    row->how = figure.how ? figure.how : "";
    row->mark = figures_mark(maker->figures, what);
}

static void add_tasks(struct maker *maker)
{
    size_t count;
    const struct task *tasks = run_tasks(maker->figures->input->run, &count);

    for (size_t i = 0; i < count; i++) {
        struct quantity what = QUANTITY("task_accuracy");

        what.subject = tasks[i].name;
        add_quantity(maker, tasks[i].name, &what);
    }
}

static bool is_named(const char *const *names, const char *name)
{
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

/* Said by another figure already, or nothing to say. */
static bool is_dull(const struct maker *maker, const struct sheet *sheet, size_t row)
{
    static const char *const same[] = {
        "micro_precision",   "micro_recall", "micro_f1", "weighted_recall",
        "balanced_accuracy", "labels",       NULL};
    const struct cell *value = sheet_get(sheet, row, "value");
    const char *metric = sheet_get_text(sheet, row, "metric");

    if (value->mark)
        return false;
    if (value->kind == CELL_NUMBER && value->number == 0.0 &&
        strcmp(sheet_get_text(sheet, row, "unit"), "count") == 0)
        return true;
    /* Another reading of the answers that gives the same. */
    if (str_starts(str_of(metric), "accuracy_"))
        return value->number == maker->accuracy;
    return is_named(same, metric);
}

static const char *part(const struct sheet *sheet, size_t row, const char *key)
{
    const char *text = sheet_get_text(sheet, row, key);

    return text[0] ? text : NULL;
}

/* Of the whole run; of its splits the headline only. */
static bool is_wanted(const struct sheet *sheet, size_t row, const char *headline)
{
    if (part(sheet, row, "subject") || part(sheet, row, "set"))
        return false;
    return !part(sheet, row, "split") ||
           (headline && strcmp(headline, sheet_get_text(sheet, row, "metric")) == 0);
}

static void add_metrics(struct maker *maker)
{
    const struct sheet *sheet = sheet_metrics(maker->figures);
    struct arena *arena = maker->arena;
    double ignored;
    const struct metric *headline = headline_metric(maker->figures->input, &ignored);

    for (size_t i = 0; sheet && i < sheet_rows(sheet); i++) {
        const struct cell *value = sheet_get(sheet, i, "value");
        const char *title = sheet_get_text(sheet, i, "title"), *split = part(sheet, i, "split");
        struct figure_row *row;

        if (!is_wanted(sheet, i, headline ? headline->name : NULL) || is_dull(maker, sheet, i))
            continue;
        row = add_row(maker);
        row->title = split ? arena_printf(arena, "%s, %s", title, split) : title;
        row->what = (struct quantity){.metric = sheet_get_text(sheet, i, "metric"),
                                      .split = split,
                                      .at = sheet_get_number(sheet, i, "at")};
        row->value = cell_format(value, arena);
        row->number = value->kind == CELL_NUMBER ? value->number : NAN;
        row->how = sheet_get_text(sheet, i, "how");
        row->mark = value->mark;
    }
}

struct figure_rows *figure_rows_new(const struct figures *figures)
{
    struct quantity accuracy = QUANTITY("accuracy");
    struct maker maker = {.figures = figures, .arena = figures->arena};
    struct figure_rows *rows = arena_zalloc(figures->arena, 1, sizeof(*rows));

    maker.accuracy = figures_value(figures, &accuracy);
    add_layers(&maker);
    add_losses(&maker);
    add_metrics(&maker);
    add_tasks(&maker);
    rows->rows = maker.rows;
    rows->count = maker.count;
    rows->source = (struct grid_source){.arg = rows,
                                        .row_count = maker.count,
                                        .columns = columns,
                                        .column_count = COLUMNS,
                                        .cell = cell_of};
    return rows;
}
