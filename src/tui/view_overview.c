#include <assay/tui/view_overview.h>

#include <assay/base/fmt.h>
#include <assay/session/headline.h>
#include <assay/tui/evidence.h>
#include <assay/tui/finding_grid.h>
#include <assay/tui/overview_figures.h>
#include <assay/tui/overview_layout.h>
#include <assay/tui/overview_prose.h>
#include <assay/tui/scroll.h>

#include <stdio.h>

/* Of a text at the left edge, one column at either side; of a rule, with a blank column. */
enum { MARGINS = 2, RULE = 2 };

struct overview_state {
    enum overview_pane pane;
    struct grid_state figures, claims;
    int scroll[OVERVIEW_PANES]; /* of the panes of text */
};

struct overview_data {
    struct figure_rows *figures;
    struct finding_rows *claims;
    const struct tags_what_if *what_if; /* one a set of samples; NULL without tags */
    struct grid_layout figures_layout, claims_layout;
    struct overview_panes panes;
    struct prose *text[OVERVIEW_PANES]; /* until the next key; NULL: a table, or not shown */
};

static bool is_there(const struct view_context *context, const struct overview_data *d,
                     enum overview_pane pane)
{
    size_t notes;

    run_notes(context->run, &notes);
    return pane == OVERVIEW_CLAIMS  ? d->claims->count > 0
           : pane == OVERVIEW_NOTES ? notes > 0 && d->panes.at[OVERVIEW_NOTES].width > 0
                                    : true;
}

static void lay_out(const struct view_context *context, struct overview_state *s,
                    struct overview_data *d)
{
    size_t notes;
    struct overview_wish wish = {.height = context->rect.height,
                                 .width = context->rect.width,
                                 .figures = (int)d->figures->count,
                                 .claims = (int)d->claims->count + VERDICT_COUNT,
                                 .alone = context->zoomed,
                                 .focus = s->pane};

    run_notes(context->run, &notes);
    wish.notes = notes > 0;
    wish.claims = d->claims->count ? wish.claims : 0;
    overview_layout(&wish, &d->panes);
    if (!is_there(context, d, s->pane)) {
        s->pane = wish.focus = OVERVIEW_FIGURES;
        overview_layout(&wish, &d->panes);
    }
}

static void prepare_text(const struct view_context *context, struct overview_state *s,
                         struct overview_data *d, enum overview_pane pane)
{
    struct rect at = d->panes.at[pane];
    bool notes_apart = d->panes.at[OVERVIEW_NOTES].width > 0;
    struct prose *prose;

    d->text[pane] = NULL;
    if (at.width <= 0)
        return;
    prose = prose_new(context->scratch, at.width - (at.column == 0 ? MARGINS : 0));
    if (pane == OVERVIEW_METADATA)
        overview_metadata(prose, context->assessed, d->what_if, context->scratch);
    if (pane == OVERVIEW_NOTES || !notes_apart)
        overview_notes(prose, context->run, context->scratch);
    d->text[pane] = prose;
    s->scroll[pane] = prose_clamp(prose, s->scroll[pane], at.height);
}

static void prepare_grid(const struct view_context *context, struct grid_state *grid,
                         struct grid_layout *layout, const struct grid_source *source,
                         struct rect at)
{
    if (at.width > 0)
        grid_prepare(grid, layout, source, at.height, at.width, context->scratch);
}

/* No sample stands under a cursor here, so tags stay as they are until the place is left. */
static const struct tags_what_if *what_if_of(const struct view_context *context)
{
    size_t sets = run_samples_count(context->run);
    struct tags_what_if *what_if;

    if (!context->tags || !tags_count(context->tags))
        return NULL;
    what_if = arena_zalloc(context->arena, sets, sizeof(*what_if));
    for (size_t i = 0; i < sets; i++)
        what_if[i] = tags_what_if(context->tags, i);
    return what_if;
}

static void prepare(const struct view_context *context, void *state, void *data)
{
    struct overview_state *s = state;
    struct overview_data *d = data;

    if (!context->assessed)
        return;
    if (!d->figures) {
        d->figures = figure_rows_new(context->figures);
        d->claims = finding_rows_new(context->assessed->audit, FINDINGS_BY_VERDICT, context->arena);
        d->what_if = what_if_of(context);
    }
    lay_out(context, s, d);
    prepare_text(context, s, d, OVERVIEW_METADATA);
    prepare_text(context, s, d, OVERVIEW_NOTES);
    if (figure_rows_fit(d->figures, d->panes.at[OVERVIEW_FIGURES].width))
        d->figures_layout.measured = false;
    if (finding_rows_fit(d->claims, d->panes.at[OVERVIEW_CLAIMS].width))
        d->claims_layout.measured = false;
    prepare_grid(context, &s->figures, &d->figures_layout, &d->figures->source,
                 d->panes.at[OVERVIEW_FIGURES]);
    prepare_grid(context, &s->claims, &d->claims_layout, &d->claims->source,
                 d->panes.at[OVERVIEW_CLAIMS]);
}

/* ---- drawing ---- */

/* Where a rule above one pane meets the rule left of another that stands over it. */
static void draw_feet(const struct surface *surface, const struct overview_panes *panes,
                      struct rect at)
{
    for (int p = 0; p < OVERVIEW_PANES; p++) {
        struct rect over = panes->at[p];

        if (over.width > 0 && over.column - RULE > at.column &&
            over.row + over.height == at.row - 1 && over.column < at.column + at.width)
            draw_code(surface, at.row - 1, over.column - RULE, 1, ROLE_RULE, 0x2534);
    }
}

/* Left of a pane that has another one at its left, above one that has another above it. */
static void draw_rules(const struct surface *surface, const struct overview_panes *panes)
{
    for (int p = 0; p < OVERVIEW_PANES; p++)
        if (panes->at[p].width > 0 && panes->at[p].column >= RULE)
            draw_column(surface, panes->at[p].row, panes->at[p].column - RULE, panes->at[p].height,
                        ROLE_RULE, 0x2502);
    for (int p = 0; p < OVERVIEW_PANES; p++) {
        struct rect at = panes->at[p];

        if (at.width <= 0 || at.row < 1)
            continue;
        draw_code(surface, at.row - 1, at.column, at.width, ROLE_RULE, 0x2500);
        if (at.column >= RULE) {
            draw_code(surface, at.row - 1, at.column - 1, 1, ROLE_RULE, 0x2500);
            draw_code(surface, at.row - 1, at.column - RULE, 1, ROLE_RULE, 0x251c);
        }
        draw_code(surface, at.row - 1, at.column + at.width, 1, ROLE_RULE, 0x2524);
        draw_feet(surface, panes, at);
    }
}

static void draw_pane(const struct view_context *context, const struct overview_state *s,
                      const struct overview_data *d, enum overview_pane pane,
                      const struct surface *part)
{
    bool focused = context->focused && s->pane == pane;

    if (d->text[pane]) {
        prose_draw(d->text[pane], part, s->scroll[pane]);
        if (focused)
            prose_mark_focus(d->text[pane], part, s->scroll[pane]);
    } else if (pane == OVERVIEW_FIGURES) {
        grid_draw(&s->figures, &d->figures_layout, part, focused, context->scratch);
    } else if (pane == OVERVIEW_CLAIMS) {
        grid_draw(&s->claims, &d->claims_layout, part, focused, context->scratch);
    }
}

static void draw(const struct view_context *context, const void *state, const void *data,
                 const struct surface *surface)
{
    const struct overview_state *s = state;
    const struct overview_data *d = data;

    if (!d->figures)
        return;
    draw_rules(surface, &d->panes);
    for (int p = 0; p < OVERVIEW_PANES; p++) {
        struct rect at = d->panes.at[p];
        int margin = (p == OVERVIEW_METADATA || p == OVERVIEW_NOTES) && at.column == 0;
        struct surface part =
            surface_part(surface, at.row, at.column + margin, at.height, at.width - margin);

        if (at.width > 0)
            draw_pane(context, s, d, (enum overview_pane)p, &part);
    }
}

static void release(void *data)
{
    struct overview_data *d = data;

    grid_layout_release(&d->figures_layout);
    grid_layout_release(&d->claims_layout);
}

/* ---- actions ---- */

static enum effect scroll(const struct view_context *context, void *state, void *data,
                          enum action action)
{
    struct overview_state *s = state;
    const struct overview_data *d = data;

    (void)context;
    if (s->pane != OVERVIEW_METADATA && s->pane != OVERVIEW_NOTES)
        return EFFECT_NONE;
    scroll_move(&s->scroll[s->pane], action, d->panes.at[s->pane].height);
    return EFFECT_MOVED;
}

SCROLL_FUNCTIONS(scroll)

static enum effect turn_pane(const struct view_context *context, struct overview_state *s,
                             const struct overview_data *d, int by)
{
    int pane = (int)s->pane;

    if (!context->run || !d->claims)
        return EFFECT_NONE;
    do {
        pane = (pane + by + OVERVIEW_PANES) % OVERVIEW_PANES;
    } while (!is_there(context, d, (enum overview_pane)pane));
    s->pane = (enum overview_pane)pane;
    return EFFECT_MOVED;
}

static enum effect next_pane(const struct view_context *context, void *state, void *data,
                             const char *argument, struct view_reply *reply)
{
    (void)argument, (void)reply;
    return turn_pane(context, state, data, 1);
}

static enum effect previous_pane(const struct view_context *context, void *state, void *data,
                                 const char *argument, struct view_reply *reply)
{
    (void)argument, (void)reply;
    return turn_pane(context, state, data, -1);
}

static const struct finding *claim_at(const struct overview_state *s, const struct overview_data *d)
{
    if (s->pane != OVERVIEW_CLAIMS || !d->claims || !d->claims_layout.source)
        return NULL;
    return finding_rows_at(d->claims, grid_row(&s->claims, &d->claims_layout));
}

static const struct figure_row *figure_at(const struct overview_state *s,
                                          const struct overview_data *d)
{
    size_t row;

    if (s->pane != OVERVIEW_FIGURES || !d->figures || !d->figures_layout.source)
        return NULL;
    row = grid_row(&s->figures, &d->figures_layout);
    return row < d->figures->count ? &d->figures->rows[row] : NULL;
}

static void subject_of(const struct view_context *context, const void *state, const void *data,
                       struct subject *subject)
{
    const struct finding *finding = claim_at(state, data);
    const struct figure_row *figure = figure_at(state, data);

    if (finding) {
        evidence_subject(context, finding, subject);
    } else if (figure && figure->what.metric) {
        subject->has_quantity = true;
        subject->quantity = figure->what;
        subject->finding = figures_finding(context->figures, &figure->what);
        subject->text = str_of(figure->value);
        subject->value = figure->number;
    }
}

/* The view that number key 3 stands for: layers, curve or tasks. */
static bool open_curve(const struct view_context *context, struct opening *opening)
{
    for (size_t i = 0; view_registry[i]; i++) {
        const struct view *view = view_registry[i];

        if (view->number == '3' && !view_lacks(view, context->run)) {
            *opening = (struct opening){
                .view = view, .entry = context->entry, .run = context->run_index, .row = SIZE_MAX};
            return true;
        }
    }
    return false;
}

static enum effect open_figure(const struct view_context *context, void *state, void *data,
                               const char *argument, struct view_reply *reply)
{
    const struct figure_row *figure = figure_at(state, data);
    struct subject subject = {.value = 0.0};

    (void)argument;
    if (figure && figure->curve)
        return open_curve(context, &reply->opening) ? EFFECT_OPEN : EFFECT_NONE;
    subject_of(context, state, data, &subject);
    return evidence_opening(context, &subject, &reply->opening) ? EFFECT_OPEN : EFFECT_NONE;
}

static enum effect go_difference(struct overview_state *s, const struct overview_data *d,
                                 bool forward, struct view_reply *reply)
{
    size_t from = s->pane == OVERVIEW_CLAIMS ? s->claims.cursor : forward ? SIZE_MAX : 0;
    size_t at = d->claims && d->claims_layout.source
                    ? finding_grid_next(d->claims, &d->claims_layout, from, forward)
                    : SIZE_MAX;

    if (at == SIZE_MAX) {
        snprintf(reply->message, sizeof(reply->message), "no claim differs %s this one",
                 forward ? "after" : "before");
        return EFFECT_SAID;
    }
    s->pane = OVERVIEW_CLAIMS;
    s->claims.cursor = at;
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

static const struct view_action actions[] = {
    {ACTION_OPEN, "how it was computed", "show the evidence of the figure or claim", open_figure},
    {ACTION_NEXT_PANE, "next pane", NULL, next_pane},
    {ACTION_PREVIOUS_PANE, NULL, NULL, previous_pane},
    {ACTION_NEXT_FAILURE, "next difference", "the next claim that differs", next_failure},
    {ACTION_PREVIOUS_FAILURE, NULL, "the claim before that differs", previous_failure},
    SCROLL_ROWS(scroll),
    {ACTION_NONE, NULL, NULL, NULL},
};

/* ---- for the frame ---- */

static struct grid_state *grid_of(void *state, void *data, struct grid_layout **layout)
{
    struct overview_state *s = state;
    struct overview_data *d = data;

    *layout = s->pane == OVERVIEW_CLAIMS ? &d->claims_layout : &d->figures_layout;
    return s->pane == OVERVIEW_CLAIMS    ? &s->claims
           : s->pane == OVERVIEW_FIGURES ? &s->figures
                                         : NULL;
}

static void command_line(const struct view_context *context, const void *state, struct buf *out)
{
    (void)context, (void)state;
    buf_add_c(out, "show");
}

static void status(const struct view_context *context, const void *state, const void *data,
                   struct buf *out)
{
    struct arena *arena = context->scratch;
    uint64_t samples = context->assessed ? headline_samples(context->assessed) : 0;

    (void)state, (void)data;
    if (samples)
        buf_add_c(out, fmt_counted(arena, samples, "sample"));
}

const struct view view_overview = {
    .name = "overview",
    .title = "Overview",
    .summary = "What a run is, its figures, and what became of its claims",
    .number = '2',
    .scope = VIEW_OF_RUN,
    .state_size = sizeof(struct overview_state),
    .data_size = sizeof(struct overview_data),
    .actions = actions,
    .prepare = prepare,
    .draw = draw,
    .release = release,
    .grid = grid_of,
    .subject = subject_of,
    .command_line = command_line,
    .status = status,
};
