#include <assay/tui/view_runs.h>

#include <assay/base/fmt.h>
#include <assay/session/finding_text.h>
#include <assay/tui/frame.h>
#include <assay/tui/run_prose.h>
#include <assay/tui/scroll.h>
#include <assay/tui/strip.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { DETAIL_FROM = 130, DETAIL_LEAST = 40, DETAIL_MOST = 48, RULE = 2 };
enum { BAR = 12, NOTES_MOST = 10, NAME_LEAST = 26, NAME_MOST = 72 };
enum pane { PANE_TABLE, PANE_NOTES, PANE_DETAIL };

enum column {
    COLUMN_RUN,
    COLUMN_FORMAT,
    COLUMN_MODEL,
    COLUMN_TIME,
    COLUMN_SAMPLES,
    COLUMN_HEADLINE,
    COLUMN_VALUE,
    COLUMN_BAR,
    COLUMN_CLAIMS,
    COLUMN_NOTES,
    COLUMNS
};

struct runs_state {
    struct grid_state grid;
    enum pane pane;
    int notes_scroll, detail_scroll;
};

struct runs_data {
    struct arena *arena; /* of the lines */
    const struct frame *frame;
    uint64_t stamp;
    struct run_list_lines list;
    int tally_widths[VERDICT_COUNT];
    struct grid_column columns[COLUMNS];
    struct grid_source *source; /* a new one with the lines, for the grid to notice */
    struct grid_layout layout;
    struct prose *notes, *detail; /* until the next key; NULL: not shown */
    int notes_height, detail_width, page;
    size_t shown; /* line whose detail was shown last */
};

static const struct run_line *line_at(const struct runs_data *d, size_t row)
{
    return row < d->list.count ? &d->list.lines[row] : NULL;
}

static const struct run_line *current(const struct runs_state *s, const struct runs_data *d)
{
    return d->layout.source ? line_at(d, grid_row(&s->grid, &d->layout)) : NULL;
}

/* ---- cells ---- */

static void paint_bar(const void *arg, size_t row, const struct surface *surface, unsigned style)
{
    const struct run_line *line = line_at(arg, row);

    (void)style;
    if (line->curve)
        strip_spark(surface, line->curve, line->curve_count, ROLE_SERIES_A);
    else if (line->metric && line->metric->unit == UNIT_SHARE)
        strip_bar(surface, line->value, ROLE_BAR);
}

static void paint_claims(const void *arg, size_t row, const struct surface *surface, unsigned style)
{
    const struct runs_data *d = arg;

    (void)style;
    strip_tally(surface, line_at(d, row)->tally, d->tally_widths);
}

static const struct grid_column columns[COLUMNS] = {
    [COLUMN_RUN] = {.key = "run", .title = "Run", .stretches = true, .is_name = true},
    [COLUMN_FORMAT] = {.key = "format", .title = "Format", .priority = 4},
    [COLUMN_MODEL] = {.key = "model", .title = "Model", .most = 22, .priority = 5},
    [COLUMN_TIME] = {.key = "time", .title = "Time", .most = 16, .priority = 6},
    [COLUMN_SAMPLES] = {.key = "samples", .title = "samples", .align = GRID_RIGHT, .priority = 3},
    [COLUMN_HEADLINE] = {.key = "headline", .title = "Headline", .most = 18, .priority = 2},
    [COLUMN_VALUE] = {.key = "value", .title = "", .least = 6, .align = GRID_RIGHT},
    [COLUMN_BAR] = {.key = "bar", .title = "", .least = BAR, .priority = 3, .paint = paint_bar},
    [COLUMN_CLAIMS] =
        {.key = "claims", .title = "Claims", .least = 6, .priority = 1, .paint = paint_claims},
    [COLUMN_NOTES] = {.key = "notes", .title = "notes", .align = GRID_RIGHT, .priority = 8},
};

static void set(struct grid_cell *cell, const char *text, double number)
{
    cell->text = str_of(text);
    cell->number = number;
}

static const char *headline_of(const struct run_line *line)
{
    if (line->kind == RUN_LINE_WAITING)
        return "…";
    if (line->kind == RUN_LINE_FAILED)
        return "not read";
    return line->metric ? line->metric->title : "no figures";
}

static void cell_of(const void *arg, size_t row, size_t column, struct arena *scratch,
                    struct grid_cell *cell)
{
    static const char marks[] = {[RUN_MARKED] = '*', [RUN_BASELINE] = 'A'};
    const struct runs_data *d = arg;
    const struct run_line *line = line_at(d, row);

    *cell = (struct grid_cell){.style = ROLE_TEXT, .number = NAN};
    switch ((enum column)column) {
    case COLUMN_RUN:
        cell->text = str_of(line->name);
        cell->mark = marks[frame_run_mark(d->frame, line->entry, line->run)];
        break;
    case COLUMN_FORMAT:
        cell->style = ROLE_DIM;
        cell->text = str_of(line->format);
        break;
    case COLUMN_MODEL:
        cell->text = str_of(line->model);
        break;
    case COLUMN_TIME:
        cell->style = ROLE_DIM;
        cell->text = str_of(line->time);
        break;
    case COLUMN_SAMPLES:
        if (line->samples)
            set(cell, fmt_count(scratch, line->samples), (double)line->samples);
        break;
    case COLUMN_HEADLINE:
        cell->style = line->kind == RUN_LINE_FAILED ? ROLE_ERROR : ROLE_DIM;
        cell->text = str_of(headline_of(line));
        break;
    case COLUMN_VALUE:
        if (line->metric)
            set(cell, metric_format(line->metric, line->value, scratch), line->value);
        break;
    case COLUMN_BAR:
        cell->number = line->value;
        break;
    case COLUMN_CLAIMS:
        set(cell, tally_text(line->tally, " ", scratch), (double)line->tally[VERDICT_DIFFERS]);
        break;
    case COLUMN_NOTES:
        cell->style = ROLE_WARNING;
        if (line->notes)
            set(cell, fmt_count(scratch, line->notes), (double)line->notes);
        break;
    case COLUMNS:
        break;
    }
}

/* Folders head their runs, where there is more than one. */
static const char *head_of(const void *arg, size_t row, struct arena *scratch)
{
    const struct runs_data *d = arg;
    const struct run_line *line = line_at(d, row);

    (void)scratch;
    if (d->list.folders < 2 || !line->folder[0] ||
        (row > 0 && strcmp(line->folder, d->list.lines[row - 1].folder) == 0))
        return NULL;
    return line->folder;
}

/* ---- preparing ---- */

static void remake(const struct view_context *context, struct runs_data *d)
{
    struct run_ref chosen[MARKS_MOST], *baseline = chosen;
    bool any = frame_baseline(context->frame, baseline) || frame_candidates(context->frame, chosen);
    uint64_t stamp = run_list_stamp(context->session) ^ any;
    int width = 0, names;

    if (d->arena && stamp == d->stamp)
        return;
    arena_free(d->arena);
    d->arena = arena_new();
    d->stamp = stamp;
    d->frame = context->frame;
    d->list = run_list_lines(context->session, d->arena);
    memset(d->tally_widths, 0, sizeof(d->tally_widths));
    for (size_t i = 0; i < d->list.count; i++)
        width = strip_tally_fit(d->tally_widths, d->list.lines[i].tally);
    memcpy(d->columns, columns, sizeof(columns));
    d->columns[COLUMN_RUN].marked = any;
    d->columns[COLUMN_CLAIMS].least = (short)(width > 6 ? width : 6);
    /* Names get what room is left: as wide as the widest, shorter before a column must go. */
    names = run_list_name_width(&d->list) + any;
    d->columns[COLUMN_RUN].most = (short)(names > NAME_MOST ? NAME_MOST : names);
    d->columns[COLUMN_RUN].least = (short)(names > NAME_LEAST ? NAME_LEAST : names);
    grid_layout_release(&d->layout);
    d->source = arena_zalloc(d->arena, 1, sizeof(*d->source));
    *d->source = (struct grid_source){.arg = d,
                                      .row_count = d->list.count,
                                      .columns = d->columns,
                                      .column_count = COLUMNS,
                                      .cell = cell_of,
                                      .head = head_of};
}

static int detail_columns(int width)
{
    int columns_wanted = width / 4;

    if (width < DETAIL_FROM)
        return 0;
    if (columns_wanted > DETAIL_MOST)
        return DETAIL_MOST;
    return columns_wanted < DETAIL_LEAST ? DETAIL_LEAST : columns_wanted;
}

static void prepare_notes(const struct view_context *context, struct runs_state *s,
                          struct runs_data *d, int width)
{
    int height = context->rect.height, most = height / 4 > NOTES_MOST ? NOTES_MOST : height / 4;
    int spare = height - (int)(d->list.count + d->list.folders) - 2;

    most = most < spare ? spare : most;
    d->notes =
        height >= 8 ? run_list_problems(context->session, &d->list, width, context->scratch) : NULL;
    d->notes_height = d->notes ? prose_height(d->notes) : 0;
    d->notes_height = d->notes_height > most ? most : d->notes_height;
    if (context->zoomed && s->pane == PANE_NOTES)
        d->notes_height = height;
    if (!d->notes && s->pane == PANE_NOTES)
        s->pane = PANE_TABLE;
    if (d->notes)
        s->notes_scroll = prose_clamp(d->notes, s->notes_scroll, d->notes_height);
}

static void prepare_detail(const struct view_context *context, struct runs_state *s,
                           struct runs_data *d)
{
    size_t row = grid_row(&s->grid, &d->layout);
    const struct run_line *line = line_at(d, row);

    d->detail = d->detail_width && line
                    ? run_line_prose(context->session, line, d->detail_width, context->scratch)
                    : NULL;
    if (row != d->shown)
        s->detail_scroll = 0;
    d->shown = row;
    if (d->detail)
        s->detail_scroll = prose_clamp(d->detail, s->detail_scroll, context->rect.height);
}

static void prepare(const struct view_context *context, void *state, void *data)
{
    struct runs_state *s = state;
    struct runs_data *d = data;
    int width = context->rect.width, height = context->rect.height;

    remake(context, d);
    d->page = height;
    d->detail_width = detail_columns(width);
    if (d->detail_width == 0 && !context->zoomed && s->pane == PANE_DETAIL)
        s->pane = PANE_TABLE;
    if (context->zoomed)
        d->detail_width = s->pane == PANE_DETAIL ? width : 0;
    if (d->detail_width && d->detail_width < width)
        width -= d->detail_width + RULE;
    prepare_notes(context, s, d, width);
    if (d->notes && !context->zoomed)
        height -= d->notes_height + 1;
    grid_prepare(&s->grid, &d->layout, d->source, height, width, context->scratch);
    prepare_detail(context, s, d);
}

/* ---- drawing ---- */

static bool draw_zoomed(const struct view_context *context, const struct runs_state *s,
                        const struct runs_data *d, const struct surface *surface)
{
    if (!context->zoomed || s->pane == PANE_TABLE)
        return false;
    if (s->pane == PANE_NOTES && d->notes)
        prose_draw(d->notes, surface, s->notes_scroll);
    else if (d->detail)
        prose_draw(d->detail, surface, s->detail_scroll);
    return true;
}

static void draw(const struct view_context *context, const void *state, const void *data,
                 const struct surface *surface)
{
    const struct runs_state *s = state;
    const struct runs_data *d = data;
    struct surface table = *surface;

    if (draw_zoomed(context, s, d, surface))
        return;
    if (d->detail && !context->zoomed) {
        struct surface detail = surface_take_right(&table, d->detail_width, SURFACE_RULED);

        prose_draw(d->detail, &detail, s->detail_scroll);
        if (context->focused && s->pane == PANE_DETAIL)
            prose_mark_focus(d->detail, &detail, s->detail_scroll);
    }
    if (d->notes && !context->zoomed) {
        struct surface notes = surface_take_bottom(&table, d->notes_height, SURFACE_RULED);

        prose_draw(d->notes, &notes, s->notes_scroll);
        if (context->focused && s->pane == PANE_NOTES)
            prose_mark_focus(d->notes, &notes, s->notes_scroll);
        if (d->detail)
            draw_code(surface, table.rect.height, table.rect.width, 1, ROLE_RULE, 0x2524);
    }
    grid_draw(&s->grid, &d->layout, &table, context->focused && s->pane == PANE_TABLE,
              context->scratch);
}

static void release(void *data)
{
    struct runs_data *d = data;

    grid_layout_release(&d->layout);
    arena_free(d->arena);
}

/* ---- actions ---- */

static enum effect scroll(const struct view_context *context, void *state, void *data,
                          enum action action)
{
    struct runs_state *s = state;
    const struct runs_data *d = data;

    (void)context;
    if (s->pane == PANE_TABLE)
        return EFFECT_NONE;
    if (s->pane == PANE_NOTES)
        scroll_move(&s->notes_scroll, action, d->notes_height);
    else
        scroll_move(&s->detail_scroll, action, d->page);
    return EFFECT_MOVED;
}

SCROLL_FUNCTIONS(scroll)

static enum effect turn_pane(const struct view_context *context, struct runs_state *s,
                             const struct runs_data *d, int by)
{
    bool there[] = {
        [PANE_TABLE] = true,
        [PANE_NOTES] = d->notes != NULL,
        [PANE_DETAIL] = context->zoomed || d->detail_width > 0,
    };

    do {
        s->pane = (enum pane)(((int)s->pane + by + 3) % 3);
    } while (!there[s->pane]);
    return EFFECT_MOVED;
}

static enum effect other_pane(const struct view_context *context, void *state, void *data,
                              const char *argument, struct view_reply *reply)
{
    (void)argument, (void)reply;
    return turn_pane(context, state, data, context->action == ACTION_NEXT_PANE ? 1 : -1);
}

static enum effect open_run(const struct view_context *context, void *state, void *data,
                            const char *argument, struct view_reply *reply)
{
    const struct run_line *line = current(state, data);

    (void)context, (void)argument;
    if (!line)
        return EFFECT_NONE;
    if (line->fault) {
        snprintf(reply->message, sizeof(reply->message), "%.*s", (int)sizeof(reply->message) - 1,
                 line->fault);
        return EFFECT_SAID;
    }
    reply->opening = (struct opening){.view = view_find(STR("overview")),
                                      .entry = line->entry,
                                      .run = line->run,
                                      .row = SIZE_MAX};
    return reply->opening.view ? EFFECT_OPEN : EFFECT_NONE;
}

static enum effect go_failure(struct runs_state *s, const struct runs_data *d, int by,
                              struct view_reply *reply)
{
    for (size_t at = s->grid.cursor + (size_t)by; at < d->layout.count; at += (size_t)by) {
        const struct run_line *line = line_at(d, grid_row_at(&d->layout, at));

        if (line->tally[VERDICT_DIFFERS] || line->kind == RUN_LINE_FAILED) {
            s->grid.cursor = at;
            return EFFECT_MOVED;
        }
    }
    snprintf(reply->message, sizeof(reply->message), "no run with a claim that differs %s this one",
             by > 0 ? "after" : "before");
    return EFFECT_SAID;
}

static enum effect other_failure(const struct view_context *context, void *state, void *data,
                                 const char *argument, struct view_reply *reply)
{
    (void)argument;
    return go_failure(state, data, context->action == ACTION_NEXT_FAILURE ? 1 : -1, reply);
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "open", "open the run's overview", open_run},
    {ACTION_BASELINE, "baseline", NULL, NULL},
    {ACTION_COMPARE, "compare", "compare this run, or all that are marked, with the baseline",
     NULL},
    {ACTION_NEXT_FAILURE, NULL, "the next run with a claim that differs", other_failure},
    {ACTION_PREVIOUS_FAILURE, NULL, "previous run with a claim that differs", other_failure},
    {ACTION_NEXT_PANE, NULL, NULL, other_pane},
    {ACTION_PREVIOUS_PANE, NULL, NULL, other_pane},
    SCROLL_ROWS(scroll),
    {ACTION_NONE, NULL, NULL, NULL},
};

/* ---- for the frame ---- */

static struct grid_state *grid_of(void *state, void *data, struct grid_layout **layout)
{
    struct runs_state *s = state;
    struct runs_data *d = data;

    *layout = &d->layout;
    return s->pane == PANE_TABLE ? &s->grid : NULL;
}

static void subject_of(const struct view_context *context, const void *state, const void *data,
                       struct subject *subject)
{
    const struct run_line *line = current(state, data);

    (void)context;
    if (!line)
        return;
    subject->has_run = true;
    subject->entry = line->entry;
    subject->run = line->run;
    subject->text = str_of(line->id);
    subject->value = line->value;
}

static void command_line(const struct view_context *context, const void *state, struct buf *out)
{
    (void)context, (void)state;
    buf_add_c(out, "list");
}

static void status(const struct view_context *context, const void *state, const void *data,
                   struct buf *out)
{
    const struct runs_data *d = data;
    struct run_ref candidates[MARKS_MOST];
    size_t marked = frame_candidates(context->frame, candidates), problems;

    (void)state;
    session_problems(context->session, &problems);
    if (marked)
        buf_addf(out, "%zu marked · ", marked);
    buf_addf(out, "%zu run%s", d->list.count, d->list.count == 1 ? "" : "s");
    if (problems)
        buf_addf(out, " · %zu not read", problems);
}

const struct view view_runs = {
    .name = "runs",
    .title = "Runs",
    .summary = "All runs that were found, with what each is known by",
    .number = '1',
    .scope = VIEW_OF_SESSION,
    .early = true,
    .state_size = sizeof(struct runs_state),
    .data_size = sizeof(struct runs_data),
    .actions = actions,
    .prepare = prepare,
    .draw = draw,
    .release = release,
    .grid = grid_of,
    .subject = subject_of,
    .command_line = command_line,
    .status = status,
};
