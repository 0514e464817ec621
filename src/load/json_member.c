#include <assay/load/json_member.h>

/* To the mark after the value, letting go of all text before it. walk->at: its first mark. */
static enum json_cause pass_value(struct json_walk *walk, size_t from)
{
    struct json_window *w = &walk->window;
    enum json_cause cause;
    char c = w->text[walk->at];

    walk->stack.depth = 0;
    if (c != '{' && c != '[')
        return json_walk_value(walk, JSON_NO_NODE, from);
    w->drop = true;
    cause = json_walk_skip(walk);
    w->drop = false;
    json_window_advance(w, walk->at + 1);
    walk->at = 0;
    if (cause == JSON_CAUSE_NONE && !json_window_mark(w, &walk->at))
        return JSON_CAUSE_STOPPED;
    return cause;
}

/* From the bracket of an object to the first mark of the value of one of its members. */
static enum json_cause go_to_key(struct json_walk *walk, struct str name, bool *found)
{
    struct json_window *w = &walk->window;

    *found = false;
    for (;;) {
        struct json_value key = {JSON_STRING, true, {NULL, 0}};
        enum json_cause cause;

        json_window_advance(w, walk->at + 1);
        if (!json_window_mark(w, &walk->at))
            return JSON_CAUSE_STOPPED;
        if (w->text[walk->at] == '}')
            return JSON_CAUSE_NONE;
        cause = json_walk_key(walk, 0, &key.raw);
        if (cause != JSON_CAUSE_NONE)
            return cause;
        *found = json_value_is(&key, name);
        json_window_advance(w, walk->at + 1);
        if (!json_window_mark(w, &walk->at))
            return JSON_CAUSE_STOPPED;
        if (*found)
            return JSON_CAUSE_NONE;
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
