#include <assay/tui/view_runs.h>

#include "runs_internal.h"

#include <assay/base/quote.h>
#include <assay/tui/frame.h>
#include <assay/tui/run_prose.h>
#include <assay/tui/scroll.h>
#include <assay/tui/strip.h>

#include <stdio.h>
#include <string.h>

enum { DETAIL_FROM = 130, DETAIL_LEAST = 40, DETAIL_MOST = 48, RULE = 2 };
enum { NOTES_MOST = 10, NAME_LEAST = 26, NAME_MOST = 72 };
enum pane { PANE_TABLE, PANE_NOTES, PANE_DETAIL };

struct runs_state {
    struct grid_state grid;
    enum pane pane;
    int notes_scroll, detail_scroll;
    char group[GRID_TEXT_ROOM]; /* key that the runs are grouped by; "": not */
};

static const struct run_line *current(const struct runs_state *s, const struct runs_data *d)
{
    return d->layout.source ? runs_line_at(d, grid_row(&s->grid, &d->layout)) : NULL;
}

/* ---- preparing ---- */

static void make_lines(const struct view_context *context, const struct runs_state *s,
                       struct runs_data *d)
{
    d->list = run_list_lines(context->session, d->arena);
    d->groups = (struct run_list_groups){.groups = NULL};
    if (s->group[0])
        d->groups = run_list_group(&d->list, s->group, d->arena);
    memcpy(d->grouped_by, s->group, sizeof(d->grouped_by));
    d->trend = NULL;
}

/* Groups put lines elsewhere, with each run that is read: the cursor goes with its run. */
static void follow_run(struct runs_state *s, const struct runs_data *d)
{
    if (s->grid.sort_column || s->grid.filter[0])
        return;
    for (size_t i = 0; i < d->list.count; i++)
        if (d->list.lines[i].entry == d->under_cursor.entry &&
            d->list.lines[i].run == d->under_cursor.run)
            s->grid.cursor = i;
}

static void remake(const struct view_context *context, struct runs_state *s, struct runs_data *d)
{
    struct run_ref chosen[MARKS_MOST], *baseline = chosen;
    bool any = frame_baseline(context->frame, baseline) || frame_candidates(context->frame, chosen);
    uint64_t stamp = run_list_stamp(context->session) ^ any;
    int width = 0, names;

    bool regrouped = d->arena && strcmp(d->grouped_by, s->group) != 0;
    bool follows = regrouped || (d->arena && s->group[0]);

    if (d->arena && stamp == d->stamp && !regrouped)
        return;
    arena_free(d->arena);
    d->arena = arena_new();
    d->stamp = stamp;
    d->frame = context->frame;
    make_lines(context, s, d);
    if (follows)
        follow_run(s, d);
    memset(d->tally_widths, 0, sizeof(d->tally_widths));
    for (size_t i = 0; i < d->list.count; i++)
        width = strip_tally_fit(d->tally_widths, d->list.lines[i].tally);
    memcpy(d->columns, runs_columns, sizeof(runs_columns));
    d->columns[RUNS_RUN].marked = any;
    d->columns[RUNS_VALUE].marked = d->groups.any_outlier;
    d->columns[RUNS_CLAIMS].least = (short)(width > 6 ? width : 6);
    /* Names get what room is left: as wide as the widest, shorter before a column must go. */
    names = run_list_name_width(&d->list) + any;
    d->columns[RUNS_RUN].most = (short)(names > NAME_MOST ? NAME_MOST : names);
    d->columns[RUNS_RUN].least = (short)(names > NAME_LEAST ? NAME_LEAST : names);
    grid_layout_release(&d->layout);
    d->source = arena_zalloc(d->arena, 1, sizeof(*d->source));
    *d->source = (struct grid_source){.arg = d,
                                      .row_count = d->list.count,
                                      .columns = d->columns,
                                      .column_count = RUNS_COLUMNS,
                                      .cell = runs_cell,
                                      .head = runs_head};
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

/* Computed once a group, when all its runs are there: it takes a while for a thousand. */
static const struct timeline *trend_of_group(struct runs_data *d, size_t group)
{
    if (d->groups.waiting)
        return NULL;
    if (!d->trend || d->trend_of != group) {
        d->trend = d->trend ? d->trend : arena_zalloc(d->arena, 1, sizeof(*d->trend));
        *d->trend = run_list_trend(&d->list, &d->groups.groups[group], d->arena);
        d->trend_of = group;
    }
    return d->trend;
}

/* NULL: the runs are not grouped. */
static const struct run_standing *standing_of(const struct view_context *context,
                                              struct runs_data *d, size_t row)
{
    struct run_standing *standing = arena_zalloc(context->scratch, 1, sizeof(*standing));

    if (!d->groups.groups || row >= d->list.count)
        return NULL;
    *standing = (struct run_standing){.group = &d->groups.groups[d->groups.of[row]],
                                      .score = d->groups.scores[row],
                                      .is_outlier = run_list_outlier(&d->groups, row) != 0,
                                      .trend = trend_of_group(d, d->groups.of[row]),
                                      .unicode = context->glyphs != GLYPHS_ASCII};
    return standing;
}

/* Before the table is prepared, whose height the notes decide. */
static size_t row_under_cursor(const struct runs_state *s, const struct runs_data *d)
{
    return d->layout.source == d->source ? grid_row(&s->grid, &d->layout) : s->grid.cursor;
}

/* What could not be read and, where there is no other pane for it, the run's group. */
static struct prose *notes_of(const struct view_context *context, const struct runs_state *s,
                              struct runs_data *d, int width)
{
    struct prose *notes = prose_new(context->scratch, width);
    size_t row = row_under_cursor(s, d);
    const struct run_standing *standing = d->detail_width ? NULL : standing_of(context, d, row);

    if (standing)
        run_group_prose(notes, &d->list.lines[row], standing, context->scratch);
    run_list_problems(notes, context->session, &d->list);
    return prose_height(notes) ? notes : NULL;
}

static void prepare_notes(const struct view_context *context, struct runs_state *s,
                          struct runs_data *d, int width)
{
    int height = context->rect.height, most = height / 4 > NOTES_MOST ? NOTES_MOST : height / 4;
    size_t heads = d->groups.groups ? d->groups.count : d->list.folders;
    int spare = height - (int)(d->list.count + heads) - 2;

    most = most < spare ? spare : most;
    d->notes = height >= 8 ? notes_of(context, s, d, width) : NULL;
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
    const struct run_line *line = runs_line_at(d, row);

    d->detail = d->detail_width && line
                    ? run_line_prose(context->session, line, standing_of(context, d, row),
                                     d->detail_width, context->scratch)
                    : NULL;
    if (line)
        d->under_cursor = (struct run_ref){line->entry, line->run};
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

    remake(context, s, d);
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

static enum effect group_by(const struct view_context *context, void *state, void *data,
                            const char *argument, struct view_reply *reply)
{
    struct runs_state *s = state;

    (void)context, (void)data;
    snprintf(s->group, sizeof(s->group), "%s", argument ? argument : "");
    if (s->group[0])
        snprintf(reply->message, sizeof(reply->message), "grouped by %.200s", s->group);
    return EFFECT_CHANGED;
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
        const struct run_line *line = runs_line_at(d, grid_row_at(&d->layout, at));

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
    {ACTION_GROUP, NULL, "group runs by variant, model or any key of their metadata", group_by},
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
    const struct runs_state *s = state;

    (void)context;
    if (!s->group[0]) {
        buf_add_c(out, "list");
        return;
    }
    buf_add_c(out, "compare --group ");
    quote_shell(out, str_of(s->group));
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
