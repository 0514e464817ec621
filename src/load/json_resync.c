#include <assay/load/json_resync.h>

#include <string.h>

void json_head_init(struct json_head *head, bool sequence)
{
    memset(head, 0, sizeof(*head));
    head->lines = sequence;
    memcpy(head->text, sequence ? "\n{" : "{", 2);
    head->bare = sequence ? 2 : 1;
}

static void set_bare(struct json_head *head, bool lines, struct str indent)
{
    char text[JSON_HEAD_MAX] = "\n";
    size_t at = lines ? 1 + indent.len : 0;

    if (lines)
        memcpy(text + 1, indent.ptr, indent.len);
    text[at] = '{';
    if (lines == head->lines && at + 1 == head->bare && memcmp(text, head->text, at + 1) == 0)
        return;
    memcpy(head->text, text, at + 1);
    head->lines = lines;
    head->bare = at + 1;
    head->full = 0;
}

void json_head_see_gap(struct json_head *head, struct str gap, bool first)
{
    size_t indent = 0;

    while (indent < gap.len && gap.ptr[gap.len - 1 - indent] != '\n')
        indent++;
    if (indent < gap.len && indent + 2 <= JSON_HEAD_MAX)
        set_bare(head, true, (struct str){gap.ptr + gap.len - indent, indent});
    else if (!first) /* The first line of a file has no newline before it; the second tells. */
        set_bare(head, false, (struct str){NULL, 0});
}

void json_head_see_record(struct json_head *head, struct str record)
{
    const char *at = record.ptr + 1, *end = record.ptr + record.len;
    size_t length;

    while (at < end && json_is_blank(*at))
        at++;
    at = at < end && *at == '"' ? json_string_end(at + 1, end) : NULL;
    if (!at)
        return;
    length = (size_t)(at - record.ptr);
    if (head->bare + length > JSON_HEAD_MAX)
        return;
    memcpy(head->text + head->bare, record.ptr + 1, length);
    head->full = head->bare + length;
}

struct str json_head_text(const struct json_head *head, bool first_key_varies)
{
    bool full = head->full && !first_key_varies;

    return (struct str){head->text, full ? head->full : head->bare};
}

size_t json_head_inside(struct str line_start, const struct json_head *head, struct str text)
{
    const char *at = text.ptr + 1, *end = text.ptr + text.len, *newline;

    if (!head->lines || text.len == 0)
        return 0;
    while ((size_t)(end - at) >= line_start.len) {
        newline = memchr(at, '\n', (size_t)(end - at) - line_start.len + 1);
        if (!newline)
            return 0;
        if (memcmp(newline, line_start.ptr, line_start.len) == 0)
            return (size_t)(newline - text.ptr) + head->bare - 1;
        at = newline + 1;
    }
    return 0;
}

/* Let go of text before `place` and read on. */
static bool read_past(struct json_window *w, size_t place)
{
    json_window_advance(w, place);
    if (w->scan < w->keep)
        w->scan = w->keep;
    return !w->eof && json_window_read(w);
}

/* The next place from `from` on where `wanted` stands, as raw bytes; text before it is let go of.
 */
static bool find_text(struct json_window *w, struct str wanted, size_t from, size_t *found)
{
    for (;;) {
        size_t have = json_window_have(w);

        while (have >= wanted.len && from <= have - wanted.len) {
            const char *at = memchr(w->text + from, wanted.ptr[0], have - wanted.len - from + 1);

            if (!at) {
                from = have - wanted.len + 1;
                break;
            }
            from = (size_t)(at - w->text);
            if (memcmp(at, wanted.ptr, wanted.len) == 0) {
                *found = from;
                return true;
            }
            from++;
        }
        if (!read_past(w, from < have ? from : have))
            return false;
        from = 0;
    }
}

static bool pass_over_all(struct json_window *w)
{
    while (w->stop != JSON_STOP_IO && read_past(w, json_window_have(w)))
        continue;
    json_window_advance(w, json_window_have(w));
    return false;
}

/* To the next text that begins like a record. */
static bool go_to_head(struct json_walk *walk, const struct json_head *head, size_t from)
{
    struct json_window *w = &walk->window;
    size_t found;

    w->next = w->last;
    if (!find_text(w, json_head_text(head, walk->first_key_varies), from, &found))
        return pass_over_all(w);
    json_window_advance(w, found);
    json_window_restart(w, 0);
    return true;
}

bool json_resync_between(struct json_walk *walk, const struct json_head *head, size_t from)
{
    return go_to_head(walk, head, from);
}

/* Brackets counted, kinds compared as far as the stack goes. */
struct tolerant {
    size_t depth;
    bool lost;
};

static void see_bracket(struct json_stack *stack, struct tolerant *t, char c)
{
    bool object = c == '{' || c == '}';
    uint64_t bit = (uint64_t)1 << (t->depth % 64);

    if (c == '{' || c == '[') {
        if (t->depth < JSON_DEPTH_MAX) {
            uint64_t *word = &stack->objects[t->depth / 64];

            *word = object ? *word | bit : *word & ~bit;
        }
        t->depth++;
        return;
    }
    t->depth--;
    if (t->depth < JSON_DEPTH_MAX)
        t->lost = (stack->objects[t->depth / 64] >> (t->depth % 64) & 1) != object;
}

/* To the bracket that closes the record at place 0, dropping the text. False when lost. */
static bool close_record(struct json_walk *walk)
{
    struct json_window *w = &walk->window;
    struct tolerant t = {0, false};

    json_window_restart(w, 0);
    w->drop = true;
    do {
        char c;

        if (!json_window_mark(w, &walk->at))
            return false;
        c = w->text[walk->at];
        if (c == '{' || c == '[' || c == '}' || c == ']')
            see_bracket(&walk->stack, &t, c);
        else
            t.lost = c != '"';
    } while (t.depth > 0 && !t.lost);
    if (t.lost)
        json_window_advance(w, walk->at);
    return !t.lost;
}

/* After the record has closed: does what follows look like an array or sequence going on? */
static bool goes_on(struct json_walk *walk, bool array)
{
    struct json_window *w = &walk->window;
    size_t at = 0, end;
    bool mark;

    w->drop = false;
    json_window_advance(w, walk->at + 1);
    mark = json_walk_next(walk);
    end = mark ? walk->at : w->scan - w->keep;
    while (at < end && json_is_blank(w->text[at]))
        at++;
    if (mark)
        json_window_unmark(w);
    if (at < end)
        return w->text[at] == ',';
    return mark ? w->text[at] == (array ? ']' : '{') : !array && w->stop == JSON_STOP_END;
}

bool json_resync(struct json_walk *walk, const struct json_head *head, bool array,
                 enum json_cause cause)
{
    struct json_window *w = &walk->window;
    bool quotes = cause == JSON_CAUSE_COMMA || cause == JSON_CAUSE_STRING;
    bool closed;

    if (head->lines)
        return go_to_head(walk, head, 1);
    /* With a quote too many, strings and structure have changed places: no bracket can be trusted.
     */
    if (quotes && head->full && !walk->first_key_varies)
        return go_to_head(walk, head, walk->fault);
    closed = close_record(walk) && goes_on(walk, array);
    w->drop = false;
    if (closed)
        return true;
    if (w->stop == JSON_STOP_END || w->stop == JSON_STOP_IO)
        return pass_over_all(w);
    return go_to_head(walk, head, 0);
}
