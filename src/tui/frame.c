#include <assay/tui/frame.h>

#include "frame_internal.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void open_wake_pipe(struct frame *frame)
{
    if (pipe(frame->wake_pipe) != 0)
        die("no pipe can be had");
    for (int i = 0; i < 2; i++) {
        fcntl(frame->wake_pipe[i], F_SETFL, O_NONBLOCK);
        fcntl(frame->wake_pipe[i], F_SETFD, FD_CLOEXEC);
    }
}

struct frame *frame_new(const struct frame_options *options)
{
    struct frame *frame = xcalloc(1, sizeof(*frame));

    frame->options = *options;
    frame->session = session_new(options->session);
    frame->theme = options->theme;
    frame->glyphs = options->glyphs;
    frame->scratch = arena_new();
    frame->current = -1;
    if (!options->waits)
        open_wake_pipe(frame);
    frame->height = 24;
    frame->width = 80;
    return frame;
}

void frame_free(struct frame *frame)
{
    if (!frame)
        return;
    if (frame->current >= 0)
        frame_places_release(frame);
    frame_prompt_close(frame);
    for (int a = 0; a < ACTION_COUNT; a++)
        for (int i = 0; i < frame->recall_count[a]; i++)
            free(frame->recall[a][i]);
    frame_forget_figures(frame);
    for (int i = 0; i < 2 && !frame->options.waits; i++)
        close(frame->wake_pipe[i]);
    arena_free(frame->scratch);
    arena_free(frame->theme_arena);
    buf_release(&frame->request_text);
    buf_release(&frame->title);
    session_free(frame->session);
    free(frame);
}

bool frame_open(struct frame *frame, const char *path, struct err *err)
{
    struct opening opening = {.row = SIZE_MAX};

    if (!session_open(frame->session, path, err))
        return false;
    opening.view = view_registry[0];
    if (session_entry_count(frame->session) == 1 && frame_load(frame, 0, NULL) &&
        session_run_count(frame->session, 0) == 1 && view_find(STR("overview")))
        opening.view = view_find(STR("overview"));
    if (frame->current < 0)
        frame_go(frame, &opening, PLACE_BESIDE);
    frame_prepare(frame);
    return true;
}

bool frame_view(struct frame *frame, const char *name, struct err *err)
{
    const struct view *view = view_find(str_of(name));
    struct opening opening = {.view = view, .row = SIZE_MAX};
    const struct run *run = NULL;

    if (!view)
        return err_set(err, ERR_USAGE, "there is no view named %s", name);
    if (view->scope == VIEW_OF_RUN && session_entry_count(frame->session) &&
        frame_load(frame, 0, err) && session_run_count(frame->session, 0))
        run = session_run(frame->session, 0, 0);
    if (run && view_lacks(view, run))
        return err_set(err, ERR_USAGE, "%s: %s", view->title, view_lacks(view, run));
    if (frame_place(frame)->view != view)
        frame_go(frame, &opening,
                 view->scope == VIEW_OF_RUN && frame_place(frame)->view->scope == VIEW_OF_SESSION
                     ? PLACE_BELOW
                     : PLACE_BESIDE);
    frame_prepare(frame);
    return true;
}

void frame_resize(struct frame *frame, int height, int width)
{
    frame->height = height;
    frame->width = width;
    frame->drawn = NULL;
    frame_prepare(frame);
}

static void say(struct frame *frame, bool is_error, const char *format, va_list args)
{
    vsnprintf(frame->message, sizeof(frame->message), format, args);
    frame->message_is_error = is_error;
}

void frame_say(struct frame *frame, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(frame, false, format, args);
    va_end(args);
}

void frame_fail(struct frame *frame, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(frame, true, format, args);
    va_end(args);
}

void frame_ask(struct frame *frame, enum frame_request_kind kind, struct str text)
{
    buf_clear(&frame->request_text);
    buf_add_str(&frame->request_text, text);
    frame->request = (struct frame_request){.kind = kind};
}

struct frame_request frame_take_request(struct frame *frame)
{
    struct frame_request request = frame->request;

    frame->request = (struct frame_request){0};
    request.text = buf_str(&frame->request_text);
    if (request.kind == REQUEST_EDIT)
        request.path = frame->request_text.ptr;
    return request;
}

void frame_key(struct frame *frame, uint32_t key)
{
    uint32_t before = frame->chord;
    enum action action;
    bool pending;

    if (frame->current < 0)
        return;
    frame->message[0] = '\0';
    frame->chord = 0;
    arena_reset(frame->scratch);
    frame_contextualise(frame);
    if (frame->prompt.open) {
        frame_prompt_key(frame, key);
    } else {
        action = action_of_key(before, key, &pending);
        if (pending)
            frame->chord = key;
        else if (action != ACTION_NONE)
            frame_act(frame, action, NULL);
    }
    frame_prepare(frame);
}

void frame_mouse(struct frame *frame, enum mouse_kind kind, int row, int column)
{
    const struct canvas_area *area;
    struct grid_layout *layout;
    struct grid_state *state;

    if (frame->current < 0 || frame->prompt.open || !frame->drawn)
        return;
    if (kind == MOUSE_WHEEL_UP || kind == MOUSE_WHEEL_DOWN) {
        for (int i = 0; i < 3; i++)
            frame_key(frame, kind == MOUSE_WHEEL_UP ? PRESS_UP : PRESS_DOWN);
        return;
    }
    area = canvas_area_at(frame->drawn, row, column);
    if (kind != MOUSE_PRESS || !area)
        return;
    /* A click into another pane of the view goes there first. */
    for (int i = 0; i < 6; i++) {
        state = frame_grid(frame, &layout);
        if (state && layout == area->what) {
            size_t before = state->cursor;

            if (grid_click(state, layout, row - area->rect.row, column - area->rect.column) &&
                state->cursor == before)
                frame_key(frame, PRESS_ENTER);
            break;
        }
        frame_key(frame, PRESS_TAB);
    }
    frame_prepare(frame);
}

bool frame_wake(struct frame *frame)
{
    char drained[64];
    bool news = false;

    if (frame->options.waits || frame->current < 0)
        return false;
    while (read(frame->wake_pipe[0], drained, sizeof(drained)) > 0)
        ;
    if (frame->data && frame_place(frame)->view->wake) {
        arena_reset(frame->scratch);
        frame_contextualise(frame);
        news =
            frame_place(frame)->view->wake(&frame->context, frame_place(frame)->state, frame->data);
    }
    return news;
}

int frame_wake_fd(const struct frame *frame)
{
    return frame->options.waits ? -1 : frame->wake_pipe[0];
}

int frame_timeout(const struct frame *frame)
{
    (void)frame;
    return -1;
}

const struct theme *frame_theme(const struct frame *frame)
{
    return frame->theme;
}

enum glyph_set frame_glyphs(const struct frame *frame)
{
    return frame->glyphs;
}

const struct session *frame_session(const struct frame *frame)
{
    return frame->session;
}
