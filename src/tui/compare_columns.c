#include "compare_internal.h"

#include <assay/base/fmt.h>
#include <assay/tui/delta_cells.h>
#include <assay/tui/strip.h>

#include <math.h>

static const struct compare_line *line_at(const struct compare_data *data, size_t line)
{
    return &data->lines.lines[line];
}

/* What is decided stands out. */
static unsigned outcome_style(const struct compare_row *row)
{
    return delta_outcome_role(row->outcome) | (row->outcome <= COMPARE_CHANGED ? STYLE_BOLD : 0u);
}

static void paint_strip(const void *arg, size_t line, const struct surface *surface, unsigned style)
{
    const struct compare_data *data = arg;
    const struct compare_row *row = line_at(data, line)->row;
    bool decided = row && (row->interval.low > 0.0 || row->interval.high < 0.0);

    (void)style;
    if (row)
        strip_delta(surface, row->interval.low, row->delta, row->interval.high,
                    compare_axis(data->comparison, row),
                    decided ? delta_role(row->metric, row->delta) : ROLE_BAND);
}

/* Of the axis of shares. */
static void paint_axis(const void *arg, const struct surface *surface)
{
    const struct compare_data *data = arg;

    if (data->axis_metric)
        delta_strip_head(surface, data->axis_metric, data->axis);
}

const struct grid_column compare_columns[COMPARE_COLUMNS] = {
    [COMPARE_TITLE] = {.key = "metric",
                       .title = "Metric",
                       .least = 14,
                       .most = 40,
                       .stretches = true,
                       .is_name = true},
    [COMPARE_A] = {.key = "a", .title = "A", .align = GRID_RIGHT, .marked = true},
    [COMPARE_B] = {.key = "b", .title = "B", .align = GRID_RIGHT, .marked = true},
    [COMPARE_DELTA] = {.key = "delta", .title = "Δ", .align = GRID_RIGHT, .marked = true},
    [COMPARE_BOUNDS] = {.key = "interval", .title = "interval", .priority = 3},
    [COMPARE_STRIP] = {.key = "strip",
                       .title = "",
                       .priority = 2,
                       .paint = paint_strip,
                       .paint_head = paint_axis},
    [COMPARE_P] = {.key = "p", .title = "p", .align = GRID_RIGHT, .priority = 4},
    [COMPARE_P_HOLM] = {.key = "p_holm", .title = "p Holm", .align = GRID_RIGHT, .priority = 1},
    [COMPARE_OUTCOME] = {.key = "outcome", .title = "Outcome"},
};

static void set(struct grid_cell *cell, const char *text, double number)
{
    cell->text = str_of(text);
    cell->number = number;
}

static void set_p(struct grid_cell *cell, double p, struct arena *scratch)
{
    cell->style = ROLE_DIM;
    if (!isnan(p))
        set(cell, fmt_p_value(scratch, p), p);
}

/* A line that stands for rows that another view shows. */
static void more_cell(const struct compare_line *line, enum compare_column column,
                      struct arena *scratch, struct grid_cell *cell)
{
    cell->style = ROLE_DIM;
    if (column == COMPARE_TITLE)
        cell->text = str_of(compare_line_title(line, scratch));
    else if (column == COMPARE_OUTCOME)
        cell->text = STR("3 shows all");
}

static void outcome_cell(const struct compare_data *data, const struct compare_row *row,
                         struct arena *scratch, struct grid_cell *cell)
{
    cell->style = outcome_style(row);
    cell->text = str_of(delta_outcome_text(row, scratch));
    if (data->narrow && row->outcome == COMPARE_LEVEL)
        cell->text = str_of(
            arena_printf(scratch, "none > %s", metric_format(row->metric, row->bound, scratch)));
}

void compare_cell(const void *arg, size_t at, size_t column, struct arena *scratch,
                  struct grid_cell *cell)
{
    const struct compare_line *line = line_at(arg, at);
    const struct compare_row *row = line->row;

    *cell = (struct grid_cell){.style = ROLE_TEXT, .number = NAN};
    if (!row) {
        more_cell(line, (enum compare_column)column, scratch, cell);
        return;
    }
    switch ((enum compare_column)column) {
    case COMPARE_TITLE:
        cell->text = str_of(compare_line_title(line, scratch));
        break;
    case COMPARE_A:
        set(cell, metric_format(row->metric, row->a, scratch), row->a);
        cell->mark = row->mark_a;
        break;
    case COMPARE_B:
        set(cell, metric_format(row->metric, row->b, scratch), row->b);
        cell->mark = row->mark_b;
        break;
    case COMPARE_DELTA:
        cell->style = delta_role(row->metric, row->delta);
        set(cell, compare_delta_text(row->metric, row->delta, scratch), row->delta);
        cell->mark = row->doubtful ? '!' : '\0';
        break;
    case COMPARE_BOUNDS:
        cell->style = ROLE_DIM;
        set(cell, delta_bounds_text(row, scratch), row->interval.low);
        break;
    case COMPARE_STRIP:
        cell->number = row->delta;
        break;
    case COMPARE_P:
        set_p(cell, row->p, scratch);
        break;
    case COMPARE_P_HOLM:
        set_p(cell, row->p_holm, scratch);
        break;
    case COMPARE_OUTCOME:
        outcome_cell(arg, row, scratch, cell);
        break;
    case COMPARE_COLUMNS:
        break;
    }
}
