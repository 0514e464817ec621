#include <assay/tui/view_statistics.h>

#include <assay/tui/compare_open.h>
#include <assay/tui/quantity_text.h>
#include <assay/tui/scroll.h>

#include "compare_internal.h"

#include <stdio.h>
#include <string.h>

struct statistics_state {
    char quantity[OPENING_TEXT];
    int scroll;
};

struct statistics_data {
    struct prose *prose; /* until the next key; NULL: no such row */
    int height;
};

static void begin(const struct view_context *context, void *state, const struct opening *opening)
{
    struct statistics_state *s = state;

    (void)context;
    snprintf(s->quantity, sizeof(s->quantity), "%s", opening->quantity);
}

static const struct compare_row *row_of(const struct view_context *context,
                                        const struct statistics_state *s)
{
    struct quantity what;
    size_t claim;

    if (!quantity_read(s->quantity, context->scratch, &what, &claim))
        return context->comparison->headline;
    return comparison_find(context->comparison, &what);
}

static void prepare(const struct view_context *context, void *state, void *data)
{
    struct statistics_state *s = state;
    struct statistics_data *d = data;
    const struct compare_row *row = row_of(context, s);

    d->height = context->rect.height;
    d->prose = row ? compare_statistics(context->comparison, row, context->rect.width - 2,
                                        context->scratch)
                   : NULL;
    if (d->prose)
        s->scroll = prose_clamp(d->prose, s->scroll, d->height);
}

static void draw(const struct view_context *context, const void *state, const void *data,
                 const struct surface *surface)
{
    const struct statistics_state *s = state;
    const struct statistics_data *d = data;
    struct surface text =
        surface_part(surface, 0, 1, surface->rect.height, surface->rect.width - 1);

    (void)context;
    if (d->prose)
        prose_draw(d->prose, &text, s->scroll);
    else
        draw_c(&text, 0, 0, ROLE_DIM, "these two have no such figure");
}

/* ---- actions ---- */

static enum effect scroll(const struct view_context *context, void *state, void *data,
                          enum action action)
{
    struct statistics_state *s = state;
    const struct statistics_data *d = data;

    (void)context;
    scroll_move(&s->scroll, action, d->height);
    return EFFECT_MOVED;
}

SCROLL_FUNCTIONS(scroll)

static enum effect open_behind(const struct view_context *context, void *state, void *data,
                               const char *argument, struct view_reply *reply)
{
    const struct compare_row *row = row_of(context, state);

    (void)data, (void)argument;
    return row ? compare_open(context->comparison, row, reply) : EFFECT_NONE;
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "what is behind it", "open the flips behind the figure", open_behind},
    {ACTION_SWAP, "swap", NULL, NULL},
    SCROLL_ROWS(scroll),
    {ACTION_NONE, NULL, NULL, NULL},
};

/* ---- for the frame ---- */

static void subject_of(const struct view_context *context, const void *state, const void *data,
                       struct subject *subject)
{
    const struct compare_row *row = row_of(context, state);

    (void)data;
    if (row) {
        subject->text = str_of(row->title);
        subject->value = row->delta;
    }
}

static void crumb(const struct view_context *context, const void *state, struct buf *out)
{
    const struct compare_row *row = context->comparison ? row_of(context, state) : NULL;

    if (row)
        buf_add_c(out, row->title);
}

static void command_line(const struct view_context *context, const void *state, struct buf *out)
{
    const struct compare_row *row = row_of(context, state);

    buf_add_c(out, "compare");
    if (row)
        buf_addf(out, " --metric %s", row->metric->name);
}

const struct view view_statistics = {
    .name = "statistics",
    .title = "Statistics",
    .summary = "One difference: how it was computed, its tests and interval, and what it is worth",
    .scope = VIEW_OF_PAIR,
    .state_size = sizeof(struct statistics_state),
    .data_size = sizeof(struct statistics_data),
    .actions = actions,
    .begin = begin,
    .prepare = prepare,
    .draw = draw,
    .subject = subject_of,
    .command_line = command_line,
    .crumb = crumb,
};
