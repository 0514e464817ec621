#include <assay/tui/view_samples.h>

#include "samples_internal.h"

#include <assay/base/fmt.h>
#include <assay/base/quote.h>

#include <stdio.h>
#include <string.h>

/* Below, a cursor that moves costs some fifty bytes, not the two thousand of another record. */
enum { DETAIL_FROM_WIDTH = 150 };

/* ---- keeping up with the state ---- */

/* "given" and "(typed)" together. */
static const char *whole_filter(const struct samples_state *state, const char *typed,
                                struct arena *scratch)
{
    if (!state->given[0])
        return typed;
    return typed[0] ? arena_printf(scratch, "(%s) (%s)", state->given, typed) : state->given;
}

static void make_rows(const struct view_context *context, const struct samples_state *state,
                      struct samples_data *data)
{
    const char *filter = whole_filter(state, state->grid.filter, context->scratch);
    const char *sort = samples_sort_text(data, &state->grid, context->scratch);

    if (data->made && !data->stale && strcmp(filter, data->filter) == 0 &&
        strcmp(sort, data->sort) == 0)
        return;
    err_clear(&data->source.fault);
    if (sample_rows_make(&data->rows, context->run, state->set, context->tags, filter, sort,
                         context->wake_fd, &data->source.fault)) {
        data->source.rows = data->rows.list.rows;
        data->source.shown = data->rows.list.count;
        data->source.version++;
        data->vocabulary = sample_vocabulary(data->rows.scope);
        data->source.vocabulary = &data->vocabulary;
    }
    snprintf(data->filter, sizeof(data->filter), "%s", filter);
    snprintf(data->sort, sizeof(data->sort), "%s", sort);
    data->made = true;
    data->stale = false;
}

static void drop_detail(struct samples_data *data)
{
    sample_doc_free(data->detail);
    arena_free(data->detail_arena);
    data->detail = NULL;
    data->detail_arena = NULL;
}

/* The sample under the cursor, beside the table where there is room. */
static void make_detail(const struct view_context *context, const struct samples_state *state,
                        struct samples_data *data, int width)
{
    size_t row = grid_row(&state->grid, &data->layout);

    if (width == 0 || row == SIZE_MAX) {
        drop_detail(data);
        return;
    }
    if (!data->detail || data->detail_row != row) {
        drop_detail(data);
        data->detail_arena = arena_new();
        data->detail = sample_doc_new(
            sample_text_build(context->run, state->set, row, data->detail_arena), DOC_ALL);
        data->detail_row = row;
    }
    sample_doc_fit(data->detail, width, true);
}

static int detail_width(const struct view_context *context)
{
    int width = context->rect.width;

    return width < DETAIL_FROM_WIDTH || context->zoomed ? 0 : width * 2 / 5;
}

static void samples_begin(const struct view_context *context, void *state_,
                          const struct opening *opening)
{
    struct samples_state *state = state_;

    (void)context;
    state->set = opening->set;
    snprintf(state->given, sizeof(state->given), "%s", opening->filter);
}

static void samples_prepare(const struct view_context *context, void *state_, void *data_)
{
    struct samples_state *state = state_;
    struct samples_data *data = data_;
    int detail = detail_width(context);

    if (state->set >= run_samples_count(context->run))
        state->set = 0;
    if (data->source.cell && data->rows.set != state->set && data->made) {
        drop_detail(data);
        grid_layout_release(&data->layout);
        data->source = (struct grid_source){.version = data->source.version + 1};
        data->made = false;
    }
    if (!data->source.cell)
        samples_source_begin(context, data, state->set);
    make_rows(context, state, data);
    grid_prepare(&state->grid, &data->layout, &data->source, context->rect.height,
                 context->rect.width - (detail ? detail + 2 : 0), context->scratch);
    make_detail(context, state, data, detail);
}

static void samples_draw(const struct view_context *context, const void *state_, const void *data_,
                         const struct surface *surface)
{
    const struct samples_state *state = state_;
    const struct samples_data *data = data_;
    struct surface table = *surface, side;

    if (data->detail) {
        side = surface_take_right(&table, detail_width(context), SURFACE_RULED);
        sample_doc_draw(data->detail, &side, 0, 0, "");
    }
    grid_draw(&state->grid, &data->layout, &table, context->focused, context->scratch);
}

static void samples_release(void *data_)
{
    struct samples_data *data = data_;

    drop_detail(data);
    sample_rows_release(&data->rows);
    grid_layout_release(&data->layout);
}

static bool samples_wake(const struct view_context *context, void *state_, void *data_)
{
    struct samples_data *data = data_;

    (void)state_;
    if (!sample_rows_wake(&data->rows, context->wake_fd))
        return false;
    data->stale = true;
    return true;
}

/* ---- actions ---- */

static struct grid_state *samples_grid(void *state_, void *data_, struct grid_layout **layout)
{
    struct samples_state *state = state_;
    struct samples_data *data = data_;

    *layout = &data->layout;
    return &state->grid;
}

/* What does not fit is left out as a whole: half a filter would be another one. */
static void copy_text(char *to, size_t room, const char *text)
{
    size_t length = strlen(text);

    memcpy(to, length < room ? text : "", length < room ? length + 1 : 1);
}

static enum effect open_sample(const struct view_context *context, void *state_, void *data_,
                               const char *argument, struct view_reply *reply)
{
    const struct samples_state *state = state_;
    const struct samples_data *data = data_;
    size_t row = grid_row(&state->grid, &data->layout);
    char room[SAMPLE_ID_ROOM];
    struct str id;

    (void)context;
    (void)argument;
    if (row == SIZE_MAX)
        return EFFECT_NONE;
    id = samples_id(data->samples, row, room);
    reply->opening.view = view_find(STR("sample"));
    reply->opening.set = state->set;
    reply->opening.row = row;
    copy_text(reply->opening.filter, sizeof(reply->opening.filter), data->filter);
    copy_text(reply->opening.sort, sizeof(reply->opening.sort), data->sort);
    snprintf(reply->opening.title, sizeof(reply->opening.title), "%.*s",
             (int)(id.len < 60 ? id.len : 60), id.ptr);
    return EFFECT_OPEN;
}

static enum effect walk_failures(const struct view_context *context, void *state_, void *data_,
                                 const char *argument, struct view_reply *reply)
{
    struct samples_state *state = state_;
    const struct samples_data *data = data_;
    bool forward = context->action == ACTION_NEXT_FAILURE;
    size_t at = sample_rows_failure(&data->rows, state->grid.cursor, forward);

    (void)argument;
    if (at == SIZE_MAX) {
        snprintf(reply->message, sizeof(reply->message), "no %s failure",
                 forward ? "further" : "earlier");
        return EFFECT_SAID;
    }
    state->grid.cursor = at;
    return EFFECT_MOVED;
}

static enum effect change_set(const struct view_context *context, void *state_, void *data,
                              const char *argument, struct view_reply *reply)
{
    struct samples_state *state = state_;
    size_t sets = run_samples_count(context->run);

    (void)data;
    (void)argument;
    if (sets < 2) {
        snprintf(reply->message, sizeof(reply->message), "this run has one set of samples");
        return EFFECT_SAID;
    }
    state->set = (state->set + (context->action == ACTION_NEXT_GROUP ? 1 : sets - 1)) % sets;
    return EFFECT_CHANGED;
}

static enum effect cancel_search(const struct view_context *context, void *state_, void *data_,
                                 const char *argument, struct view_reply *reply)
{
    struct samples_data *data = data_;

    (void)context;
    (void)state_;
    (void)argument;
    if (sample_rows_searching(&data->rows) < 0)
        return EFFECT_NONE;
    sample_rows_cancel(&data->rows);
    data->stale = true;
    snprintf(reply->message, sizeof(reply->message), "the search was cancelled");
    return EFFECT_MOVED;
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "open", "everything about this sample", open_sample},
    {ACTION_NEXT_FAILURE, "next failure", NULL, walk_failures},
    {ACTION_PREVIOUS_FAILURE, NULL, NULL, walk_failures},
    {ACTION_FILTER, "filter", "keep the samples that match; text:word searches the records", NULL},
    {ACTION_SORT_UP, "sort", NULL, NULL},
    {ACTION_SEARCH, "find", "search in the ids", NULL},
    {ACTION_NEXT_GROUP, NULL, "next set of samples", change_set},
    {ACTION_PREVIOUS_GROUP, NULL, "previous set of samples", change_set},
    {ACTION_CANCEL, NULL, "cancel the search in the records; twice quits", cancel_search},
    {ACTION_NONE, NULL, NULL, NULL},
};

static void samples_subject(const struct view_context *context, const void *state_,
                            const void *data_, struct subject *subject)
{
    const struct samples_state *state = state_;
    const struct samples_data *data = data_;
    size_t row = grid_row(&state->grid, &data->layout);

    (void)context;
    subject->has_sample = row != SIZE_MAX;
    subject->set = state->set;
    subject->row = row;
}

static void samples_status(const struct view_context *context, const void *state_,
                           const void *data_, struct buf *out)
{
    const struct samples_state *state = state_;
    const struct samples_data *data = data_;
    int percent = sample_rows_searching(&data->rows);

    if (percent >= 0)
        buf_addf(out, "searching %d%%  ", percent);
    if (data->rows.failure.code != ERR_NONE)
        buf_addf(out, "not all was searched: %s  ", data->rows.failure.text);
    if (run_samples_count(context->run) > 1)
        buf_addf(out, "%s  ", run_samples(context->run, state->set)->name);
    if (context->tags && tags_count(context->tags) && !tags_path(context->tags))
        buf_add_c(out, "tags not kept  ");
    if (data->filter[0])
        buf_addf(out, "%s  ", data->filter);
    if (data->layout.count != data->source.row_count)
        buf_addf(out, "%s of ", fmt_count(context->scratch, data->layout.count));
    buf_add_c(out, fmt_counted(context->scratch, data->source.row_count, "sample"));
}

static void samples_command_line(const struct view_context *context, const void *state_,
                                 struct buf *out)
{
    const struct samples_state *state = state_;
    const char *filter = whole_filter(state, state->grid.filter, context->scratch);

    buf_add_c(out, "export");
    if (filter[0]) {
        buf_add_c(out, " --filter ");
        quote_shell(out, str_of(filter));
    }
}

const struct view view_samples = {
    .name = "samples",
    .title = "Samples",
    .summary = "every sample, sorted, filtered and searched",
    .number = '7',
    .scope = VIEW_OF_RUN,
    .early = true,
    .needs_any = RUN_HAS_SAMPLES,
    .lacks = "this run has no samples, only figures",
    .state_size = sizeof(struct samples_state),
    .data_size = sizeof(struct samples_data),
    .actions = actions,
    .begin = samples_begin,
    .prepare = samples_prepare,
    .draw = samples_draw,
    .release = samples_release,
    .wake = samples_wake,
    .grid = samples_grid,
    .subject = samples_subject,
    .command_line = samples_command_line,
    .status = samples_status,
};
