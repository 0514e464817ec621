#include <assay/tui/view_compare.h>

#include <assay/base/fmt.h>
#include <assay/tui/compare_open.h>
#include <assay/tui/delta_cells.h>
#include <assay/tui/quantity_text.h>
#include <assay/tui/scroll.h>
#include <assay/tui/view_statistics.h>

#include "compare_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FINDINGS_FROM = 26, FINDINGS_MOST = 8, FOOT_FROM = 9, WIDE_FROM = 100 };
enum pane { PANE_TABLE, PANE_FINDINGS };

struct compare_state {
    struct grid_state grid;
    bool only_differing;
    enum pane pane;
    int scroll;
};

static const struct compare_row *current(const struct compare_state *s,
                                         const struct compare_data *d)
{
    size_t line = d->layout.source ? grid_row(&s->grid, &d->layout) : SIZE_MAX;

    return line < d->lines.count ? d->lines.lines[line].row : NULL;
}

/* ---- preparing ---- */

static const char *head_of(const void *arg, size_t line, struct arena *scratch)
{
    return compare_head(arg, line, scratch);
}

/* "Outcome, margin .05" where there is room. */
static void head_columns(const struct view_context *context, struct compare_data *d)
{
    const struct compare_options *options = &d->comparison->options;
    struct buf margin = {0};

    memcpy(d->columns, compare_columns, sizeof(d->columns));
    d->columns[COMPARE_BOUNDS].title = delta_interval_title(d->comparison, context->arena);
    fmt_shortest(&margin, options->margin);
    if (!d->narrow)
        d->columns[COMPARE_OUTCOME].title =
            arena_printf(context->arena, "Outcome, margin %s", margin.ptr + (margin.ptr[0] == '0'));
    buf_release(&margin);
}

/* Columns that no line fills take no room. */
static void fold_columns(struct compare_data *d)
{
    bool intervals = false, tests = false;

    for (size_t i = 0; i < d->lines.count; i++) {
        const struct compare_row *row = d->lines.lines[i].row;

        intervals |= row && row->interval_kind != COMPARE_NO_INTERVAL;
        tests |= row && !isnan(row->p);
    }
    if (!intervals)
        d->columns[COMPARE_STRIP].paint_head = NULL;
    d->columns[COMPARE_STRIP].least = (short)d->strip;
    if (!intervals) {
        d->columns[COMPARE_STRIP].least = 1;
        d->columns[COMPARE_BOUNDS].title = "";
    }
    if (!tests)
        d->columns[COMPARE_P].title = d->columns[COMPARE_P_HOLM].title = "";
}

/* Odd, so that 0 has a column of its own. */
static int strip_width(int width)
{
    return width < WIDE_FROM ? 11 : width < 140 ? 15 : width < 160 ? 31 : 45;
}

static void find_axis(struct compare_data *d)
{
    d->axis = 0.0;
    d->axis_metric = NULL;
    for (size_t i = 0; i < d->lines.count && d->axis <= 0.0; i++) {
        const struct compare_row *row = d->lines.lines[i].row;

        if (!row || row->metric->unit != UNIT_SHARE)
            continue;
        d->axis_metric = row->metric;
        d->axis = compare_axis(d->comparison, row);
    }
}

static void remake(const struct view_context *context, const struct compare_state *s,
                   struct compare_data *d)
{
    bool narrow = context->rect.width < WIDE_FROM;
    int strip = strip_width(context->rect.width);

    if (d->made && d->made_differing == s->only_differing && d->narrow == narrow &&
        d->strip == strip)
        return;
    d->comparison = context->comparison;
    d->narrow = narrow;
    d->strip = strip;
    head_columns(context, d);
    d->made = true;
    d->made_differing = s->only_differing;
    d->lines = compare_lines_of(d->comparison, s->only_differing, context->arena);
    fold_columns(d);
    find_axis(d);
    d->source = (struct grid_source){.arg = d,
                                     .row_count = d->lines.count,
                                     .version = d->source.version + 1,
                                     .columns = d->columns,
                                     .column_count = COMPARE_COLUMNS,
                                     .cell = compare_cell,
                                     .head = head_of};
}

static void prepare_findings(const struct view_context *context, struct compare_state *s,
                             struct compare_data *d)
{
    int height = context->rect.height, most = height < FINDINGS_FROM ? 1 : FINDINGS_MOST;
    bool alone = context->zoomed && s->pane == PANE_FINDINGS;

    d->findings = height < 6 && !alone
                      ? NULL
                      : compare_findings(d->comparison, alone ? INT16_MAX : most,
                                         context->rect.width - 2, context->scratch);
    if (!d->findings) {
        s->pane = PANE_TABLE;
        d->findings_height = 0;
        return;
    }
    d->findings_height = prose_height(d->findings);
    if (alone)
        d->findings_height = height;
    else if (d->findings_height > most)
        d->findings_height = most;
    s->scroll = prose_clamp(d->findings, s->scroll, d->findings_height);
}

static void prepare(const struct view_context *context, void *state, void *data)
{
    struct compare_state *s = state;
    struct compare_data *d = data;
    int height = context->rect.height, width = context->rect.width;

    remake(context, s, d);
    prepare_findings(context, s, d);
    d->foot_height = height >= FOOT_FROM && !context->zoomed ? 2 : 0;
    if (d->findings && !context->zoomed)
        height -= d->findings_height + (context->rect.height >= FINDINGS_FROM);
    if (d->foot_height)
        height -= d->foot_height + 1;
    grid_prepare(&s->grid, &d->layout, &d->source, height, width, context->scratch);
    d->foot = d->foot_height
                  ? compare_foot(d->comparison, current(s, d), width - 2, context->scratch)
                  : NULL;
}

/* ---- drawing ---- */

static void draw_findings(const struct view_context *context, const struct compare_state *s,
                          const struct compare_data *d, struct surface *rest)
{
    struct surface top = surface_take_top(
        rest, d->findings_height,
        context->rect.height >= FINDINGS_FROM && !context->zoomed ? SURFACE_RULED : SURFACE_PLAIN);

    top = surface_part(&top, 0, 1, top.rect.height, top.rect.width - 1);
    prose_draw(d->findings, &top, s->scroll);
    if (context->focused && s->pane == PANE_FINDINGS)
        prose_mark_focus(d->findings, &top, s->scroll);
}

static void draw_table(const struct view_context *context, const struct compare_state *s,
                       const struct compare_data *d, const struct surface *surface)
{
    if (d->lines.count)
        grid_draw(&s->grid, &d->layout, surface, context->focused && s->pane == PANE_TABLE,
                  context->scratch);
    else if (d->lines.level)
        draw_f(surface, 0, 2, ROLE_DIM, "no figure differs beyond doubt; d shows all %zu",
               d->lines.level);
    else
        draw_c(surface, 0, 2, ROLE_DIM, "the two have no figure in common");
}

static void draw(const struct view_context *context, const void *state, const void *data,
                 const struct surface *surface)
{
    const struct compare_state *s = state;
    const struct compare_data *d = data;
    struct surface rest = *surface;

    if (d->findings && (!context->zoomed || s->pane == PANE_FINDINGS))
        draw_findings(context, s, d, &rest);
    if (context->zoomed && s->pane == PANE_FINDINGS)
        return;
    if (d->foot) {
        struct surface foot = surface_take_bottom(&rest, d->foot_height, SURFACE_RULED);

        foot = surface_part(&foot, 0, 1, foot.rect.height, foot.rect.width - 1);
        prose_draw(d->foot, &foot, 0);
    }
    draw_table(context, s, d, &rest);
}

static void release(void *data)
{
    struct compare_data *d = data;

    grid_layout_release(&d->layout);
}

/* ---- actions ---- */

static enum effect scroll(const struct view_context *context, void *state, void *data,
                          enum action action)
{
    struct compare_state *s = state;
    const struct compare_data *d = data;

    (void)context;
    if (s->pane == PANE_TABLE)
        return EFFECT_NONE;
    scroll_move(&s->scroll, action, d->findings_height);
    return EFFECT_MOVED;
}

SCROLL_FUNCTIONS(scroll)

static enum effect turn_pane(const struct view_context *context, void *state, void *data,
                             const char *argument, struct view_reply *reply)
{
    struct compare_state *s = state;
    const struct compare_data *d = data;

    (void)context, (void)argument, (void)reply;
    s->pane = s->pane == PANE_TABLE && d->findings ? PANE_FINDINGS : PANE_TABLE;
    return EFFECT_MOVED;
}

static enum effect toggle_differing(const struct view_context *context, void *state, void *data,
                                    const char *argument, struct view_reply *reply)
{
    struct compare_state *s = state;

    (void)context, (void)data, (void)argument, (void)reply;
    s->only_differing = !s->only_differing;
    return EFFECT_CHANGED;
}

static enum effect open_behind(const struct view_context *context, void *state, void *data,
                               const char *argument, struct view_reply *reply)
{
    const struct compare_state *s = state;
    const struct compare_data *d = data;
    const struct compare_row *row = current(s, d);
    size_t line = grid_row(&s->grid, &d->layout);

    (void)argument;
    if (s->pane == PANE_FINDINGS) {
        reply->opening.view = view_find(STR("settings"));
        return reply->opening.view ? EFFECT_OPEN : EFFECT_NONE;
    }
    /* A line for many leads to the view that shows them, as the first of the family does. */
    if (!row && line < d->lines.count)
        row = &context->comparison->rows[context->comparison->first[d->lines.lines[line].family]];
    return row ? compare_open(context->comparison, row, reply) : EFFECT_NONE;
}

static enum effect open_statistics(const struct view_context *context, void *state, void *data,
                                   const char *argument, struct view_reply *reply)
{
    const struct compare_row *row = current(state, data);

    (void)context, (void)argument;
    if (!row) {
        snprintf(reply->message, sizeof(reply->message), "no figure stands under the cursor");
        return EFFECT_SAID;
    }
    reply->opening.view = &view_statistics;
    return quantity_write(&row->what, SIZE_MAX, reply->opening.quantity) ? EFFECT_OPEN
                                                                         : EFFECT_NONE;
}

/* Only figures of which the test says so: what is untested differs nearly always. */
static enum effect go_decided(struct compare_state *s, const struct compare_data *d, int by,
                              struct view_reply *reply)
{
    for (size_t at = s->grid.cursor + (size_t)by; at < d->layout.count; at += (size_t)by) {
        const struct compare_row *row = d->lines.lines[grid_row_at(&d->layout, at)].row;

        if (row && row->outcome <= COMPARE_CHANGED) {
            s->grid.cursor = at;
            return EFFECT_MOVED;
        }
    }
    snprintf(reply->message, sizeof(reply->message), "no figure that differs beyond doubt %s this",
             by > 0 ? "after" : "before");
    return EFFECT_SAID;
}

static enum effect next_decided(const struct view_context *context, void *state, void *data,
                                const char *argument, struct view_reply *reply)
{
    (void)context, (void)argument;
    return go_decided(state, data, 1, reply);
}

static enum effect previous_decided(const struct view_context *context, void *state, void *data,
                                    const char *argument, struct view_reply *reply)
{
    (void)context, (void)argument;
    return go_decided(state, data, -1, reply);
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "flips", "open the flips behind this figure, or its curve", open_behind},
    {ACTION_EVIDENCE, "statistics", "how the difference was computed and what it is worth",
     open_statistics},
    {ACTION_ONLY_DIFFERING, "only what differs", "only figures that differ, or all",
     toggle_differing},
    {ACTION_SWAP, "swap", NULL, NULL},
    {ACTION_NEXT_FAILURE, NULL, "the next figure that differs beyond doubt", next_decided},
    {ACTION_PREVIOUS_FAILURE, NULL, "the figure before that differs beyond doubt",
     previous_decided},
    {ACTION_NEXT_PANE, NULL, "what differs between the runs, and back", turn_pane},
    {ACTION_PREVIOUS_PANE, NULL, "what differs between the runs, and back", turn_pane},
    SCROLL_ROWS(scroll),
    {ACTION_NONE, NULL, NULL, NULL},
};

/* ---- for the frame ---- */

static struct grid_state *grid_of(void *state, void *data, struct grid_layout **layout)
{
    struct compare_state *s = state;
    struct compare_data *d = data;

    *layout = &d->layout;
    return s->pane == PANE_TABLE ? &s->grid : NULL;
}

static void command_line(const struct view_context *context, const void *state, struct buf *out)
{
    (void)context, (void)state;
    buf_add_c(out, "compare");
}

static void status(const struct view_context *context, const void *state, const void *data,
                   struct buf *out)
{
    const struct comparison *c = context->comparison;
    const struct compare_state *s = state;
    const struct compare_data *d = data;
    uint64_t pairs = 0, unmatched = 0;

    if (s->only_differing)
        buf_addf(out, "%zu of %zu figures · ", d->lines.count, d->lines.count + d->lines.level);
    for (size_t i = 0; i < c->set_count; i++) {
        pairs += c->sets[i].pairing.count;
        unmatched += c->sets[i].pairing.only_a_count + c->sets[i].pairing.only_b_count;
    }
    if (c->set_count)
        buf_addf(out, "%s · %s unmatched", fmt_counted(context->scratch, pairs, "pair"),
                 fmt_count(context->scratch, unmatched));
    else
        buf_add_c(out, "no pairs");
    if (!d->narrow)
        buf_addf(out, " · seed %llu", (unsigned long long)c->options.seed);
}

const struct view view_compare = {
    .name = "compare",
    .title = "Compare",
    .summary = "A run against the baseline: every figure, and what the difference is worth",
    .number = '2',
    .scope = VIEW_OF_PAIR,
    .state_size = sizeof(struct compare_state),
    .data_size = sizeof(struct compare_data),
    .actions = actions,
    .prepare = prepare,
    .draw = draw,
    .release = release,
    .grid = grid_of,
    .command_line = command_line,
    .status = status,
};
