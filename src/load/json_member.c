#include <assay/load/json_member.h>

/* What is too large is so whether or not the window could hold it. */
static enum json_cause bounded(struct json_walk *walk, enum json_cause cause)
{
    if (json_walk_extent(walk, cause) <= walk->window.limit)
        return cause;
    walk->fault = walk->window.limit;
    return JSON_CAUSE_TOO_LARGE;
}

static enum json_cause next_mark(struct json_walk *walk)
{
    bool found = json_window_mark(&walk->window, &walk->at);

    return bounded(walk, found ? JSON_CAUSE_NONE : JSON_CAUSE_STOPPED);
}

/* Let go of the text before `place`; the mark at hand is given again if it stands behind that. */
static void go_on_from(struct json_walk *walk, size_t place)
{
    if (place <= walk->at)
        json_window_unmark(&walk->window);
    json_window_advance(&walk->window, place);
}

/* Behind the value at `from` or at the mark walk->at. */
static enum json_cause pass_value(struct json_walk *walk, size_t from)
{
    struct json_window *w = &walk->window;
    enum json_cause cause;
    size_t end = from;

    if (from < walk->at) {
        while (end < walk->at && w->text[end] != ',' && !json_is_blank(w->text[end]))
            end++;
        go_on_from(walk, end);
        return end == from ? JSON_CAUSE_VALUE : JSON_CAUSE_NONE;
    }
    if (w->text[from] == '"') {
        cause = next_mark(walk);
        end = cause == JSON_CAUSE_NONE ? json_walk_string_end(walk, from, walk->at) : 0;
        if (cause == JSON_CAUSE_NONE && !end)
            cause = JSON_CAUSE_STRING;
        if (end)
            go_on_from(walk, end);
        return cause;
    }
    if (w->text[from] != '{' && w->text[from] != '[')
        return JSON_CAUSE_VALUE;
    walk->stack.depth = 0;
    w->drop = true;
    cause = json_walk_skip(walk);
    w->drop = false;
    if (cause == JSON_CAUSE_NONE)
        json_window_advance(w, walk->at + 1);
    return cause;
}

/* The next mark: a key's quote behind blanks and at most a comma, or the closing bracket. */
static enum json_cause next_key(struct json_walk *walk, bool first)
{
    const char *text;
    enum json_cause cause = next_mark(walk);
    size_t at = 0;

    if (cause != JSON_CAUSE_NONE)
        return cause;
    text = walk->window.text;
    walk->fault = walk->at;
    while (json_is_blank(text[at]))
        at++;
    if (!first && text[at] == ',')
        at++;
    while (json_is_blank(text[at]))
        at++;
    return at == walk->at && (text[at] == '"' || text[at] == '}') ? JSON_CAUSE_NONE
                                                                  : JSON_CAUSE_KEY;
}

/* From the bracket of an object to the value of one of its members, which is a mark if it is found.
 */
static enum json_cause go_to_key(struct json_walk *walk, struct str name, bool *found)
{
    struct json_window *w = &walk->window;

    *found = false;
    json_window_advance(w, walk->at + 1);
    for (bool first = true;; first = false) {
        struct json_value key = {.kind = JSON_STRING, .escaped = true};
        size_t quote, value;
        enum json_cause cause = next_key(walk, first);

        if (cause != JSON_CAUSE_NONE || w->text[walk->at] == '}')
            return cause;
        quote = walk->at;
        cause = next_mark(walk);
        if (cause == JSON_CAUSE_NONE)
            cause = json_walk_key(walk, quote, walk->at, &key.raw, &value);
        if (cause != JSON_CAUSE_NONE)
            return cause;
        *found = json_value_is(&key, name) && value == walk->at;
        if (*found)
            return JSON_CAUSE_NONE;
        cause = pass_value(walk, value);
        if (cause != JSON_CAUSE_NONE)
            return cause;
    }
}

bool json_member_find(struct json_walk *walk, const char *path, enum json_cause *cause)
{
    char part[JSON_KEY_MAX];
    size_t length;
    bool found;

    *cause = JSON_CAUSE_NONE;
    while (*path) {
        path = json_path_part(path, part, &length);
        if (!path)
            return false;
        *cause = go_to_key(walk, (struct str){part, length}, &found);
        if (*cause != JSON_CAUSE_NONE || !found ||
            walk->window.text[walk->at] != (*path ? '{' : '['))
            return false;
    }
    return walk->window.text[walk->at] == '[';
}
