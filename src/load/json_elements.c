#include <assay/load/json_elements.h>

#include <assay/load/json_cursor.h>

static size_t pass_blanks(const struct json_walk *walk, size_t from, size_t to)
{
    while (from < to && json_is_blank(walk->window.text[from]))
        from++;
    return from;
}

/* A scalar at `from`, before the mark at `at`. */
static enum json_cause scalar_element(struct json_walk *walk, const struct cursor *c, int child,
                                      size_t from, size_t *done)
{
    const char *text = c->text;
    size_t end = from;
    enum json_kind kind;

    while (end < c->at && text[end] != ',' && !json_is_blank(text[end]))
        end++;
    kind = json_scalar_kind((struct str){text + from, end - from});
    if (kind == JSON_ABSENT)
        return json_walk_fail(walk, end == from ? JSON_CAUSE_VALUE : JSON_CAUSE_SCALAR, from);
    keep(walk, c, child, kind, from, end, 0);
    *done = end;
    return JSON_CAUSE_NONE;
}

static enum json_cause string_element(struct json_walk *walk, int child, size_t *done)
{
    size_t quote = walk->at;
    struct cursor c = cursor_of(walk);

    if (!take(walk, &c))
        return JSON_CAUSE_STOPPED;
    give_back(walk, &c);
    *done = json_walk_string_end(walk, quote, c.at);
    if (!*done)
        return json_walk_unexpected(walk, mark_char(&c), c.at, JSON_CAUSE_STRING);
    keep(walk, &c, child, JSON_STRING, quote + 1, *done - 1, 0);
    return JSON_CAUSE_NONE;
}

/* The element at `from`, which may be the mark walk->at; that becomes the mark behind it. */
static enum json_cause element(struct json_walk *walk, int child, size_t from, size_t *done)
{
    struct cursor c = cursor_of(walk);
    char mark = mark_char(&c);

    if (from < c.at)
        return scalar_element(walk, &c, child, from, done);
    if (mark == '"')
        return string_element(walk, child, done);
    if (mark != '{' && mark != '[')
        return json_walk_unexpected(walk, mark, c.at,
                                    mark == '}' ? JSON_CAUSE_BRACKETS : JSON_CAUSE_VALUE);
    return json_walk_nested(walk, child, done);
}

static enum json_cause elements(struct json_walk *walk, int node)
{
    size_t at = walk->at + 1;

    if (!json_window_mark(&walk->window, &walk->at))
        return JSON_CAUSE_STOPPED;
    for (long long place = 0;; place++) {
        int child = json_fields_element(&walk->fields, node, place);
        const char *text;
        enum json_cause cause;

        at = pass_blanks(walk, at, walk->at);
        if (at == walk->at && walk->window.text[at] == ']') {
            walk->extra_commas += place > 0;
            return JSON_CAUSE_NONE;
        }
        see(walk, child);
        cause = element(walk, child, at, &at);
        if (cause != JSON_CAUSE_NONE)
            return cause;
        at = pass_blanks(walk, at, walk->at);
        text = walk->window.text;
        if (at == walk->at && text[at] == ']')
            return JSON_CAUSE_NONE;
        if (at == walk->at || text[at] != ',')
            return at == walk->at ? json_walk_unexpected(walk, text[at], at,
                                                         text[at] == '}' ? JSON_CAUSE_BRACKETS
                                                                         : JSON_CAUSE_COMMA)
                                  : json_walk_fail(walk, JSON_CAUSE_COMMA, at);
        at++;
    }
}

enum json_cause json_walk_array(struct json_walk *walk, int node)
{
    enum json_cause cause;

    if (!push(&walk->stack, false))
        return json_walk_fail(walk, JSON_CAUSE_DEPTH, walk->at);
    cause = elements(walk, node);
    pop(&walk->stack, false);
    return cause;
}
