#include <assay/tui/view_settings.h>

#include "settings_internal.h"

#include <assay/base/fmt.h>
#include <assay/tui/scroll.h>

#include <math.h>
#include <stdio.h>

static void begin(const struct view_context *context, void *state_, const struct opening *opening)
{
    struct settings_state *state = state_;

    (void)context;
    snprintf(state->grid.filter, sizeof(state->grid.filter), "%.*s", GRID_TEXT_ROOM - 1,
             opening->filter);
}

static void prepare(const struct view_context *context, void *state_, void *data_)
{
    struct settings_state *state = state_;
    struct settings_data *data = data_;

    settings_shape_prepare(context, state, data);
    settings_rows_prepare(context, state, data, data->table.width);
    if (data->table.height > 0 || !data->layout.source)
        grid_prepare(&state->grid, &data->layout, &data->source, data->table.height,
                     data->table.width - (data->beside ? 1 : 0), context->scratch);
    settings_diffs_prepare(context, state, data);
    settings_texts_prepare(context, state, data);
}

static void draw(const struct view_context *context, const void *state, const void *data,
                 const struct surface *surface)
{
    settings_draw(context, state, data, surface);
}

static void release(void *data_)
{
    struct settings_data *data = data_;

    grid_layout_release(&data->layout);
}

/* ---- actions ---- */

#define ACT(name)                                                                                  \
    static enum effect name(const struct view_context *context, void *state_, void *data_,         \
                            const char *argument, struct view_reply *reply)

static enum effect scroll(const struct view_context *context, void *state_, void *data_,
                          enum action action)
{
    struct settings_state *state = state_;
    enum settings_pane pane = state->whole ? SETTINGS_DETAIL : state->pane;

    if (pane == SETTINGS_TABLE)
        return EFFECT_NONE;
    scroll_move(&state->scroll[pane], action,
                state->whole ? context->rect.height - 2 : settings_page(state, data_));
    return EFFECT_MOVED;
}

SCROLL_FUNCTIONS(scroll)

ACT(act_differing)
{
    struct settings_state *state = state_;

    (void)context, (void)data_, (void)argument, (void)reply;
    state->all = !state->all;
    return EFFECT_CHANGED;
}

ACT(act_whole)
{
    struct settings_state *state = state_;

    (void)context, (void)argument;
    if (!settings_current(state, data_)) {
        snprintf(reply->message, sizeof(reply->message), "there is no setting under the cursor");
        return EFFECT_SAID;
    }
    state->whole = !state->whole;
    state->scroll[SETTINGS_DETAIL] = 0;
    return EFFECT_CHANGED;
}

/* Out of both values whole, back to the table. */
ACT(act_leave)
{
    struct settings_state *state = state_;

    (void)context, (void)data_, (void)argument, (void)reply;
    if (!state->whole)
        return EFFECT_NONE;
    state->whole = false;
    return EFFECT_CHANGED;
}

static bool is_there(const struct settings_data *data, enum settings_pane pane)
{
    return pane == SETTINGS_TABLE ||
           (pane == SETTINGS_DETAIL ? data->detail : data->findings).height;
}

ACT(act_pane)
{
    struct settings_state *state = state_;
    const struct settings_data *data = data_;
    int step = context->action == ACTION_NEXT_PANE ? 1 : SETTINGS_PANES - 1;

    (void)argument, (void)reply;
    if (state->whole)
        return EFFECT_NONE;
    do
        state->pane = (enum settings_pane)(((int)state->pane + step) % SETTINGS_PANES);
    while (!context->zoomed && !is_there(data, state->pane));
    return EFFECT_MOVED;
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "both whole", "both values whole, side by side, or the table again", act_whole},
    {ACTION_ONLY_DIFFERING, "all", "only settings that differ, or all", act_differing},
    {ACTION_NEXT_PANE, "pane", "table, both values, findings", act_pane},
    {ACTION_PREVIOUS_PANE, NULL, "the pane before", act_pane},
    {ACTION_ESCAPE, NULL, "from both values back to the table", act_leave},
    {ACTION_BACK, NULL, "from both values back to the table", act_leave},
    SCROLL_ROWS(scroll),
    {ACTION_NONE, NULL, NULL, NULL},
};

/* ---- for the frame ---- */

static struct grid_state *grid(void *state_, void *data_, struct grid_layout **layout)
{
    struct settings_state *state = state_;
    struct settings_data *data = data_;

    if (state->whole || state->pane != SETTINGS_TABLE || !data->layout.source)
        return NULL;
    *layout = &data->layout;
    return &state->grid;
}

static void subject(const struct view_context *context, const void *state_, const void *data_,
                    struct subject *out)
{
    const struct settings_state *state = state_;
    const struct setting *setting = settings_current(state, data_);

    (void)context;
    if (!setting)
        return;
    out->text = str_of(setting->b ? setting->b : setting->a ? setting->a : "");
    out->value = NAN;
}

static void command_line(const struct view_context *context, const void *state, struct buf *out)
{
    (void)context, (void)state;
    buf_add_c(out, "compare");
}

static void status(const struct view_context *context, const void *state, const void *data_,
                   struct buf *out)
{
    const struct settings_data *data = data_;
    struct arena *scratch = context->scratch;

    (void)state;
    if (!data->comparability)
        return;
    buf_addf(out, "%s, %s of %s differ",
             fmt_counted(scratch, data->comparability->finding_count, "finding"),
             fmt_count(scratch, data->comparability->differing_count),
             fmt_counted(scratch, data->comparability->setting_count, "setting"));
}

const struct view view_settings = {
    .name = "settings",
    .title = "Settings",
    .summary = "What differs between the two runs beside their answers, setting by setting",
    .number = '9',
    .scope = VIEW_OF_PAIR,
    .state_size = sizeof(struct settings_state),
    .data_size = sizeof(struct settings_data),
    .actions = actions,
    .begin = begin,
    .prepare = prepare,
    .draw = draw,
    .release = release,
    .grid = grid,
    .subject = subject,
    .command_line = command_line,
    .status = status,
};
