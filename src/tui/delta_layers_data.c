#include "delta_layers_internal.h"

#include <assay/base/fmt.h>

#include <math.h>
#include <string.h>

/* ---- probes ---- */

static const struct compare_row *row_at(const struct delta_layers_data *data, size_t row)
{
    return &data->comparison->rows[data->first + row];
}

static size_t rows_of_probe(const struct comparison *comparison, size_t first)
{
    size_t end = comparison->first[FAMILY_LAYERS + 1], at = first;

    while (at < end &&
           strcmp(comparison->rows[at].what.subject, comparison->rows[first].what.subject) == 0)
        at++;
    return at - first;
}

static void find_ties(struct delta_layers_data *data, struct delta_probe *probe,
                      struct arena *arena)
{
    const struct comparison *c = data->comparison;

    probe->ties_a = layer_ties_of(c->a.run, data->a, probe->a, c->options.alpha, arena);
    probe->ties_b = layer_ties_of(c->b.run, data->b, probe->b, c->options.alpha, arena);
    probe->ties_delta = layer_ties_of_rows(c, probe->first, probe->first + probe->count, arena);
}

static void find_probes(struct delta_layers_data *data, struct arena *arena)
{
    const struct comparison *c = data->comparison;

    for (size_t at = c->first[FAMILY_LAYERS];
         at < c->first[FAMILY_LAYERS + 1] && data->probe_count < DELTA_PROBES_MOST;) {
        struct delta_probe *probe = &data->probes[data->probe_count++];

        probe->name = c->rows[at].what.subject;
        probe->first = at;
        probe->count = rows_of_probe(c, at);
        probe->a = layer_results_probe(data->a, probe->name);
        probe->b = layer_partner(data->a, data->b, (size_t)(probe->a - data->a->probes));
        find_ties(data, probe, arena);
        at += probe->count;
    }
}

static const struct delta_probe *probe_of(const struct delta_layers_data *data, size_t row)
{
    for (size_t p = data->first_probe; p < data->last_probe; p++)
        if (data->first + row < data->probes[p].first + data->probes[p].count)
            return &data->probes[p];
    return NULL;
}

/* ---- cells ---- */

static const struct layer_tie *tie_at(const struct layer_ties *ties, double layer)
{
    for (size_t i = 0; i < ties->count; i++)
        if (ties->layers[i].layer == layer)
            return &ties->layers[i];
    return NULL;
}

/* "best", "≈" where it is level with that, else blanks. */
static const char *tie_text(const struct layer_ties *ties, double layer)
{
    const struct layer_tie *tie = tie_at(ties, layer);

    if (!tie || ties->best == LAYERS_NONE)
        return "";
    if (tie == &ties->layers[ties->best])
        return "best";
    return tie->level ? "≈" : "";
}

static const char *ties_text(const struct delta_probe *probe, double layer, struct arena *scratch)
{
    const struct {
        const char *name;
        const struct layer_ties *ties;
    } of[] = {{"A", &probe->ties_a}, {"B", &probe->ties_b}, {"Δ", &probe->ties_delta}};
    const char *text = "";

    for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++) {
        const char *tie = tie_text(of[i].ties, layer);

        if (tie[0])
            text = arena_printf(scratch, "%s%s%s %s", text, text[0] ? "  " : "", of[i].name, tie);
    }
    return text;
}

static void cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                 struct grid_cell *cell)
{
    const struct delta_layers_data *data = arg;
    const struct compare_row *of = row_at(data, row);

    switch (data->parts[column]) {
    case DELTA_LAYER:
        cell->number = of->what.at;
        cell->text =
            str_of(fmt_fixed(scratch, of->what.at, of->what.at == floor(of->what.at) ? 0 : 2));
        break;
    case DELTA_TIES:
        cell->text = str_of(ties_text(probe_of(data, row), of->what.at, scratch));
        cell->style = ROLE_DIM;
        break;
    default:
        delta_cell(of, (enum delta_part)data->parts[column], scratch, cell);
    }
}

static void paint_strip(const void *arg, size_t row, const struct surface *surface, unsigned style)
{
    const struct delta_layers_data *data = arg;

    (void)style;
    delta_strip(surface, row_at(data, row), data->axis);
}

static void paint_strip_head(const void *arg, const struct surface *surface)
{
    const struct delta_layers_data *data = arg;

    if (data->count)
        delta_strip_head(surface, row_at(data, 0)->metric, data->axis);
}

/* Where all probes are shown a line names each. */
static const char *head(const void *arg, size_t row, struct arena *scratch)
{
    const struct delta_layers_data *data = arg;
    const struct delta_probe *probe = probe_of(data, row);

    (void)scratch;
    return probe && probe->first == data->first + row ? probe->name : NULL;
}

/* ---- columns ---- */

static void add_column(struct delta_layers_data *data, int part, struct grid_column column)
{
    data->parts[data->source.column_count] = part;
    data->columns[data->source.column_count++] = column;
}

static bool any_folds(const struct delta_layers_data *data)
{
    for (size_t i = 0; i < data->count; i++)
        if (!isnan(row_at(data, i)->p_folds))
            return true;
    return false;
}

static void make_columns(struct delta_layers_data *data, struct arena *arena)
{
    static const enum delta_part parts[] = {DELTA_A,      DELTA_B,     DELTA_DELTA,  DELTA_STRIP,
                                            DELTA_BOUNDS, DELTA_P,     DELTA_P_HOLM, DELTA_OUTCOME,
                                            DELTA_FIXED,  DELTA_BROKEN};

    add_column(data, DELTA_LAYER,
               (struct grid_column){.key = "layer", .title = "Layer", .align = GRID_RIGHT});
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        struct grid_column column = delta_column(parts[i]);

        if (parts[i] == DELTA_BOUNDS)
            column.title = delta_interval_title(data->comparison, arena);
        if (parts[i] == DELTA_STRIP) {
            column.paint = paint_strip;
            column.paint_head = paint_strip_head;
        }
        add_column(data, (int)parts[i], column);
    }
    add_column(data, DELTA_TIES,
               (struct grid_column){.key = "ties", .title = "best, or level ≈", .priority = 5});
    if (any_folds(data))
        add_column(data, DELTA_P_FOLDS, delta_column(DELTA_P_FOLDS));
}

/* ---- all of it ---- */

static void choose(struct delta_layers_data *data, unsigned char probe)
{
    bool all = probe >= data->probe_count;

    data->first_probe = all ? 0 : probe;
    data->last_probe = all ? data->probe_count : (size_t)probe + 1;
    data->first = data->probe_count ? data->probes[data->first_probe].first : 0;
    data->count = 0;
    for (size_t p = data->first_probe; p < data->last_probe; p++)
        data->count += data->probes[p].count;
    data->axis = delta_axis(data->comparison->rows + data->first, data->count);
}

void delta_layers_data_prepare(const struct view_context *context,
                               const struct delta_layers_state *state,
                               struct delta_layers_data *data)
{
    const struct comparison *comparison = context->comparison;
    bool fresh = data->comparison != comparison;

    if (!fresh && data->made_for == state->probe)
        return;
    grid_layout_release(&data->layout);
    if (fresh) {
        memset(data, 0, sizeof(*data));
        data->comparison = comparison;
        data->a = comparison->a.results->layers;
        data->b = comparison->b.results->layers;
        if (!data->a || !data->b)
            return;
        data->overlap = layer_overlap_of(data->a, data->b);
        find_probes(data, context->arena);
    }
    data->made_for = state->probe;
    choose(data, state->probe);
    data->source = (struct grid_source){.arg = data,
                                        .row_count = data->count,
                                        .version = state->probe,
                                        .columns = data->columns,
                                        .cell = cell};
    if (data->last_probe - data->first_probe > 1)
        data->source.head = head;
    make_columns(data, context->arena);
}

const struct compare_row *delta_layers_row(const struct delta_layers_state *state,
                                           const struct delta_layers_data *data,
                                           const struct delta_probe **probe)
{
    size_t row = data->layout.source ? grid_row(&state->grid, &data->layout) : SIZE_MAX;

    if (row == SIZE_MAX)
        return NULL;
    if (probe)
        *probe = probe_of(data, row);
    return row_at(data, row);
}
