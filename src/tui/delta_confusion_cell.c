#include "delta_confusion_internal.h"

#include <assay/base/fmt.h>
#include <assay/metrics/classification.h>

#include <math.h>

enum { FLOWS_MOST = 5, LIST_LEAST = 3, BELOW_LINES = 3 };

/* ---- words ---- */

static void add_share(struct prose *prose, const char *name, double a, double b,
                      struct arena *arena)
{
    double change = b - a;

    prose_line(prose, 0);
    prose_addf(prose, ROLE_TEXT, "%s %s → %s  ", name, fmt_share(arena, a), fmt_share(arena, b));
    prose_add(prose,
              change > 0   ? ROLE_POSITIVE
              : change < 0 ? ROLE_NEGATIVE
                           : ROLE_DIM,
              str_of(delta_text(change, DELTA_ROW, 4, arena)));
}

static unsigned gain_style(double gain)
{
    return gain > 0 ? ROLE_POSITIVE : gain < 0 ? ROLE_NEGATIVE : ROLE_TEXT;
}

/* "A 1   B 8 of 257   +7": as counts, and as shares of the row. */
static void add_counts(struct prose *prose, const struct delta_confusion_data *data, uint16_t truth,
                       uint16_t prediction, struct arena *arena)
{
    const struct delta_matrix *delta = data->delta;
    enum delta_base base = delta->paired ? DELTA_COUNTS : DELTA_ROW;
    double value = delta_value(delta, base, truth, prediction);

    prose_line(prose, 0);
    prose_addf(prose, ROLE_TEXT, "A %s  B %s",
               fmt_count(arena, delta_count(delta, DELTA_A, truth, prediction)),
               fmt_count(arena, delta_count(delta, DELTA_B, truth, prediction)));
    if (delta->paired && prediction != CELL_ANY)
        prose_addf(prose, ROLE_DIM, " of %s",
                   fmt_count(arena, delta_count(delta, DELTA_B, truth, CELL_ANY)));
    prose_addf(prose, gain_style(delta_better(truth, prediction) * value), "  %s",
               delta_text(value, base, 4, arena));
    if (delta->paired && prediction != CELL_ANY && truth != CELL_ANY)
        prose_addf(
            prose, ROLE_DIM, " (%s)",
            delta_text(delta_value(delta, DELTA_ROW, truth, prediction), DELTA_ROW, 4, arena));
}

static void add_test(struct prose *prose, const struct delta_matrix *delta,
                     const struct delta_cell *cell, struct arena *arena)
{
    prose_line(prose, 0);
    prose_addf(prose, ROLE_TEXT, "p %s", fmt_p_value(arena, cell->p));
    prose_addf(prose, ROLE_DIM, "  Holm %s over %zu", fmt_p_value(arena, cell->p_holm),
               delta->cell_count);
}

/* "entered 4: from sad 3, from invalid 1" */
static void add_flows(struct prose *prose, const struct delta_confusion_data *data, uint16_t truth,
                      uint16_t prediction, enum delta_way way, struct arena *arena)
{
    const char *word = way == DELTA_ENTERED ? "entered" : "left";
    const char *preposition = way == DELTA_ENTERED ? "from" : "to";
    const struct delta_flow *flows;
    uint64_t all = 0, shown = 0;
    size_t count;

    flows = delta_flows(data->delta, truth, prediction, way, arena, &count);
    for (size_t i = 0; i < count; i++)
        all += flows[i].count;
    prose_line(prose, 0);
    prose_hang(prose, 2);
    prose_addf(prose, count ? ROLE_HEAD : ROLE_DIM, "%s %s%s", word, fmt_count(arena, all),
               count ? ":" : "");
    for (size_t i = 0; i < count && i < FLOWS_MOST; i++) {
        shown += flows[i].count;
        prose_addf(prose, ROLE_TEXT, " %s %s %s%s", preposition,
                   flows[i].label == LABEL_INVALID ? "invalid"
                                                   : delta_label_name(data, flows[i].label),
                   fmt_count(arena, flows[i].count), shown < all ? "," : "");
    }
    if (shown < all)
        prose_addf(prose, ROLE_DIM, " %s more", fmt_count(arena, all - shown));
}

static void add_figures(struct prose *prose, const struct delta_confusion_data *data,
                        uint16_t truth, uint16_t prediction, struct arena *arena)
{
    const struct delta_matrix *delta = data->delta;
    struct prf a, b;

    if (truth == CELL_ANY && prediction == CELL_ANY) {
        add_share(prose, "accuracy", classification_accuracy(delta->a),
                  classification_accuracy(delta->b), arena);
        return;
    }
    if (prediction == LABEL_INVALID || (truth != CELL_ANY && prediction != CELL_ANY))
        return;
    a = classification_label(delta->a, truth != CELL_ANY ? truth : prediction);
    b = classification_label(delta->b, truth != CELL_ANY ? truth : prediction);
    add_share(prose, "recall", a.recall, b.recall, arena);
    add_share(prose, "precision", a.precision, b.precision, arena);
    add_share(prose, "F1", a.f1, b.f1, arena);
}

/* A blank line where there is room for it. */
static void part_off(struct prose *prose, const struct delta_confusion_data *data)
{
    if (data->shape.beside)
        prose_blank(prose);
}

static const struct prose *words_of(const struct delta_confusion_data *data, uint16_t truth,
                                    uint16_t prediction, int width, struct arena *arena)
{
    const struct delta_matrix *delta = data->delta;
    const struct delta_cell *cell = delta->paired && truth != CELL_ANY && prediction != CELL_ANY
                                        ? delta_cell_find(delta, truth, prediction)
                                        : NULL;
    struct prose *prose = prose_new(arena, width);

    prose_line(prose, 0);
    prose_add(prose, ROLE_HEAD, str_of(delta_cell_title(data, truth, prediction, arena)));
    part_off(prose, data);
    add_counts(prose, data, truth, prediction, arena);
    add_figures(prose, data, truth, prediction, arena);
    if (cell)
        add_test(prose, delta, cell, arena);
    part_off(prose, data);
    if (!delta->paired) {
        prose_text(prose, 0, ROLE_DIM, STR("What moved is not known:"));
        prose_text(prose, 0, ROLE_DIM, str_of(delta->why));
    } else if (prediction != CELL_ANY) {
        add_flows(prose, data, truth, prediction, DELTA_ENTERED, arena);
        add_flows(prose, data, truth, prediction, DELTA_LEFT, arena);
    }
    return prose;
}

/* ---- the pairs behind it ---- */

enum { COLUMN_ID, COLUMN_WAY, COLUMN_A, COLUMN_B };

static const struct grid_column columns[] = {
    {.key = "id", .title = "sample", .least = 12, .stretches = true, .is_name = true},
    {.key = "way", .title = "", .priority = 3},
    {.key = "a.pred", .title = "A", .most = 14, .priority = 1},
    {.key = "pred", .title = "B", .most = 14, .priority = 2},
};

static void pair_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                      struct grid_cell *cell)
{
    const struct delta_confusion_data *data = arg;
    const struct compare_set *set = &data->context->comparison->sets[data->part->set];
    const struct delta_pair *pair = &data->pairs[row];
    uint16_t here = data->prediction, there = pair->other;
    uint16_t a = pair->way == DELTA_ENTERED ? there : here;
    uint16_t b = pair->way == DELTA_ENTERED ? here : there;
    uint16_t shown = column == COLUMN_A ? a : b;
    uint32_t row_b = set->pairing.b[pair->pair];
    char room[SAMPLE_ID_ROOM];

    if (column == COLUMN_ID) {
        struct str id = samples_id(set->b, row_b, room);

        cell->text = (struct str){arena_strndup(scratch, id.ptr ? id.ptr : "", id.len), id.len};
    } else if (column == COLUMN_WAY) {
        cell->text = pair->way == DELTA_ENTERED ? STR("in") : STR("out");
        cell->style = ROLE_DIM;
    } else {
        cell->text =
            shown == LABEL_INVALID ? STR("invalid") : str_of(data->part->labels.names[shown]);
        cell->style = shown == LABEL_INVALID    ? ROLE_INVALID
                      : data->truth == CELL_ANY ? ROLE_TEXT
                      : shown == data->truth    ? ROLE_RIGHT
                                                : ROLE_WRONG;
    }
}

/* ---- both ---- */

static int words_height(const struct delta_confusion_data *data)
{
    int height = prose_height(data->words), room = data->shape.cell.height;

    if (data->shape.beside)
        height++;
    else if (data->pair_count && room >= BELOW_LINES + LIST_LEAST && height > room - LIST_LEAST)
        height = room - LIST_LEAST;
    return height < room ? height : room;
}

static void find_cell(const struct view_context *context, const struct delta_confusion_state *state,
                      struct delta_confusion_data *data)
{
    if (data->cell)
        arena_reset(data->cell);
    else
        data->cell = arena_new();
    data->truth = delta_cursor_truth(state);
    data->prediction = delta_cursor_prediction(state);
    data->has_cell = true;
    data->pairs =
        delta_part_pairs(context->comparison, data->part, data->delta, data->truth,
                         data->prediction, DELTA_PAIRS_MOST, data->cell, &data->pair_count);
    data->words = NULL;
}

void delta_confusion_cell_prepare(const struct view_context *context,
                                  struct delta_confusion_state *state,
                                  struct delta_confusion_data *data)
{
    const struct rect *rect = &data->shape.cell;
    int width = rect->width - 3;

    data->context = context;
    if (!data->has_cell || data->truth != delta_cursor_truth(state) ||
        data->prediction != delta_cursor_prediction(state)) {
        bool moved = data->has_cell;

        find_cell(context, state, data);
        grid_layout_release(&data->layout);
        state->list.cursor = state->list.top = moved ? 0 : state->list.cursor;
    }
    if (rect->height == 0)
        return;
    if (!data->words || prose_width(data->words) != width)
        data->words = words_of(data, data->truth, data->prediction, width, data->cell);
    data->source = (struct grid_source){
        .arg = data,
        .row_count = data->pair_count,
        .columns = columns,
        .column_count = sizeof(columns) / sizeof(columns[0]),
        .cell = pair_cell,
    };
    grid_prepare(&state->list, &data->layout, &data->source, rect->height - words_height(data),
                 rect->width, context->scratch);
}

void delta_confusion_cell_draw(const struct view_context *context,
                               const struct delta_confusion_state *state,
                               const struct delta_confusion_data *data,
                               const struct surface *surface)
{
    int above = words_height(data);
    struct surface words = surface_part(surface, 0, 2, above, surface->rect.width - 2);
    struct surface list = *surface;

    prose_draw(data->words, &words, 0);
    surface_take_top(&list, above, SURFACE_PLAIN);
    if (data->pair_count && list.rect.height > 1)
        grid_draw(&state->list, &data->layout, &list,
                  context->focused && state->pane == DELTA_PANE_CELL, context->scratch);
}

size_t delta_confusion_pair(const struct delta_confusion_state *state,
                            const struct delta_confusion_data *data)
{
    size_t row = data->layout.source ? grid_row(&state->list, &data->layout) : SIZE_MAX;

    return row < data->pair_count ? data->pairs[row].pair : SIZE_MAX;
}
