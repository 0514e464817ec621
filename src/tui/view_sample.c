#include <assay/tui/view_sample.h>

#include <assay/base/fmt.h>
#include <assay/base/quote.h>
#include <assay/session/filter_print.h>
#include <assay/session/sample_field.h>
#include <assay/tui/frame.h>
#include <assay/tui/sample_doc.h>
#include <assay/tui/sample_rows.h>

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { TWO_PANES_FROM = 120, PANES = 2 };

struct sample_view_state {
    size_t set, row;
    size_t top[PANES];
    size_t left;
    int focus; /* pane: 0 the facts (or all), 1 the texts */
    bool unwrapped, raw;
    char filter[OPENING_TEXT], sort[32]; /* of the list it is walked through */
    char search[GRID_TEXT_ROOM];
};

struct sample_data {
    struct sample_rows rows;
    bool made;
    size_t place; /* of the row in the list, SIZE_MAX */
    struct arena *arena;
    size_t row, set;
    bool raw, split;
    struct sample_doc *docs[PANES]; /* the second is NULL with one pane */
    int heights[PANES];
};

/* ---- data ---- */

static void drop_docs(struct sample_data *data)
{
    for (int i = 0; i < PANES; i++) {
        sample_doc_free(data->docs[i]);
        data->docs[i] = NULL;
    }
    arena_free(data->arena);
    data->arena = NULL;
}

static void make_docs(const struct view_context *context, const struct sample_view_state *state,
                      struct sample_data *data, bool split)
{
    const struct sample_text *text;

    if (data->arena && data->row == state->row && data->set == state->set &&
        data->raw == state->raw && data->split == split)
        return;
    drop_docs(data);
    data->arena = arena_new();
    text = sample_text_build(context->run, state->set, state->row, data->arena);
    data->docs[0] = sample_doc_new(text, state->raw ? DOC_RAW : split ? DOC_FACTS : DOC_ALL);
    if (split && !state->raw)
        data->docs[1] = sample_doc_new(text, DOC_TEXTS);
    if (data->docs[1] && sample_doc_is_empty(data->docs[1])) {
        sample_doc_free(data->docs[1]);
        data->docs[1] = NULL;
    }
    data->row = state->row;
    data->set = state->set;
    data->raw = state->raw;
    data->split = split;
}

static void make_list(const struct view_context *context, const struct sample_view_state *state,
                      struct sample_data *data)
{
    struct err err;

    if (!data->made && !sample_rows_make(&data->rows, context->run, state->set, context->tags,
                                         state->filter, state->sort, context->wake_fd, &err))
        sample_rows_make(&data->rows, context->run, state->set, context->tags, "", "", -1, &err);
    data->made = true;
    data->place = sample_rows_place(&data->rows, state->row);
}

static int facts_width(const struct view_context *context)
{
    return context->rect.width * 2 / 5;
}

static void fit(const struct view_context *context, struct sample_view_state *state,
                struct sample_data *data)
{
    bool two = data->docs[1] && !context->zoomed;
    int facts = facts_width(context);

    for (int i = 0; i < PANES && data->docs[i]; i++) {
        int width = !two     ? context->rect.width
                    : i == 0 ? facts - 1
                             : context->rect.width - facts - 2;
        size_t lines, page = context->rect.height > 1 ? (size_t)context->rect.height - 1 : 1;

        sample_doc_fit(data->docs[i], width, !state->unwrapped);
        lines = sample_doc_lines(data->docs[i]);
        if (state->top[i] + page > lines)
            state->top[i] = lines > page ? lines - page : 0;
        data->heights[i] = (int)page;
    }
    if (!data->docs[1])
        state->focus = 0;
}

static void sample_begin(const struct view_context *context, void *state_,
                         const struct opening *opening)
{
    struct sample_view_state *state = state_;
    const struct config *config = frame_config(context->frame);

    state->unwrapped = config && !config_is_on(config, SETTING_WRAP);
    state->set = opening->set;
    state->row = opening->row == SIZE_MAX ? 0 : opening->row;
    state->focus = 1;
    snprintf(state->filter, sizeof(state->filter), "%s", opening->filter);
    snprintf(state->sort, sizeof(state->sort), "%s", opening->sort);
}

static void sample_prepare(const struct view_context *context, void *state_, void *data_)
{
    struct sample_view_state *state = state_;
    struct sample_data *data = data_;
    const struct samples *samples;

    if (state->set >= run_samples_count(context->run))
        state->set = 0;
    samples = run_samples(context->run, state->set);
    if (state->row >= samples->count)
        state->row = samples->count ? samples->count - 1 : 0;
    if (samples->count == 0)
        return;
    make_list(context, state, data);
    make_docs(context, state, data, context->rect.width >= TWO_PANES_FROM);
    fit(context, state, data);
}

static void sample_release(void *data_)
{
    struct sample_data *data = data_;

    drop_docs(data);
    sample_rows_release(&data->rows);
}

/* ---- drawing ---- */

static void draw_line_of_sample(const struct view_context *context,
                                const struct sample_view_state *state,
                                const struct sample_data *data, const struct surface *surface)
{
    const struct samples *samples = run_samples(context->run, state->set);
    enum outcome outcome = sample_outcome(samples, state->row);
    const struct tag *tag = context->tags ? tags_get(context->tags, state->set, state->row) : NULL;
    char room[SAMPLE_ID_ROOM];
    int at = draw_text(surface, 0, 0, surface->rect.width / 2, ROLE_HEAD,
                       samples_id(samples, state->row, room)) +
             2;

    at += draw_c(surface, 0, at,
                 outcome == OUTCOME_PASS   ? ROLE_RIGHT
                 : outcome == OUTCOME_FAIL ? ROLE_WRONG | STYLE_BOLD
                                           : ROLE_UNSCORED,
                 outcome == OUTCOME_PASS   ? "✓ right"
                 : outcome == OUTCOME_FAIL ? "✗ wrong"
                                           : "not scored") +
          2;
    if (tag) {
        at += draw_c(surface, 0, at, ROLE_TAG | STYLE_BOLD, tag_kind_name(tag->kind)) + 1;
        if (!tags_path(context->tags))
            at += draw_c(surface, 0, at, ROLE_WARNING, "(not kept)") + 1;
        at += draw_text(surface, 0, at, surface->rect.width - at - 20, ROLE_TAG, tag->note);
    }
    if (data->place != SIZE_MAX) {
        const char *place =
            arena_printf(context->scratch, "%s of %s", fmt_count(context->scratch, data->place + 1),
                         fmt_count(context->scratch, data->rows.list.count));

        if (at + text_columns(str_of(place)) + 2 < surface->rect.width)
            draw_right(surface, 0, surface->rect.width - 1, 40, ROLE_DIM, str_of(place));
    }
}

static void sample_draw(const struct view_context *context, const void *state_, const void *data_,
                        const struct surface *surface)
{
    const struct sample_view_state *state = state_;
    const struct sample_data *data = data_;
    struct surface rest = *surface, part;

    if (!data->docs[0]) {
        draw_c(surface, 1, 2, ROLE_DIM, "there are no samples");
        return;
    }
    part = surface_take_top(&rest, 1, SURFACE_PLAIN);
    draw_line_of_sample(context, state, data, &part);
    if (data->docs[1] && !context->zoomed) {
        part = surface_take_left(&rest, facts_width(context), SURFACE_RULED);
        sample_doc_draw(data->docs[0], &part, state->top[0], state->left, state->search);
        sample_doc_draw(data->docs[1], &rest, state->top[1], state->left, state->search);
    } else {
        int focus = data->docs[state->focus] ? state->focus : 0;

        sample_doc_draw(data->docs[focus], &rest, state->top[focus], state->left, state->search);
    }
}

/* ---- actions ---- */

static int pane_of(const struct sample_view_state *state, const struct sample_data *data)
{
    return data->docs[state->focus] ? state->focus : 0;
}

/* Lines that an action scrolls by, on a page of so many. */
static long long lines_of(enum action action, int page)
{
    switch (action) {
    case ACTION_DOWN:
        return 1;
    case ACTION_UP:
        return -1;
    case ACTION_HALF_DOWN:
        return page / 2;
    case ACTION_HALF_UP:
        return -page / 2;
    case ACTION_PAGE_DOWN:
        return page - 1;
    case ACTION_PAGE_UP:
        return 1 - page;
    case ACTION_TOP:
        return INT_MIN;
    default:
        return INT_MAX;
    }
}

static enum effect scroll(const struct view_context *context, void *state_, void *data,
                          const char *argument, struct view_reply *reply)
{
    struct sample_view_state *state = state_;
    int pane = pane_of(state, data);
    long long top = (long long)state->top[pane] +
                    lines_of(context->action, ((const struct sample_data *)data)->heights[pane]);

    (void)argument;
    (void)reply;
    state->top[pane] = top < 0 ? 0 : (size_t)top;
    return EFFECT_MOVED;
}

static enum effect move_sideways(const struct view_context *context, void *state_, void *data,
                                 const char *argument, struct view_reply *reply)
{
    struct sample_view_state *state = state_;
    size_t step = state->unwrapped ? 8 : 0;

    (void)data;
    (void)argument;
    (void)reply;
    if (context->action == ACTION_RIGHT)
        state->left += step;
    else
        state->left -= state->left < step ? state->left : step;
    return EFFECT_MOVED;
}

static enum effect go_to_place(struct sample_view_state *state, const struct sample_data *data,
                               size_t place, const char *what, struct view_reply *reply)
{
    if (place >= data->rows.list.count) {
        snprintf(reply->message, sizeof(reply->message), "no %s", what);
        return EFFECT_SAID;
    }
    state->row = data->rows.list.rows[place];
    state->top[0] = state->top[1] = 0;
    return EFFECT_MOVED;
}

static enum effect walk_failures(const struct view_context *context, void *state, void *data_,
                                 const char *argument, struct view_reply *reply)
{
    const struct sample_data *data = data_;
    bool forward = context->action == ACTION_NEXT_FAILURE;

    (void)argument;
    return go_to_place(state, data, sample_rows_failure(&data->rows, data->place, forward),
                       forward ? "further failure" : "earlier failure", reply);
}

static enum effect walk(const struct view_context *context, void *state, void *data_,
                        const char *argument, struct view_reply *reply)
{
    const struct sample_data *data = data_;
    bool forward = context->action == ACTION_NEXT_GROUP;

    (void)argument;
    return go_to_place(state, data, forward ? data->place + 1 : data->place - 1,
                       forward ? "further sample" : "earlier sample", reply);
}

static enum effect next_pane(const struct view_context *context, void *state_, void *data_,
                             const char *argument, struct view_reply *reply)
{
    struct sample_view_state *state = state_;
    const struct sample_data *data = data_;

    (void)context;
    (void)argument;
    (void)reply;
    if (data->docs[1])
        state->focus = !state->focus;
    return EFFECT_MOVED;
}

static enum effect toggle_wrap(const struct view_context *context, void *state_, void *data,
                               const char *argument, struct view_reply *reply)
{
    struct sample_view_state *state = state_;

    (void)context;
    (void)data;
    (void)argument;
    (void)reply;
    state->unwrapped = !state->unwrapped;
    state->left = 0;
    return EFFECT_CHANGED;
}

static enum effect toggle_raw(const struct view_context *context, void *state_, void *data,
                              const char *argument, struct view_reply *reply)
{
    struct sample_view_state *state = state_;

    (void)context;
    (void)data;
    (void)argument;
    (void)reply;
    state->raw = !state->raw;
    state->top[0] = state->top[1] = 0;
    return EFFECT_CHANGED;
}

static enum effect find(struct sample_view_state *state, const struct sample_data *data,
                        bool forward, struct view_reply *reply)
{
    int pane = data->docs[state->focus] ? state->focus : 0;
    size_t line = SIZE_MAX;

    if (!state->search[0])
        return EFFECT_NONE;
    for (int i = 0; i < PANES && line == SIZE_MAX; i++, pane = !pane) {
        if (!data->docs[pane])
            continue;
        line = sample_doc_find(data->docs[pane], state->search, state->top[pane], forward);
        if (line != SIZE_MAX) {
            state->focus = pane;
            state->top[pane] = line;
        }
    }
    if (line == SIZE_MAX)
        snprintf(reply->message, sizeof(reply->message), "\"%.100s\" is not in this sample",
                 state->search);
    return line == SIZE_MAX ? EFFECT_SAID : EFFECT_MOVED;
}

static enum effect search(const struct view_context *context, void *state_, void *data,
                          const char *argument, struct view_reply *reply)
{
    struct sample_view_state *state = state_;

    if (argument)
        snprintf(state->search, sizeof(state->search), "%s", argument);
    return find(state, data, context->action != ACTION_SEARCH_PREVIOUS, reply);
}

static const struct view_action actions[] = {
    {ACTION_NEXT_FAILURE, "next failure", "next failure of the list", walk_failures},
    {ACTION_PREVIOUS_FAILURE, NULL, "previous failure of the list", walk_failures},
    {ACTION_NEXT_GROUP, "next", "next sample of the list", walk},
    {ACTION_PREVIOUS_GROUP, NULL, "previous sample of the list", walk},
    {ACTION_RAW, "raw", "the record as it stands in the file", toggle_raw},
    {ACTION_WRAP, "wrap", NULL, toggle_wrap},
    {ACTION_TAG, "tag", NULL, NULL},
    {ACTION_SEARCH, NULL, "search in this sample", search},
    {ACTION_SEARCH_NEXT, NULL, NULL, search},
    {ACTION_SEARCH_PREVIOUS, NULL, NULL, search},
    {ACTION_NEXT_PANE, NULL, NULL, next_pane},
    {ACTION_PREVIOUS_PANE, NULL, NULL, next_pane},
    {ACTION_DOWN, NULL, "a line down", scroll},
    {ACTION_UP, NULL, "a line up", scroll},
    {ACTION_HALF_DOWN, NULL, NULL, scroll},
    {ACTION_HALF_UP, NULL, NULL, scroll},
    {ACTION_PAGE_DOWN, NULL, NULL, scroll},
    {ACTION_PAGE_UP, NULL, NULL, scroll},
    {ACTION_TOP, NULL, "first line", scroll},
    {ACTION_BOTTOM, NULL, "last line", scroll},
    {ACTION_LEFT, NULL, "long lines to the right, when not wrapped", move_sideways},
    {ACTION_RIGHT, NULL, "long lines to the left, when not wrapped", move_sideways},
    {ACTION_NONE, NULL, NULL, NULL},
};

static void sample_subject(const struct view_context *context, const void *state_, const void *data,
                           struct subject *subject)
{
    const struct sample_view_state *state = state_;

    (void)context;
    (void)data;
    subject->has_sample = true;
    subject->set = state->set;
    subject->row = state->row;
}

/* A search for the filter's texts goes on behind the sample. */
static bool sample_wake(const struct view_context *context, void *state, void *data_)
{
    struct sample_data *data = data_;

    (void)state;
    if (!sample_rows_wake(&data->rows, context->wake_fd))
        return false;
    data->made = false;
    return true;
}

static void sample_crumb(const struct view_context *context, const void *state_, struct buf *out)
{
    const struct sample_view_state *state = state_;
    const struct samples *samples = run_samples(context->run, state->set);
    char room[SAMPLE_ID_ROOM];

    if (samples && state->row < samples->count)
        buf_add_str(out, samples_id(samples, state->row, room));
}

static void sample_command_line(const struct view_context *context, const void *state_,
                                struct buf *out)
{
    const struct sample_view_state *state = state_;
    char room[SAMPLE_ID_ROOM];
    struct str id = samples_id(run_samples(context->run, state->set), state->row, room);

    struct buf filter = {.ptr = NULL};

    buf_add_c(&filter, "id=");
    filter_quote(id, &filter);
    buf_add_c(out, "export --filter ");
    quote_shell(out, buf_str(&filter));
    buf_release(&filter);
}

const struct view view_sample = {
    .name = "sample",
    .title = "Sample",
    .summary = "everything about one sample",
    .scope = VIEW_OF_RUN,
    .early = true,
    .needs_any = RUN_HAS_SAMPLES,
    .lacks = "this run has no samples, only figures",
    .state_size = sizeof(struct sample_view_state),
    .data_size = sizeof(struct sample_data),
    .actions = actions,
    .begin = sample_begin,
    .prepare = sample_prepare,
    .draw = sample_draw,
    .release = sample_release,
    .wake = sample_wake,
    .subject = sample_subject,
    .command_line = sample_command_line,
    .crumb = sample_crumb,
};
