#include <assay/tui/frame.h>

#include "frame_internal.h"

#include <assay/base/path.h>

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SIDEBAR_WIDTH = 30, SIDEBAR_LEAST = 12 };

static void open_wake_pipe(struct frame *frame)
{
    if (pipe(frame->wake_pipe) != 0)
        die("no pipe can be had");
    for (int i = 0; i < 2; i++) {
        fcntl(frame->wake_pipe[i], F_SETFL, O_NONBLOCK);
        fcntl(frame->wake_pipe[i], F_SETFD, FD_CLOEXEC);
    }
}

static void open_comparisons(struct frame *frame)
{
    struct compare_options options = compare_options_default();

    options.threads = frame->options.session->progress.threads;
    frame->comparisons =
        comparisons_new(frame->session, &options, frame->options.waits ? -1 : frame->wake_pipe[1]);
}

/* auto, on, off */
static enum sidebar_mode sidebar_of(const struct config *config)
{
    const char *word = config ? config_text(config, SETTING_SIDEBAR) : "auto";

    if (strcmp(word, "auto") == 0)
        return SIDEBAR_AUTO;
    return strcmp(word, "on") == 0 ? SIDEBAR_SHOWN : SIDEBAR_HIDDEN;
}

struct frame *frame_new(const struct frame_options *options)
{
    struct frame *frame = xcalloc(1, sizeof(*frame));

    frame->options = *options;
    frame->session = session_new(options->session);
    frame->theme = options->theme;
    frame->glyphs = options->glyphs;
    frame->sidebar = sidebar_of(options->config);
    frame->scratch = arena_new();
    frame->current = -1;
    frame->untouched = true;
    frame->keep_row = SIZE_MAX;
    frame->sidebar_width = SIDEBAR_WIDTH;
    if (!options->waits) {
        open_wake_pipe(frame);
        frame->background = background_new(frame->session);
    }
    open_comparisons(frame);
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
    comparisons_free(frame->comparisons);
    background_free(frame->background);
    free(frame->followed);
    for (int i = 0; i < 2 && !frame->options.waits; i++)
        close(frame->wake_pipe[i]);
    arena_free(frame->scratch);
    arena_free(frame->theme_arena);
    arena_free(frame->preview_arena);
    buf_release(&frame->request_text);
    free(frame->opened);
    free(frame->baseline_path);
    buf_release(&frame->request_command);
    buf_release(&frame->title);
    session_free(frame->session);
    free(frame);
}

/* Everything at once: documents and tests. */
static bool open_and_wait(struct frame *frame, const char *path, struct err *err)
{
    size_t first = session_entry_count(frame->session);

    if (!session_open(frame->session, path, err))
        return false;
    for (size_t e = first; e < session_entry_count(frame->session); e++)
        frame_want(frame, e);
    return true;
}

/* "results" of "/data/results/"; the current directory by its own name. */
static void name_opened(struct frame *frame, const char *path)
{
    char *whole = realpath(path, NULL);
    const char *name = path_base(frame->scratch, whole ? whole : path);

    free(frame->opened);
    frame->opened = memcpy(xmalloc(strlen(name) + 1), name, strlen(name) + 1);
    free(whole);
}

bool frame_open(struct frame *frame, const char *path, struct err *err)
{
    struct opening opening = {.view = view_registry[0], .row = SIZE_MAX};

    /* Several paths have no name together. */
    if (frame->current >= 0) {
        free(frame->opened);
        frame->opened = NULL;
    } else {
        name_opened(frame, path);
        frame_go(frame, &opening, PLACE_ROOT);
    }
    if (frame->background) {
        if (!path_exists(path))
            return err_set_file(err, ERR_IO, path, "%s", strerror(ENOENT));
        background_open(frame->background, path);
        return true;
    }
    if (!open_and_wait(frame, path, err))
        return false;
    opening.view = view_find(STR("overview"));
    if (session_entry_count(frame->session) == 1 && session_run_count(frame->session, 0) == 1 &&
        opening.view)
        frame_go(frame, &opening, PLACE_ROOT);
    frame_prepare(frame);
    return true;
}

/* Of paths opened twice the later one is meant. */
void frame_find_baseline(struct frame *frame)
{
    struct session *session = frame->session;
    size_t at = session_entry_count(session);
    const struct catalogue *found;

    while (frame->baseline_path && at-- > 0) {
        found = session_catalogue(session, at);
        if (strcmp(found->path, frame->baseline_path) != 0)
            continue;
        while (at > 0 && session_catalogue(session, at - 1) == found)
            at--;
        frame_set_baseline(frame, (struct run_ref){.entry = at});
        free(frame->baseline_path);
        frame->baseline_path = NULL;
    }
}

bool frame_open_baseline(struct frame *frame, const char *path, struct err *err)
{
    free(frame->baseline_path);
    frame->baseline_path = memcpy(xmalloc(strlen(path) + 1), path, strlen(path) + 1);
    if (!frame_open(frame, path, err))
        return false;
    frame_find_baseline(frame);
    return true;
}

static void go_to_view(struct frame *frame, const struct view *view)
{
    struct opening opening = {.view = view, .row = SIZE_MAX};

    if (frame_place(frame)->view == view)
        return;
    if (view->scope != VIEW_OF_PAIR ||
        frame_pair_opening(frame, (struct run_ref){0}, view, &opening))
        frame_go(frame, &opening, PLACE_TOP);
}

/* The first run, asked for when it is not there yet; NULL. */
static const struct run *first_run(struct frame *frame)
{
    if (session_entry_count(frame->session) == 0)
        return NULL;
    frame_want(frame, 0);
    return session_run_count(frame->session, 0) ? session_run(frame->session, 0, 0) : NULL;
}

void frame_grant_wish(struct frame *frame)
{
    const struct view *view = frame->wished;
    const struct run *run;
    const char *lacks = NULL;

    if (!frame->untouched)
        frame->wished = NULL;
    if (!frame->wished)
        return;
    if (view->scope == VIEW_OF_PAIR && frame->baseline_path)
        return;
    if (view->scope != VIEW_OF_SESSION) {
        run = first_run(frame);
        lacks = run ? view_lacks(view, run) : NULL;
        /* What its first rows lack may still come. */
        if (!run || (lacks && session_state(frame->session, 0) == ENTRY_PREVIEW))
            return;
    }
    frame->wished = NULL;
    if (lacks)
        frame_fail(frame, "%s: %s", view->title, lacks);
    else
        go_to_view(frame, view);
}

bool frame_view(struct frame *frame, const char *name, struct err *err)
{
    const struct view *view = view_find(str_of(name));
    const struct run *run = NULL;

    if (!view)
        return err_set(err, ERR_USAGE, "there is no view named %s", name);
    if (frame->background) {
        frame->wished = view;
        frame_grant_wish(frame);
        return true;
    }
    if (view->scope != VIEW_OF_SESSION)
        run = first_run(frame);
    if (run && view_lacks(view, run))
        return err_set(err, ERR_USAGE, "%s: %s", view->title, view_lacks(view, run));
    go_to_view(frame, view);
    if (frame_place(frame)->view != view)
        return err_set(err, ERR_USAGE, "%s: %s", view->title, frame->message);
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

__attribute__((format(printf, 3, 0))) static void say(struct frame *frame, bool is_error,
                                                      const char *format, va_list args)
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
    if (request.kind == REQUEST_PIPE)
        request.command = frame->request_command.ptr;
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
    frame->untouched = false;
    if (key != PRESS_CONTROL('c'))
        frame->cancel_again = false;
    if (!frame->prepared)
        frame_prepare(frame);
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
    /* What is typed is tried when it is drawn, so that a burst of keys is tried once. */
    if (!frame->prompt.open)
        frame_prepare(frame);
}

/* The border of the list of runs can be dragged; true when the event was about that. */
static bool drag_sidebar(struct frame *frame, enum mouse_kind kind, int column)
{
    int width, most = frame->width / 2;

    if (!frame_sidebar_width(frame, &width) || kind == MOUSE_RELEASE) {
        frame->sidebar_dragged = false;
        return false;
    }
    if (kind == MOUSE_PRESS)
        frame->sidebar_dragged = column == width || column == width + 1;
    if (!frame->sidebar_dragged)
        return false;
    frame->sidebar_width = column < SIDEBAR_LEAST ? SIDEBAR_LEAST : column > most ? most : column;
    frame_prepare(frame);
    return true;
}

/* Go from pane to pane until the table drawn there has the keys; back where none is. */
static struct grid_state *focus_table(struct frame *frame, const void *wanted,
                                      struct grid_layout **layout)
{
    enum { PANES_MOST = 6 };
    struct place *place = frame_place(frame);
    size_t size = place->view->state_size;
    void *before = xmalloc(size ? size : 1);
    struct grid_state *state = frame_grid(frame, layout);

    memcpy(before, place->state, size);
    for (int i = 0; i < PANES_MOST && state && *layout != wanted; i++) {
        frame_key(frame, PRESS_TAB);
        state = frame_grid(frame, layout);
    }
    if (state && *layout != wanted) {
        memcpy(place->state, before, size);
        frame->message[0] = '\0';
        state = NULL;
    }
    free(before);
    return state;
}

void frame_mouse(struct frame *frame, enum mouse_kind kind, int row, int column)
{
    const struct canvas_area *area;
    struct grid_layout *layout;
    struct grid_state *state;
    struct rect rect;
    size_t before;

    if (frame->current < 0 || frame->prompt.open || !frame->drawn)
        return;
    if (kind == MOUSE_WHEEL_UP || kind == MOUSE_WHEEL_DOWN) {
        for (int i = 0; i < 3; i++)
            frame_key(frame, kind == MOUSE_WHEEL_UP ? PRESS_UP : PRESS_DOWN);
        return;
    }
    if (drag_sidebar(frame, kind, column))
        return;
    area = canvas_area_at(frame->drawn, row, column);
    if (kind != MOUSE_PRESS || !area)
        return;
    rect = area->rect;
    state = focus_table(frame, area->what, &layout);
    if (state) {
        before = state->cursor;
        if (grid_click(state, layout, row - rect.row, column - rect.column) &&
            state->cursor == before)
            frame_key(frame, PRESS_ENTER);
    }
    frame_prepare(frame);
}

bool frame_wake(struct frame *frame)
{
    char drained[64];
    bool news;

    if (!frame->background)
        return false;
    while (read(frame->wake_pipe[0], drained, sizeof(drained)) > 0)
        ;
    news = frame_load_collect(frame);
    if (comparisons_collect(frame->comparisons))
        news = true;
    if (frame->current >= 0 && frame->prepared && frame_place(frame)->view->wake) {
        frame_contextualise(frame);
        news |=
            frame_place(frame)->view->wake(&frame->context, frame_place(frame)->state, frame->data);
    }
    return news;
}

int frame_wake_fds(const struct frame *frame, int fds[FRAME_WAKE_FDS])
{
    if (!frame->background)
        return 0;
    fds[0] = frame->wake_pipe[0];
    fds[1] = background_fd(frame->background);
    return FRAME_WAKE_FDS;
}

void frame_preview_theme(struct frame *frame, const char *name)
{
    bool shown = frame->preview != NULL;

    if (shown && strcmp(frame->preview->name, name) == 0)
        return;
    arena_free(frame->preview_arena);
    frame->preview_arena = name[0] ? arena_new() : NULL;
    frame->preview = name[0] ? theme_load(name, frame->preview_arena, NULL) : NULL;
    if (shown || frame->preview)
        frame_ask(frame, REQUEST_STYLE, STR(""));
}

const struct theme *frame_theme(const struct frame *frame)
{
    return frame->preview ? frame->preview : frame->theme;
}

const struct config *frame_config(const struct frame *frame)
{
    return frame->options.config;
}
