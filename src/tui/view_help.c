#include <assay/tui/view_help.h>

#include <assay/tui/frame.h>

#include <math.h>

struct help_state {
    struct grid_state grid;
};

struct help_data {
    struct grid_layout layout;
    struct grid_source source;
    const struct view *of;
    enum action actions[ACTION_COUNT];
    const char *keys[ACTION_COUNT];
};

static const struct grid_column columns[] = {
    {.key = "keys", .title = "Key", .least = 8, .most = 24},
    {.key = "help", .title = "What it does", .least = 30, .stretches = true},
    {.key = "command", .title = "Command", .priority = 1},
};

static const char *help_of(const struct view *view, enum action action)
{
    const struct view_action *row = view ? view->actions : NULL;

    for (; row && row->action != ACTION_NONE; row++)
        if (row->action == action && row->help)
            return row->help;
    return action_table[action].help;
}

static void fill_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                      struct grid_cell *cell)
{
    const struct help_data *data = arg;
    enum action action = data->actions[row];
    const struct action_row *def = &action_table[action];

    if (column == 0) {
        cell->text = str_of(data->keys[row]);
        cell->style = ROLE_KEY;
    } else if (column == 1) {
        cell->text = str_of(help_of(data->of, action));
    } else if (def->name[0]) {
        cell->text = str_of(arena_printf(scratch, ":%s%s%s", def->name, def->argument[0] ? " " : "",
                                         def->argument));
        cell->style = ROLE_DIM;
    }
}

/* The name of the group before its first row. */
static const char *group_head(const void *arg, size_t row, struct arena *scratch)
{
    const struct help_data *data = arg;
    enum action_group group = action_table[data->actions[row]].group;

    (void)scratch;
    if (row > 0 && action_table[data->actions[row - 1]].group == group)
        return NULL;
    return action_group_title(group);
}

static void list_actions(const struct view_context *context, struct help_data *data)
{
    for (int i = 0; i < ACTION_COUNT; i++) {
        struct buf keys = {0};

        if (!frame_offers(context->frame, data->of, (enum action)i))
            continue;
        action_keys(&keys, (enum action)i, true);
        data->keys[data->source.row_count] =
            arena_strndup(context->arena, keys.ptr ? keys.ptr : "", keys.len);
        data->actions[data->source.row_count++] = (enum action)i;
        buf_release(&keys);
    }
}

static void help_prepare(const struct view_context *context, void *state_, void *data_)
{
    struct help_state *state = state_;
    struct help_data *data = data_;

    if (!data->source.cell) {
        data->source = (struct grid_source){.arg = data,
                                            .columns = columns,
                                            .column_count = sizeof(columns) / sizeof(columns[0]),
                                            .cell = fill_cell,
                                            .head = group_head};
        data->of = frame_view_below(context->frame);
        list_actions(context, data);
    }
    grid_prepare(&state->grid, &data->layout, &data->source, context->rect.height,
                 context->rect.width, context->scratch);
}

static void help_draw(const struct view_context *context, const void *state_, const void *data_,
                      const struct surface *surface)
{
    const struct help_state *state = state_;
    const struct help_data *data = data_;

    grid_draw(&state->grid, &data->layout, surface, context->focused, context->scratch);
}

static void help_release(void *data_)
{
    struct help_data *data = data_;

    grid_layout_release(&data->layout);
}

static struct grid_state *help_grid(void *state_, void *data_, struct grid_layout **layout)
{
    struct help_state *state = state_;
    struct help_data *data = data_;

    *layout = &data->layout;
    return &state->grid;
}

static void help_status(const struct view_context *context, const void *state, const void *data_,
                        struct buf *out)
{
    const struct help_data *data = data_;

    (void)context;
    (void)state;
    buf_addf(out, "%s%s%zu keys", data->of ? data->of->title : "", data->of ? ", " : "",
             data->source.row_count);
}

static const struct view_action actions[] = {
    {ACTION_QUIT, NULL, "back to the view", NULL},
    {ACTION_NONE, NULL, NULL, NULL},
};

const struct view view_help = {
    .name = "help",
    .title = "Help",
    .summary = "keys and commands of a view",
    .scope = VIEW_OF_SESSION,
    .early = true,
    .state_size = sizeof(struct help_state),
    .data_size = sizeof(struct help_data),
    .actions = actions,
    .prepare = help_prepare,
    .draw = help_draw,
    .release = help_release,
    .grid = help_grid,
    .status = help_status,
};
