#include "frame_internal.h"

#include <assay/base/fmt.h>
#include <assay/base/quote.h>
#include <assay/load/record_find.h>
#include <assay/session/sample_text.h>
#include <assay/tui/evidence.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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

/* NULL while it is not there. */
static const struct run *run_of(const struct frame *frame, size_t entry, size_t index)
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
    meant.run = run_of(frame, meant.entry, meant.index);
    return meant;
}

const struct view *frame_numbered(const struct frame *frame, const struct run *run, char number)
{
    const struct view *first = frame->current < 0 ? NULL : frame->history[frame->current].view;

    /* The one that is shown stands for its number. */
    if (first && first->number == number)
        return first;
    first = NULL;
    for (size_t i = 0; view_registry[i]; i++) {
        const struct view *view = view_registry[i];

        if (view->number != number)
            continue;
        if (!first)
            first = view;
        if (!view_lacks(view, run))
            return view;
    }
    return first;
}

/* ---- going to views ---- */

static void go_to_view(struct frame *frame, const struct view *view)
{
    struct place *place = frame_place(frame);
    struct run_meant meant = frame_run_meant(frame);
    bool same = meant.entry == place->opening.entry && meant.index == place->opening.run;
    struct opening opening = {.view = view,
                              .entry = meant.entry,
                              .run = meant.index,
                              .set = same ? place->opening.set : 0,
                              .row = SIZE_MAX};
    const char *lacks = view_lacks(view, meant.run);

    if (lacks)
        frame_fail(frame, "%s: %s", view->title, lacks);
    else if (place->view != view || place->opening.filter[0])
        frame_go(frame, &opening, PLACE_TOP);
}

/* The next view of the same number that the run can show: a curve's tasks, and back. */
static const struct view *next_of_number(const struct frame *frame, const struct view *view)
{
    size_t count = 0, at = 0;

    for (; view_registry[count]; count++)
        at = view_registry[count] == view ? count : at;
    for (size_t i = 1; i < count; i++) {
        const struct view *next = view_registry[(at + i) % count];

        if (next->number == view->number && !view_lacks(next, frame->context.run))
            return next;
    }
    return view;
}

static void open_view_number(struct frame *frame, enum action action, const char *argument)
{
    const struct view *view =
        frame_numbered(frame, frame_run_meant(frame).run, (char)('1' + (action - ACTION_VIEW_1)));

    (void)argument;
    if (view && view == frame_place(frame)->view)
        view = next_of_number(frame, view);
    if (view)
        go_to_view(frame, view);
    else
        frame_fail(frame, "there is no such view");
}

static void open_view_named(struct frame *frame, enum action action, const char *argument)
{
    const struct view *view = view_find(str_of(argument));

    (void)action;
    if (view)
        go_to_view(frame, view);
    else
        frame_fail(frame, "there is no view named %s", argument);
}

static void open_help(struct frame *frame, enum action action, const char *argument)
{
    (void)action;
    (void)argument;
    if (view_find(STR("help")))
        frame_go(frame,
                 &(struct opening){.view = view_find(STR("help")),
                                   .entry = frame_place(frame)->opening.entry,
                                   .run = frame_place(frame)->opening.run,
                                   .row = SIZE_MAX},
                 PLACE_BELOW);
}

static void open_evidence(struct frame *frame, enum action action, const char *argument)
{
    struct subject subject = frame_subject(frame);
    struct opening opening = {.row = SIZE_MAX};

    (void)action;
    (void)argument;
    if (frame->context.assessed && evidence_opening(&frame->context, &subject, &opening))
        frame_go(frame, &opening, PLACE_BELOW);
    else
        frame_fail(frame, "no figure stands under the cursor");
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

/* ---- the thing under the cursor ---- */

/* *record: where the sample stands, when there is one and no other file is meant; else length 0. */
static struct str path_of_subject(struct frame *frame, const struct subject *subject,
                                  struct record_ref *record)
{
    const struct run *run = frame->context.run;
    const struct samples *samples = run_samples(run, subject->set);
    const char *path = NULL;

    *record = (struct record_ref){.length = 0};
    if (subject->path)
        path = arena_printf(frame->scratch, "%s/%s", run_root(run), subject->path);
    else if (subject->has_sample && samples &&
             record_find(run, samples, subject->row, record, NULL))
        path = record_path(run, record->file, frame->scratch);
    return path ? str_of(path) : (struct str){0};
}

static struct str row_text(struct frame *frame)
{
    struct grid_layout *layout;
    struct grid_state *state = frame_grid(frame, &layout);

    return state ? grid_row_text(state, layout, frame->scratch) : (struct str){0};
}

static struct str cell_text(struct frame *frame, const struct subject *subject)
{
    struct grid_layout *layout;
    struct grid_state *state = frame_grid(frame, &layout);
    struct grid_cell cell;

    if (subject->text.len)
        return subject->text;
    if (state && grid_cell_at_cursor(state, layout, frame->scratch, &cell))
        return cell.text;
    return (struct str){0};
}

static struct str value_text(struct frame *frame, const struct subject *subject)
{
    struct grid_layout *layout;
    struct grid_state *state = frame_grid(frame, &layout);
    struct grid_cell cell = {.number = NAN};
    double value = subject->value;
    struct buf text = {0};
    struct str copy;

    if (isnan(value) && state && grid_cell_at_cursor(state, layout, frame->scratch, &cell))
        value = cell.number;
    if (isnan(value))
        return cell_text(frame, subject);
    fmt_shortest(&text, value);
    copy = str_of(arena_strndup(frame->scratch, text.ptr, text.len));
    buf_release(&text);
    return copy;
}

static void copy(struct frame *frame, enum action action, const char *argument)
{
    struct subject subject = frame_subject(frame);
    struct str text = {0};
    struct record_ref record;

    (void)argument;
    if (action == ACTION_COPY_ROW)
        text = row_text(frame);
    else if (action == ACTION_COPY_CELL)
        text = cell_text(frame, &subject);
    else if (action == ACTION_COPY_VALUE)
        text = value_text(frame, &subject);
    else if (action == ACTION_COPY_PATH && frame->context.run)
        text = path_of_subject(frame, &subject, &record);
    if (text.len == 0)
        frame_fail(frame, "nothing to copy under the cursor");
    else
        frame_ask(frame, REQUEST_COPY, text);
}

static void copy_json(struct frame *frame, enum action action, const char *argument)
{
    struct subject subject = frame_subject(frame);
    struct grid_layout *layout;
    struct grid_state *state = frame_grid(frame, &layout);
    struct buf text = {0};

    (void)action;
    (void)argument;
    if (subject.has_sample)
        sample_json(&text, frame->context.run, subject.set, subject.row);
    else if (state && layout->source)
        grid_row_json(state, layout, frame->scratch, &text);
    if (text.len)
        frame_ask(frame, REQUEST_COPY, buf_str(&text));
    else
        frame_fail(frame, "nothing to copy under the cursor");
    buf_release(&text);
}

/* "kind note": a kind may be cut, "none" takes the tag away. */
static enum tag_kind parse_kind(struct str word)
{
    enum tag_kind found = TAG_KINDS;

    if (str_eq_c(word, "none"))
        return TAG_NONE;
    for (int kind = TAG_NONE + 1; word.len && kind < TAG_KINDS; kind++) {
        struct str name = str_of(tag_kind_name((enum tag_kind)kind));

        if (name.len >= word.len && memcmp(name.ptr, word.ptr, word.len) == 0)
            found = (enum tag_kind)kind;
    }
    return found;
}

static void tag(struct frame *frame, enum action action, const char *argument)
{
    struct subject subject = frame_subject(frame);
    struct str rest = str_of(argument), word = {0};
    enum tag_kind kind;
    struct err err;

    (void)action;
    str_split(&rest, ' ', &word);
    kind = parse_kind(word);
    if (!subject.has_sample || !frame->tags)
        frame_fail(frame, "no sample stands under the cursor");
    else if (kind == TAG_KINDS)
        frame_fail(frame, "a tag is label-error, model-error, harness-error, ambiguous or none");
    else if (!tags_set(frame->tags, subject.set, subject.row, kind, str_trim(rest),
                       (long long)time(NULL), &err))
        frame_fail(frame, "%s: %s", err.file, err.text);
    else
        frame_say(frame, "%s%s%s", kind == TAG_NONE ? "the tag is gone" : "tagged ",
                  tag_kind_name(kind), tags_path(frame->tags) ? "" : ", for this session only");
}

static void edit(struct frame *frame, enum action action, const char *argument)
{
    struct subject subject = frame_subject(frame);
    struct str path = {0};
    struct record_ref record = {.length = 0};

    (void)action;
    (void)argument;
    if (frame->context.run)
        path = path_of_subject(frame, &subject, &record);
    if (path.len == 0) {
        frame_fail(frame, "no file stands behind this");
        return;
    }
    frame_ask(frame, REQUEST_EDIT, path);
    frame->request.line = record.length ? record_line(frame->context.run, &record) : subject.line;
}

static void pipe_text(struct frame *frame, enum action action, const char *argument)
{
    struct str text = row_text(frame);

    (void)action;
    /* Commands count and read lines by their ends. */
    if (text.len)
        text = str_of(arena_printf(frame->scratch, "%.*s\n", (int)text.len, text.ptr));
    frame_ask(frame, REQUEST_PIPE, text);
    buf_clear(&frame->request_command);
    buf_add_c(&frame->request_command, argument ? argument : "");
}

static void write_view(struct frame *frame, enum action action, const char *argument)
{
    /* Writing the screen draws it, and that takes the memory back that the argument is in. */
    struct str text = str_of(argument);
    struct buf path = {0};
    struct err err;

    (void)action;
    buf_add_str(&path, text);
    if (frame_write(frame, path.ptr, &err))
        frame_say(frame, "wrote %s", path.ptr[0] == '!' ? path.ptr + 1 : path.ptr);
    else
        frame_fail(frame, "%s%s%s", err.file, err.file[0] ? ": " : "", err.text);
    buf_release(&path);
}

/* What the headless program is given: the run, or all that was opened with it. */
static const char *path_of_place(const struct frame *frame, const struct place *place)
{
    size_t entry = place->opening.entry;

    if (place->view->scope == VIEW_OF_RUN && frame->context.run)
        return run_root(frame->context.run);
    return entry < session_entry_count(frame->session)
               ? session_catalogue(frame->session, entry)->path
               : ".";
}

static void print_command_line(struct frame *frame, enum action action, const char *argument)
{
    const struct place *place = frame_place(frame);
    const char *path = path_of_place(frame, place);
    struct buf line = {0};

    (void)action;
    (void)argument;
    buf_add_c(&line, "assay ");
    if (place->view->command_line && frame->prepared)
        place->view->command_line(&frame->context, place->state, &line);
    else
        buf_add_c(&line, frame->context.run ? "show" : "list");
    buf_add_c(&line, path[0] == '-' ? " -- " : " ");
    quote_shell(&line, str_of(path));
    frame_say(frame, "%s", line.ptr);
    buf_release(&line);
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

static void reload(struct frame *frame, enum action action, const char *argument)
{
    size_t entry = frame_run_meant(frame).entry;
    struct err err;

    (void)action;
    (void)argument;
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

static const struct frame_row {
    enum action action;
    void (*act)(struct frame *frame, enum action action, const char *argument);
} frame_rows[] = {
    {ACTION_BACK, go_back},
    {ACTION_QUIT, go_back},
    {ACTION_QUIT_NOW, quit_now},
    {ACTION_HISTORY_BACK, walk_history},
    {ACTION_HISTORY_FORWARD, walk_history},
    {ACTION_VIEW, open_view_named},
    {ACTION_VIEW_1, open_view_number},
    {ACTION_VIEW_2, open_view_number},
    {ACTION_VIEW_3, open_view_number},
    {ACTION_VIEW_4, open_view_number},
    {ACTION_VIEW_5, open_view_number},
    {ACTION_VIEW_6, open_view_number},
    {ACTION_VIEW_7, open_view_number},
    {ACTION_VIEW_8, open_view_number},
    {ACTION_VIEW_9, open_view_number},
    {ACTION_ZOOM, toggle_zoom},
    {ACTION_SIDEBAR, toggle_sidebar},
    {ACTION_UNDO, undo},
    {ACTION_REDO, undo},
    {ACTION_THEME, choose_theme},
    {ACTION_GLYPHS, choose_glyphs},
    {ACTION_EVIDENCE, open_evidence},
    {ACTION_COPY_ROW, copy},
    {ACTION_COPY_CELL, copy},
    {ACTION_COPY_PATH, copy},
    {ACTION_COPY_VALUE, copy},
    {ACTION_COPY_JSON, copy_json},
    {ACTION_TAG, tag},
    {ACTION_EDIT, edit},
    {ACTION_PIPE, pipe_text},
    {ACTION_WRITE, write_view},
    {ACTION_COMMAND_LINE, print_command_line},
    {ACTION_RELOAD, reload},
    {ACTION_COMMAND, open_prompt},
    {ACTION_HELP, open_help},
    {ACTION_MOUSE, ask_driver},
    {ACTION_REDRAW, ask_driver},
    {ACTION_SUSPEND, ask_driver},
    {ACTION_CANCEL, cancel},
    {ACTION_FOLLOW, follow},
    {ACTION_ESCAPE, escape},
};

static const struct frame_row *frame_row_of(enum action action)
{
    for (size_t i = 0; i < sizeof(frame_rows) / sizeof(frame_rows[0]); i++)
        if (frame_rows[i].action == action)
            return &frame_rows[i];
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
        const char *lacks =
            view_lacks(reply.opening.view, run_of(frame, reply.opening.entry, reply.opening.run));

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
    if (view_lacks(opening.view, run_of(frame, entry, run)))
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
