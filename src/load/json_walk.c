#include <assay/load/json_walk.h>

#define WALK_INLINE static inline __attribute__((always_inline))

__attribute__((cold)) static enum json_cause fail(struct json_walk *walk, enum json_cause cause,
                                                  size_t place)
{
    walk->fault = place;
    return cause;
}

/*
 * The marks, kept in registers while a function walks: fetching the next through walk->window would
 * make each wait for the store of the one before. Taken from the walk at the start and given back
 * at the end and around calls that walk themselves. Never passed by address to what is not inlined.
 */
struct cursor {
    const uint32_t *next;
    const uint32_t *last;
    size_t origin;
    const char *text;
    size_t at;
};

WALK_INLINE struct cursor cursor_of(const struct json_walk *walk)
{
    const struct json_window *w = &walk->window;

    return (struct cursor){w->next, w->last, w->origin, w->text, walk->at};
}

WALK_INLINE void give_back(struct json_walk *walk, const struct cursor *c)
{
    walk->window.next = c->next;
    walk->at = c->at;
}

/* Without marks again when there are no more. */
__attribute__((noinline)) static struct cursor refill(struct json_walk *walk)
{
    walk->window.next = walk->window.last;
    json_window_refill(&walk->window);
    return cursor_of(walk);
}

WALK_INLINE bool take(struct json_walk *walk, struct cursor *c)
{
    if (__builtin_expect(c->next == c->last, 0)) {
        struct cursor fresh = refill(walk);

        fresh.at = c->at;
        *c = fresh;
        if (c->next == c->last)
            return false;
    }
    c->at = c->origin + *c->next++;
    return true;
}

WALK_INLINE char mark_char(const struct cursor *c)
{
    return c->text[c->at];
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

WALK_INLINE bool blank(const struct json_walk *walk, const struct cursor *c, size_t from, size_t to)
{
    return from == to || (to - from == 1 && c->text[from] == ' ') ||
           json_walk_blank(walk, from, to);
}

static bool push(struct json_stack *stack, bool object)
{
    uint64_t bit = (uint64_t)1 << (stack->depth % 64);
    uint64_t *word = &stack->objects[stack->depth / 64];

    *word = object ? *word | bit : *word & ~bit;
    return ++stack->depth < JSON_DEPTH_MAX;
}

/* Whether the innermost bracket was of this kind. */
static bool pop(struct json_stack *stack, bool object)
{
    stack->depth--;
    return (stack->objects[stack->depth / 64] >> (stack->depth % 64) & 1) == object;
}

/* A mark that is none of those that may stand here. */
__attribute__((cold)) static enum json_cause unexpected(struct json_walk *walk, char c, size_t at,
                                                        enum json_cause otherwise)
{
    if (c == '\n')
        return fail(walk, JSON_CAUSE_STRING, at);
    if (c == '{' || c == '[' || c == '}' || c == ']' || c == '"' || c == ':' || c == ',')
        return fail(walk, otherwise, at);
    return fail(walk, JSON_CAUSE_SCALAR, at);
}

/* ---- what is not wanted ---- */

/* *commas: those between the elements or members of the bracket itself. */
WALK_INLINE enum json_cause skip(struct json_walk *walk, struct cursor *c, size_t *commas)
{
    struct json_stack *stack = &walk->stack;
    size_t floor = stack->depth;

    *commas = 0;
    if (!push(stack, mark_char(c) == '{'))
        return fail(walk, JSON_CAUSE_DEPTH, c->at);
    while (stack->depth > floor) {
        char mark;

        if (!take(walk, c))
            return JSON_CAUSE_STOPPED;
        mark = mark_char(c);
        *commas += mark == ',' && stack->depth == floor + 1;
        if (mark == '"' || mark == ',' || mark == ':')
            continue;
        if (mark == '{' || mark == '[') {
            if (!push(stack, mark == '{'))
                return fail(walk, JSON_CAUSE_DEPTH, c->at);
        } else if (mark != '}' && mark != ']') {
            return unexpected(walk, mark, c->at, JSON_CAUSE_BRACKETS);
        } else if (!pop(stack, mark == '}')) {
            return fail(walk, JSON_CAUSE_BRACKETS, c->at);
        }
    }
    return JSON_CAUSE_NONE;
}

enum json_cause json_walk_skip(struct json_walk *walk)
{
    struct cursor c = cursor_of(walk);
    size_t commas;
    enum json_cause cause = skip(walk, &c, &commas);

    give_back(walk, &c);
    return cause;
}

/* ---- values ---- */

/*
 * The value [from, to) of text is what the fields that end at the node get. counted: as in struct
 * json_value.
 */
WALK_INLINE void keep(struct json_walk *walk, const struct cursor *c, int node, enum json_kind kind,
                      size_t from, size_t to, size_t counted)
{
    uint64_t ends = node == JSON_NO_NODE ? 0 : walk->fields.nodes[node].ends;

    for (; ends; ends &= ends - 1) {
        unsigned field = (unsigned)__builtin_ctzll(ends);
        struct json_value *value = &walk->values[field];

        value->kind = kind;
        value->raw.len = to - from;
        value->counted = counted;
        value->escaped =
            kind == JSON_STRING && to > from && memchr(c->text + from, '\\', to - from);
        walk->places[field] = from;
    }
}

WALK_INLINE enum json_cause string_value(struct json_walk *walk, struct cursor *c, int node,
                                         size_t from)
{
    size_t quote = c->at, to;

    if (!blank(walk, c, from, quote))
        return fail(walk, JSON_CAUSE_COMMA, from);
    if (!take(walk, c))
        return JSON_CAUSE_STOPPED;
    to = c->at;
    while (json_is_blank(c->text[to - 1]))
        to--;
    if (c->text[to - 1] != '"' || to - 1 == quote)
        return unexpected(walk, mark_char(c), c->at, JSON_CAUSE_COMMA);
    keep(walk, c, node, JSON_STRING, quote + 1, to - 1, 0);
    return JSON_CAUSE_NONE;
}

WALK_INLINE enum json_cause scalar_value(struct json_walk *walk, struct cursor *c, int node,
                                         size_t from)
{
    size_t to = c->at;
    enum json_kind kind;

    while (from < to && json_is_blank(c->text[from]))
        from++;
    while (to > from && json_is_blank(c->text[to - 1]))
        to--;
    if (from == to)
        return fail(walk, JSON_CAUSE_VALUE, to);
    if (node == JSON_NO_NODE || walk->fields.nodes[node].ends == 0)
        return JSON_CAUSE_NONE;
    kind = json_scalar_kind((struct str){c->text + from, to - from});
    if (kind == JSON_ABSENT)
        return fail(walk, JSON_CAUSE_SCALAR, from);
    keep(walk, c, node, kind, from, to, 0);
    return JSON_CAUSE_NONE;
}

static enum json_cause walk_object(struct json_walk *walk, int node);
static enum json_cause walk_array(struct json_walk *walk, int node);

/* Nested values that hold wanted ones are walked, others skipped and their commas counted. */
WALK_INLINE enum json_cause inside(struct json_walk *walk, struct cursor *c, int node, bool object,
                                   size_t *commas)
{
    enum json_cause cause;

    *commas = SIZE_MAX;
    if (node == JSON_NO_NODE || !walk->fields.nodes[node].below ||
        (!object && walk->fields.nodes[node].most < 0))
        return skip(walk, c, commas);
    give_back(walk, c);
    cause = object ? walk_object(walk, node) : walk_array(walk, node);
    *c = cursor_of(walk);
    return cause;
}

/* From the commas of an array to its elements: none between blanks, and no empty one at the end. */
WALK_INLINE size_t counted(const struct cursor *c, size_t open, size_t commas)
{
    size_t last = c->at - 1;

    if (commas == SIZE_MAX)
        return 0;
    while (json_is_blank(c->text[last]))
        last--;
    return commas + 1 + (last > open && c->text[last] != ',');
}

WALK_INLINE enum json_cause nested_value(struct json_walk *walk, struct cursor *c, int node,
                                         size_t from)
{
    size_t open = c->at, close, commas;
    bool object = mark_char(c) == '{';
    enum json_cause cause;

    if (!blank(walk, c, from, open))
        return fail(walk, JSON_CAUSE_COMMA, from);
    cause = inside(walk, c, node, object, &commas);
    if (cause != JSON_CAUSE_NONE)
        return cause;
    close = c->at + 1;
    keep(walk, c, node, object ? JSON_OBJECT : JSON_ARRAY, open, close,
         object ? 0 : counted(c, open, commas));
    if (!take(walk, c))
        return JSON_CAUSE_STOPPED;
    return blank(walk, c, close, c->at) ? JSON_CAUSE_NONE : fail(walk, JSON_CAUSE_COMMA, close);
}

WALK_INLINE enum json_cause value(struct json_walk *walk, struct cursor *c, int node, size_t from)
{
    enum json_cause cause;
    char mark = mark_char(c);

    if (mark == '"')
        cause = string_value(walk, c, node, from);
    else if (mark == '{' || mark == '[')
        cause = nested_value(walk, c, node, from);
    else if (mark == ',' || mark == '}' || mark == ']')
        cause = scalar_value(walk, c, node, from);
    else
        cause = unexpected(walk, mark, c->at, JSON_CAUSE_COMMA);
    if (cause != JSON_CAUSE_NONE)
        return cause;
    mark = mark_char(c);
    return mark == ',' || mark == '}' || mark == ']'
               ? JSON_CAUSE_NONE
               : unexpected(walk, mark, c->at, JSON_CAUSE_COMMA);
}

enum json_cause json_walk_value(struct json_walk *walk, int node, size_t from)
{
    struct cursor c = cursor_of(walk);
    enum json_cause cause = value(walk, &c, node, from);

    give_back(walk, &c);
    return cause;
}

/* ---- keys ---- */

/* The key from the quote at `quote` to the mark at `colon`. */
static enum json_cause key_between(struct json_walk *walk, size_t from, size_t quote, size_t colon,
                                   struct str *raw)
{
    const char *text = walk->window.text;
    size_t to = colon;

    if (text[quote] != '"' || !json_walk_blank(walk, from, quote))
        return fail(walk, JSON_CAUSE_KEY, from);
    if (text[colon] != ':')
        return unexpected(walk, text[colon], colon, JSON_CAUSE_COLON);
    while (json_is_blank(text[to - 1]))
        to--;
    if (text[to - 1] != '"' || to - 1 == quote)
        return fail(walk, JSON_CAUSE_COLON, to);
    *raw = (struct str){text + quote + 1, to - quote - 2};
    return JSON_CAUSE_NONE;
}

enum json_cause json_walk_key(struct json_walk *walk, size_t from, struct str *raw)
{
    size_t quote = walk->at;
    char mark = walk->window.text[quote];

    if (mark != '"')
        return unexpected(walk, mark, quote, JSON_CAUSE_KEY);
    if (!json_window_mark(&walk->window, &walk->at))
        return JSON_CAUSE_STOPPED;
    return key_between(walk, from, quote, walk->at, raw);
}

/* A key that is not the one met at this place of the object before. */
struct found {
    enum json_cause cause;
    int child;
};

__attribute__((noinline)) static struct found
look_up(struct json_walk *walk, int node, size_t place, size_t from, size_t quote, size_t colon)
{
    struct json_node *at = &walk->fields.nodes[node];
    struct found found = {JSON_CAUSE_NONE, JSON_NO_NODE};
    struct str raw;

    found.cause = key_between(walk, from, quote, colon, &raw);
    if (found.cause != JSON_CAUSE_NONE)
        return found;
    found.child = json_fields_child(&walk->fields, node, raw);
    if (node == 0 && place == 0 && at->shape[0].length && walk->number > 1)
        walk->first_key_varies = true;
    if (place < JSON_SHAPE_KEYS)
        json_shape_learn(&at->shape[place],
                         (struct str){walk->window.text + from, quote - from + raw.len + 2},
                         quote - from, found.child);
    return found;
}

/* The member's key, from its opening quote to its colon. */
WALK_INLINE struct found match_key(struct json_walk *walk, struct cursor *c, int node, size_t place,
                                   size_t from)
{
    const struct json_shape_key *slot = &walk->fields.nodes[node].shape[place % JSON_SHAPE_KEYS];
    size_t quote = c->at, to = from + slot->length;

    if (mark_char(c) != '"')
        return (struct found){unexpected(walk, mark_char(c), quote, JSON_CAUSE_KEY), JSON_NO_NODE};
    if (!take(walk, c))
        return (struct found){JSON_CAUSE_STOPPED, JSON_NO_NODE};
    if (slot->length && quote - from == slot->blanks && to <= c->at && mark_char(c) == ':' &&
        json_shape_is(slot, c->text + from) && blank(walk, c, to, c->at))
        return (struct found){JSON_CAUSE_NONE, slot->child};
    return look_up(walk, node, place, from, quote, c->at);
}

/* ---- records ---- */

static void forget(struct json_walk *walk, uint64_t fields)
{
    for (; fields; fields &= fields - 1)
        walk->values[__builtin_ctzll(fields)].kind = JSON_ABSENT;
}

/* The key was met: a second time in this record, what the first gave no longer counts. */
WALK_INLINE void see(struct json_walk *walk, int child)
{
    struct json_node *node;

    if (child == JSON_NO_NODE)
        return;
    node = &walk->fields.nodes[child];
    if (__builtin_expect(node->seen_in == walk->number, 0))
        forget(walk, node->ends | node->below);
    node->seen_in = walk->number;
}

WALK_INLINE enum json_cause member(struct json_walk *walk, struct cursor *c, int node, size_t place,
                                   size_t from)
{
    struct found key = match_key(walk, c, node, place, from);
    size_t colon = c->at;

    if (key.cause != JSON_CAUSE_NONE)
        return key.cause;
    see(walk, key.child);
    if (!take(walk, c))
        return JSON_CAUSE_STOPPED;
    return value(walk, c, key.child, colon + 1);
}

WALK_INLINE enum json_cause members(struct json_walk *walk, struct cursor *c, int node)
{
    for (size_t place = 0;; place++) {
        enum json_cause cause;
        size_t from = c->at + 1;

        if (!take(walk, c))
            return JSON_CAUSE_STOPPED;
        if (mark_char(c) == '}' && json_walk_blank(walk, from, c->at)) {
            walk->extra_commas += place > 0;
            return JSON_CAUSE_NONE;
        }
        cause = member(walk, c, node, place, from);
        if (cause != JSON_CAUSE_NONE)
            return cause;
        if (mark_char(c) == ']')
            return fail(walk, JSON_CAUSE_BRACKETS, c->at);
        if (mark_char(c) == '}')
            return JSON_CAUSE_NONE;
    }
}

static enum json_cause walk_object(struct json_walk *walk, int node)
{
    struct cursor c = cursor_of(walk);
    enum json_cause cause;

    if (!push(&walk->stack, true))
        return fail(walk, JSON_CAUSE_DEPTH, c.at);
    cause = members(walk, &c, node);
    give_back(walk, &c);
    pop(&walk->stack, true);
    return cause;
}

WALK_INLINE enum json_cause elements(struct json_walk *walk, struct cursor *c, int node)
{
    for (long long place = 0;; place++) {
        int child = json_fields_element(&walk->fields, node, place);
        size_t from = c->at + 1;
        enum json_cause cause;

        if (!take(walk, c))
            return JSON_CAUSE_STOPPED;
        if (mark_char(c) == ']' && json_walk_blank(walk, from, c->at)) {
            walk->extra_commas += place > 0;
            return JSON_CAUSE_NONE;
        }
        see(walk, child);
        cause = value(walk, c, child, from);
        if (cause != JSON_CAUSE_NONE)
            return cause;
        if (mark_char(c) == '}')
            return fail(walk, JSON_CAUSE_BRACKETS, c->at);
        if (mark_char(c) == ']')
            return JSON_CAUSE_NONE;
    }
}

static enum json_cause walk_array(struct json_walk *walk, int node)
{
    struct cursor c = cursor_of(walk);
    enum json_cause cause;

    if (!push(&walk->stack, false))
        return fail(walk, JSON_CAUSE_DEPTH, c.at);
    cause = elements(walk, &c, node);
    give_back(walk, &c);
    pop(&walk->stack, false);
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
