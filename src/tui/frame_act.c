#include "frame_internal.h"

#include <math.h>
#include <string.h>

struct grid_state *frame_grid(struct frame *frame, struct grid_layout **layout)
{
    struct place *place = frame_place(frame);

    *layout = NULL;
    if (!place->view->grid || !frame->prepared)
        return NULL;
    return place->view->grid(place->state, frame->data, layout);
}

struct subject frame_subject(struct frame *frame)
{
    struct place *place = frame_place(frame);
    struct subject subject = {.value = NAN, .row = SIZE_MAX};

    subject.quantity.at = NAN;
    if (place->view->subject && frame->prepared)
        place->view->subject(&frame->context, place->state, frame->data, &subject);
    return subject;
}

const struct run *frame_run_of(const struct frame *frame, size_t entry, size_t index)
{
    return entry < session_entry_count(frame->session) &&
                   index < session_run_count(frame->session, entry)
               ? session_run(frame->session, entry, index)
               : NULL;
}

struct run_meant frame_run_meant(struct frame *frame)
{
    const struct place *place = frame_place(frame);
    struct run_meant meant = {.entry = place->opening.entry, .index = place->opening.run};
    struct subject subject = {.has_run = false};

    if (place->view->scope == VIEW_OF_SESSION)
        subject = frame_subject(frame);
    if (subject.has_run) {
        meant.entry = subject.entry;
        meant.index = subject.run;
    }
    meant.run = frame_run_of(frame, meant.entry, meant.index);
    return meant;
}

/* ---- history ---- */

static void go_back(struct frame *frame, enum action action, const char *argument)
{
    (void)argument;
    if (frame_sidebar_focused(frame))
        frame->sidebar_focused = false;
    else if (!frame_back(frame) && action == ACTION_QUIT)
        frame_ask(frame, REQUEST_QUIT, STR(""));
}

static void quit_now(struct frame *frame, enum action action, const char *argument)
{
    (void)action;
    (void)argument;
    frame_ask(frame, REQUEST_QUIT, STR(""));
}

static void walk_history(struct frame *frame, enum action action, const char *argument)
{
    (void)argument;
    if (!frame_go_to(frame, frame->current + (action == ACTION_HISTORY_BACK ? -1 : 1)))
        frame_say(frame, action == ACTION_HISTORY_BACK ? "this is the first place"
                                                       : "this is the last place");
}

static void undo(struct frame *frame, enum action action, const char *argument)
{
    (void)argument;
    if (!frame_undo(frame, action == ACTION_REDO))
        frame_say(frame, action == ACTION_REDO ? "nothing to redo" : "nothing to undo");
}

/* ---- layout and looks ---- */

static void toggle_zoom(struct frame *frame, enum action action, const char *argument)
{
    (void)action;
    (void)argument;
    frame->zoomed = !frame->zoomed;
}

static void toggle_sidebar(struct frame *frame, enum action action, const char *argument)
{
    int width;

    (void)action;
    (void)argument;
    if (!frame_sidebar_width(frame, &width)) {
        frame->sidebar = SIDEBAR_SHOWN;
        frame->sidebar_focused = frame_sidebar_width(frame, &width);
        if (!frame->sidebar_focused)
            frame_fail(frame, "the screen is too narrow for the list of runs; 1 shows it");
    } else if (!frame_sidebar_focused(frame)) {
        frame->sidebar_focused = true;
    } else {
        frame->sidebar = SIDEBAR_HIDDEN;
        frame->sidebar_focused = false;
    }
    frame->sidebar_cursor =
        frame_run_index(frame, frame_place(frame)->opening.entry, frame_place(frame)->opening.run);
}

static void tell_themes(struct frame *frame)
{
    struct theme_list list = theme_names(frame->scratch);
    struct buf names = {0};

    for (size_t i = 0; i < list.count; i++)
        buf_addf(&names, " %s", list.names[i]);
    frame_say(frame, "this is %s; there are%s", frame->theme->name, names.ptr ? names.ptr : "");
    buf_release(&names);
}

static void choose_theme(struct frame *frame, enum action action, const char *argument)
{
    struct arena *arena;
    const struct theme *theme;
    struct err err;

    (void)action;
    if (!argument) {
        tell_themes(frame);
        return;
    }
    arena = arena_new();
    theme = theme_load(argument, arena, &err);
    if (!theme) {
        frame_fail(frame, "%s", err.text);
        arena_free(arena);
        return;
    }
    arena_free(frame->theme_arena);
    frame->theme_arena = arena;
    frame->theme = theme;
    frame_ask(frame, REQUEST_STYLE, STR(""));
}

static void choose_glyphs(struct frame *frame, enum action action, const char *argument)
{
    static const char *const names[] = {"ascii", "block", "braille"};

    (void)action;
    for (int i = 0; i < 3; i++)
        if (strcmp(argument, names[i]) == 0) {
            frame->glyphs = (enum glyph_set)i;
            frame_drop_data(frame);
            frame_ask(frame, REQUEST_STYLE, STR(""));
            return;
        }
    frame_fail(frame, "glyphs are braille, block or ascii");
}

/* ---- the program ---- */

static void open_prompt(struct frame *frame, enum action action, const char *argument)
{
    (void)argument;
    frame_prompt_open(frame, action, "");
}

static void escape(struct frame *frame, enum action action, const char *argument)
{
    bool closes = !frame->sidebar_focused && !frame->zoomed &&
                  frame_place(frame)->view == view_find(STR("help"));

    (void)action;
    (void)argument;
    if (closes)
        frame_back(frame);
    frame->chord = 0;
    frame->sidebar_focused = false;
    frame->zoomed = false;
}

static void reload_entry(struct frame *frame, size_t entry)
{
    struct err err;

    if (entry >= session_entry_count(frame->session))
        return;
    if (frame->background) {
        background_reload(frame->background, entry);
    } else {
        frame_forget_entry(frame, entry);
        session_unload(frame->session, entry);
        if (!session_load(frame->session, entry, &err))
            session_fail(frame->session, entry, &err);
    }
}

/* Where two runs are compared, both. */
static void reload(struct frame *frame, enum action action, const char *argument)
{
    const struct opening opening = frame_place(frame)->opening;
    size_t entry = frame_run_meant(frame).entry;

    (void)action;
    (void)argument;
    reload_entry(frame, entry);
    if (opening.compares && opening.base_entry != entry)
        reload_entry(frame, opening.base_entry);
}

static void follow(struct frame *frame, enum action action, const char *argument)
{
    (void)action;
    (void)argument;
    frame_load_follow(frame, frame_run_meant(frame).entry);
}

static void cancel(struct frame *frame, enum action action, const char *argument)
{
    (void)action;
    (void)argument;
    frame_load_cancel(frame);
}

static void ask_driver(struct frame *frame, enum action action, const char *argument)
{
    (void)argument;
    frame_ask(frame,
              action == ACTION_SUSPEND ? REQUEST_SUSPEND
              : action == ACTION_MOUSE ? REQUEST_MOUSE
                                       : REQUEST_REDRAW,
              STR(""));
}

static const struct frame_row frame_rows[] = {
    {ACTION_BACK, go_back},
    {ACTION_QUIT, go_back},
    {ACTION_QUIT_NOW, quit_now},
    {ACTION_HISTORY_BACK, walk_history},
    {ACTION_HISTORY_FORWARD, walk_history},
    {ACTION_ZOOM, toggle_zoom},
    {ACTION_SIDEBAR, toggle_sidebar},
    {ACTION_UNDO, undo},
    {ACTION_REDO, undo},
    {ACTION_THEME, choose_theme},
    {ACTION_GLYPHS, choose_glyphs},
    {ACTION_RELOAD, reload},
    {ACTION_COMMAND, open_prompt},
    {ACTION_MOUSE, ask_driver},
    {ACTION_REDRAW, ask_driver},
    {ACTION_SUSPEND, ask_driver},
    {ACTION_CANCEL, cancel},
    {ACTION_FOLLOW, follow},
    {ACTION_ESCAPE, escape},
    {.act = NULL},
};

static const struct frame_row *frame_row_of(enum action action)
{
    static const struct frame_row *const tables[] = {frame_rows, frame_view_rows,
                                                     frame_compare_rows, frame_record_rows};

    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
        for (const struct frame_row *row = tables[i]; row->act; row++)
            if (row->action == action)
                return row;
    return NULL;
}

/* ---- views and tables first ---- */

static const struct view_action *view_action_of(const struct view *view, enum action action)
{
    const struct view_action *row = view->actions;

    for (; row && row->action != ACTION_NONE; row++)
        if (row->action == action)
            return row;
    return NULL;
}

/* True when the view did it. */
static bool act_in_view(struct frame *frame, enum action action, const char *argument)
{
    struct place *place = frame_place(frame);
    const struct view_action *row = view_action_of(place->view, action);
    struct view_reply reply = {.opening = {.entry = place->opening.entry,
                                           .run = place->opening.run,
                                           .compares = place->opening.compares,
                                           .base_entry = place->opening.base_entry,
                                           .base_run = place->opening.base_run,
                                           .set = place->opening.set,
                                           .row = SIZE_MAX}};
    void *before;
    enum effect effect;

    if (!row || !row->act || !frame->prepared)
        return false;
    before = arena_copy(frame->scratch, place->state, 1,
                        place->view->state_size ? place->view->state_size : 1);
    frame->context.action = action;
    effect = row->act(&frame->context, place->state, frame->data, argument, &reply);
    if (reply.message[0])
        frame_say(frame, "%s", reply.message);
    if (effect == EFFECT_CHANGED)
        frame_remember(frame, before);
    if (effect == EFFECT_OPEN && reply.opening.view) {
        const char *lacks = frame_lacks(
            frame, reply.opening.view, frame_run_of(frame, reply.opening.entry, reply.opening.run));

        if (lacks)
            frame_fail(frame, "%s", lacks);
        else
            frame_go(frame, &reply.opening, PLACE_BELOW);
    }
    return effect != EFFECT_NONE;
}

static bool act_in_grid(struct frame *frame, enum action action, const char *argument)
{
    struct grid_layout *layout;
    struct grid_state *state = frame_grid(frame, &layout);
    struct place *place = frame_place(frame);
    struct err err;
    void *before;
    bool changed;

    if (!state || !layout || !layout->source)
        return false;
    before = arena_copy(frame->scratch, place->state, 1, place->view->state_size);
    if (!grid_act(state, layout, action, argument, &changed, &err)) {
        if (err.code != ERR_NONE)
            frame_fail(frame, "%s", err.text);
        return err.code != ERR_NONE;
    }
    if (changed)
        frame_remember(frame, before);
    return true;
}

/* ---- the list of runs at the side ---- */

static bool act_in_sidebar(struct frame *frame, enum action action)
{
    size_t total = frame_run_total(frame), entry, run;
    struct opening opening;

    switch (action) {
    case ACTION_DOWN:
        frame->sidebar_cursor += frame->sidebar_cursor + 1 < total;
        return true;
    case ACTION_UP:
        frame->sidebar_cursor -= frame->sidebar_cursor > 0;
        return true;
    case ACTION_TOP:
        frame->sidebar_cursor = 0;
        return true;
    case ACTION_BOTTOM:
        frame->sidebar_cursor = total ? total - 1 : 0;
        return true;
    case ACTION_NEXT_PANE:
    case ACTION_PREVIOUS_PANE:
        frame->sidebar_focused = false;
        return true;
    case ACTION_OPEN:
    case ACTION_RIGHT:
        break;
    default:
        return false;
    }
    if (!frame_run_at(frame, frame->sidebar_cursor, &entry, &run))
        return true;
    opening = frame_place(frame)->opening;
    opening = (struct opening){.view = opening.view, .entry = entry, .run = run, .row = SIZE_MAX};
    frame->sidebar_focused = false;
    frame_want(frame, entry);
    if (view_lacks(opening.view, frame_run_of(frame, entry, run)))
        opening.view = view_find(STR("overview"));
    frame_go(frame, &opening, PLACE_TOP);
    return true;
}

/* ---- everything ---- */

/* Actions that ask for a text when they are asked for by key. */
static bool asks_first(enum action action)
{
    const char *argument = action_table[action].argument;

    return (argument[0] && argument[0] != '[') || action == ACTION_FILTER ||
           action == ACTION_COLUMNS || action == ACTION_TAG || action == ACTION_PIPE;
}

bool frame_offers(const struct frame *frame, const struct view *view, enum action action)
{
    (void)frame;
    if (action == ACTION_SWAP)
        return view && view->scope == VIEW_OF_PAIR;
    if (frame_row_of(action) || (view && view_action_of(view, action)))
        return true;
    switch (action_table[action].group) {
    case GROUP_MOVE:
        return action != ACTION_NEXT_FAILURE && action != ACTION_PREVIOUS_FAILURE && view &&
               view->grid;
    case GROUP_FIND:
    case GROUP_TABLE:
        return view && view->grid;
    default:
        return false;
    }
}

const struct view *frame_view_below(const struct frame *frame)
{
    int parent = frame->current >= 0 ? frame->history[frame->current].parent : -1;

    return parent >= 0 ? frame->history[parent].view : NULL;
}

void frame_act(struct frame *frame, enum action action, const char *argument)
{
    const struct frame_row *row = frame_row_of(action);

    if (frame_sidebar_focused(frame) && act_in_sidebar(frame, action))
        return;
    if (!frame_offers(frame, frame_place(frame)->view, action)) {
        struct buf keys = {0};

        action_keys(&keys, action, false);
        frame_fail(frame, "%s does nothing in this view",
                   keys.len ? keys.ptr : action_table[action].name);
        buf_release(&keys);
    } else if (!argument && asks_first(action)) {
        frame_prompt_open(frame, action, "");
    } else if (!act_in_view(frame, action, argument) && !act_in_grid(frame, action, argument) &&
               row) {
        row->act(frame, action, argument);
    }
}
