#include "errors_internal.h"

#include <assay/base/fmt.h>
#include <assay/tui/sample_cell.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Lines of rule and title; above so many samples a step of the cursor would be felt. */
enum { RULE_AND_TITLE = 2, SAMPLES_MOST = 200000, INDENT = 2 };

/* What tells these samples apart: the outcome is that of all. */
static const struct {
    enum sample_field_index field;
    const char *title;
    short most;
    enum grid_align align;
} looks[] = {
    {SAMPLE_ID, "sample", 40, GRID_LEFT},   {SAMPLE_TRUTH, "truth", 16, GRID_LEFT},
    {SAMPLE_PRED, "answer", 16, GRID_LEFT}, {SAMPLE_SCORE, "score", 8, GRID_RIGHT},
    {SAMPLE_ERROR, "error", 20, GRID_LEFT}, {SAMPLE_TESTS_PASSED, "passed", 6, GRID_RIGHT},
    {SAMPLE_TESTS, "tests", 6, GRID_RIGHT}, {SAMPLE_SPLIT, "split", 12, GRID_LEFT},
};

static void fill_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                      struct grid_cell *cell)
{
    const struct errors_preview *preview = arg;

    cell->style = column ? ROLE_DIM : ROLE_TEXT;
    cell->text = sample_cell_text(preview->rows.run, preview->samples, preview->fields[column],
                                  preview->rows.list.rows[row], scratch);
}

static void add_columns(struct errors_preview *preview)
{
    size_t count = 0;

    for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++) {
        if (!sample_fields[looks[i].field].present(preview->samples))
            continue;
        preview->fields[count] = (int)looks[i].field;
        preview->columns[count] = (struct grid_column){.key = sample_fields[looks[i].field].name,
                                                       .title = looks[i].title,
                                                       .most = looks[i].most,
                                                       .align = looks[i].align,
                                                       .priority = (unsigned char)count,
                                                       .is_name = looks[i].field == SAMPLE_ID};
        count++;
    }
    preview->source = (struct grid_source){.arg = preview,
                                           .columns = preview->columns,
                                           .column_count = count,
                                           .row_count = preview->rows.list.count,
                                           .cell = fill_cell};
}

/* False when there is nothing to list. */
static bool find_rows(const struct view_context *context, const struct errors_state *state,
                      const struct errors_data *data, struct errors_preview *preview)
{
    size_t row = errors_row(state, data), set;
    struct buf filter = {0};
    bool same;

    if (row == SIZE_MAX || !errors_filter(state, data, row, &filter) ||
        filter.len >= sizeof(preview->filter)) {
        buf_release(&filter);
        return false;
    }
    set = errors_set(state, data, row);
    same =
        preview->made && preview->set == set && str_eq(buf_str(&filter), str_of(preview->filter));
    snprintf(preview->filter, sizeof(preview->filter), "%.*s", (int)filter.len,
             filter.ptr ? filter.ptr : "");
    buf_release(&filter);
    if (same)
        return true;
    preview->set = set;
    preview->samples = run_samples(context->run, set);
    grid_layout_release(&preview->layout);
    if (!sample_rows_make(&preview->rows, context->run, set, NULL, preview->filter, "", -1, NULL))
        return false;
    add_columns(preview);
    return true;
}

void errors_preview_prepare(const struct view_context *context, const struct errors_state *state,
                            struct errors_data *data)
{
    struct errors_preview *preview = &data->preview;

    if (preview->rect.height == 0)
        return;
    preview->made = data->part->samples && data->part->samples->count <= SAMPLES_MOST &&
                    find_rows(context, state, data, preview);
    if (preview->made)
        grid_prepare(&preview->grid, &preview->layout, &preview->source,
                     preview->rect.height - RULE_AND_TITLE, preview->rect.width, context->scratch);
}

void errors_preview_draw(const struct view_context *context, const struct errors_data *data,
                         const struct surface *surface)
{
    const struct errors_preview *preview = &data->preview;
    const struct rect *rect = &preview->rect;
    struct grid_state still = preview->grid;
    struct surface rest, title;
    int at = INDENT;

    if (rect->height == 0 || !preview->made || preview->rows.list.count == 0)
        return;
    rest = surface_part(surface, rect->row, rect->column, rect->height, rect->width);
    title = surface_take_top(&rest, RULE_AND_TITLE, SURFACE_PLAIN);
    if (preview->below)
        draw_code(&title, 0, 0, rect->width, ROLE_RULE, 0x2500);
    at += draw_c(&title, 1, at, ROLE_HEAD, "Samples of the row") + 2;
    at +=
        draw_c(&title, 1, at, ROLE_TEXT, fmt_count(context->scratch, preview->rows.list.count)) + 2;
    draw_c(&title, 1, at, ROLE_DIM, preview->filter);
    still.cursor = SIZE_MAX; /* it has none: Enter opens them all */
    grid_draw(&still, &preview->layout, &rest, false, context->scratch);
}

void errors_preview_release(struct errors_preview *preview)
{
    grid_layout_release(&preview->layout);
    sample_rows_release(&preview->rows);
}
