#include <assay/tui/view_tasks.h>

#include <assay/base/fmt.h>
#include <assay/metrics/interval.h>
#include <assay/tui/evidence.h>
#include <assay/tui/evidence_panel.h>
#include <assay/tui/figure_list.h>

#include <math.h>
#include <stdio.h>

/* Rows of the screen from which on the means stand below the table. */
enum { HEIGHT_WITH_LIST = 8 };

struct tasks_state {
    struct grid_state grid;
    bool in_list; /* the means have the keys */
    unsigned char line;
};

/* A task as it is shown; shares, NAN where unknown. */
struct tasks_row {
    const struct task *task;
    double accuracy; /* recomputed, NAN without evidence */
    double shown;    /* that, else the stated one */
    struct interval interval;
    char accuracy_mark, correct_mark, samples_mark;
};

struct tasks_data {
    const struct results *results; /* what all was made for */
    struct tasks_row *rows;
    size_t count;
    struct grid_source source;
    struct grid_layout layout;
    struct figure_list figures;
    int table_rows;
};

enum tasks_column {
    TASKS_NAME,
    TASKS_ACCURACY,
    TASKS_BAR,
    TASKS_INTERVAL,
    TASKS_CORRECT,
    TASKS_SAMPLES,
    TASKS_STATED,
    TASKS_CHANCE,
    TASKS_REMARK,
    TASKS_COLUMNS
};

/* The metric whose figure a column shows, NULL: none. */
static const char *const column_metrics[TASKS_COLUMNS] = {
    [TASKS_ACCURACY] = "task_accuracy", [TASKS_BAR] = "task_accuracy",
    [TASKS_CORRECT] = "task_correct",   [TASKS_SAMPLES] = "task_samples",
    [TASKS_STATED] = "task_accuracy",
};

static struct quantity quantity_of(const struct task *task, const char *metric)
{
    struct quantity what = QUANTITY(metric);

    what.subject = task->name;
    return what;
}

/* ---- rows ---- */

static struct interval interval_of(const struct task *task)
{
    double right = isnan(task->correct) ? round(task->accuracy * task->samples) : task->correct;

    if (right >= 0.0 && task->samples > 0.0 && task->samples < 9e15)
        return interval_wilson((uint64_t)right, (uint64_t)task->samples, 0.95);
    return (struct interval){NAN, NAN};
}

static char mark_of(const struct figures *figures, const struct task *task, const char *metric)
{
    struct quantity what = quantity_of(task, metric);

    return figures_mark(figures, &what);
}

static struct tasks_row row_of(const struct figures *figures, const struct task *task)
{
    struct quantity what = quantity_of(task, "task_accuracy");
    struct tasks_row row = {.task = task, .interval = interval_of(task)};

    row.accuracy = figures_value(figures, &what);
    row.shown = isnan(row.accuracy) ? task->accuracy : row.accuracy;
    row.accuracy_mark = mark_of(figures, task, "task_accuracy");
    row.correct_mark = mark_of(figures, task, "task_correct");
    row.samples_mark = mark_of(figures, task, "task_samples");
    return row;
}

/* Where chance lies in the interval the task shows no skill. */
static const char *remark_of(const struct tasks_row *row)
{
    double chance = row->task->chance;

    if (isnan(chance) || isnan(row->interval.low))
        return "";
    if (row->interval.low > chance)
        return "above chance";
    return row->interval.high < chance ? "below chance" : "chance in interval";
}

static double number_of(const struct tasks_row *row, enum tasks_column column)
{
    switch (column) {
    case TASKS_ACCURACY:
        return row->accuracy;
    case TASKS_BAR:
        return row->shown;
    case TASKS_INTERVAL:
        return row->interval.low;
    case TASKS_CORRECT:
        return row->task->correct;
    case TASKS_SAMPLES:
        return row->task->samples;
    case TASKS_STATED:
        return row->task->accuracy;
    case TASKS_CHANCE:
        return row->task->chance;
    case TASKS_NAME:
    case TASKS_REMARK:
    case TASKS_COLUMNS:
        break;
    }
    return NAN;
}

static bool is_count(enum tasks_column column)
{
    return column == TASKS_CORRECT || column == TASKS_SAMPLES;
}

static void cell(const void *arg, size_t index, size_t column, struct arena *scratch,
                 struct grid_cell *cell)
{
    const struct tasks_row *row = &((const struct tasks_data *)arg)->rows[index];
    double number = number_of(row, (enum tasks_column)column);

    if (column == TASKS_NAME || column == TASKS_REMARK) {
        cell->text = str_of(column == TASKS_NAME ? row->task->name : remark_of(row));
        cell->style = column == TASKS_NAME ? ROLE_TEXT : ROLE_DIM;
        return;
    }
    cell->number = number;
    if (column != TASKS_ACCURACY)
        cell->style = ROLE_DIM;
    if (column == TASKS_INTERVAL && !isnan(number))
        cell->text = str_of(arena_printf(scratch, "%s – %s", fmt_share(scratch, number),
                                         fmt_share(scratch, row->interval.high)));
    else if (is_count((enum tasks_column)column) && number >= 0.0 && number < 9e15)
        cell->text = str_of(fmt_count(scratch, (uint64_t)number));
    else
        cell->text = str_of(fmt_share(scratch, number));
    cell->mark = column == TASKS_ACCURACY  ? row->accuracy_mark
                 : column == TASKS_CORRECT ? row->correct_mark
                 : column == TASKS_SAMPLES ? row->samples_mark
                                           : '\0';
}

/* ---- the bar ---- */

static int cell_at(double share, int width)
{
    int at = (int)floor(fmin(fmax(share, 0.0), 1.0) * width);

    return at < width ? at : width - 1;
}

/* Eighths of blocks up to a share. */
static void draw_bar(const struct surface *surface, double share, unsigned style)
{
    double length = fmin(fmax(share, 0.0), 1.0) * surface->rect.width;
    int whole = (int)floor(length), eighths = (int)lround((length - whole) * 8.0);

    draw_code(surface, 0, 0, whole, style, 0x2588);
    if (eighths > 0)
        draw_code(surface, 0, whole, 1, style, 0x2590 - (uint32_t)eighths);
}

static void paint_bar(const void *arg, size_t index, const struct surface *surface, unsigned style)
{
    const struct tasks_row *row = &((const struct tasks_data *)arg)->rows[index];
    int width = surface->rect.width, from, to;
    bool sure = !isnan(row->interval.low);

    (void)style;
    if (width < 1)
        return;
    if (!isnan(row->shown))
        draw_bar(surface, sure ? row->interval.low : row->shown,
                 isnan(row->accuracy) ? ROLE_DIM : ROLE_BAR);
    if (sure) {
        from = cell_at(row->interval.low, width);
        to = cell_at(row->interval.high, width);
        draw_code(surface, 0, from, to - from + 1, ROLE_BAND, 0x2592);
    }
    if (!isnan(row->task->chance))
        draw_code(surface, 0, cell_at(row->task->chance, width), 1, ROLE_CROSSING, 0x250a);
    if (sure)
        draw_code(surface, 0, cell_at(row->shown, width), 1, ROLE_TEXT, 0x25cf);
}

/* "0 ┊ .5 1", as far as it fits. */
static void paint_scale(const void *arg, const struct surface *surface)
{
    int width = surface->rect.width;

    (void)arg;
    draw_code(surface, 0, 0, width, ROLE_AXIS, 0x2500);
    draw_c(surface, 0, 0, ROLE_AXIS, "0 ");
    if (width > 12)
        draw_c(surface, 0, cell_at(0.5, width) - 1, ROLE_AXIS, " .5 ");
    draw_right(surface, 0, width, 2, ROLE_AXIS, STR(" 1"));
}

/* ---- looking ---- */

static const struct grid_column columns[TASKS_COLUMNS] = {
    [TASKS_NAME] = {.key = "task", .title = "Task"},
    [TASKS_ACCURACY] = {.key = "accuracy",
                        .title = "Accuracy",
                        .align = GRID_RIGHT,
                        .marked = true},
    [TASKS_BAR] = {.key = "bar",
                   .title = "● with 95% interval, ┊ chance",
                   .least = 30,
                   .most = 100,
                   .priority = 2,
                   .stretches = true,
                   .paint = paint_bar,
                   .paint_head = paint_scale},
    [TASKS_INTERVAL] = {.key = "interval",
                        .title = "95% interval",
                        .align = GRID_RIGHT,
                        .priority = 4},
    [TASKS_CORRECT] =
        {.key = "correct", .title = "Correct", .align = GRID_RIGHT, .priority = 1, .marked = true},
    [TASKS_SAMPLES] =
        {.key = "samples", .title = "of", .align = GRID_RIGHT, .priority = 1, .marked = true},
    [TASKS_STATED] = {.key = "stated", .title = "Stated", .align = GRID_RIGHT, .priority = 6},
    [TASKS_CHANCE] = {.key = "chance", .title = "Chance", .align = GRID_RIGHT, .priority = 5},
    [TASKS_REMARK] = {.key = "remark", .title = "", .priority = 3},
};

static void begin(const struct view_context *context, void *any, const struct opening *opening)
{
    struct tasks_state *state = any;

    (void)context;
    snprintf(state->grid.filter, sizeof(state->grid.filter), "%.255s", opening->filter);
}

static void make_rows(const struct view_context *context, struct tasks_data *data)
{
    static const char *const means[] = {"tasks_mean", "tasks_harmonic_mean", NULL};
    const struct task *tasks = run_tasks(context->run, &data->count);

    data->results = context->assessed->results;
    data->rows = arena_zalloc(context->arena, data->count + 1, sizeof(*data->rows));
    for (size_t i = 0; i < data->count; i++)
        data->rows[i] = row_of(context->figures, &tasks[i]);
    data->source = (struct grid_source){.arg = data,
                                        .row_count = data->count,
                                        .columns = columns,
                                        .column_count = TASKS_COLUMNS,
                                        .cell = cell};
    data->figures = figure_list_of(context->figures, means, context->arena);
}

static void prepare(const struct view_context *context, void *any_state, void *any_data)
{
    struct tasks_state *state = any_state;
    struct tasks_data *data = any_data;
    int list;

    if (state->in_list && data->figures.count == 0)
        state->in_list = false;
    if (data->results != context->assessed->results)
        make_rows(context, data);
    list = context->rect.height >= HEIGHT_WITH_LIST
               ? figure_list_height(&data->figures, context->rect.width)
               : 0;
    data->table_rows = context->rect.height - (list ? list + 1 : 0);
    if (data->table_rows > (int)data->count + 3 && data->count < 1000)
        data->table_rows = (int)data->count + 3;
    grid_prepare(&state->grid, &data->layout, &data->source, data->table_rows, context->rect.width,
                 context->scratch);
}

static void subject(const struct view_context *context, const void *any_state, const void *any_data,
                    struct subject *subject);

static void draw(const struct view_context *context, const void *any_state, const void *any_data,
                 const struct surface *surface)
{
    const struct tasks_state *state = any_state;
    const struct tasks_data *data = any_data;
    bool alone = context->zoomed || context->rect.height < HEIGHT_WITH_LIST;
    struct subject current = {.value = NAN};
    struct surface rest = *surface;
    struct surface table = surface_take_top(&rest, data->table_rows, SURFACE_PLAIN);

    if (alone && state->in_list) {
        figure_list_draw(&data->figures, surface, state->line);
        return;
    }
    grid_draw(&state->grid, &data->layout, &table, context->focused && !state->in_list,
              context->scratch);
    if (rest.rect.height < 2 || data->figures.count == 0)
        return;
    draw_code(&rest, 0, 0, rest.rect.width, ROLE_RULE, 0x2500);
    rest = surface_part(&rest, 1, 0, rest.rect.height - 1, rest.rect.width);
    figure_list_draw(&data->figures, &rest,
                     context->focused && state->in_list ? state->line : SIZE_MAX);
    surface_take_top(&rest, figure_list_height(&data->figures, rest.rect.width), SURFACE_PLAIN);
    subject(context, state, data, &current);
    evidence_panel_draw(context, &current, &rest);
}

static void release(void *any)
{
    struct tasks_data *data = any;

    grid_layout_release(&data->layout);
}

static struct grid_state *grid(void *any_state, void *any_data, struct grid_layout **layout)
{
    struct tasks_state *state = any_state;
    struct tasks_data *data = any_data;

    *layout = &data->layout;
    return data->results && !state->in_list ? &state->grid : NULL;
}

static void subject(const struct view_context *context, const void *any_state, const void *any_data,
                    struct subject *subject)
{
    const struct tasks_state *state = any_state;
    const struct tasks_data *data = any_data;
    size_t row = data->results ? grid_row(&state->grid, &data->layout) : SIZE_MAX, count;
    int column = data->results ? grid_column_at(&state->grid, &data->layout) : -1;
    const struct run_file *files = run_files(context->run, &count);
    struct grid_cell at = {.number = NAN};

    if (state->in_list)
        figure_list_subject(&data->figures, state->line, context->run, subject);
    if (row == SIZE_MAX || column < 0 || state->in_list)
        return;
    cell(data, row, (size_t)column, context->scratch, &at);
    subject->text = at.text;
    subject->value = at.number;
    if (data->rows[row].task->file < count)
        subject->path = files[data->rows[row].task->file].path;
    /* On the name it is the accuracy. */
    subject->has_quantity = column == TASKS_NAME || column_metrics[column];
    if (!subject->has_quantity)
        return;
    subject->quantity = quantity_of(
        data->rows[row].task, column_metrics[column] ? column_metrics[column] : "task_accuracy");
    subject->finding = figures_finding(context->figures, &subject->quantity);
    if (subject->finding)
        subject->line = subject->finding->claim->line;
}

static void status(const struct view_context *context, const void *any_state, const void *any_data,
                   struct buf *out)
{
    const struct tasks_data *data = any_data;

    (void)context;
    (void)any_state;
    buf_addf(out, "%zu task%s", data->count, data->count == 1 ? "" : "s");
}

static enum effect change_pane(const struct view_context *context, void *any_state, void *any_data,
                               const char *argument, struct view_reply *reply)
{
    struct tasks_state *state = any_state;
    const struct tasks_data *data = any_data;

    (void)context;
    (void)argument;
    (void)reply;
    state->in_list = !state->in_list && data->figures.count > 0;
    return EFFECT_MOVED;
}

static enum effect move_line(struct tasks_state *state, const struct tasks_data *data, int by)
{
    int line = state->line + by;

    if (!state->in_list)
        return EFFECT_NONE;
    if (line >= 0 && line < (int)data->figures.count)
        state->line = (unsigned char)line;
    return EFFECT_MOVED;
}

static enum effect line_down(const struct view_context *context, void *state, void *data,
                             const char *argument, struct view_reply *reply)
{
    (void)context;
    (void)argument;
    (void)reply;
    return move_line(state, data, 1);
}

static enum effect line_up(const struct view_context *context, void *state, void *data,
                           const char *argument, struct view_reply *reply)
{
    (void)context;
    (void)argument;
    (void)reply;
    return move_line(state, data, -1);
}

static enum effect explain(const struct view_context *context, void *state, void *data,
                           const char *argument, struct view_reply *reply)
{
    struct subject current = {.value = NAN};

    (void)argument;
    subject(context, state, data, &current);
    return evidence_open(context, &current, reply);
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "how it was computed", "the evidence of the figure", explain},
    {ACTION_NEXT_PANE, "means", "from the tasks to their means", change_pane},
    {ACTION_PREVIOUS_PANE, NULL, NULL, change_pane},
    {ACTION_DOWN, NULL, NULL, line_down},
    {ACTION_UP, NULL, NULL, line_up},
    {.action = ACTION_NONE},
};

const struct view view_tasks = {
    .name = "tasks",
    .title = "Tasks",
    .summary = "benchmark tasks: accuracy with its interval, chance, means",
    .number = '3',
    .scope = VIEW_OF_RUN,
    .needs_any = RUN_HAS_TASKS,
    .lacks = "no benchmark tasks",
    .state_size = sizeof(struct tasks_state),
    .data_size = sizeof(struct tasks_data),
    .actions = actions,
    .begin = begin,
    .prepare = prepare,
    .draw = draw,
    .release = release,
    .grid = grid,
    .subject = subject,
    .status = status,
};
