#include <assay/tui/view_flip.h>

#include <assay/base/fmt.h>
#include <assay/session/comparison.h>
#include <assay/session/pair_rows.h>
#include <assay/tui/flip_doc.h>
#include <assay/tui/frame.h>
#include <assay/tui/scroll.h>

#include <stdio.h>
#include <string.h>

struct flip_state {
    size_t set;
    size_t row;          /* of the opening, until it was looked up; SIZE_MAX: the first flip */
    bool found;          /* row_a and row_b say which it is */
    size_t row_a, row_b; /* samples; SIZE_MAX: that side has none */
    char base[64];       /* end of the baseline's id when they were found: swapping turns them */
    int top;
    size_t left;
    enum pair_side side;
    bool unwrapped, raw;
    char filter[OPENING_TEXT], sort[32]; /* of the list it is walked through */
    char search[GRID_TEXT_ROOM];
};

struct flip_data {
    struct pair_rows rows;
    const struct comparison *comparison;
    const struct tags *tags;
    size_t row, place; /* of rows; SIZE_MAX: none, not in the list */
    struct arena *arena;
    struct pair_doc *doc;
    size_t doc_row;
    bool doc_raw;
    int page;
};

/* ---- keeping up with the state ---- */

static bool is_tagged(void *arg, size_t row)
{
    const struct flip_data *data = arg;

    return data->tags && tags_get(data->tags, data->rows.scope->set->set_b, row);
}

static void begin_rows(const struct view_context *context, const struct flip_state *state,
                       struct flip_data *data)
{
    data->comparison = context->comparison;
    data->tags = context->tags;
    pair_rows_begin(&data->rows, context->comparison, state->set);
    data->rows.scope->b->tagged = is_tagged;
    data->rows.scope->b->tagged_arg = data;
    if (!pair_rows_make(&data->rows, state->filter, state->sort, NULL))
        pair_rows_make(&data->rows, "", "", NULL);
}

static const char *end_of_id(const struct run *run)
{
    const char *id = run_id(run);
    size_t length = strlen(id), room = sizeof(((struct flip_state *)NULL)->base);

    return length < room ? id : id + length - room + 1;
}

static void remember(const struct flip_data *data, struct flip_state *state, size_t row)
{
    state->found = true;
    state->row_a = pair_scope_a(data->rows.scope, row);
    state->row_b = pair_scope_b(data->rows.scope, row);
    snprintf(state->base, sizeof(state->base), "%s", end_of_id(data->comparison->a.run));
}

/* The row that is meant, wherever it stands now: A and B may have changed places. */
static size_t find_row(const struct flip_data *data, struct flip_state *state)
{
    const struct pair_scope *scope = data->rows.scope;
    size_t row = state->row, first;

    if (scope->count == 0)
        return SIZE_MAX;
    if (state->found && strcmp(state->base, end_of_id(data->comparison->a.run)) != 0) {
        size_t row_a = state->row_a;

        state->row_a = state->row_b;
        state->row_b = row_a;
    }
    if (state->found)
        row = pair_scope_find(scope, state->row_a, state->row_b);
    if (row < scope->count)
        return row;
    first = pair_rows_flip(&data->rows, SIZE_MAX, true);
    if (first != SIZE_MAX)
        return data->rows.list.rows[first];
    return data->rows.list.count ? data->rows.list.rows[0] : 0;
}

static void drop_doc(struct flip_data *data)
{
    pair_doc_free(data->doc);
    arena_free(data->arena);
    data->doc = NULL;
    data->arena = NULL;
}

static void make_doc(const struct flip_state *state, struct flip_data *data)
{
    if (data->doc && data->doc_row == data->row && data->doc_raw == state->raw)
        return;
    drop_doc(data);
    data->arena = arena_new();
    data->doc = flip_doc_new(data->comparison, data->rows.scope, data->row,
                             state->raw ? FLIP_RAW : FLIP_READ, data->arena);
    data->doc_row = data->row;
    data->doc_raw = state->raw;
}

static void fit(const struct view_context *context, struct flip_state *state,
                struct flip_data *data)
{
    size_t lines;

    data->page = context->rect.height > 1 ? context->rect.height - 1 : 1;
    pair_doc_fit(data->doc, context->rect.width, !state->unwrapped);
    lines = pair_doc_lines(data->doc);
    if ((size_t)state->top + (size_t)data->page > lines)
        state->top = lines > (size_t)data->page ? (int)(lines - (size_t)data->page) : 0;
}

static void flip_begin(const struct view_context *context, void *state_,
                       const struct opening *opening)
{
    struct flip_state *state = state_;
    const struct config *config = frame_config(context->frame);

    state->unwrapped = config && !config_is_on(config, SETTING_WRAP);
    state->set = opening->set;
    state->row = opening->row;
    state->side = SIDE_B;
    snprintf(state->filter, sizeof(state->filter), "%s", opening->filter);
    snprintf(state->sort, sizeof(state->sort), "%s", opening->sort);
}

static void flip_prepare(const struct view_context *context, void *state_, void *data_)
{
    struct flip_state *state = state_;
    struct flip_data *data = data_;

    if (context->comparison->set_count == 0)
        return;
    if (state->set >= context->comparison->set_count)
        state->set = 0;
    if (data->comparison != context->comparison) {
        begin_rows(context, state, data);
        drop_doc(data);
    }
    data->row = find_row(data, state);
    if (data->row == SIZE_MAX)
        return;
    remember(data, state, data->row);
    data->place = pair_rows_place(&data->rows, data->row);
    make_doc(state, data);
    fit(context, state, data);
}

static void flip_release(void *data_)
{
    struct flip_data *data = data_;

    drop_doc(data);
    pair_rows_release(&data->rows);
}

/* ---- drawing ---- */

/* "broken  3 of 127", what it is, and where in the list. */
static void draw_top(const struct view_context *context, const struct flip_data *data,
                     const struct surface *surface)
{
    const struct pair_scope *scope = data->rows.scope;
    struct arena *scratch = context->scratch;
    enum pair_kind kind = pair_scope_kind(scope, data->row);
    size_t b = pair_scope_b(scope, data->row), nth, of;
    const struct tag *tag =
        data->tags && b != SIZE_MAX ? tags_get(data->tags, scope->set->set_b, b) : NULL;
    char room[SAMPLE_ID_ROOM];
    int at = draw_c(surface, 0, 0, flip_kind_style(kind) | STYLE_BOLD, pair_kind_name(kind)) + 2;
    const char *place;

    if (data->place != SIZE_MAX) {
        pair_rows_count(&data->rows, data->place, &nth, &of);
        at += draw_f(surface, 0, at, ROLE_TEXT, "%s of %s", fmt_count(scratch, nth),
                     fmt_count(scratch, of)) +
              2;
    }
    at += draw_middle(surface, 0, at, surface->rect.width / 3, ROLE_HEAD,
                      flip_id(scope, data->row, room)) +
          2;
    if (tag) {
        at += draw_c(surface, 0, at, ROLE_TAG | STYLE_BOLD, tag_kind_name(tag->kind)) + 1;
        at += draw_text(surface, 0, at, surface->rect.width - at - 16, ROLE_TAG, tag->note) + 2;
    }
    if (data->place == SIZE_MAX)
        return;
    place = arena_printf(scratch, "%s of %s", fmt_count(scratch, data->place + 1),
                         fmt_count(scratch, data->rows.list.count));
    if (at + text_columns(str_of(place)) + 1 < surface->rect.width)
        draw_right(surface, 0, surface->rect.width, 40, ROLE_DIM, str_of(place));
}

static void flip_draw(const struct view_context *context, const void *state_, const void *data_,
                      const struct surface *surface)
{
    const struct flip_state *state = state_;
    const struct flip_data *data = data_;
    struct surface rest = *surface, top;

    if (!data->doc) {
        draw_text(surface, 1, 2, surface->rect.width - 2, ROLE_DIM,
                  str_of(context->comparison->unpaired_why ? context->comparison->unpaired_why
                                                           : "no samples of the two pair"));
        return;
    }
    top = surface_take_top(&rest, 1, SURFACE_PLAIN);
    draw_top(context, data, &top);
    pair_doc_draw(data->doc, &rest, (size_t)state->top, state->left, state->side, state->search);
}

/* ---- actions ---- */

static enum effect scroll(const struct view_context *context, void *state_, void *data_,
                          enum action action)
{
    struct flip_state *state = state_;
    const struct flip_data *data = data_;

    (void)context;
    scroll_move(&state->top, action, data->page);
    return EFFECT_MOVED;
}
SCROLL_FUNCTIONS(scroll)

static enum effect move_sideways(const struct view_context *context, void *state_, void *data,
                                 const char *argument, struct view_reply *reply)
{
    struct flip_state *state = state_;
    size_t step = state->unwrapped ? 8 : 0;

    (void)data, (void)argument, (void)reply;
    if (context->action == ACTION_RIGHT)
        state->left += step;
    else
        state->left -= state->left < step ? state->left : step;
    return EFFECT_MOVED;
}

static enum effect go_to(struct flip_state *state, const struct flip_data *data, size_t place,
                         const char *what, struct view_reply *reply)
{
    if (!data->doc || place >= data->rows.list.count) {
        snprintf(reply->message, sizeof(reply->message), "no %s", what);
        return EFFECT_SAID;
    }
    remember(data, state, data->rows.list.rows[place]);
    state->top = 0;
    return EFFECT_MOVED;
}

static enum effect walk_flips(const struct view_context *context, void *state, void *data_,
                              const char *argument, struct view_reply *reply)
{
    const struct flip_data *data = data_;
    bool forward = context->action == ACTION_NEXT_FAILURE;

    (void)argument;
    return go_to(state, data,
                 data->doc ? pair_rows_flip(&data->rows, data->place, forward) : SIZE_MAX,
                 forward ? "further flip" : "earlier flip", reply);
}

static enum effect walk(const struct view_context *context, void *state, void *data_,
                        const char *argument, struct view_reply *reply)
{
    const struct flip_data *data = data_;
    bool forward = context->action == ACTION_NEXT_GROUP;

    (void)argument;
    return go_to(state, data, forward ? data->place + 1 : data->place - 1,
                 forward ? "further sample" : "earlier sample", reply);
}

static enum effect change_side(const struct view_context *context, void *state_, void *data,
                               const char *argument, struct view_reply *reply)
{
    struct flip_state *state = state_;

    (void)context, (void)data, (void)argument, (void)reply;
    state->side = state->side == SIDE_A ? SIDE_B : SIDE_A;
    return EFFECT_MOVED;
}

static enum effect toggle_wrap(const struct view_context *context, void *state_, void *data,
                               const char *argument, struct view_reply *reply)
{
    struct flip_state *state = state_;

    (void)context, (void)data, (void)argument, (void)reply;
    state->unwrapped = !state->unwrapped;
    state->left = 0;
    return EFFECT_CHANGED;
}

static enum effect toggle_raw(const struct view_context *context, void *state_, void *data,
                              const char *argument, struct view_reply *reply)
{
    struct flip_state *state = state_;

    (void)context, (void)data, (void)argument, (void)reply;
    state->raw = !state->raw;
    state->top = 0;
    return EFFECT_CHANGED;
}

static enum effect search(const struct view_context *context, void *state_, void *data_,
                          const char *argument, struct view_reply *reply)
{
    struct flip_state *state = state_;
    const struct flip_data *data = data_;
    size_t line;

    if (argument)
        snprintf(state->search, sizeof(state->search), "%s", argument);
    if (!state->search[0] || !data->doc)
        return EFFECT_NONE;
    line = pair_doc_find(data->doc, state->search, (size_t)state->top,
                         context->action != ACTION_SEARCH_PREVIOUS);
    if (line == SIZE_MAX) {
        snprintf(reply->message, sizeof(reply->message), "\"%.100s\" is in neither of the two",
                 state->search);
        return EFFECT_SAID;
    }
    state->top = (int)line;
    return EFFECT_MOVED;
}

static const struct view_action actions[] = {
    {ACTION_NEXT_FAILURE, "next flip", "next flip of the list", walk_flips},
    {ACTION_PREVIOUS_FAILURE, NULL, "previous flip of the list", walk_flips},
    {ACTION_NEXT_GROUP, "next", "next sample of the list, be it a flip or not", walk},
    {ACTION_PREVIOUS_GROUP, NULL, "previous sample of the list", walk},
    {ACTION_NEXT_PANE, "side", "the side that is copied from and edited", change_side},
    {ACTION_PREVIOUS_PANE, NULL, NULL, change_side},
    {ACTION_RAW, "raw", "both records as they stand in the files", toggle_raw},
    {ACTION_WRAP, "wrap", NULL, toggle_wrap},
    {ACTION_TAG, "tag", "tag the candidate's sample", NULL},
    {ACTION_SWAP, "swap", NULL, NULL},
    {ACTION_SEARCH, NULL, "search in both", search},
    {ACTION_SEARCH_NEXT, NULL, NULL, search},
    {ACTION_SEARCH_PREVIOUS, NULL, NULL, search},
    SCROLL_ROWS(scroll),
    {ACTION_LEFT, NULL, "long lines to the right, when not wrapped", move_sideways},
    {ACTION_RIGHT, NULL, "long lines to the left, when not wrapped", move_sideways},
    {ACTION_NONE, NULL, NULL, NULL},
};

static void subject_of(const struct view_context *context, const void *state_, const void *data_,
                       struct subject *subject)
{
    const struct flip_state *state = state_;
    const struct flip_data *data = data_;

    if (context->comparison->headline) {
        subject->has_quantity = true;
        subject->quantity = context->comparison->headline->what;
    }
    if (data->doc)
        flip_subject(data->rows.scope, data->row, state->side, subject);
}

static void flip_crumb(const struct view_context *context, const void *state_, struct buf *out)
{
    const struct flip_state *state = state_;
    const struct comparison *comparison = context->comparison;
    const struct compare_set *set;
    char room[SAMPLE_ID_ROOM];

    if (!comparison || !state->found || state->set >= comparison->set_count)
        return;
    set = &comparison->sets[state->set];
    if (state->row_b < set->b->count)
        buf_add_str(out, samples_id(set->b, state->row_b, room));
    else if (state->row_a < set->a->count)
        buf_add_str(out, samples_id(set->a, state->row_a, room));
}

static void flip_command_line(const struct view_context *context, const void *state,
                              struct buf *out)
{
    (void)context, (void)state;
    buf_add_c(out, "compare --flips all");
}

const struct view view_flip = {
    .name = "flip",
    .title = "Flip",
    .summary = "what both runs made of one sample, word against word",
    .scope = VIEW_OF_PAIR,
    .needs_any = RUN_HAS_SAMPLES,
    .lacks = "a run has no samples, only figures",
    .state_size = sizeof(struct flip_state),
    .data_size = sizeof(struct flip_data),
    .actions = actions,
    .begin = flip_begin,
    .prepare = flip_prepare,
    .draw = flip_draw,
    .release = flip_release,
    .subject = subject_of,
    .command_line = flip_command_line,
    .crumb = flip_crumb,
};
