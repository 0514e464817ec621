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

/* To the mark after the value, letting go of all text before it. walk->at: its first mark. */
static enum json_cause pass_value(struct json_walk *walk, size_t from)
{
    struct json_window *w = &walk->window;
    enum json_cause cause;
    char c = w->text[walk->at];

    walk->stack.depth = 0;
    if (c != '{' && c != '[')
        return bounded(walk, json_walk_value(walk, JSON_NO_NODE, from));
    w->drop = true;
    cause = json_walk_skip(walk);
    w->drop = false;
    if (cause != JSON_CAUSE_NONE)
        return cause;
    json_window_advance(w, walk->at + 1);
    return next_mark(walk);
}

/* From the bracket of an object to the first mark of the value of one of its members. */
static enum json_cause go_to_key(struct json_walk *walk, struct str name, bool *found)
{
    struct json_window *w = &walk->window;

    *found = false;
    for (;;) {
        struct json_value key = {.kind = JSON_STRING, .escaped = true};
        enum json_cause cause;

        json_window_advance(w, walk->at + 1);
        cause = next_mark(walk);
        if (cause != JSON_CAUSE_NONE)
            return cause;
        if (w->text[walk->at] == '}')
            return JSON_CAUSE_NONE;
        cause = bounded(walk, json_walk_key(walk, 0, &key.raw));
        if (cause != JSON_CAUSE_NONE)
            return cause;
        *found = json_value_is(&key, name);
        json_window_advance(w, walk->at + 1);
        cause = next_mark(walk);
        if (cause != JSON_CAUSE_NONE || *found)
            return cause;
        cause = pass_value(walk, 0);
        if (cause != JSON_CAUSE_NONE || w->text[walk->at] != ',')
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
