#include <assay/tui/view_classes.h>

#include "classes_internal.h"

#include <assay/base/fmt.h>
#include <assay/session/cell_samples.h>
#include <assay/tui/classes_open.h>
#include <assay/tui/evidence_panel.h>
#include <assay/tui/scroll.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { INDENT = 2, INFO_LINES = 2, AVERAGE_LINES = AVERAGES + 1 };

/* What stands around the table, as there is room. */
struct bands {
    int info, averages; /* lines */
};

static struct bands bands_of(int height)
{
    struct bands bands = {height >= 8 ? INFO_LINES : 0, height >= 11 ? AVERAGE_LINES : 0};

    return bands;
}

/* ---- data ---- */

static void settle(struct classes_state *state, struct classes_data *data)
{
    const struct matrix_slice *slice;

    if (state->slice >= data->slice_count)
        state->slice = slice_best(data->slices, data->slice_count, state->set);
    slice = data->slice = &data->slices[state->slice];
    if (!state->reading_chosen ||
        (state->reading == READING_KIND_FALLBACK && slice->fallback == LABEL_MISSING))
        state->reading = slice_stated(slice).kind;
    data->reading = (struct reading){state->reading,
                                     state->reading == READING_KIND_FALLBACK ? slice->fallback : 0};
}

static void make(const struct view_context *context, struct classes_data *data)
{
    grid_layout_release(&data->layout);
    if (data->slice)
        classes_lines_of_slice(data, context);
    else
        classes_lines_of_table(data, context);
    data->source = (struct grid_source){
        .arg = data,
        .row_count = data->count,
        .columns = classes_columns,
        .column_count = classes_column_count,
        .cell = classes_cell,
    };
}

/* A table of a report has no counts to take intervals from. */
static bool has_intervals(const struct classes_data *data)
{
    for (size_t i = 0; i < data->count; i++)
        if (!isnan(data->lines[i].recall.low) || !isnan(data->lines[i].precision.low))
            return true;
    return false;
}

static void prepare(const struct view_context *context, void *state_, void *data_)
{
    struct classes_state *state = state_;
    struct classes_data *data = data_;
    struct bands bands = bands_of(context->rect.height);
    struct classes_made wanted;

    if (!context->figures)
        return;
    data->figures = context->figures;
    if (!data->slices)
        data->slices = matrix_slices(context->figures, context->arena, &data->slice_count);
    if (data->slice_count)
        settle(state, data);
    else if (!run_classes(context->run))
        return;
    wanted = (struct classes_made){state->slice, state->reading};
    if (!data->made || wanted.slice != data->made_for.slice ||
        wanted.reading != data->made_for.reading)
        make(context, data);
    data->made_for = wanted;
    data->made = true;
    if (!has_intervals(data))
        state->grid.hidden |= classes_interval_columns();
    grid_prepare(&state->grid, &data->layout, &data->source,
                 context->rect.height - bands.info - bands.averages, context->rect.width,
                 context->scratch);
    data->averages_shown = bands.averages > 0;
    /* Whatever else moves the cursor takes it back into the table. */
    if (!data->averages_shown || state->grid.cursor + 1 < data->layout.count)
        state->average = 0;
}

static void begin(const struct view_context *context, void *state_, const struct opening *opening)
{
    struct classes_state *state = state_;

    (void)context;
    state->slice = SIZE_MAX;
    state->set = opening->set;
}

static void release(void *data_)
{
    grid_layout_release(&((struct classes_data *)data_)->layout);
}

/* ---- drawing ---- */

static int draw_figure(const struct surface *surface, int at, const struct classes_data *data,
                       const char *title, const char *text, const char *metric)
{
    char mark = classes_mark(data, metric, NULL);
    int width = text_columns(str_of(title)) + text_columns(str_of(text)) + 2;

    if (at + width > surface->rect.width)
        return at;
    at += draw_c(surface, 0, at, ROLE_DIM, title) + 1;
    at += draw_c(surface, 0, at, ROLE_TEXT, text);
    if (mark)
        draw_code(surface, 0, at, 1, role_verdict(mark), (unsigned char)mark);
    return at + 3;
}

static void draw_info(const struct view_context *context, const struct classes_state *state,
                      const struct classes_data *data, const struct surface *surface)
{
    struct arena *a = context->scratch;
    int at = INDENT;

    if (data->slice_count > 1)
        at += 3 + draw_f(surface, 0, at, ROLE_TEXT | STYLE_BOLD, "%s  { %zu of %zu }",
                         data->slice->title[0] ? data->slice->title : "all", state->slice + 1,
                         data->slice_count);
    at = draw_figure(surface, at, data, "accuracy", fmt_share(a, data->accuracy), "accuracy");
    at = draw_figure(surface, at, data, "balanced accuracy", fmt_share(a, data->balanced_accuracy),
                     "balanced_accuracy");
    at = draw_figure(surface, at, data, "imbalance", fmt_fixed(a, data->imbalance, 2),
                     "imbalance_ratio");
    if (data->slice && data->invalid && at + 16 < surface->rect.width)
        draw_f(surface, 0, at, ROLE_DIM, "%s reading", reading_name(data->reading.kind));
}

static void draw_average(const struct view_context *context, const struct classes_state *state,
                         const struct classes_data *data, size_t average,
                         const struct surface *surface)
{
    int line = 1 + (int)average;
    bool here = state->average == average + 1;
    unsigned label = !here ? ROLE_TEXT : context->focused ? ROLE_CURSOR : ROLE_CURSOR_AWAY;

    if (here)
        draw_code(surface, line, 0, 1, ROLE_TEXT | STYLE_BOLD, 0x203a);
    for (int i = 0; i < data->layout.place_count; i++) {
        const struct grid_place *place = &data->layout.places[i];
        const struct grid_column *column = &classes_columns[place->column];
        struct grid_cell cell = {.number = NAN};
        int end = place->at + place->width;

        classes_average_cell(data, average, (size_t)place->column, context->scratch, &cell);
        if (i == 0 && here)
            draw_fill(surface, line, place->at, 1, place->width, label);
        if (column->align == GRID_RIGHT)
            draw_right(surface, line, end, place->width, ROLE_TEXT, cell.text);
        else
            draw_text(surface, line, place->at, place->width, i ? ROLE_TEXT : label, cell.text);
        if (cell.mark && column->marked)
            draw_code(surface, line, end, 1, role_verdict(cell.mark), (unsigned char)cell.mark);
    }
}

static int table_width(const struct classes_data *data)
{
    int count = data->layout.place_count;
    const struct grid_place *last = &data->layout.places[count ? count - 1 : 0];

    return count ? last->at + last->width + classes_columns[last->column].marked : 0;
}

/* The averages follow the last label, or stand at the foot when the table is longer. */
static void draw_averages(const struct view_context *context, const struct classes_state *state,
                          const struct classes_data *data, const struct surface *surface)
{
    draw_code(surface, 0, INDENT, table_width(data) - INDENT, ROLE_RULE, 0x2500);
    for (size_t average = 0; average < AVERAGES; average++)
        draw_average(context, state, data, average, surface);
}

static void subject(const struct view_context *context, const void *state_, const void *data_,
                    struct subject *out);

static void draw(const struct view_context *context, const void *state_, const void *data_,
                 const struct surface *surface)
{
    const struct classes_state *state = state_;
    const struct classes_data *data = data_;
    struct bands bands = bands_of(surface->rect.height);
    struct subject current = {.value = NAN};
    struct surface rest = *surface, info, table;
    int rows;

    if (!data->made) {
        draw_c(surface, 0, INDENT, ROLE_DIM, "reading …");
        return;
    }
    info = surface_take_top(&rest, bands.info, SURFACE_PLAIN);
    if (bands.info)
        draw_info(context, state, data, &info);
    rows = data->layout.head_lines + (int)(data->layout.count > 10000 ? 10000 : data->layout.count);
    rows = rows > rest.rect.height - bands.averages ? rest.rect.height - bands.averages : rows;
    table = surface_take_top(&rest, rows < 2 ? 2 : rows, SURFACE_PLAIN);
    grid_draw(&state->grid, &data->layout, &table, context->focused && !state->average,
              context->scratch);
    if (bands.averages)
        draw_averages(context, state, data, &rest);
    surface_take_top(&rest, bands.averages, SURFACE_PLAIN);
    subject(context, state, data, &current);
    evidence_panel_draw(context, &current, &rest);
}

/* ---- actions ---- */

#define ACT(name)                                                                                  \
    static enum effect name(const struct view_context *context, void *state_, void *data_,         \
                            const char *argument, struct view_reply *reply)

static enum effect say(struct view_reply *reply, const char *text)
{
    snprintf(reply->message, sizeof(reply->message), "%s", text);
    return EFFECT_SAID;
}

static enum effect step(void *state_, void *data_, struct view_reply *reply, bool forward)
{
    struct classes_state *state = state_;
    size_t count = ((struct classes_data *)data_)->slice_count;

    if (count < 2)
        return say(reply, "there is one set of samples");
    state->slice = (state->slice + (forward ? 1 : count - 1)) % count;
    return EFFECT_CHANGED;
}

ACT(act_next_slice)
{
    (void)context, (void)argument;
    return step(state_, data_, reply, true);
}

ACT(act_previous_slice)
{
    (void)context, (void)argument;
    return step(state_, data_, reply, false);
}

ACT(act_reading)
{
    struct classes_state *state = state_;
    struct classes_data *data = data_;

    (void)context, (void)argument;
    if (!data->made || !data->slice || data->invalid == 0)
        return say(reply, "every answer is in the label set, so all readings are equal");
    state->reading_chosen = true;
    state->reading = slice_next_reading(data->slice, data->reading).kind;
    return EFFECT_CHANGED;
}

/* From the last label down into the averages and back; they have no rows of the grid. */
static enum effect walk_averages(const struct view_context *context, void *state_, void *data_,
                                 enum action action)
{
    struct classes_state *state = state_;
    const struct classes_data *data = data_;
    bool last = state->grid.cursor + 1 >= data->layout.count;

    (void)context;
    if (!state->average && (action != ACTION_DOWN || !last || !data->averages_shown))
        return EFFECT_NONE;
    if (action == ACTION_DOWN || action == ACTION_UP)
        state->average += action == ACTION_UP ? -1 : state->average < AVERAGES;
    else if (action == ACTION_BOTTOM || action == ACTION_PAGE_DOWN || action == ACTION_HALF_DOWN)
        state->average = AVERAGES;
    else
        state->average = 0;
    return EFFECT_MOVED;
}

SCROLL_FUNCTIONS(walk_averages)

static enum effect step_average_column(struct classes_state *state, int by)
{
    if (!state->average)
        return EFFECT_NONE;
    state->grid.column += by;
    return EFFECT_MOVED;
}

ACT(act_left)
{
    (void)context, (void)data_, (void)argument, (void)reply;
    return step_average_column(state_, -1);
}

ACT(act_right)
{
    (void)context, (void)data_, (void)argument, (void)reply;
    return step_average_column(state_, 1);
}

ACT(act_open)
{
    struct classes_state *state = state_;
    struct classes_data *data = data_;
    size_t row = data->made ? grid_row(&state->grid, &data->layout) : SIZE_MAX;
    int column = data->made ? grid_column_at(&state->grid, &data->layout) : -1;
    bool average = state->average > 0;
    struct cell_query query;
    struct buf filter = {0};
    enum effect effect;

    (void)context, (void)argument;
    if (row == SIZE_MAX || !data->slice || !data->slice->samples)
        return say(reply, "no samples stand behind these figures");
    query = (struct cell_query){
        data->slice->samples, data->reading,     average ? CELL_ANY : (uint16_t)row, CELL_ANY,
        data->slice->split,   data->slice->layer};
    if (column >= 0 && !average && classes_is_precision((size_t)column)) {
        query.truth = CELL_ANY;
        query.prediction = (uint16_t)row;
    }
    cell_filter(&query, data->slice->split_name, &filter);
    effect = open_samples(reply, data->slice->set, buf_str(&filter), SIZE_MAX);
    buf_release(&filter);
    return effect;
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "samples", "the samples of this label; of precision, those predicted so",
     act_open},
    {ACTION_SORT_UP, "sort", NULL, NULL},
    {ACTION_SORT_DOWN, "sort down", NULL, NULL},
    {ACTION_READING, "reading", "answers outside the label set: strict, fallback, left out",
     act_reading},
    {ACTION_COLUMNS, "columns", NULL, NULL},
    {ACTION_EVIDENCE, "evidence", "the verdict on this figure", NULL},
    SCROLL_ROWS(walk_averages),
    {ACTION_LEFT, NULL, NULL, act_left},
    {ACTION_RIGHT, NULL, NULL, act_right},
    {ACTION_NEXT_GROUP, NULL, "next set of samples, split or layer", act_next_slice},
    {ACTION_PREVIOUS_GROUP, NULL, "previous set of samples, split or layer", act_previous_slice},
    {.action = ACTION_NONE},
};

/* ---- what the frame asks ---- */

static struct grid_state *grid(void *state_, void *data_, struct grid_layout **layout)
{
    struct classes_state *state = state_;
    struct classes_data *data = data_;

    if (!data->made || state->average)
        return NULL;
    *layout = &data->layout;
    return &state->grid;
}

static void subject_of_average(const struct view_context *context,
                               const struct classes_state *state, const struct classes_data *data,
                               size_t column, struct subject *out)
{
    size_t average = state->average - 1;
    const char *metric = classes_average_metric(average, column, context->arena);
    struct grid_cell cell = {.number = NAN};

    classes_average_cell(data, average, column, context->scratch, &cell);
    out->text = cell.text;
    out->value = cell.number;
    if (!metric)
        return;
    out->has_quantity = true;
    out->quantity = QUANTITY(metric);
    if (data->slice)
        out->quantity = slice_quantity(data->slice, metric, NULL);
    out->finding = figures_finding(context->figures, &out->quantity);
}

static void subject(const struct view_context *context, const void *state_, const void *data_,
                    struct subject *out)
{
    const struct classes_state *state = state_;
    const struct classes_data *data = data_;
    size_t row = data->made ? grid_row(&state->grid, &data->layout) : SIZE_MAX;
    int column = data->made ? grid_column_at(&state->grid, &data->layout) : -1;
    const char *metric = column < 0 ? NULL : classes_metric((size_t)column);

    if (state->average && column >= 0) {
        subject_of_average(context, state, data, (size_t)column, out);
        return;
    }
    if (row == SIZE_MAX || !metric)
        return;
    out->has_quantity = true;
    out->quantity = QUANTITY(metric);
    if (data->slice)
        out->quantity = slice_quantity(data->slice, metric, NULL);
    out->quantity.subject = data->lines[row].name;
    out->finding = figures_finding(context->figures, &out->quantity);
}

static void status(const struct view_context *context, const void *state_, const void *data_,
                   struct buf *out)
{
    const struct classes_data *data = data_;

    (void)state_;
    if (data->made)
        buf_addf(out, "%s · %s", fmt_counted(context->scratch, data->count, "label"),
                 isnan(data->total)
                     ? "– samples"
                     : fmt_counted(context->scratch, (uint64_t)data->total, "sample"));
}

const struct view view_classes = {
    .name = "classes",
    .title = "Classes",
    .summary = "every label's support, precision, recall and F1 with intervals",
    .number = '5',
    .scope = VIEW_OF_RUN,
    .needs_any = RUN_HAS_LABELS | RUN_HAS_MATRIX | RUN_HAS_CLASSES,
    .lacks = "no samples with labels, no confusion matrix and no table of classes",
    .state_size = sizeof(struct classes_state),
    .data_size = sizeof(struct classes_data),
    .actions = actions,
    .begin = begin,
    .prepare = prepare,
    .draw = draw,
    .release = release,
    .grid = grid,
    .subject = subject,
    .status = status,
};
