#include <assay/report/xlsx_samples.h>

#ifdef ASSAY_XLSXWRITER

#include <assay/session/matrices.h>
#include <assay/session/sample_field.h>

#include <math.h>
#include <string.h>

/* ---- confusion ---- */

static const struct xlsx_style head = {.fill = XLSX_HEAD};
static const struct xlsx_style count_head = {.fill = XLSX_HEAD, .right = true};
static const struct xlsx_style count_style = {.format = "#,##0"};
static const struct xlsx_style right_style = {.format = "#,##0", .bold = true};
static const struct xlsx_style total_style = {.format = "#,##0", .fill = XLSX_FAINT};

struct grid {
    struct xlsx_page *page;
    const struct matrix_view *view;
    size_t n;
    bool invalid; /* any answer outside the label set */
};

static void grid_count(const struct grid *g, uint64_t count, const struct xlsx_style *style)
{
    xlsx_number_cell(g->page, (double)count, style);
}

static void grid_heads(const struct grid *g, struct arena *arena)
{
    const char *set = g->view->set;

    xlsx_text_cell(g->page,
                   str_of(arena_printf(arena, "%s%s%s reading", set ? set : "", set ? ", " : "",
                                       g->view->reading)),
                   &(struct xlsx_style){.bold = true});
    xlsx_next_row(g->page);
    xlsx_text_cell(g->page, STR("truth \\ prediction"), &head);
    for (size_t k = 0; k < g->n; k++)
        xlsx_text_cell(g->page, str_of(g->view->labels.names[k]), &count_head);
    if (g->invalid)
        xlsx_text_cell(g->page, STR("(outside the label set)"), &count_head);
    xlsx_text_cell(g->page, STR("Total"), &count_head);
    xlsx_next_row(g->page);
}

static void grid_row(const struct grid *g, size_t truth)
{
    const struct confusion *cm = g->view->matrix;

    xlsx_text_cell(g->page, str_of(g->view->labels.names[truth]), &head);
    for (size_t k = 0; k < g->n; k++)
        grid_count(g, confusion_at(cm, truth, k), k == truth ? &right_style : &count_style);
    if (g->invalid)
        grid_count(g, confusion_invalid(cm, truth), &count_style);
    grid_count(g, confusion_support(cm, truth), &total_style);
    xlsx_next_row(g->page);
}

static void grid_totals(const struct grid *g)
{
    const struct confusion *cm = g->view->matrix;

    xlsx_text_cell(g->page, STR("Total"), &head);
    for (size_t k = 0; k < g->n; k++)
        grid_count(g, confusion_predicted(cm, k), &total_style);
    if (g->invalid)
        grid_count(g, confusion_invalid_total(cm), &total_style);
    grid_count(g, confusion_total(cm), &total_style);
    xlsx_next_row(g->page);
    xlsx_next_row(g->page);
}

static void write_grid(struct xlsx_page *page, const struct matrix_view *view, struct arena *arena)
{
    const struct grid g = {page, view, view->labels.count,
                           confusion_invalid_total(view->matrix) > 0};
    struct xlsx_area area = {.column = 1, .last_column = g.n + g.invalid};

    grid_heads(&g, arena);
    area.row = xlsx_page_rows(page);
    for (size_t truth = 0; truth < g.n; truth++)
        grid_row(&g, truth);
    area.last_row = xlsx_page_rows(page) - 1;
    if (g.n)
        xlsx_page_scale(page, area);
    grid_totals(&g);
}

bool xlsx_confusion(struct xlsx_tables *tables, const struct figures *figures)
{
    size_t count;
    const struct matrix_view *views = matrices_of(figures, &count);
    struct xlsx_page *page = NULL;
    bool all = true;

    for (size_t i = 0; i < count; i++) {
        if (views[i].labels.count > XLSX_GRID_MOST) {
            all = false;
            continue;
        }
        if (!page)
            page = xlsx_page_new(tables->book, "confusion");
        write_grid(page, &views[i], figures->arena);
    }
    if (page) {
        xlsx_page_freeze(page, count == 1 ? 2 : 0, 1);
        xlsx_tables_add(tables, (struct xlsx_piece){.name = xlsx_page_name(page),
                                                    .text = "truth by row, prediction by column"});
    }
    return all;
}

/* ---- samples ---- */

/* The fields that a set has, in the order of an export. */
struct sample_columns {
    size_t fields[SAMPLE_FIELD_COUNT];
    const char *titles[SAMPLE_FIELD_COUNT];
    size_t count;
};

static struct sample_columns columns_of(const struct samples *samples)
{
    struct sample_columns columns = {.count = 0};

    for (size_t f = 0; f < SAMPLE_FIELD_COUNT; f++)
        if (sample_fields[f].present(samples)) {
            columns.titles[columns.count] = sample_fields[f].name;
            columns.fields[columns.count++] = f;
        }
    return columns;
}

static const char *field_format(size_t field)
{
    return field == SAMPLE_SCORE     ? ".0000"
           : field == SAMPLE_TOKENS  ? "#,##0"
           : field == SAMPLE_SECONDS ? "0.00"
                                     : "0";
}

/* Excel keeps 15 digits of a number; longer ids are texts. */
static bool id_number(const struct samples *samples, size_t row, double *number)
{
    int64_t id;

    if (!samples_id_number(samples, row, &id) || id > 999999999999999 || id < -999999999999999)
        return false;
    *number = (double)id;
    return true;
}

static void add_sample_cell(struct xlsx_table *table, const struct run *run,
                            const struct samples *samples, size_t field, size_t row)
{
    bool numeric = sample_filter_fields[field].kind != FILTER_TEXT;
    double number = numeric ? sample_field_number(samples, field, row) : NAN;
    struct xlsx_style style = {.format = NULL};
    char room[SAMPLE_FIELD_ROOM];
    struct str text;

    if (field == SAMPLE_ID)
        numeric = id_number(samples, row, &number);
    if (numeric && isnan(number)) {
        xlsx_table_none(table);
    } else if (numeric) {
        style.format = field_format(field);
        xlsx_table_number(table, number, &style);
    } else {
        text = sample_fields[field].text(run, samples, row, room);
        if (field == SAMPLE_OUTCOME)
            style.fill = xlsx_word_fill("outcome", text);
        xlsx_table_text(table, text, &style);
    }
}

static void write_set(struct xlsx_tables *tables, const struct run *run,
                      const struct samples *samples, const char *name)
{
    const struct sample_columns columns = columns_of(samples);
    struct xlsx_table table;

    if (samples->count == 0)
        return;
    xlsx_table_begin(&table, tables, name, columns.titles, columns.count);
    for (size_t row = 0; row < samples->count; row++)
        for (size_t c = 0; c < columns.count; c++)
            add_sample_cell(&table, run, samples, columns.fields[c], row);
    xlsx_table_end(&table);
}

void xlsx_samples(struct xlsx_tables *tables, const struct run *run, struct arena *arena)
{
    for (size_t i = 0; i < run_samples_count(run); i++) {
        const struct samples *samples = run_samples(run, i);

        write_set(tables, run, samples,
                  samples->name && samples->name[0]
                      ? arena_printf(arena, "samples %s", samples->name)
                      : "samples");
    }
}

#endif
