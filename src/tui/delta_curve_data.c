#include "delta_curve_internal.h"

#include <assay/base/fmt.h>

#include <math.h>
#include <string.h>

/* ---- points ---- */

static const struct compare_row *row_at(const struct delta_curve_data *data, size_t row)
{
    return &data->comparison->rows[data->first + row];
}

static double take_position(const struct curve_point *point)
{
    return point->position;
}

static double take_mean(const struct curve_point *point)
{
    return point->mean;
}

static double take_std(const struct curve_point *point)
{
    return point->std;
}

static double *taken(const struct curve_table *table, double (*take)(const struct curve_point *),
                     struct arena *arena)
{
    double *out = arena_zalloc(arena, table->count + 1, sizeof(*out));

    for (size_t i = 0; i < table->count; i++)
        out[i] = take(&table->points[i]);
    return out;
}

static bool has_many(const struct curve_table *table)
{
    for (size_t i = 0; i < table->count; i++)
        if (table->points[i].n > 1)
            return true;
    return false;
}

static void make_points(struct delta_curve_data *data, struct arena *arena)
{
    data->position_a = taken(data->a, take_position, arena);
    data->mean_a = taken(data->a, take_mean, arena);
    data->std_a = has_many(data->a) ? taken(data->a, take_std, arena) : NULL;
    data->position_b = taken(data->b, take_position, arena);
    data->mean_b = taken(data->b, take_mean, arena);
    data->std_b = has_many(data->b) ? taken(data->b, take_std, arena) : NULL;
    data->many = data->std_a || data->std_b;
    data->position = arena_zalloc(arena, data->count + 1, sizeof(double));
    data->delta = arena_zalloc(arena, data->count + 1, sizeof(double));
    for (size_t i = 0; i < data->count; i++) {
        data->position[i] = row_at(data, i)->what.at;
        data->delta[i] = row_at(data, i)->delta;
    }
}

static void find_slopes(struct delta_curve_data *data)
{
    const struct comparison *c = data->comparison;

    data->slope_count = 0;
    for (size_t i = 0; i < c->first[FAMILY_METRICS + 1] && data->slope_count < DELTA_SLOPES_MOST;
         i++)
        if (c->rows[i].metric->unit == UNIT_PER_TOKEN)
            data->slopes[data->slope_count++] = &c->rows[i];
}

/* ---- cells ---- */

static size_t points_at(const struct curve_table *table, double position)
{
    const struct curve_point *point = curve_table_at(table, position);

    return point ? point->n : 0;
}

/* "-0.6%" */
static const char *share_text(double share, struct arena *scratch)
{
    return isnan(share) ? "–"
                        : arena_printf(scratch, "%s%s%%", share < 0.0 ? "-" : "+",
                                       fmt_fixed(scratch, 100.0 * fabs(share), 1));
}

static void cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                 struct grid_cell *cell)
{
    const struct delta_curve_data *data = arg;
    const struct compare_row *of = row_at(data, row);
    int part = data->parts[column];

    if (part < DELTA_PARTS) {
        delta_cell(of, (enum delta_part)part, scratch, cell);
        return;
    }
    if (part == CURVE_POSITION_PART) {
        cell->number = of->what.at;
        cell->text =
            str_of(fmt_fixed(scratch, of->what.at, of->what.at == floor(of->what.at) ? 0 : 2));
    } else if (part == CURVE_SHARE_PART) {
        cell->number = of->a > 0.0 ? of->delta / of->a : NAN;
        cell->text = str_of(share_text(cell->number, scratch));
        cell->style = ROLE_DIM;
    } else {
        cell->number = (double)points_at(part == CURVE_N_A_PART ? data->a : data->b, of->what.at);
        cell->text = str_of(fmt_fixed(scratch, cell->number, 0));
        cell->style = ROLE_DIM;
    }
}

static void slope_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                       struct grid_cell *cell)
{
    const struct delta_curve_data *data = arg;

    if (data->slope_parts[column] == CURVE_SLOPE_PART)
        cell->text = str_of(data->slopes[row]->title);
    else
        delta_cell(data->slopes[row], (enum delta_part)data->slope_parts[column], scratch, cell);
}

/* ---- columns ---- */

static void add_column(struct delta_curve_data *data, int part, struct grid_column column)
{
    data->parts[data->source.column_count] = part;
    data->columns[data->source.column_count++] = column;
}

static void add_slope_column(struct delta_curve_data *data, int part, struct grid_column column)
{
    data->slope_parts[data->slope_source.column_count] = part;
    data->slope_columns[data->slope_source.column_count++] = column;
}

static struct grid_column titled(enum delta_part part, const char *title)
{
    struct grid_column column = delta_column(part);

    column.title = title;
    return column;
}

static void make_columns(struct delta_curve_data *data)
{
    add_column(data, CURVE_POSITION_PART,
               (struct grid_column){.key = "position", .title = "Position", .align = GRID_RIGHT});
    add_column(data, DELTA_A, titled(DELTA_A, "A loss"));
    add_column(data, DELTA_B, titled(DELTA_B, "B loss"));
    add_column(data, DELTA_DELTA, delta_column(DELTA_DELTA));
    add_column(
        data, CURVE_SHARE_PART,
        (struct grid_column){.key = "share", .title = "of A", .align = GRID_RIGHT, .priority = 1});
    if (data->many) {
        add_column(data, CURVE_N_A_PART,
                   (struct grid_column){
                       .key = "n_a", .title = "points A", .align = GRID_RIGHT, .priority = 2});
        add_column(data, CURVE_N_B_PART,
                   (struct grid_column){
                       .key = "n_b", .title = "points B", .align = GRID_RIGHT, .priority = 2});
    }
    add_slope_column(
        data, CURVE_SLOPE_PART,
        (struct grid_column){.key = "slope", .title = "Slope, nats per token", .is_name = true});
    add_slope_column(data, DELTA_A, delta_column(DELTA_A));
    add_slope_column(data, DELTA_B, delta_column(DELTA_B));
    add_slope_column(data, DELTA_DELTA, delta_column(DELTA_DELTA));
}

static const struct curve_table *losses_of(const struct assessed *run)
{
    return run->results->curve ? &run->results->curve->losses : NULL;
}

void delta_curve_data_prepare(const struct view_context *context, struct delta_curve_data *data)
{
    const struct comparison *c = context->comparison;

    if (data->comparison == c)
        return;
    grid_layout_release(&data->layout);
    grid_layout_release(&data->slope_layout);
    memset(data, 0, sizeof(*data));
    data->comparison = c;
    data->a = losses_of(&c->a);
    data->b = losses_of(&c->b);
    data->first = c->first[FAMILY_CURVE];
    data->count = c->first[FAMILY_CURVE + 1] - data->first;
    if (!data->a || !data->b)
        return;
    make_points(data, context->arena);
    find_slopes(data);
    data->source = (struct grid_source){
        .arg = data, .row_count = data->count, .columns = data->columns, .cell = cell};
    data->slope_source = (struct grid_source){.arg = data,
                                              .row_count = data->slope_count,
                                              .columns = data->slope_columns,
                                              .cell = slope_cell};
    make_columns(data);
}

const struct compare_row *delta_curve_row(const struct delta_curve_state *state,
                                          const struct delta_curve_data *data)
{
    size_t row = data->layout.source ? grid_row(&state->grid, &data->layout) : SIZE_MAX;

    return row == SIZE_MAX ? NULL : row_at(data, row);
}

/* ---- charts ---- */

#define PHASE(part, from, to) {from, to, #part},
static const struct chart_phase segments[] = {CURVE_SEGMENTS(PHASE)};
#undef PHASE

static bool loss_falls(const struct delta_curve_data *data)
{
    return data->count && row_at(data, 0)->metric->better == BETTER_LOWER;
}

static void make_series(struct delta_curve_data *data)
{
    data->curves[0] = (struct chart_series){.name = "A",
                                            .x = data->position_a,
                                            .y = data->mean_a,
                                            .spread = data->std_a,
                                            .count = data->a->count,
                                            .form = CHART_LINE,
                                            .role = ROLE_SERIES_A,
                                            .sign = 0x25cf};
    data->curves[1] = (struct chart_series){.name = "B",
                                            .x = data->position_b,
                                            .y = data->mean_b,
                                            .spread = data->std_b,
                                            .count = data->b->count,
                                            .form = CHART_DASHED,
                                            .role = ROLE_SERIES_B,
                                            .sign = 0x25cb};
    data->difference[0] = (struct chart_series){.name = "Δ",
                                                .x = data->position,
                                                .y = data->delta,
                                                .count = data->count,
                                                .form = CHART_BARS,
                                                .role = ROLE_SERIES_C,
                                                .sign = 0x25a0,
                                                .falls = loss_falls(data)};
}

static struct scale all_positions(const struct delta_curve_state *state,
                                  const struct delta_curve_data *data)
{
    const double *a = data->position_a, *b = data->position_b;
    size_t n_a = data->a->count, n_b = data->b->count;
    double first = fmin(n_a ? a[0] : INFINITY, n_b ? b[0] : INFINITY);
    double last = fmax(n_a ? a[n_a - 1] : -INFINITY, n_b ? b[n_b - 1] : -INFINITY), air;

    if (!(first < last))
        return scale_over(0.0, 1.0, SCALE_LINEAR);
    air = (last - first) / 100.0;
    /* Position 0 has no logarithm: the first that both have, or the next one, begins. */
    if (state->log)
        return scale_over(first > 0.0                              ? first
                          : data->count && data->position[0] > 0.0 ? data->position[0]
                                                                   : (last - first) / 1000.0,
                          last, SCALE_LOG);
    return scale_over(first - air, last + air, SCALE_LINEAR);
}

static void line_up(struct delta_curve_data *data, struct arena *scratch)
{
    int margin = 0;

    for (int i = 0; i < 2; i++) {
        struct rect pane = data->panes[DELTA_CURVE_CHART + i];
        int own =
            pane.height ? chart_margin(&data->charts[i], pane.height, pane.width, scratch) : 0;

        margin = own > margin ? own : margin;
    }
    for (int i = 0; i < 2; i++)
        data->charts[i].margin = margin;
}

void delta_curve_charts_prepare(const struct view_context *context, struct delta_curve_state *state,
                                struct delta_curve_data *data)
{
    const struct compare_row *row = delta_curve_row(state, data);
    double crosshair = row ? row->what.at : NAN;
    struct scale window;

    make_series(data);
    data->x = all_positions(state, data);
    window = chart_window_scale(&state->window, data->x, crosshair);
    data->charts[0] = (struct chart){.title = "Loss", .series = data->curves, .series_count = 2};
    data->charts[1] = (struct chart){.title = loss_falls(data) ? "B − A, lower is better" : "B − A",
                                     .series = data->difference,
                                     .series_count = 1};
    for (int i = 0; i < 2; i++) {
        struct chart *chart = &data->charts[i];

        chart->x = window;
        chart->x_name = "position";
        chart->x_values = TICKS_WHOLE;
        chart->y_text = TICK_PLAIN;
        chart->decimals = 4;
        chart->phases = segments;
        chart->phase_count = sizeof(segments) / sizeof(segments[0]);
        chart->crosshair = crosshair;
        chart->focused = context->focused && state->pane == DELTA_CURVE_CHART + i;
    }
    line_up(data, context->scratch);
}
