#include <assay/report/text_show.h>

#include <assay/base/fmt.h>
#include <assay/base/spark.h>
#include <assay/base/utf8.h>
#include <assay/metrics/curve_results.h>
#include <assay/metrics/layer_results.h>
#include <assay/report/table.h>
#include <assay/report/text.h>
#include <assay/report/text_matrix.h>
#include <assay/report/text_meta.h>
#include <assay/session/sheets.h>

#include <math.h>
#include <string.h>

enum {
    ROWS_MOST = 24, /* of a table, unless all are wanted */
    WIDEST_CELL = 40,
    SPARK_COLUMNS = 40,
};

struct show {
    const struct assessed *input;
    const struct text_style *style;
    struct figures *figures;
    struct sheets sheets;
    struct buf *out;
};

static void section(const struct show *show, const char *title)
{
    buf_addf(show->out, "\n%s\n", title);
}

/* ---- tables ---- */

static bool is_named(const char *const *names, const char *name)
{
    for (; names && *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

static bool has_marks(const struct sheet *sheet, size_t column)
{
    for (size_t row = 0; row < sheet_rows(sheet); row++)
        if (sheet_cell(sheet, row, column)->mark)
            return true;
    return false;
}

/*
 * Marks stand in a column of their own width, so that the digits stay flush; `unmarked` stands
 * where there is none, '\0' when the column has no marks at all.
 */
static void add_cell(struct table *table, const struct cell *cell, char unmarked,
                     struct arena *arena)
{
    const char *text = cell_format(cell, arena);

    if (unmarked)
        table_cellf(table, "%s %c", text, cell->mark ? cell->mark : unmarked);
    else
        table_cell(table, text);
}

struct shown_columns {
    size_t at[32], count;
    bool marks[32];
    char letters[33];
    const char *titles[32];
};

static void choose_columns(const struct sheet *sheet, const char *const *hidden,
                           struct shown_columns *shown)
{
    memset(shown, 0, sizeof(*shown));
    for (size_t c = 0; c < sheet->column_count && shown->count < 32; c++) {
        size_t n = shown->count;

        if (is_named(hidden, sheet->columns[c].key) || sheet_is_blank(sheet, c))
            continue;
        shown->at[n] = c;
        shown->marks[n] = has_marks(sheet, c);
        shown->letters[n] = sheet_is_numeric(sheet, c) ? 'r' : 'l';
        shown->titles[n] = shown->marks[n] && shown->letters[n] == 'r'
                               ? arena_printf(sheet->arena, "%s  ", sheet->columns[c].title)
                               : sheet->columns[c].title;
        shown->count++;
    }
}

static void write_sheet(const struct show *show, const char *name, const char *const *hidden)
{
    const struct sheet *sheet = sheets_find(&show->sheets, name);
    size_t rows = sheet ? sheet_rows(sheet) : 0;
    size_t most = show->style->all || rows <= ROWS_MOST ? rows : ROWS_MOST;
    struct shown_columns shown;
    struct table *table;

    if (rows == 0)
        return;
    section(show, sheet->title);
    choose_columns(sheet, hidden, &shown);
    table = table_new(sheet->arena, shown.letters, shown.titles);
    for (size_t row = 0; row < most; row++)
        for (size_t c = 0; c < shown.count; c++)
            add_cell(table, sheet_cell(sheet, row, shown.at[c]), shown.marks[c] ? ' ' : '\0',
                     sheet->arena);
    table_write(table, 2, WIDEST_CELL, show->out);
    if (most < rows)
        buf_addf(show->out, "  … %s more (--all lists them)\n",
                 fmt_count(sheet->arena, rows - most));
}

/* ---- figures ---- */

/* Said by another figure already, or nothing to say: shown when all is wanted. */
static bool is_dull(const struct sheet *sheet, size_t row, double accuracy)
{
    static const char *const same[] = {
        "micro_precision",   "micro_recall", "micro_f1", "weighted_recall",
        "balanced_accuracy", "labels",       NULL};
    const struct cell *value = sheet_get(sheet, row, "value");

    if (value->mark)
        return false;
    if (value->kind == CELL_NUMBER && value->number == 0.0 &&
        strcmp(sheet_get_text(sheet, row, "unit"), "count") == 0)
        return true;
    /* Another reading of the answers that gives the same. */
    if (str_starts(str_of(sheet_get_text(sheet, row, "metric")), "accuracy_"))
        return value->number == accuracy;
    return is_named(same, sheet_get_text(sheet, row, "metric"));
}

/* The phrases that fit beside the figure; a first one that does not is cut with a mark. */
static const char *cut(struct arena *arena, const char *text)
{
    struct buf safe = {.ptr = NULL};
    const char *kept = text;

    utf8_make_safe(&safe, str_of(text));
    if (utf8_width(buf_str(&safe)) > WIDEST_CELL) {
        struct str part = utf8_cut(buf_str(&safe), WIDEST_CELL - 1);
        size_t phrase = part.len;

        while (phrase > 1 && !(safe.ptr[phrase] == ' ' && safe.ptr[phrase - 1] == ','))
            phrase--;
        kept = phrase > 1 ? arena_strndup(arena, part.ptr, phrase - 1)
                          : arena_printf(arena, "%.*s…", (int)part.len, part.ptr);
    }
    buf_release(&safe);
    return kept;
}

static void write_metrics(const struct show *show)
{
    const struct sheet *sheet = sheets_find(&show->sheets, "metrics");
    struct arena *arena = show->figures->arena;
    struct table *table = table_new(arena, "lrl", NULL);
    struct quantity accuracy = QUANTITY("accuracy");
    size_t rows = 0;

    for (size_t row = 0; sheet && row < sheet_rows(sheet); row++) {
        if (sheet_get_text(sheet, row, "set")[0] || sheet_get_text(sheet, row, "split")[0] ||
            sheet_get_text(sheet, row, "subject")[0] ||
            (!show->style->all && is_dull(sheet, row, figures_value(show->figures, &accuracy))))
            continue;
        rows++;
        table_cell(table, sheet_get_text(sheet, row, "title"));
        add_cell(table, sheet_get(sheet, row, "value"), verdict_mark(VERDICT_NOT_CLAIMED), arena);
        table_cell(table, cut(arena, sheet_get_text(sheet, row, "how")));
    }
    if (rows == 0)
        return;
    section(show, "Figures");
    table_write(table, 2, WIDEST_CELL, show->out);
}

/* ---- series ---- */

static void add_spark(const struct show *show, struct table *table, const char *name,
                      const double *values, size_t count, enum metric_unit unit)
{
    struct arena *arena = show->figures->arena;
    const struct metric *metric = metric_of_unit(unit);
    struct buf line = {.ptr = NULL};
    double low, high;

    spark_range(values, count, &low, &high);
    if (isnan(low))
        return;
    spark_line(values, count, SPARK_COLUMNS, show->style->unicode, &line);
    table_cell(table, name);
    table_cell(table, line.ptr);
    table_cell(table, metric_format(metric, low, arena));
    table_cell(table, metric_format(metric, high, arena));
    buf_release(&line);
}

static void write_layers(const struct show *show)
{
    static const char *const titles[] = {"", "by layer", "lowest", "highest"};
    const struct layer_results *layers = show->input->results->layers;
    struct arena *arena = show->figures->arena;
    struct table *table = table_new(arena, "llrr", titles);

    if (!layers || layers->count == 0)
        return;
    section(show, "Layers");
    for (size_t p = 0; p < layers->probe_count; p++)
        add_spark(show, table, arena_printf(arena, "%s accuracy", layers->probes[p].name),
                  layers->probes[p].accuracy, layers->count, UNIT_SHARE);
    if (layers->a) {
        add_spark(show, table, arena_printf(arena, "D = %s - %s", layers->a->name, layers->b->name),
                  layers->dominance, layers->count, UNIT_SHARE);
        add_spark(show, table, "D, conflict", layers->dominance_conflict, layers->count,
                  UNIT_SHARE);
    }
    table_write(table, 2, WIDEST_CELL, show->out);
    if (show->style->all)
        write_sheet(show, "layers", NULL);
    write_sheet(show, "crossings", NULL);
    write_sheet(show, "positive_ranges", NULL);
}

static void write_curve(const struct show *show)
{
    static const char *const titles[] = {"", "by position", "lowest", "highest"};
    const struct curve_results *curve = show->input->results->curve;
    struct arena *arena = show->figures->arena;
    struct table *table = table_new(arena, "llrr", titles);
    double *means;

    if (!curve || curve->losses.count == 0)
        return;
    means = arena_zalloc(arena, curve->losses.count, sizeof(*means));
    for (size_t i = 0; i < curve->losses.count; i++)
        means[i] = curve->losses.points[i].mean;
    section(show, "Loss");
    add_spark(show, table, "mean loss", means, curve->losses.count, UNIT_NATS);
    table_write(table, 2, WIDEST_CELL, show->out);
    if (show->style->all)
        write_sheet(show, "curve", NULL);
}

/* ---- classes ---- */

static void write_classes(const struct show *show)
{
    static const char *const hidden[] = {"share",          "correct",         "predicted",
                                         "weight_largest", "weight_balanced", NULL};
    struct buf drawn = {.ptr = NULL};
    struct str rest, line;

    write_sheet(show, "classes", hidden);
    text_matrices(show->figures, show->style->unicode, &drawn);
    if (drawn.len) {
        section(show, "Confusion Matrix (rows truth, columns prediction)");
        rest = buf_str(&drawn);
        while (str_split(&rest, '\n', &line)) {
            if (line.len == 0 && rest.len == 0)
                break;
            buf_add_c(show->out, line.len ? "  " : "");
            buf_add_str(show->out, line);
            buf_add_char(show->out, '\n');
        }
    }
    buf_release(&drawn);
    write_sheet(show, "invalid_answers", NULL);
}

static void write_code(const struct show *show)
{
    static const char *const hidden[] = {"difficulty",   "scored",        "tokens",
                                         "cut_at_limit", "stopped_early", NULL};

    write_sheet(show, "splits", hidden);
    write_sheet(show, "difficulties",
                (const char *const[]){"scored", "tokens", "tokens_mean", "seconds_mean",
                                      "cut_at_limit", "stopped_early", NULL});
    write_sheet(show, "pass_at_k", NULL);
    write_sheet(show, "errors", NULL);
}

static void write_claims(const struct show *show)
{
    if (show->input->audit->count == 0)
        return;
    section(show, "Claims");
    text_audit(show->input, show->style->all ? AUDIT_ALL : AUDIT_BRIEF, show->out);
}

static void write_notes(const struct show *show)
{
    size_t count;

    run_notes(show->input->run, &count);
    if (count == 0 || show->style->quiet)
        return;
    section(show, "Notes");
    text_notes(show->input->run, show->out);
}

void text_show(const struct assessed *input, const struct text_style *style, struct buf *out)
{
    struct arena *arena = arena_new();
    struct show show = {input, style, figures_new(input, arena), {NULL, 0}, out};

    show.sheets = sheets_of(show.figures);
    text_head(input, out);
    if (run_meta(input->run)->count) {
        section(&show, "Metadata");
        text_meta(run_meta(input->run), style->all, out);
    }
    write_metrics(&show);
    write_layers(&show);
    if (!(run_content(input->run) & RUN_HAS_LAYERS))
        write_classes(&show);
    write_sheet(&show, "tasks", NULL);
    write_curve(&show);
    write_code(&show);
    write_claims(&show);
    write_notes(&show);
    arena_free(arena);
}
