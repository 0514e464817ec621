#include <assay/load/json_walk.h>

#include <assay/load/json_cursor.h>
#include <assay/load/json_odd.h>

enum json_cause json_walk_fail(struct json_walk *walk, enum json_cause cause, size_t place)
{
    walk->fault = place;
    return cause;
}

enum json_cause json_walk_unexpected(struct json_walk *walk, char mark, size_t place,
                                     enum json_cause otherwise)
{
    if (mark == '\n')
        return json_walk_fail(walk, JSON_CAUSE_STRING, place);
    return json_walk_fail(walk, mark == '\\' ? JSON_CAUSE_SCALAR : otherwise, place);
}

bool json_walk_blank(const struct json_walk *walk, size_t from, size_t to)
{
    const char *text = walk->window.text;

    while (from < to && json_is_blank(text[from]))
        from++;
    return from == to;
}

bool json_walk_next(struct json_walk *walk)
{
    struct json_window *w = &walk->window;

    while (!json_window_mark(w, &walk->at)) {
        size_t length = w->scan - w->keep, from = 0;

        while (from < length && json_is_blank(w->text[from]))
            from++;
        if (w->stop != JSON_STOP_FULL || from == 0)
            return false;
        json_window_advance(w, from);
    }
    return true;
}

size_t json_walk_extent(const struct json_walk *walk, enum json_cause cause)
{
    const struct json_window *w = &walk->window;

    return cause == JSON_CAUSE_STOPPED ? w->scan - w->keep : walk->at + 1;
}

/* ---- what is not wanted ---- */

WALK_INLINE enum json_cause skip(struct json_walk *walk, struct cursor *c)
{
    struct json_stack *stack = &walk->stack;
    size_t floor = stack->depth;

    if (!push(stack, mark_char(c) == '{'))
        return json_walk_fail(walk, JSON_CAUSE_DEPTH, c->at);
    while (stack->depth > floor) {
        char mark;

        if (!take(walk, c))
            return JSON_CAUSE_STOPPED;
        mark = mark_char(c);
        if (mark == '"')
            continue;
        if (mark == '{' || mark == '[') {
            if (!push(stack, mark == '{'))
                return json_walk_fail(walk, JSON_CAUSE_DEPTH, c->at);
        } else if (mark != '}' && mark != ']') {
            return json_walk_unexpected(walk, mark, c->at, JSON_CAUSE_BRACKETS);
        } else if (!pop(stack, mark == '}')) {
            return json_walk_fail(walk, JSON_CAUSE_BRACKETS, c->at);
        }
    }
    return JSON_CAUSE_NONE;
}

enum json_cause json_walk_skip(struct json_walk *walk)
{
    struct cursor c = cursor_of(walk);
    enum json_cause cause = skip(walk, &c);

    give_back(walk, &c);
    return cause;
}

/* ---- gaps ---- */

WALK_INLINE bool gap_is(const struct cursor *c, const struct json_bytes *gap, size_t from,
                        size_t to)
{
    return to - from == gap->length && json_bytes_are(gap, c->text + from);
}

/* ---- values ---- */

/* The gap that mostly stands before this mark; what was learned of the next key or the bracket. */
WALK_INLINE const struct json_bytes *gap_expected(const struct json_walk *walk, int node,
                                                  size_t place, char mark)
{
    const struct json_node *at = &walk->fields.nodes[node];

    return mark == '"' ? &at->shape[json_shape_place(place + 1)].gap : &at->closing;
}

/*
 * The value's end from the mark behind it. Bytes that are a gap, without any quote or bracket, and
 * stand between two marks are outside of strings if the byte before them is a quote or there is
 * none.
 */
WALK_INLINE enum json_cause string_value(struct json_walk *walk, struct cursor *c, int node,
                                         size_t place, int child, size_t *done)
{
    size_t quote = c->at, end;
    const struct json_bytes *gap;

    if (!take(walk, c))
        return JSON_CAUSE_STOPPED;
    gap = gap_expected(walk, node, place, mark_char(c));
    end = c->at - gap->length;
    if (gap->length >= c->at - quote - 1 || c->text[end - 1] != '"' ||
        !json_bytes_are(gap, c->text + end)) {
        json_gap_before(walk, quote + 1, c->at, &end);
        if (end <= quote + 1 || c->text[end - 1] != '"')
            return json_walk_unexpected(walk, mark_char(c), c->at, JSON_CAUSE_COMMA);
    }
    keep(walk, c, child, JSON_STRING, quote + 1, end - 1, 0);
    *done = end;
    return JSON_CAUSE_NONE;
}

WALK_INLINE enum json_cause scalar_value(struct json_walk *walk, struct cursor *c, int node,
                                         size_t place, int child, size_t from, size_t *done)
{
    const struct json_bytes *gap = gap_expected(walk, node, place, mark_char(c));
    size_t end = c->at - gap->length;
    enum json_kind kind = JSON_ABSENT;

    if (mark_char(c) != '"' && mark_char(c) != '}' && mark_char(c) != ']')
        return json_walk_unexpected(walk, mark_char(c), c->at, JSON_CAUSE_COMMA);
    if (gap->length < c->at - from && json_bytes_are(gap, c->text + end))
        kind = json_scalar_kind((struct str){c->text + from, end - from});
    if (kind == JSON_ABSENT) {
        enum json_cause cause = json_odd_scalar(walk, from, c->at, &end);

        if (cause != JSON_CAUSE_NONE)
            return cause;
        kind = json_scalar_kind((struct str){c->text + from, end - from});
    }
    keep(walk, c, child, kind, from, end, 0);
    *done = end;
    return JSON_CAUSE_NONE;
}

/* ---- arrays that are wanted whole ---- */

/*
 * Does nothing stand between the element before and the mark but a gap? from: behind that element,
 * or, if it is a string, behind its opening quote.
 */
WALK_INLINE bool element_gap(struct json_walk *walk, const struct cursor *c, int node,
                             enum json_gap kind, size_t from, bool string)
{
    const struct json_bytes *gap = &walk->fields.nodes[node].element[kind];
    size_t end = c->at - gap->length;

    if (gap->length < c->at - from + !string && json_bytes_are(gap, c->text + end) &&
        (string ? c->text[end - 1] == '"' : end == from))
        return true;
    return json_odd_element_gap(walk, node, kind, from, string, c->at);
}

/*
 * To the end of an array at c->at, counting its elements by their marks; scalars have none, so
 * *count is SIZE_MAX when there are some.
 */
WALK_INLINE enum json_cause skip_counting(struct json_walk *walk, struct cursor *c, int node,
                                          size_t *count)
{
    size_t from = c->at + 1, elements = 0;
    bool string = false, exact = true;

    if (!push(&walk->stack, false))
        return json_walk_fail(walk, JSON_CAUSE_DEPTH, c->at);
    for (;; elements++) {
        enum json_cause cause;
        char mark;

        if (!take(walk, c))
            return JSON_CAUSE_STOPPED;
        mark = mark_char(c);
        if (exact)
            exact = element_gap(walk, c, node,
                                mark == ']'     ? elements ? JSON_GAP_LAST : JSON_GAP_FIRST
                                : elements == 0 ? JSON_GAP_FIRST
                                                : JSON_GAP_BETWEEN,
                                from, string);
        string = mark == '"';
        from = c->at + 1;
        if (string)
            continue;
        if (mark == ']')
            break;
        if (mark != '{' && mark != '[')
            return json_walk_unexpected(walk, mark, c->at, JSON_CAUSE_BRACKETS);
        cause = skip(walk, c);
        if (cause != JSON_CAUSE_NONE)
            return cause;
        from = c->at + 1;
    }
    pop(&walk->stack, false);
    *count = exact ? elements : SIZE_MAX;
    return JSON_CAUSE_NONE;
}

/* Longer arrays with scalars in them are not counted: that would be a second look at them. */
#define COUNT_MOST 4096

__attribute__((noinline)) static size_t count_by_hand(struct str raw)
{
    struct json_iter it = json_array(raw);
    struct json_value element;
    size_t count = 1;

    if (raw.len > COUNT_MOST)
        return 0;
    while (json_iter_next(&it, NULL, &element))
        count++;
    return it.broken ? 0 : count;
}

WALK_INLINE enum json_cause wanted_array(struct json_walk *walk, struct cursor *c, int node)
{
    size_t open = c->at, count = 0;
    enum json_cause cause = skip_counting(walk, c, node, &count);

    if (cause != JSON_CAUSE_NONE)
        return cause;
    keep(walk, c, node, JSON_ARRAY, open, c->at + 1,
         count != SIZE_MAX ? count + 1
                           : count_by_hand((struct str){c->text + open, c->at + 1 - open}));
    return JSON_CAUSE_NONE;
}

static enum json_cause walk_object(struct json_walk *walk, int node);

/* A value that leads to wanted ones. */
static enum json_cause walk_inside(struct json_walk *walk, int node)
{
    bool object = walk->window.text[walk->at] == '{';
    size_t open = walk->at;
    enum json_cause cause = object ? walk_object(walk, node) : json_walk_array(walk, node);
    struct cursor c = cursor_of(walk);

    if (cause == JSON_CAUSE_NONE)
        keep(walk, &c, node, object ? JSON_OBJECT : JSON_ARRAY, open, c.at + 1, 0);
    return cause;
}

/* c->at becomes the closing bracket. */
WALK_INLINE enum json_cause inside(struct json_walk *walk, struct cursor *c, int child)
{
    const struct json_node *node = child == JSON_NO_NODE ? NULL : &walk->fields.nodes[child];
    bool object = mark_char(c) == '{';
    size_t open = c->at;
    enum json_cause cause;

    if (!node)
        return skip(walk, c);
    if (node->below && (object || node->most >= 0)) {
        give_back(walk, c);
        cause = walk_inside(walk, child);
        *c = cursor_of(walk);
        return cause;
    }
    if (!object)
        return wanted_array(walk, c, child);
    cause = skip(walk, c);
    if (cause == JSON_CAUSE_NONE)
        keep(walk, c, child, JSON_OBJECT, open, c->at + 1, 0);
    return cause;
}

WALK_INLINE enum json_cause nested_value(struct json_walk *walk, struct cursor *c, int child,
                                         size_t *done)
{
    enum json_cause cause = inside(walk, c, child);

    if (cause != JSON_CAUSE_NONE)
        return cause;
    *done = c->at + 1;
    return take(walk, c) ? JSON_CAUSE_NONE : JSON_CAUSE_STOPPED;
}

enum json_cause json_walk_nested(struct json_walk *walk, int child, size_t *done)
{
    struct cursor c = cursor_of(walk);
    enum json_cause cause = nested_value(walk, &c, child, done);

    give_back(walk, &c);
    return cause;
}

/*
 * The value of a member of `node` that begins at `from`, or at the mark c->at behind it. c->at
 * becomes the mark behind the value, *done the place behind it.
 */
WALK_INLINE enum json_cause value(struct json_walk *walk, struct cursor *c, int node, size_t place,
                                  int child, size_t from, size_t *done)
{
    char mark = mark_char(c);

    while (from < c->at && json_is_blank(c->text[from]))
        from++;
    if (from < c->at)
        return scalar_value(walk, c, node, place, child, from, done);
    if (mark == '"')
        return string_value(walk, c, node, place, child, done);
    if (mark == '{' || mark == '[')
        return nested_value(walk, c, child, done);
    return json_walk_unexpected(walk, mark, c->at, JSON_CAUSE_VALUE);
}

/* ---- keys ---- */

/* The member's key, from its opening quote to its value; takes the mark behind the quote. */
WALK_INLINE struct json_found match_key(struct json_walk *walk, struct cursor *c, int node,
                                        size_t place, size_t done)
{
    const struct json_shape_key *slot = &walk->fields.nodes[node].shape[json_shape_place(place)];
    size_t quote = c->at, to = quote + slot->key.length;

    if (mark_char(c) != '"')
        return (struct json_found){json_walk_unexpected(walk, mark_char(c), quote,
                                                        place ? JSON_CAUSE_COMMA : JSON_CAUSE_KEY),
                                   0, 0};
    if (!take(walk, c))
        return (struct json_found){JSON_CAUSE_STOPPED, 0, 0};
    if (gap_is(c, &slot->gap, done, quote) && to <= c->at &&
        json_bytes_are(&slot->key, c->text + quote))
        return (struct json_found){JSON_CAUSE_NONE, slot->child, to};
    return json_odd_key(walk, node, place, done, quote, c->at);
}

/* ---- records ---- */

WALK_INLINE enum json_cause members(struct json_walk *walk, struct cursor *c, int node)
{
    size_t done = c->at + 1;

    if (!take(walk, c))
        return JSON_CAUSE_STOPPED;
    for (size_t place = 0;; place++) {
        struct json_found found;
        enum json_cause cause;

        if (mark_char(c) == '}')
            return gap_is(c, &walk->fields.nodes[node].closing, done, c->at)
                       ? JSON_CAUSE_NONE
                       : json_odd_closing(walk, node, place, done, c->at);
        if (mark_char(c) == ']')
            return json_walk_fail(walk, JSON_CAUSE_BRACKETS, c->at);
        found = match_key(walk, c, node, place, done);
        if (found.cause != JSON_CAUSE_NONE)
            return found.cause;
        see(walk, found.child);
        cause = value(walk, c, node, place, found.child, found.value, &done);
        if (cause != JSON_CAUSE_NONE)
            return cause;
    }
}

static enum json_cause walk_object(struct json_walk *walk, int node)
{
    struct cursor c = cursor_of(walk);
    enum json_cause cause;

    if (!push(&walk->stack, true))
        return json_walk_fail(walk, JSON_CAUSE_DEPTH, c.at);
    cause = members(walk, &c, node);
    give_back(walk, &c);
    pop(&walk->stack, true);
    return cause;
}

enum json_cause json_walk_record(struct json_walk *walk)
{
    enum json_cause cause;

    for (size_t i = 0; i < walk->fields.count; i++)
        walk->values[i].kind = JSON_ABSENT;
    walk->stack.depth = 0;
    cause = walk_object(walk, 0);
    if (cause != JSON_CAUSE_NONE)
        return cause;
    for (size_t i = 0; i < walk->fields.count; i++) {
        struct json_value *v = &walk->values[i];

        if (v->kind == JSON_ABSENT)
            *v = (struct json_value){.kind = JSON_ABSENT};
        else
            v->raw.ptr = walk->window.text + walk->places[i];
    }
    return JSON_CAUSE_NONE;
}
