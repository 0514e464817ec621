#include <assay/tui/view_evidence.h>

#include <assay/tui/evidence.h>
#include <assay/tui/quantity_text.h>
#include <assay/tui/scroll.h>

#include <stdio.h>
#include <string.h>

enum { WIDEST = 100, MARGIN = 2 };

struct evidence_state {
    char quantity[QUANTITY_ROOM];
    int scroll;
};

struct evidence_data {
    struct evidence_of of;
    bool found;
    struct prose *prose; /* until the next key */
    int height;
};

static void begin(const struct view_context *context, void *state, const struct opening *opening)
{
    struct evidence_state *s = state;

    (void)context;
    snprintf(s->quantity, sizeof(s->quantity), "%s", opening->quantity);
}

/* The claim of that number while it is still of the same quantity, else the first that is. */
static const struct finding *finding_of(const struct view_context *context,
                                        const struct quantity *what, size_t claim)
{
    const struct audit *audit = context->assessed->audit;

    if (claim < audit->count && quantity_equal(&audit->findings[claim].claim->what, what))
        return &audit->findings[claim];
    return figures_finding(context->figures, what);
}

static void prepare(const struct view_context *context, void *state, void *data)
{
    struct evidence_state *s = state;
    struct evidence_data *d = data;
    int width = context->rect.width - MARGIN;
    size_t claim;

    memset(d, 0, sizeof(*d));
    d->height = context->rect.height;
    if (!context->assessed || !quantity_read(s->quantity, context->scratch, &d->of.what, &claim))
        return;
    d->found = true;
    d->of.finding = finding_of(context, &d->of.what, claim);
    d->prose = evidence_prose(context->assessed, &d->of, width < WIDEST ? width : WIDEST,
                              context->scratch);
    s->scroll = prose_clamp(d->prose, s->scroll, d->height);
}

static void draw(const struct view_context *context, const void *state, const void *data,
                 const struct surface *surface)
{
    const struct evidence_state *s = state;
    const struct evidence_data *d = data;
    struct surface text =
        surface_part(surface, 0, 1, surface->rect.height, surface->rect.width - 1);

    (void)context;
    if (d->prose)
        prose_draw(d->prose, &text, s->scroll);
    else
        draw_c(&text, 0, 0, ROLE_DIM, "no figure was chosen: V on one shows its evidence");
}

/* ---- actions ---- */

static enum effect scroll(const struct view_context *context, void *state, void *data,
                          enum action action)
{
    struct evidence_state *s = state;
    const struct evidence_data *d = data;

    (void)context;
    scroll_move(&s->scroll, action, d->height);
    return EFFECT_MOVED;
}

SCROLL_FUNCTIONS(scroll)

/* The place among the claims, found again since a key came in between. */
static size_t place_of(const struct view_context *context, const struct evidence_state *s)
{
    struct quantity what;
    size_t claim;
    const struct finding *finding;

    if (!quantity_read(s->quantity, context->scratch, &what, &claim))
        return SIZE_MAX;
    finding = finding_of(context, &what, claim);
    return finding ? (size_t)(finding - context->assessed->audit->findings) : SIZE_MAX;
}

static enum effect go_to(struct evidence_state *s, const struct view_context *context, size_t at,
                         struct view_reply *reply)
{
    const struct finding *finding = &context->assessed->audit->findings[at];

    if (!quantity_write(&finding->claim->what, at, s->quantity))
        snprintf(reply->message, sizeof(reply->message), "The name of that claim is too long");
    s->scroll = 0;
    return EFFECT_CHANGED;
}

static enum effect next_failure(const struct view_context *context, void *state, void *data,
                                const char *argument, struct view_reply *reply)
{
    const struct audit *audit = context->assessed ? context->assessed->audit : NULL;
    size_t at = audit ? place_of(context, state) : 0;

    (void)data, (void)argument;
    for (size_t i = at == SIZE_MAX ? 0 : at + 1; audit && i < audit->count; i++)
        if (audit->findings[i].verdict == VERDICT_DIFFERS)
            return go_to(state, context, i, reply);
    snprintf(reply->message, sizeof(reply->message), "no claim differs after this one");
    return EFFECT_SAID;
}

static enum effect previous_failure(const struct view_context *context, void *state, void *data,
                                    const char *argument, struct view_reply *reply)
{
    const struct audit *audit = context->assessed ? context->assessed->audit : NULL;
    size_t at = audit ? place_of(context, state) : 0;

    (void)data, (void)argument;
    for (size_t i = at == SIZE_MAX ? 0 : at; audit && i-- > 0;)
        if (audit->findings[i].verdict == VERDICT_DIFFERS)
            return go_to(state, context, i, reply);
    snprintf(reply->message, sizeof(reply->message), "no claim differs before this one");
    return EFFECT_SAID;
}

static enum effect open_rows(const struct view_context *context, void *state, void *data,
                             const char *argument, struct view_reply *reply)
{
    const struct evidence_state *s = state;
    struct quantity what;
    size_t claim;

    (void)data, (void)argument;
    reply->opening = (struct opening){.view = view_find(STR("samples")),
                                      .entry = context->entry,
                                      .run = context->run_index,
                                      .row = SIZE_MAX};
    if (reply->opening.view && context->run && !view_lacks(reply->opening.view, context->run) &&
        quantity_read(s->quantity, context->scratch, &what, &claim) &&
        evidence_rows_opening(context->assessed, &what, &reply->opening))
        return EFFECT_OPEN;
    snprintf(reply->message, sizeof(reply->message), "no samples stand behind this figure");
    return EFFECT_SAID;
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "samples behind it", "open the samples behind the figure", open_rows},
    {ACTION_NEXT_FAILURE, "next difference", "the next claim that differs", next_failure},
    {ACTION_PREVIOUS_FAILURE, NULL, "the claim before that differs", previous_failure},
    SCROLL_ROWS(scroll),
    {ACTION_NONE, NULL, NULL, NULL},
};

/* ---- for the frame ---- */

static void subject_of(const struct view_context *context, const void *state, const void *data,
                       struct subject *subject)
{
    const struct evidence_data *d = data;

    (void)state;
    if (!d->found)
        return;
    if (d->of.finding) {
        evidence_subject(context, d->of.finding, subject);
        return;
    }
    subject->has_quantity = true;
    subject->quantity = d->of.what;
    subject->value = figures_value(context->figures, &d->of.what);
}

static void command_line(const struct view_context *context, const void *state, struct buf *out)
{
    (void)context, (void)state;
    buf_add_c(out, "audit --all");
}

const struct view view_evidence = {
    .name = "evidence",
    .title = "Evidence",
    .summary = "One figure: its claim, how it was recomputed, and which rows stand behind it",
    .scope = VIEW_OF_RUN,
    .lacks = "no figures",
    .state_size = sizeof(struct evidence_state),
    .data_size = sizeof(struct evidence_data),
    .actions = actions,
    .begin = begin,
    .prepare = prepare,
    .draw = draw,
    .subject = subject_of,
    .command_line = command_line,
};
