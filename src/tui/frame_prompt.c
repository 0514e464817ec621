#include "frame_internal.h"

#include <assay/base/utf8.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *frame_prompt_sign(enum action action)
{
    switch (action) {
    case ACTION_COMMAND:
        return ":";
    case ACTION_SEARCH:
        return "/";
    case ACTION_FILTER:
        return "&";
    case ACTION_COLUMNS:
        return "*";
    case ACTION_PIPE:
        return "|";
    default:
        return action_table[action].name;
    }
}

static void keep_state(struct frame *frame)
{
    struct prompt *prompt = &frame->prompt;
    const struct place *place = frame_place(frame);
    struct grid_layout *layout;
    struct grid_state *state = frame_grid(frame, &layout);

    prompt->before_row = state && layout->source ? grid_row(state, layout) : SIZE_MAX;
    prompt->before_size = place->view->state_size;
    prompt->before = xmalloc(prompt->before_size ? prompt->before_size : 1);
    memcpy(prompt->before, place->state, prompt->before_size);
}

void frame_prompt_open(struct frame *frame, enum action action, const char *text)
{
    struct prompt *prompt = &frame->prompt;
    struct grid_layout *layout;
    struct grid_state *state = frame_grid(frame, &layout);

    frame_prompt_close(frame);
    *prompt = (struct prompt){.open = true, .action = action, .recalled = -1};
    /* A filter or a pattern is changed more often than written anew. */
    if (!text[0] && state && action == ACTION_FILTER)
        text = state->filter;
    if (!text[0] && state && action == ACTION_COLUMNS)
        text = state->columns;
    prompt->length = (size_t)snprintf(prompt->text, sizeof(prompt->text), "%s", text);
    if (prompt->length >= sizeof(prompt->text))
        prompt->length = sizeof(prompt->text) - 1;
    prompt->cursor = prompt->length;
    keep_state(frame);
}

void frame_prompt_close(struct frame *frame)
{
    frame_preview_theme(frame, "");
    free(frame->prompt.before);
    frame->prompt = (struct prompt){0};
}

/* ---- what is tried while typing ---- */

/* The state as it was; a table that is made anew puts the cursor on the row it had. */
static void restore(struct frame *frame)
{
    struct grid_layout *layout;

    memcpy(frame_place(frame)->state, frame->prompt.before, frame->prompt.before_size);
    if (frame_grid(frame, &layout))
        layout->at_row = frame->prompt.before_row;
}

/* "theme NAME" shows the theme as soon as the name is whole; Esc takes it back. */
static void preview_theme(struct frame *frame)
{
    const struct prompt *prompt = &frame->prompt;
    struct str rest = str_of(prompt->text), word;
    bool typed = prompt->action == ACTION_COMMAND && str_split(&rest, ' ', &word) &&
                 action_find(word) == ACTION_THEME;

    rest = str_trim(rest);
    frame_preview_theme(frame, typed ? arena_strndup(frame->scratch, rest.ptr, rest.len) : "");
}

static void try_text(struct frame *frame)
{
    struct prompt *prompt = &frame->prompt;
    struct grid_layout *layout;
    struct grid_state *state;
    struct err err;
    bool changed;

    preview_theme(frame);
    if (prompt->action != ACTION_SEARCH && prompt->action != ACTION_FILTER)
        return;
    restore(frame);
    state = frame_grid(frame, &layout);
    if (!state || !layout->source)
        return;
    if (prompt->action == ACTION_FILTER)
        snprintf(state->filter, sizeof(state->filter), "%.*s", GRID_TEXT_ROOM - 1, prompt->text);
    else if (prompt->length)
        grid_act(state, layout, ACTION_SEARCH, prompt->text, &changed, &err);
}

/* ---- editing ---- */

static size_t step_back(const struct prompt *prompt)
{
    size_t at = prompt->cursor;

    while (at > 0 && ((unsigned char)prompt->text[--at] & 0xc0) == 0x80)
        ;
    return at;
}

static size_t step_on(const struct prompt *prompt)
{
    size_t at = prompt->cursor;

    if (at < prompt->length)
        at++;
    while (at < prompt->length && ((unsigned char)prompt->text[at] & 0xc0) == 0x80)
        at++;
    return at;
}

/* Take out [from, to). */
static void cut(struct prompt *prompt, size_t from, size_t to)
{
    memmove(prompt->text + from, prompt->text + to, prompt->length - to + 1);
    prompt->length -= to - from;
    prompt->cursor = from;
}

static void insert(struct prompt *prompt, const char *text, size_t length)
{
    if (prompt->length + length >= sizeof(prompt->text))
        return;
    memmove(prompt->text + prompt->cursor + length, prompt->text + prompt->cursor,
            prompt->length - prompt->cursor + 1);
    memcpy(prompt->text + prompt->cursor, text, length);
    prompt->length += length;
    prompt->cursor += length;
}

static void insert_key(struct prompt *prompt, uint32_t key)
{
    struct buf text = {0};

    utf8_encode(&text, key);
    insert(prompt, text.ptr, text.len);
    buf_release(&text);
}

static void cut_word(struct prompt *prompt)
{
    size_t from = prompt->cursor;

    while (from > 0 && prompt->text[from - 1] == ' ')
        from--;
    while (from > 0 && prompt->text[from - 1] != ' ')
        from--;
    cut(prompt, from, prompt->cursor);
}

static void set_text(struct prompt *prompt, const char *text)
{
    int length = snprintf(prompt->text, sizeof(prompt->text), "%s", text);

    prompt->length = (size_t)length < sizeof(prompt->text) ? (size_t)length : 0;
    prompt->text[prompt->length] = '\0';
    prompt->cursor = prompt->length;
}

static void recall(struct frame *frame, int by)
{
    struct prompt *prompt = &frame->prompt;
    int count = frame->recall_count[prompt->action], at;

    at = (prompt->recalled < 0 ? count : prompt->recalled) + by;
    if (at < 0 || at > count)
        return;
    if (prompt->recalled < 0)
        memcpy(prompt->typed, prompt->text, sizeof(prompt->typed));
    prompt->recalled = at < count ? at : -1;
    set_text(prompt, at < count ? frame->recall[prompt->action][at] : prompt->typed);
}

/* What all completions begin with. */
static size_t shared_length(const struct completions *found)
{
    size_t shared = strlen(found->items[0].word);

    for (size_t i = 1; i < found->count; i++) {
        size_t same = 0;

        while (same < shared && found->items[i].word[same] == found->items[0].word[same])
            same++;
        shared = same;
    }
    return shared;
}

static void complete(struct frame *frame)
{
    struct prompt *prompt = &frame->prompt;
    struct completions found;
    size_t shared, typed;

    frame_complete(frame, prompt->action, prompt->text, &found);
    if (found.count == 0)
        return;
    prompt->cursor = prompt->length;
    typed = prompt->length - found.from;
    shared = shared_length(&found);
    if (found.count > 1 && shared <= typed)
        return;
    cut(prompt, found.from, prompt->length);
    insert(prompt, found.items[0].word, shared);
    if (found.count == 1 && prompt->action != ACTION_FILTER)
        insert(prompt, " ", 1);
}

/* ---- closing ---- */

static void keep_for_recall(struct frame *frame)
{
    struct prompt *prompt = &frame->prompt;
    char **list = frame->recall[prompt->action];
    int *count = &frame->recall_count[prompt->action];

    if (!prompt->length || (*count && strcmp(list[*count - 1], prompt->text) == 0))
        return;
    if (*count == PROMPT_HISTORY) {
        free(list[0]);
        memmove(list, list + 1, (PROMPT_HISTORY - 1) * sizeof(*list));
        --*count;
    }
    list[*count] = xmalloc(prompt->length + 1);
    memcpy(list[(*count)++], prompt->text, prompt->length + 1);
}

/* Why the filter that is tried selects nothing; NULL when it does. */
static const char *filter_fault(struct frame *frame)
{
    struct grid_layout *layout;

    if (frame->prompt.action != ACTION_FILTER || !frame_grid(frame, &layout) || !layout->source ||
        layout->fault.code == ERR_NONE)
        return NULL;
    return arena_strdup(frame->scratch, layout->fault.text);
}

/* The rows stand as the filter that was typed left them, and so shall the cursor. */
static void accept_filter(struct frame *frame, const char *text)
{
    struct grid_layout *layout;
    struct grid_state *state = frame_grid(frame, &layout);
    size_t cursor = state ? state->cursor : 0;

    restore(frame);
    frame_prompt_close(frame);
    frame_act(frame, ACTION_FILTER, text);
    state = frame_grid(frame, &layout);
    if (state && layout->source && strcmp(state->filter, layout->made_for.filter) == 0)
        state->cursor = cursor;
}

static void accept(struct frame *frame)
{
    enum action action = frame->prompt.action;
    const char *text = arena_strdup(frame->scratch, frame->prompt.text);
    const char *fault = filter_fault(frame);

    keep_for_recall(frame);
    if (action == ACTION_FILTER && !fault) {
        accept_filter(frame, text);
        return;
    }
    restore(frame);
    frame_prompt_close(frame);
    if (fault)
        frame_fail(frame, "%s", fault);
    else if (action == ACTION_COMMAND)
        frame_command(frame, text);
    else if (text[0] || action == ACTION_COLUMNS || action == ACTION_PIPE)
        frame_act(frame, action, text);
}

static void cancel(struct frame *frame)
{
    restore(frame);
    frame_prompt_close(frame);
}

/* ---- keys ---- */

/* True when the key moves the cursor. */
static bool move_cursor(struct prompt *prompt, uint32_t key)
{
    switch (key) {
    case PRESS_LEFT:
        prompt->cursor = step_back(prompt);
        return true;
    case PRESS_RIGHT:
        prompt->cursor = step_on(prompt);
        return true;
    case PRESS_HOME:
    case PRESS_CONTROL('a'):
        prompt->cursor = 0;
        return true;
    case PRESS_END:
    case PRESS_CONTROL('e'):
        prompt->cursor = prompt->length;
        return true;
    default:
        return false;
    }
}

/* True when the key takes text away. */
static bool cut_text(struct prompt *prompt, uint32_t key)
{
    switch (key) {
    case PRESS_BACKSPACE:
        cut(prompt, step_back(prompt), prompt->cursor);
        return true;
    case PRESS_DELETE:
        cut(prompt, prompt->cursor, step_on(prompt));
        return true;
    case PRESS_CONTROL('u'):
        cut(prompt, 0, prompt->cursor);
        return true;
    case PRESS_CONTROL('k'):
        cut(prompt, prompt->cursor, prompt->length);
        return true;
    case PRESS_CONTROL('w'):
        cut_word(prompt);
        return true;
    default:
        return false;
    }
}

/* True when the key brings text. */
static bool add_text(struct frame *frame, uint32_t key)
{
    switch (key) {
    case PRESS_UP:
    case PRESS_CONTROL('p'):
        recall(frame, -1);
        return true;
    case PRESS_DOWN:
    case PRESS_CONTROL('n'):
        recall(frame, 1);
        return true;
    case PRESS_TAB:
        complete(frame);
        return true;
    default:
        if (key < ' ' || key == 0x7f || key >= PRESS_NAMED)
            return false;
        insert_key(&frame->prompt, key);
        return true;
    }
}

void frame_prompt_key(struct frame *frame, uint32_t key)
{
    struct prompt *prompt = &frame->prompt;

    if (key == PRESS_ENTER)
        accept(frame);
    else if (key == PRESS_ESC || key == PRESS_CONTROL('c') ||
             (key == PRESS_BACKSPACE && prompt->length == 0))
        cancel(frame);
    else if (!move_cursor(prompt, key) && (cut_text(prompt, key) || add_text(frame, key)))
        try_text(frame);
}

/* ---- drawing ---- */

/* What stands at the right of the typed text: matches, a fault, what would complete it. */
static void describe(struct frame *frame, struct buf *out, unsigned *style)
{
    struct prompt *prompt = &frame->prompt;
    struct grid_layout *layout;
    struct grid_state *state = frame_grid(frame, &layout);
    struct completions found;
    size_t typed;

    *style = ROLE_GHOST;
    if (prompt->action == ACTION_FILTER && state && layout->fault.code != ERR_NONE) {
        *style = ROLE_ERROR;
        buf_add_c(out, layout->fault.text);
        return;
    }
    frame_complete(frame, prompt->action, prompt->text, &found);
    typed = prompt->length - found.from;
    if (found.count == 1 && prompt->action != ACTION_FILTER)
        buf_addf(out, "%s: %s", found.items[0].word, found.items[0].help);
    else if (prompt->action != ACTION_FILTER || typed)
        for (size_t i = 0; i < found.count && i < 8; i++)
            buf_addf(out, "%s%s", i ? " " : "", found.items[i].word);
    if (prompt->action == ACTION_FILTER && state && layout->source)
        buf_addf(out, "   %zu of %zu", layout->count, layout->source->row_count);
}

void frame_prompt_draw(struct frame *frame, const struct surface *surface)
{
    struct prompt *prompt = &frame->prompt;
    const char *sign = frame_prompt_sign(prompt->action);
    int at = draw_c(surface, 0, 0, ROLE_PROMPT, sign), room, before;
    struct buf note = {0};
    struct str text = {prompt->text, prompt->length};
    unsigned style;

    at += strlen(sign) > 1;
    room = surface->rect.width - at - 1;
    before = text_columns((struct str){prompt->text, prompt->cursor});
    /* The part that holds the cursor, when the text is longer than the line. */
    while (before > room && text.len) {
        size_t length = 1;

        while (length < text.len && ((unsigned char)text.ptr[length] & 0xc0) == 0x80)
            length++;
        before -= text_columns((struct str){text.ptr, length});
        text = (struct str){text.ptr + length, text.len - length};
    }
    draw_text(surface, 0, at, room, ROLE_TEXT, text);
    draw_cursor(surface, 0, at + before);
    describe(frame, &note, &style);
    at += text_columns(text) + 2;
    if (note.len && at < surface->rect.width)
        draw_right(surface, 0, surface->rect.width, surface->rect.width - at, style,
                   buf_str(&note));
    buf_release(&note);
}
