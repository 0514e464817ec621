#include "layers_internal.h"

#include <assay/base/fmt.h>

#include <math.h>
#include <string.h>

/* Columns of the bars and of their head; narrower screens have short heads. */
enum { PAIR_LEAST = 12, PAIR_MOST = 20, WIDTH_WITH_LONG_HEADS = 100 };

/* ---- the pair ---- */

static const struct layer_probe *probe_of(const struct layer_results *layers, unsigned char chosen,
                                          const struct layer_probe *otherwise)
{
    return chosen && chosen <= layers->probe_count ? &layers->probes[chosen - 1] : otherwise;
}

static const double *difference(const double *a, const double *b, size_t n, struct arena *arena)
{
    double *out = arena_zalloc(arena, n, sizeof(*out));

    layers_dominance(a, b, out, n);
    return out;
}

static void choose_pair(const struct layers_state *state, struct layers_data *data,
                        struct arena *arena)
{
    const struct layer_results *layers = data->layers;
    double *at;

    data->a = probe_of(layers, state->a, layers->a);
    if (!data->a && layers->probe_count)
        data->a = &layers->probes[0];
    data->b = probe_of(layers, state->b, layers->b);
    data->own_pair = data->a == layers->a && data->b == layers->b;
    data->dominance = layers->dominance;
    data->dominance_conflict = layers->dominance_conflict;
    data->crossings = layers->crossings;
    data->crossing_count = layers->crossing_count;
    if (!data->a || !data->b) {
        data->crossing_count = 0;
        return;
    }
    if (!data->own_pair) {
        data->dominance = difference(data->a->accuracy, data->b->accuracy, layers->count, arena);
        data->dominance_conflict =
            difference(data->a->conflict, data->b->conflict, layers->count, arena);
        data->crossings = layers_crossings(arena, layers->layer, data->dominance, layers->count,
                                           &data->crossing_count);
    }
    data->crossing_at = at = arena_zalloc(arena, data->crossing_count + 1, sizeof(*at));
    for (size_t i = 0; i < data->crossing_count; i++)
        at[i] = data->crossings[i].at;
}

/* ---- remarks ---- */

static void remark(struct layers_data *data, size_t layer, const char *text, struct arena *arena)
{
    if (layer == LAYERS_NONE)
        return;
    data->remarks[layer] =
        data->remarks[layer][0] ? arena_printf(arena, "%s, %s", data->remarks[layer], text) : text;
}

static bool is_flat(const double *value, size_t n)
{
    size_t high = layers_arg_max(value, n), low = layers_arg_min(value, n);

    return high == LAYERS_NONE || value[high] == value[low];
}

/* In the last column: where dominance peaks and crosses, where each probe is best. */
static void make_remarks(struct layers_data *data, struct arena *arena)
{
    size_t n = data->layers->count;

    data->remarks = arena_zalloc(arena, n, sizeof(*data->remarks));
    for (size_t i = 0; i < n; i++)
        data->remarks[i] = "";
    if (data->a && data->b && !is_flat(data->dominance, n)) {
        remark(data, layers_arg_max(data->dominance, n), "peak", arena);
        remark(data, layers_arg_min(data->dominance, n), "min", arena);
    }
    for (size_t i = 0; i < data->crossing_count; i++)
        remark(data, layer_results_index(data->layers, data->crossings[i].after),
               arena_printf(arena, "crossing %s", fmt_fixed(arena, data->crossings[i].at, 2)),
               arena);
    for (size_t p = 0; p < data->layers->probe_count; p++) {
        const struct layer_probe *probe = &data->layers->probes[p];

        if (!is_flat(probe->accuracy, n))
            remark(data, layers_arg_max(probe->accuracy, n),
                   arena_printf(arena, "best %s", probe->name), arena);
    }
}

/* ---- columns ---- */

struct column_maker {
    const struct view_context *context;
    struct layers_data *data;
    struct grid_column *columns;
    size_t count, most;
};

static const char *marks_of(const struct column_maker *maker, const struct layers_column *def)
{
    const struct layer_results *layers = maker->data->layers;
    struct quantity what = QUANTITY(def->metric);
    char *marks;

    if (!def->metric || !maker->context->figures)
        return NULL;
    marks = arena_zalloc(maker->context->arena, layers->count + 1, 1);
    what.subject = def->subject;
    for (size_t i = 0; i < layers->count; i++) {
        what.at = layers->layer[i];
        marks[i] = figures_mark(maker->context->figures, &what);
    }
    return marks;
}

static bool is_empty(const struct layers_column *def, size_t n)
{
    for (size_t i = 0; def->value && i < n; i++)
        if (!isnan(def->value[i]) || (def->marks && def->marks[i]))
            return false;
    return def->value != NULL;
}

static void add_column(struct column_maker *maker, struct grid_column column,
                       struct layers_column def)
{
    if (maker->count == maker->most)
        return;
    def.marks = marks_of(maker, &def);
    if (is_empty(&def, maker->data->layers->count))
        return;
    column.marked = def.marks != NULL;
    if (def.kind == LAYERS_SHARE || def.kind == LAYERS_DELTA)
        column.paint_head = layers_head_of(maker->count);
    maker->data->columns[maker->count] = def;
    maker->columns[maker->count++] = column;
}

static const double *column_of(const struct layer_probe *probe, size_t n, struct arena *arena,
                               enum layers_kind kind)
{
    double *out = arena_zalloc(arena, n, sizeof(*out));

    for (size_t i = 0; i < n; i++)
        out[i] = kind == LAYERS_STD ? probe->figures[i].accuracy_std : probe->figures[i].f1;
    return out;
}

/* "Semantic acc" of "semantic", or the name alone. */
static const char *titled(const struct column_maker *maker, const char *name)
{
    char *title = arena_printf(maker->context->arena, maker->data->narrow ? "%s" : "%s acc", name);

    if (title[0] >= 'a' && title[0] <= 'z')
        title[0] = (char)(title[0] - 'a' + 'A');
    return title;
}

/* "prosody − semantic" above the bars, when they are wide enough for it. */
static const char *pair_title(const struct column_maker *maker)
{
    const struct layers_data *data = maker->data;
    const char *title =
        arena_printf(maker->context->arena, "%s − %s", data->a->name, data->b->name);

    return text_columns(str_of(title)) <= PAIR_MOST ? title : "A − B";
}

static void add_probe(struct column_maker *maker, const struct layer_probe *probe,
                      unsigned char first)
{
    struct arena *arena = maker->context->arena;
    size_t n = maker->data->layers->count;
    const char *name = probe->name;

    add_column(maker,
               (struct grid_column){.key = arena_printf(arena, "%s_acc", name),
                                    .title = titled(maker, name),
                                    .align = GRID_RIGHT,
                                    .priority = first},
               (struct layers_column){LAYERS_SHARE, probe->accuracy, NULL, "probe_accuracy", name});
    add_column(maker,
               (struct grid_column){.key = arena_printf(arena, "%s_acc_std", name),
                                    .title = "± std",
                                    .align = GRID_RIGHT,
                                    .priority = (unsigned char)(first + 4)},
               (struct layers_column){LAYERS_STD, column_of(probe, n, arena, LAYERS_STD), NULL,
                                      "probe_accuracy_std", name});
    add_column(maker,
               (struct grid_column){.key = arena_printf(arena, "%s_f1", name),
                                    .title = "F1",
                                    .align = GRID_RIGHT,
                                    .least = 6,
                                    .priority = (unsigned char)(first + 5)},
               (struct layers_column){LAYERS_SHARE, column_of(probe, n, arena, LAYERS_SHARE), NULL,
                                      "probe_macro_f1", name});
    add_column(maker,
               (struct grid_column){.key = arena_printf(arena, "%s_acc_conflict", name),
                                    .title = "conflict",
                                    .align = GRID_RIGHT,
                                    .priority = (unsigned char)(first + 6)},
               (struct layers_column){LAYERS_SHARE, probe->conflict, NULL,
                                      "probe_accuracy_conflict", name});
}

static void add_dominance(struct column_maker *maker)
{
    struct layers_data *data = maker->data;
    bool own = data->own_pair;
    const char *title = pair_title(maker);
    int columns = text_columns(str_of(title));

    add_column(
        maker,
        (struct grid_column){.key = "dominance", .title = "D =", .align = GRID_RIGHT, .least = 6},
        (struct layers_column){LAYERS_DELTA, data->dominance, NULL, own ? "dominance" : NULL,
                               NULL});
    add_column(maker,
               (struct grid_column){.key = "dominance_bar",
                                    .title = title,
                                    .least = (short)(columns < PAIR_LEAST ? PAIR_LEAST : columns),
                                    .most = 34,
                                    .priority = 1,
                                    .stretches = true,
                                    .paint = layers_paint_bar},
               (struct layers_column){LAYERS_BAR, data->dominance, NULL, NULL, NULL});
    add_column(
        maker,
        (struct grid_column){
            .key = "dominance_conflict", .title = "Conflict D", .align = GRID_RIGHT, .priority = 3},
        (struct layers_column){LAYERS_DELTA, data->dominance_conflict, NULL,
                               own ? "dominance_conflict" : NULL, NULL});
}

static void make_columns(const struct view_context *context, struct layers_data *data)
{
    const struct layer_results *layers = data->layers;
    struct column_maker maker = {.context = context, .data = data, .most = GRID_COLUMNS_MOST};

    maker.columns = arena_zalloc(context->arena, GRID_COLUMNS_MOST, sizeof(*maker.columns));
    data->columns = arena_zalloc(context->arena, GRID_COLUMNS_MOST, sizeof(*data->columns));
    add_column(&maker, (struct grid_column){.key = "layer", .title = "Layer", .align = GRID_RIGHT},
               (struct layers_column){LAYERS_LAYER, layers->layer, NULL, NULL, NULL});
    if (data->a)
        add_probe(&maker, data->a, 0);
    if (data->b)
        add_probe(&maker, data->b, 0);
    if (data->a && data->b)
        add_dominance(&maker);
    add_column(&maker,
               (struct grid_column){.key = "remark", .title = "", .priority = 2, .least = 14},
               (struct layers_column){LAYERS_REMARK, NULL, NULL, NULL, NULL});
    for (size_t p = 0; p < layers->probe_count; p++)
        if (&layers->probes[p] != data->a && &layers->probes[p] != data->b)
            add_probe(&maker, &layers->probes[p], 7);
    data->source.columns = maker.columns;
    data->source.column_count = maker.count;
}

void layers_data_prepare(const struct view_context *context, const struct layers_state *state,
                         struct layers_data *data)
{
    const struct layer_results *layers = context->assessed->results->layers;
    bool narrow = context->rect.width < WIDTH_WITH_LONG_HEADS;

    if (!layers || layers->count == 0)
        return;
    if (data->layers == layers && data->made_a == state->a && data->made_b == state->b &&
        data->narrow == narrow)
        return;
    data->narrow = narrow;
    data->layers = layers;
    data->made_a = state->a;
    data->made_b = state->b;
    choose_pair(state, data, context->arena);
    make_remarks(data, context->arena);
    make_columns(context, data);
    data->source.arg = data;
    data->source.row_count = layers->count;
    data->source.cell = layers_cell;
    data->title_dominance = data->a && data->b ? arena_printf(context->arena, "D = %s − %s",
                                                              data->a->name, data->b->name)
                                               : "";
    grid_layout_release(&data->layout);
}
