#include <assay/tui/view_audit.h>

#include <assay/tui/evidence.h>
#include <assay/tui/finding_grid.h>
#include <assay/tui/scroll.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { DETAIL_FROM = 110, DETAIL_LEAST = 38, DETAIL_MOST = 64, RULE = 2 };
enum pane { PANE_TABLE, PANE_DETAIL, PANE_COUNT };

struct audit_state {
    struct grid_state grid;
    enum pane pane;
    int scroll; /* of the detail */
};

struct audit_data {
    struct finding_rows *rows;
    struct grid_layout layout;
    struct prose *detail;  /* until the next key; NULL where there is no room */
    int table_width, page; /* page: lines of the detail */
    size_t shown;          /* row whose detail was shown last */
};

static void begin(const struct view_context *context, void *state, const struct opening *opening)
{
    struct audit_state *s = state;

    (void)context;
    finding_grid_begin(&s->grid);
    snprintf(s->grid.filter, sizeof(s->grid.filter), "%.*s", GRID_TEXT_ROOM - 1, opening->filter);
}

/* Columns of the detail pane with its rule, 0 when it is too narrow for one. */
static int detail_columns(int width)
{
    int columns = width * 3 / 8;

    if (width < DETAIL_FROM)
        return 0;
    columns = columns > DETAIL_MOST ? DETAIL_MOST : columns;
    return columns < DETAIL_LEAST ? DETAIL_LEAST : columns;
}

static const struct finding *current(const struct audit_state *s, const struct audit_data *d)
{
    return d->rows && d->layout.source ? finding_rows_at(d->rows, grid_row(&s->grid, &d->layout))
                                       : NULL;
}

static void prepare_detail(const struct view_context *context, struct audit_state *s,
                           struct audit_data *d, int columns)
{
    const struct finding *finding = current(s, d);
    size_t row = grid_row(&s->grid, &d->layout);
    struct evidence_of of;

    d->detail = NULL;
    d->page = context->rect.height;
    if (columns <= 0 || !finding)
        return;
    if (row != d->shown)
        s->scroll = 0;
    d->shown = row;
    of = (struct evidence_of){finding->claim->what, finding};
    d->detail = evidence_prose(context->assessed, &of, columns, context->scratch);
    s->scroll = prose_clamp(d->detail, s->scroll, d->page);
}

static void prepare(const struct view_context *context, void *state, void *data)
{
    struct audit_state *s = state;
    struct audit_data *d = data;
    int width = context->rect.width, detail = detail_columns(width);

    if (!context->assessed)
        return;
    if (!d->rows)
        d->rows = finding_rows_new(context->assessed->audit, FINDINGS_BY_FILE, context->arena);
    if (detail == 0 && !context->zoomed)
        s->pane = PANE_TABLE;
    if (context->zoomed)
        detail = s->pane == PANE_DETAIL ? width : 0;
    d->table_width = detail == width ? width : width - detail;
    if (finding_rows_fit(d->rows, d->table_width))
        d->layout.measured = false;
    grid_prepare(&s->grid, &d->layout, &d->rows->source, context->rect.height,
                 d->table_width - (detail ? RULE : 0), context->scratch);
    prepare_detail(context, s, d, detail);
}

static void draw(const struct view_context *context, const void *state, const void *data,
                 const struct surface *surface)
{
    const struct audit_state *s = state;
    const struct audit_data *d = data;
    struct surface table = *surface;

    if (!d->rows)
        return;
    if (d->detail && context->zoomed) {
        prose_draw(d->detail, surface, s->scroll);
        return;
    }
    if (d->detail) {
        struct surface detail =
            surface_take_right(&table, surface->rect.width - d->table_width, SURFACE_RULED);

        prose_draw(d->detail, &detail, s->scroll);
        if (context->focused && s->pane == PANE_DETAIL)
            prose_mark_focus(d->detail, &detail, s->scroll);
    }
    grid_draw(&s->grid, &d->layout, &table, context->focused && s->pane == PANE_TABLE,
              context->scratch);
}

static void release(void *data)
{
    struct audit_data *d = data;

    grid_layout_release(&d->layout);
}

/* ---- actions ---- */

static enum effect scroll(const struct view_context *context, void *state, void *data,
                          enum action action)
{
    struct audit_state *s = state;
    const struct audit_data *d = data;

    (void)context;
    if (s->pane != PANE_DETAIL)
        return EFFECT_NONE;
    scroll_move(&s->scroll, action, d->page);
    return EFFECT_MOVED;
}

SCROLL_FUNCTIONS(scroll)

static enum effect next_pane(const struct view_context *context, void *state, void *data,
                             const char *argument, struct view_reply *reply)
{
    struct audit_state *s = state;

    (void)data, (void)argument, (void)reply;
    if (!context->zoomed && detail_columns(context->rect.width) == 0)
        return EFFECT_NONE;
    s->pane = s->pane == PANE_TABLE ? PANE_DETAIL : PANE_TABLE;
    return EFFECT_MOVED;
}

static enum effect go_difference(struct audit_state *s, const struct audit_data *d, bool forward,
                                 struct view_reply *reply)
{
    size_t at =
        d->rows ? finding_grid_next(d->rows, &d->layout, s->grid.cursor, forward) : SIZE_MAX;

    if (at == SIZE_MAX) {
        snprintf(reply->message, sizeof(reply->message), "no claim differs %s this one",
                 forward ? "after" : "before");
        return EFFECT_SAID;
    }
    s->grid.cursor = at;
    return EFFECT_MOVED;
}

static enum effect next_failure(const struct view_context *context, void *state, void *data,
                                const char *argument, struct view_reply *reply)
{
    (void)context, (void)argument;
    return go_difference(state, data, true, reply);
}

static enum effect previous_failure(const struct view_context *context, void *state, void *data,
                                    const char *argument, struct view_reply *reply)
{
    (void)context, (void)argument;
    return go_difference(state, data, false, reply);
}

static enum effect open_evidence(const struct view_context *context, void *state, void *data,
                                 const char *argument, struct view_reply *reply)
{
    const struct finding *finding = current(state, data);

    (void)argument;
    if (finding && evidence_of_finding(context, finding, &reply->opening))
        return EFFECT_OPEN;
    return EFFECT_NONE;
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "how it was computed", "show the claim's evidence", open_evidence},
    {ACTION_NEXT_FAILURE, "next difference", "the next claim that differs", next_failure},
    {ACTION_PREVIOUS_FAILURE, NULL, "the claim before that differs", previous_failure},
    {ACTION_NEXT_PANE, NULL, NULL, next_pane},
    {ACTION_PREVIOUS_PANE, NULL, NULL, next_pane},
    SCROLL_ROWS(scroll),
    {ACTION_NONE, NULL, NULL, NULL},
};

/* ---- for the frame ---- */

static struct grid_state *grid_of(void *state, void *data, struct grid_layout **layout)
{
    struct audit_state *s = state;
    struct audit_data *d = data;

    *layout = &d->layout;
    return s->pane == PANE_TABLE ? &s->grid : NULL;
}

static void subject_of(const struct view_context *context, const void *state, const void *data,
                       struct subject *subject)
{
    const struct finding *finding = current(state, data);

    if (finding)
        evidence_subject(context, finding, subject);
}

static void command_line(const struct view_context *context, const void *state, struct buf *out)
{
    (void)context, (void)state;
    buf_add_c(out, "audit --all");
}

static void status(const struct view_context *context, const void *state, const void *data,
                   struct buf *out)
{
    const struct audit_data *d = data;

    (void)state;
    if (!context->assessed || !d->rows)
        return;
    buf_addf(out, "%zu claims", context->assessed->audit->count);
    if (d->layout.count != context->assessed->audit->count)
        buf_addf(out, ", %zu shown", d->layout.count);
}

const struct view view_audit = {
    .name = "audit",
    .title = "Audit",
    .summary = "Every claim of the run's files held against the evidence",
    .number = '9',
    .scope = VIEW_OF_RUN,
    .needs_any = RUN_HAS_CLAIMS,
    .lacks = "its files claim nothing",
    .state_size = sizeof(struct audit_state),
    .data_size = sizeof(struct audit_data),
    .actions = actions,
    .begin = begin,
    .prepare = prepare,
    .draw = draw,
    .release = release,
    .grid = grid_of,
    .subject = subject_of,
    .command_line = command_line,
    .status = status,
};
