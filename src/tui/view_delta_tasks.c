#include <assay/tui/view_delta_tasks.h>

#include <assay/base/fmt.h>
#include <assay/tui/delta_cells.h>
#include <assay/tui/evidence.h>
#include <assay/tui/group_grid.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Rows of the screen from which on groups of runs stand below the tasks. */
enum { HEIGHT_WITH_GROUPS = 14, GROUPS_LEAST = 5 };

struct delta_tasks_state {
    struct grid_state grid, groups;
    bool in_groups; /* these have the keys */
};

enum { TASK_NAME = DELTA_PARTS, TASK_BAR, TASK_N, TASK_COLUMNS_MOST = 16 };

/* A row of the comparison with the two tasks it is about; NULL for means over tasks. */
struct delta_task {
    const struct compare_row *row;
    const struct task *a, *b;
};

struct delta_tasks_data {
    const struct comparison *comparison; /* what all was made for; NULL: nothing yet */
    struct delta_task *tasks;
    size_t count, task_count; /* the means come last */
    double chance;            /* of all tasks, NAN when they differ */
    struct grid_column columns[TASK_COLUMNS_MOST];
    int parts[TASK_COLUMNS_MOST]; /* enum delta_part, or one of the above */
    struct grid_source source;
    struct grid_layout layout;
    struct arena *groups_arena;
    uint64_t groups_stamp;
    struct group_grid groups;
    struct grid_layout groups_layout;
    int table_rows, groups_rows; /* groups_rows 0: not shown */
};

/* ---- rows ---- */

static const struct task *task_named(const struct run *run, const char *name)
{
    size_t count;
    const struct task *tasks = run_tasks(run, &count);

    for (size_t i = 0; name && i < count; i++)
        if (strcmp(tasks[i].name, name) == 0)
            return &tasks[i];
    return NULL;
}

static bool is_mean(const struct compare_row *row)
{
    return row->family == FAMILY_METRICS && strncmp(row->what.metric, "tasks_", 6) == 0;
}

static void make_rows(struct delta_tasks_data *data, struct arena *arena)
{
    const struct comparison *c = data->comparison;
    size_t first = c->first[FAMILY_TASKS], end = c->first[FAMILY_TASKS + 1];

    data->tasks = arena_zalloc(arena, c->row_count + 1, sizeof(*data->tasks));
    for (size_t i = first; i < end; i++) {
        const char *name = c->rows[i].what.subject;

        data->tasks[data->count++] = (struct delta_task){&c->rows[i], task_named(c->a.run, name),
                                                         task_named(c->b.run, name)};
    }
    data->task_count = data->count;
    for (size_t i = 0; i < c->first[FAMILY_METRICS + 1]; i++)
        if (is_mean(&c->rows[i]))
            data->tasks[data->count++].row = &c->rows[i];
}

static double chance_of(const struct delta_task *task)
{
    return task->b && !isnan(task->b->chance) ? task->b->chance : task->a ? task->a->chance : NAN;
}

/* ---- cells ---- */

/* Below a head that says of what they are means. */
static const char *title_of(const struct delta_task *task)
{
    if (task->a)
        return task->row->title;
    return strcmp(task->row->what.metric, "tasks_mean") == 0 ? "mean" : "harmonic mean";
}

/* "1871", where the sides differ "2000, 1871". */
static const char *samples_text(const struct delta_task *task, struct arena *scratch)
{
    double a = task->a ? task->a->samples : NAN, b = task->b ? task->b->samples : NAN;

    if (!(a >= 0.0 && b >= 0.0 && a < 9e15 && b < 9e15))
        return "";
    if (a == b)
        return fmt_count(scratch, (uint64_t)a);
    return arena_printf(scratch, "%s, %s", fmt_count(scratch, (uint64_t)a),
                        fmt_count(scratch, (uint64_t)b));
}

static void cell(const void *arg, size_t index, size_t column, struct arena *scratch,
                 struct grid_cell *cell)
{
    const struct delta_tasks_data *data = arg;
    const struct delta_task *task = &data->tasks[index];

    switch (data->parts[column]) {
    case TASK_NAME:
        cell->text = str_of(title_of(task));
        break;
    case TASK_BAR:
        cell->number = task->row->b;
        break;
    case TASK_N:
        cell->style = ROLE_DIM;
        cell->number = task->row->n ? (double)task->row->n : NAN;
        cell->text = str_of(samples_text(task, scratch));
        break;
    default:
        delta_cell(task->row, (enum delta_part)data->parts[column], scratch, cell);
    }
}

static int column_of(double share, int width)
{
    int at = (int)floor(fmin(fmax(share, 0.0), 1.0) * width);

    return at < width ? at : width - 1;
}

/*
 * From 0 to the smaller of the two a thin bar, from there to the larger one the difference in the
 * colour of its sign; A is a disk, B a ring.
 */
static void paint_bar(const void *arg, size_t index, const struct surface *surface, unsigned style)
{
    const struct delta_tasks_data *data = arg;
    const struct delta_task *task = &data->tasks[index];
    const struct compare_row *row = task->row;
    int width = surface->rect.width, a, b, low, high;

    (void)style;
    if (width < 2 || isnan(row->a) || isnan(row->b))
        return;
    a = column_of(row->a, width);
    b = column_of(row->b, width);
    low = a < b ? a : b;
    high = a < b ? b : a;
    draw_code(surface, 0, 0, low, ROLE_BAND, 0x2500);
    draw_code(surface, 0, low, high - low, delta_role(row->metric, row->delta), 0x2501);
    if (!isnan(chance_of(task)))
        draw_code(surface, 0, column_of(chance_of(task), width), 1, ROLE_CROSSING, 0x250a);
    draw_code(surface, 0, a, 1, ROLE_SERIES_A, surface->glyphs == GLYPHS_ASCII ? 'A' : 0x25cf);
    draw_code(surface, 0, b, 1, ROLE_SERIES_B,
              surface->glyphs == GLYPHS_ASCII ? 'B'
              : a == b                        ? 0x25c9
                                              : 0x25cb);
}

/* "0 ─── .5 ─── 1", as far as it fits. */
static void paint_scale(const void *arg, const struct surface *surface)
{
    int width = surface->rect.width;

    (void)arg;
    draw_code(surface, 0, 0, width, ROLE_AXIS, 0x2500);
    draw_c(surface, 0, 0, ROLE_AXIS, "0 ");
    if (width > 12)
        draw_c(surface, 0, column_of(0.5, width) - 1, ROLE_AXIS, " .5 ");
    draw_right(surface, 0, width, 2, ROLE_AXIS, STR(" 1"));
}

/* The means stand behind a head of their own. */
static const char *head(const void *arg, size_t row, struct arena *scratch)
{
    const struct delta_tasks_data *data = arg;

    (void)scratch;
    return row == data->task_count && row > 0 ? "over tasks" : NULL;
}

/* ---- columns ---- */

static void add_column(struct delta_tasks_data *data, int part, struct grid_column column)
{
    data->parts[data->source.column_count] = part;
    data->columns[data->source.column_count++] = column;
}

/* The bar stays longer than p: the outcome is decided on that already. */
static struct grid_column column_of_part(const struct delta_tasks_data *data, enum delta_part part,
                                         struct arena *arena)
{
    struct grid_column column = delta_column(part);

    if (part == DELTA_P_HOLM)
        column.priority = 2;
    if (part == DELTA_BOUNDS)
        column.title = delta_interval_title(data->comparison, arena);
    return column;
}

static void make_columns(struct delta_tasks_data *data, struct arena *arena)
{
    static const enum delta_part parts[] = {DELTA_DELTA, DELTA_BOUNDS, DELTA_P, DELTA_P_HOLM,
                                            DELTA_OUTCOME};

    add_column(data, TASK_NAME,
               (struct grid_column){.key = "task", .title = "Task", .least = 10, .is_name = true});
    add_column(data, DELTA_A, delta_column(DELTA_A));
    add_column(data, DELTA_B, delta_column(DELTA_B));
    add_column(data, TASK_BAR,
               (struct grid_column){.key = "bar",
                                    .title = "● A ○ B ┊ chance",
                                    .least = 16,
                                    .most = 90,
                                    .priority = 1,
                                    .stretches = true,
                                    .paint = paint_bar,
                                    .paint_head = paint_scale});
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        add_column(data, (int)parts[i], column_of_part(data, parts[i], arena));
    add_column(data, TASK_N,
               (struct grid_column){.key = "n", .title = "n", .align = GRID_RIGHT, .priority = 5});
}

/* ---- looking ---- */

static void begin(const struct view_context *context, void *any, const struct opening *opening)
{
    struct delta_tasks_state *state = any;

    (void)context;
    snprintf(state->grid.filter, sizeof(state->grid.filter), "%.255s", opening->filter);
}

static void make_tasks(const struct view_context *context, struct delta_tasks_data *data)
{
    if (data->comparison == context->comparison)
        return;
    grid_layout_release(&data->layout);
    data->comparison = context->comparison;
    data->count = 0;
    make_rows(data, context->arena);
    data->source = (struct grid_source){.arg = data,
                                        .row_count = data->count,
                                        .columns = data->columns,
                                        .cell = cell,
                                        .head = head};
    make_columns(data, context->arena);
}

static void make_groups(const struct view_context *context, struct delta_tasks_data *data)
{
    uint64_t stamp = group_grid_stamp(context);

    if (data->groups_arena && data->groups_stamp == stamp)
        return;
    grid_layout_release(&data->groups_layout);
    arena_free(data->groups_arena);
    data->groups_arena = arena_new();
    group_grid_make(&data->groups, context, data->groups_arena);
    /* Asking for entries may have read them. */
    data->groups_stamp = group_grid_stamp(context);
}

/* Lines of the table with its heads, one below for the caveat, and a rule. */
static void place_panes(const struct view_context *context, struct delta_tasks_state *state,
                        struct delta_tasks_data *data)
{
    int height = context->rect.height, rows = (int)data->count + 3, groups;

    data->table_rows = height - 2 < rows ? height - 2 : rows;
    data->groups_rows = 0;
    state->in_groups = state->in_groups && group_grid_is_worth(&data->groups);
    if (!group_grid_is_worth(&data->groups))
        return;
    if (context->zoomed || height < HEIGHT_WITH_GROUPS) {
        data->groups_rows = state->in_groups ? height : 0;
        return;
    }
    groups = height - data->table_rows - 3;
    data->groups_rows = groups < GROUPS_LEAST ? GROUPS_LEAST : groups;
    data->table_rows = height - data->groups_rows - 3;
}

static void prepare(const struct view_context *context, void *any_state, void *any_data)
{
    struct delta_tasks_state *state = any_state;
    struct delta_tasks_data *data = any_data;

    make_tasks(context, data);
    make_groups(context, data);
    place_panes(context, state, data);
    grid_prepare(&state->grid, &data->layout, &data->source, data->table_rows, context->rect.width,
                 context->scratch);
    if (group_grid_is_worth(&data->groups))
        grid_prepare(&state->groups, &data->groups_layout, &data->groups.source,
                     data->groups_rows ? data->groups_rows - 1 : context->rect.height,
                     context->rect.width, context->scratch);
}

static const struct delta_task *current(const struct delta_tasks_state *state,
                                        const struct delta_tasks_data *data)
{
    size_t row = data->comparison ? grid_row(&state->grid, &data->layout) : SIZE_MAX;

    return row == SIZE_MAX ? NULL : &data->tasks[row];
}

static void draw_groups(const struct view_context *context, const struct delta_tasks_state *state,
                        const struct delta_tasks_data *data, const struct surface *surface)
{
    const struct run_groups *groups = data->groups.groups;
    struct surface rest = *surface, top = surface_take_top(&rest, 1, SURFACE_PLAIN);
    const struct grouped_run *run = NULL;
    size_t row = grid_row(&state->groups, &data->groups_layout);
    int column = grid_column_at(&state->groups, &data->groups_layout), at;

    if (state->in_groups && row != SIZE_MAX && column >= 0)
        run = group_grid_run(&data->groups, row, (size_t)column);
    at = 2 + draw_f(&top, 0, 2, ROLE_HEAD | (state->in_groups ? STYLE_UNDERLINE : 0u),
                    "%zu runs by %s", groups->run_count, groups->by);
    if (data->groups.waiting)
        at += draw_f(&top, 0, at + 3, ROLE_DIM, "%zu not read yet", data->groups.waiting) + 3;
    if (group_grid_left_out(&data->groups))
        at += 3 + draw_f(&top, 0, at + 3, ROLE_DIM, "%zu groups more",
                         group_grid_left_out(&data->groups));
    if (run)
        draw_middle(&top, 0, at + 3, top.rect.width - at - 4, ROLE_DIM, str_of(run->id));
    grid_draw(&state->groups, &data->groups_layout, &rest, context->focused && state->in_groups,
              context->scratch);
}

static void draw(const struct view_context *context, const void *any_state, const void *any_data,
                 const struct surface *surface)
{
    const struct delta_tasks_state *state = any_state;
    const struct delta_tasks_data *data = any_data;
    const struct delta_task *task = current(state, data);
    struct surface rest = *surface, table;

    if (data->groups_rows == surface->rect.height) {
        draw_groups(context, state, data, surface);
        return;
    }
    table = surface_take_top(&rest, data->table_rows, SURFACE_PLAIN);
    grid_draw(&state->grid, &data->layout, &table, context->focused && !state->in_groups,
              context->scratch);
    if (task && task->row->why)
        draw_text(&rest, 0, 2, rest.rect.width - 3, ROLE_DIM, str_of(task->row->why));
    if (data->groups_rows == 0)
        return;
    surface_take_top(&rest, 1, SURFACE_RULED);
    rest = surface_part(&rest, 0, 0, rest.rect.height, rest.rect.width);
    draw_groups(context, state, data, &rest);
}

static void release(void *any)
{
    struct delta_tasks_data *data = any;

    grid_layout_release(&data->layout);
    grid_layout_release(&data->groups_layout);
    arena_free(data->groups_arena);
}

static struct grid_state *grid(void *any_state, void *any_data, struct grid_layout **layout)
{
    struct delta_tasks_state *state = any_state;
    struct delta_tasks_data *data = any_data;

    if (!data->comparison)
        return NULL;
    *layout = state->in_groups ? &data->groups_layout : &data->layout;
    return state->in_groups ? &state->groups : &state->grid;
}

static void subject(const struct view_context *context, const void *any_state, const void *any_data,
                    struct subject *subject)
{
    const struct delta_tasks_state *state = any_state;
    const struct delta_tasks_data *data = any_data;
    const struct delta_task *task = current(state, data);
    struct grid_cell at = {.number = NAN};

    if (state->in_groups) {
        grid_cell_at_cursor(&state->groups, &data->groups_layout, context->scratch, &at);
    } else if (task) {
        grid_cell_at_cursor(&state->grid, &data->layout, context->scratch, &at);
        subject->has_quantity = true;
        subject->quantity = task->row->what;
        subject->finding = figures_finding(context->figures, &subject->quantity);
    }
    subject->text = at.text;
    subject->value = at.number;
}

static void status(const struct view_context *context, const void *any_state, const void *any_data,
                   struct buf *out)
{
    const struct delta_tasks_data *data = any_data;

    (void)context;
    (void)any_state;
    buf_addf(out, "%zu task%s in both", data->task_count, data->task_count == 1 ? "" : "s");
}

static void command_line(const struct view_context *context, const void *state, struct buf *out)
{
    (void)context;
    (void)state;
    buf_add_c(out, "compare");
}

static enum effect change_pane(const struct view_context *context, void *any_state, void *any_data,
                               const char *argument, struct view_reply *reply)
{
    struct delta_tasks_state *state = any_state;
    const struct delta_tasks_data *data = any_data;

    (void)context;
    (void)argument;
    if (!group_grid_is_worth(&data->groups)) {
        snprintf(reply->message, sizeof(reply->message), "no more than two runs have tasks here");
        return EFFECT_SAID;
    }
    state->in_groups = !state->in_groups;
    return EFFECT_MOVED;
}

static enum effect explain(const struct view_context *context, void *state, void *data,
                           const char *argument, struct view_reply *reply)
{
    struct subject current_one = {.value = NAN};

    (void)argument;
    subject(context, state, data, &current_one);
    return evidence_open(context, &current_one, reply);
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "how it was computed", "the evidence of B's figure", explain},
    {ACTION_NEXT_PANE, "groups", "from the tasks to groups of runs", change_pane},
    {ACTION_PREVIOUS_PANE, NULL, NULL, change_pane},
    {.action = ACTION_NONE},
};

const struct view view_delta_tasks = {
    .name = "delta-tasks",
    .title = "Delta tasks",
    .summary = "benchmark tasks of two runs on one axis, groups of runs",
    .number = '3',
    .scope = VIEW_OF_PAIR,
    .needs_any = RUN_HAS_TASKS,
    .lacks = "no benchmark tasks in both runs",
    .state_size = sizeof(struct delta_tasks_state),
    .data_size = sizeof(struct delta_tasks_data),
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
