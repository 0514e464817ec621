#include <assay/tui/view_errors.h>

#include "errors_internal.h"

#include <assay/base/fmt.h>
#include <assay/tui/classes_open.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { INDENT = 2 };

static void prepare(const struct view_context *context, void *state, void *data)
{
    if (context->figures && errors_data_prepare(context, state, data))
        errors_shape_prepare(context, state, data);
}

static void begin(const struct view_context *context, void *state_, const struct opening *opening)
{
    struct errors_state *state = state_;

    (void)context;
    state->part = SIZE_MAX;
    state->set = opening->set;
}

static void release(void *data_)
{
    struct errors_data *data = data_;

    errors_data_release(data);
    errors_preview_release(&data->preview);
}

/* ---- drawing ---- */

static int draw_segment(const struct surface *surface, int at, unsigned style, const char *text)
{
    if (at + text_columns(str_of(text)) > surface->rect.width)
        return surface->rect.width;
    return at + draw_c(surface, 0, at, style, text) + 3;
}

static void draw_info(const struct view_context *context, const struct errors_state *state,
                      const struct errors_data *data, const struct surface *surface)
{
    struct arena *a = context->scratch;
    double rate = data->total ? (double)data->errors / (double)data->total : NAN;
    int at = INDENT;

    if (data->part_count > 1)
        at = draw_segment(surface, at, ROLE_TEXT | STYLE_BOLD,
                          arena_printf(a, "%s  { %zu of %zu }",
                                       data->part->title[0] ? data->part->title : "all",
                                       state->part + 1, data->part_count));
    at = draw_segment(surface, at, ROLE_TEXT,
                      arena_printf(a, "%s in %s (%s)", fmt_counted(a, data->errors, "error"),
                                   fmt_counted(a, data->total, "sample"), fmt_percent(a, rate, 1)));
    if (data->unscored)
        at = draw_segment(surface, at, ROLE_DIM,
                          arena_printf(a, "%s unscored", fmt_count(a, data->unscored)));
    if (data->part->slice && confusion_invalid_total(data->part->slice->strict))
        draw_segment(surface, at, ROLE_DIM,
                     arena_printf(a, "%s reading", reading_name(data->reading.kind)));
}

static int columns_to_part_by(const struct errors_data *data)
{
    int count = 0;

    for (int by = 0; by <= COHORT_BY_COUNT; by++)
        count += data->columns >> by & 1;
    return count;
}

static const char *title_note(const struct errors_data *data, enum error_pane pane,
                              struct arena *scratch)
{
    if (pane == PANE_COHORTS && columns_to_part_by(data) > 1)
        return "{ } other columns";
    if (pane == PANE_ANSWERS && data->answers_different > data->answer_count)
        return arena_printf(scratch, "%s of %s", fmt_count(scratch, data->answer_count),
                            fmt_count(scratch, data->answers_different));
    return NULL;
}

static void draw_pane(const struct view_context *context, const struct errors_state *state,
                      const struct errors_data *data, enum error_pane pane,
                      const struct surface *surface)
{
    bool focused = context->focused && state->pane == pane;
    struct surface rest = surface_part(surface, data->rects[pane].row, data->rects[pane].column,
                                       data->rects[pane].height, data->rects[pane].width);
    struct surface head = surface_take_top(&rest, 1, SURFACE_PLAIN);
    const char *note = title_note(data, pane, context->scratch);
    int at = INDENT + draw_c(&head, 0, INDENT, focused ? ROLE_TITLE : ROLE_DIM,
                             errors_title(data, pane, context->scratch));

    if (note)
        draw_c(&head, 0, at + 3, ROLE_DIM, note);
    grid_draw(&state->grids[pane], &data->layouts[pane], &rest, focused, context->scratch);
}

/* The rule at the left of what stands in a second or third column. */
static void draw_rule(const struct errors_data *data, const struct surface *surface, int column)
{
    const struct rect *preview = &data->preview.rect;
    bool below = preview->height && preview->column == 0;
    int end = below && data->preview.made ? preview->row : surface->rect.height;

    if (column > 0)
        draw_column(surface, data->info, column - 1, end - data->info, ROLE_RULE, 0x2502);
}

static void draw(const struct view_context *context, const void *state_, const void *data_,
                 const struct surface *surface)
{
    const struct errors_state *state = state_;
    const struct errors_data *data = data_;
    bool any = false;

    if (!data->made) {
        draw_c(surface, 0, INDENT, ROLE_DIM, context->figures ? "no outcomes" : "reading …");
        return;
    }
    if (data->info)
        draw_info(context, state, data, surface);
    for (int pane = 0; pane < PANE_COUNT; pane++) {
        const struct rect *rect = &data->rects[pane];

        if (!data->present[pane] || rect->height == 0)
            continue;
        any = true;
        draw_pane(context, state, data, (enum error_pane)pane, surface);
        draw_rule(data, surface, rect->column);
    }
    if (any && data->preview.rect.height)
        draw_rule(data, surface, data->preview.rect.column);
    errors_preview_draw(context, data, surface);
    if (!any)
        draw_c(surface, data->info, INDENT, ROLE_DIM, "no errors");
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

static enum effect step_column(struct errors_state *state, const struct errors_data *data,
                               struct view_reply *reply, int step)
{
    int by = (int)state->by, count = COHORT_BY_COUNT + 1;

    if (columns_to_part_by(data) < 2)
        return say(reply, "the samples have no other column to part by");
    do
        by = (by + step + count) % count;
    while (!(data->columns >> by & 1));
    state->by = (enum cohort_by)by;
    state->by_chosen = true;
    return EFFECT_CHANGED;
}

/* In the cohorts the groups are columns, elsewhere sets, splits, layers. */
static enum effect step_group(void *state_, void *data_, struct view_reply *reply, int step)
{
    struct errors_state *state = state_;
    struct errors_data *data = data_;

    if (!data->made)
        return EFFECT_NONE;
    if (state->pane == PANE_COHORTS)
        return step_column(state, data, reply, step);
    if (data->part_count < 2)
        return say(reply, "there is one set of samples; in the cohorts { } chooses the column");
    state->part = (state->part + (step > 0 ? 1 : data->part_count - 1)) % data->part_count;
    return EFFECT_CHANGED;
}

ACT(act_next_group)
{
    (void)context, (void)argument;
    return step_group(state_, data_, reply, 1);
}

ACT(act_previous_group)
{
    (void)context, (void)argument;
    return step_group(state_, data_, reply, -1);
}

static enum effect step_pane(void *state_, void *data_, int step)
{
    struct errors_state *state = state_;
    struct errors_data *data = data_;
    int pane = (int)state->pane;

    for (int i = 0; i < PANE_COUNT; i++) {
        pane = (pane + step + PANE_COUNT) % PANE_COUNT;
        if (data->present[pane])
            break;
    }
    state->pane = (enum error_pane)pane;
    return EFFECT_MOVED;
}

ACT(act_next_pane)
{
    (void)context, (void)argument, (void)reply;
    return step_pane(state_, data_, 1);
}

ACT(act_previous_pane)
{
    (void)context, (void)argument, (void)reply;
    return step_pane(state_, data_, -1);
}

ACT(act_reading)
{
    struct errors_state *state = state_;
    struct errors_data *data = data_;

    (void)context, (void)argument;
    if (!data->made || !data->part->slice ||
        confusion_invalid_total(data->part->slice->strict) == 0)
        return say(reply, "every answer is in the label set, so all readings are equal");
    state->reading_chosen = true;
    state->reading = slice_next_reading(data->part->slice, data->reading).kind;
    return EFFECT_CHANGED;
}

ACT(act_open)
{
    struct errors_state *state = state_;
    struct errors_data *data = data_;
    size_t row = errors_row(state, data), set;
    struct buf filter = {0};
    enum effect effect;

    (void)context, (void)argument;
    if (row == SIZE_MAX)
        return say(reply, "nothing to open");
    if (!data->part->samples)
        return say(reply, "a given matrix has no samples behind it");
    set = errors_set(state, data, row);
    if (errors_filter(state, data, row, &filter))
        effect = open_samples(reply, set, buf_str(&filter), SIZE_MAX);
    else
        effect = say(reply, "these are many groups; the samples view sorts by group");
    buf_release(&filter);
    return effect;
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "samples", "the samples that this row counts", act_open},
    {ACTION_NEXT_PANE, "next pane", NULL, act_next_pane},
    {ACTION_NEXT_GROUP, "column", "of cohorts the next column, else the next set, split or layer",
     act_next_group},
    {ACTION_SORT_DOWN, "sort", NULL, NULL},
    {ACTION_ZOOM, "zoom", NULL, NULL},
    {ACTION_READING, "reading", "answers outside the label set: strict, fallback, left out",
     act_reading},
    {ACTION_PREVIOUS_PANE, NULL, NULL, act_previous_pane},
    {ACTION_PREVIOUS_GROUP, NULL, "the one before", act_previous_group},
    {.action = ACTION_NONE},
};

/* ---- what the frame asks ---- */

static struct grid_state *grid(void *state_, void *data_, struct grid_layout **layout)
{
    struct errors_state *state = state_;
    struct errors_data *data = data_;

    if (!data->made || !data->present[state->pane] || !data->layouts[state->pane].source)
        return NULL;
    *layout = &data->layouts[state->pane];
    return &state->grids[state->pane];
}

static void subject_of_pair(const struct view_context *context, const struct errors_data *data,
                            size_t row, struct subject *out)
{
    const struct label_set *labels = &data->part->slice->labels;
    const struct confused_pair *pair = &data->pairs[row];

    if (pair->prediction >= labels->count)
        return;
    out->has_quantity = true;
    out->quantity =
        slice_quantity(data->part->slice, "confused_pair",
                       arena_printf(context->scratch, "%s>%s", labels->names[pair->truth],
                                    labels->names[pair->prediction]));
    out->finding = figures_finding(context->figures, &out->quantity);
}

static void subject_of_sample(const struct errors_data *data, size_t row, struct subject *out)
{
    out->has_sample = true;
    out->set = data->part->set;
    out->row = row;
}

static void subject(const struct view_context *context, const void *state_, const void *data_,
                    struct subject *out)
{
    const struct errors_state *state = state_;
    const struct errors_data *data = data_;
    size_t row = errors_row(state, data);

    if (row == SIZE_MAX)
        return;
    if (state->pane == PANE_PAIRS)
        subject_of_pair(context, data, row, out);
    else if (state->pane == PANE_KINDS)
        subject_of_sample(data, data->kinds[row].first, out);
    else if (state->pane == PANE_ANSWERS)
        subject_of_sample(data, data->answers[row].first, out);
}

static void status(const struct view_context *context, const void *state_, const void *data_,
                   struct buf *out)
{
    const struct errors_data *data = data_;

    (void)state_;
    if (data->made)
        buf_add_c(out, fmt_counted(context->scratch, data->errors, "error"));
}

const struct view view_errors = {
    .name = "errors",
    .title = "Errors",
    .summary = "confused pairs, error kinds, cohorts, answers outside the label set",
    .number = '6',
    .scope = VIEW_OF_RUN,
    .needs_any = RUN_HAS_LABELS | RUN_HAS_OUTCOMES | RUN_HAS_MATRIX,
    .lacks = "no samples with labels or outcomes",
    .state_size = sizeof(struct errors_state),
    .data_size = sizeof(struct errors_data),
    .actions = actions,
    .begin = begin,
    .prepare = prepare,
    .draw = draw,
    .release = release,
    .grid = grid,
    .subject = subject,
    .status = status,
};
