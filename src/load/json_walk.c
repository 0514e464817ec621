#include <assay/load/json_walk.h>

static enum json_cause fail(struct json_walk *walk, enum json_cause cause, size_t place)
{
    walk->fault = place;
    return cause;
}

static inline bool take(struct json_walk *walk)
{
    return json_window_mark(&walk->window, &walk->at);
}

static inline char mark_char(const struct json_walk *walk)
{
    return walk->window.text[walk->at];
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

    while (!take(walk)) {
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

static inline bool blank(const struct json_walk *walk, size_t from, size_t to)
{
    return from == to || (to - from == 1 && walk->window.text[from] == ' ') ||
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
static enum json_cause unexpected(struct json_walk *walk, enum json_cause otherwise)
{
    char c = mark_char(walk);

    if (c == '\n')
        return fail(walk, JSON_CAUSE_STRING, walk->at);
    if (c == '{' || c == '[' || c == '}' || c == ']' || c == '"' || c == ':' || c == ',')
        return fail(walk, otherwise, walk->at);
    return fail(walk, JSON_CAUSE_SCALAR, walk->at);
}

enum json_cause json_walk_skip(struct json_walk *walk)
{
    struct json_stack *stack = &walk->stack;
    size_t floor = stack->depth;

    if (!push(stack, mark_char(walk) == '{'))
        return fail(walk, JSON_CAUSE_DEPTH, walk->at);
    while (stack->depth > floor) {
        char c;

        if (!take(walk))
            return JSON_CAUSE_STOPPED;
        c = mark_char(walk);
        if (c == '"' || c == ',' || c == ':')
            continue;
        if (c == '{' || c == '[') {
            if (!push(stack, c == '{'))
                return fail(walk, JSON_CAUSE_DEPTH, walk->at);
        } else if (c != '}' && c != ']') {
            return unexpected(walk, JSON_CAUSE_BRACKETS);
        } else if (!pop(stack, c == '}')) {
            return fail(walk, JSON_CAUSE_BRACKETS, walk->at);
        }
    }
    return JSON_CAUSE_NONE;
}

/* The value [from, to) of text is what the fields that end at the node get. */
static inline void keep(struct json_walk *walk, int node, enum json_kind kind, size_t from,
                        size_t to)
{
    uint64_t ends = node == JSON_NO_NODE ? 0 : walk->fields.nodes[node].ends;

    for (; ends; ends &= ends - 1) {
        unsigned field = (unsigned)__builtin_ctzll(ends);
        struct json_value *value = &walk->values[field];
        const char *text = walk->window.text + from;

        value->kind = kind;
        value->raw.len = to - from;
        value->escaped = kind == JSON_STRING && to > from && memchr(text, '\\', to - from);
        walk->places[field] = from;
    }
}

static enum json_cause string_value(struct json_walk *walk, int node, size_t from)
{
    size_t quote = walk->at, to;
    const char *text;

    if (!blank(walk, from, quote))
        return fail(walk, JSON_CAUSE_COMMA, from);
    if (!take(walk))
        return JSON_CAUSE_STOPPED;
    text = walk->window.text;
    to = walk->at;
    while (json_is_blank(text[to - 1]))
        to--;
    if (text[to - 1] != '"' || to - 1 == quote)
        return unexpected(walk, JSON_CAUSE_COMMA);
    keep(walk, node, JSON_STRING, quote + 1, to - 1);
    return JSON_CAUSE_NONE;
}

static enum json_cause scalar_value(struct json_walk *walk, int node, size_t from)
{
    const char *text = walk->window.text;
    size_t to = walk->at;
    enum json_kind kind;

    while (from < to && json_is_blank(text[from]))
        from++;
    while (to > from && json_is_blank(text[to - 1]))
        to--;
    if (from == to)
        return fail(walk, JSON_CAUSE_VALUE, to);
    if (node == JSON_NO_NODE || walk->fields.nodes[node].ends == 0)
        return JSON_CAUSE_NONE;
    kind = json_scalar_kind((struct str){text + from, to - from});
    if (kind == JSON_ABSENT)
        return fail(walk, JSON_CAUSE_SCALAR, from);
    keep(walk, node, kind, from, to);
    return JSON_CAUSE_NONE;
}

static enum json_cause walk_object(struct json_walk *walk, int node);
static enum json_cause walk_array(struct json_walk *walk, int node);

static enum json_cause nested_value(struct json_walk *walk, int node, size_t from)
{
    size_t open = walk->at;
    bool object = mark_char(walk) == '{';
    bool deeper = node != JSON_NO_NODE && walk->fields.nodes[node].below &&
                  (object || walk->fields.nodes[node].most >= 0);
    enum json_cause cause;
    size_t close;

    if (!blank(walk, from, open))
        return fail(walk, JSON_CAUSE_COMMA, from);
    cause = !deeper ? json_walk_skip(walk)
            : object ? walk_object(walk, node)
                     : walk_array(walk, node);
    if (cause != JSON_CAUSE_NONE)
        return cause;
    close = walk->at + 1;
    keep(walk, node, object ? JSON_OBJECT : JSON_ARRAY, open, close);
    if (!take(walk))
        return JSON_CAUSE_STOPPED;
    return blank(walk, close, walk->at) ? JSON_CAUSE_NONE : fail(walk, JSON_CAUSE_COMMA, close);
}

enum json_cause json_walk_value(struct json_walk *walk, int node, size_t from)
{
    enum json_cause cause;
    char c = mark_char(walk);

    if (c == '"')
        cause = string_value(walk, node, from);
    else if (c == '{' || c == '[')
        cause = nested_value(walk, node, from);
    else if (c == ',' || c == '}' || c == ']')
        cause = scalar_value(walk, node, from);
    else
        cause = unexpected(walk, JSON_CAUSE_COMMA);
    if (cause != JSON_CAUSE_NONE)
        return cause;
    c = mark_char(walk);
    return c == ',' || c == '}' || c == ']' ? JSON_CAUSE_NONE : unexpected(walk, JSON_CAUSE_COMMA);
}

/* Walk->at is the opening quote, `quote`; its colon is taken. */
static enum json_cause key_before_colon(struct json_walk *walk, size_t from, size_t quote,
                                        struct str *raw)
{
    const char *text = walk->window.text;
    size_t to = walk->at;

    if (text[quote] != '"' || !json_walk_blank(walk, from, quote))
        return fail(walk, JSON_CAUSE_KEY, from);
    if (text[walk->at] != ':')
        return unexpected(walk, JSON_CAUSE_COLON);
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

    if (mark_char(walk) != '"')
        return unexpected(walk, JSON_CAUSE_KEY);
    if (!take(walk))
        return JSON_CAUSE_STOPPED;
    return key_before_colon(walk, from, quote, raw);
}

/* A key that is not the one met at this place of the object before. */
static enum json_cause look_up(struct json_walk *walk, int node, size_t place, size_t from,
                               size_t quote, int *child)
{
    struct json_node *at = &walk->fields.nodes[node];
    struct str raw;
    enum json_cause cause = key_before_colon(walk, from, quote, &raw);

    if (cause != JSON_CAUSE_NONE)
        return cause;
    *child = json_fields_child(&walk->fields, node, raw);
    if (node == 0 && place == 0 && at->shape[0].length && walk->number > 1)
        walk->first_key_varies = true;
    if (place < JSON_SHAPE_KEYS)
        json_shape_learn(&at->shape[place],
                         (struct str){walk->window.text + from, quote - from + raw.len + 2},
                         quote - from, *child);
    return JSON_CAUSE_NONE;
}

/* The member's key, from its opening quote at walk->at to its colon. */
static inline enum json_cause match_key(struct json_walk *walk, int node, size_t place, size_t from,
                                        int *child)
{
    const struct json_shape_key *slot = &walk->fields.nodes[node].shape[place % JSON_SHAPE_KEYS];
    size_t quote = walk->at, to;

    if (mark_char(walk) != '"')
        return unexpected(walk, JSON_CAUSE_KEY);
    if (!take(walk))
        return JSON_CAUSE_STOPPED;
    to = from + slot->length;
    if (slot->length && quote - from == slot->blanks && to <= walk->at && mark_char(walk) == ':' &&
        json_shape_is(slot, walk->window.text + from) && blank(walk, to, walk->at)) {
        *child = slot->child;
        return JSON_CAUSE_NONE;
    }
    return look_up(walk, node, place, from, quote, child);
}

static void forget(struct json_walk *walk, uint64_t fields)
{
    for (; fields; fields &= fields - 1)
        walk->values[__builtin_ctzll(fields)].kind = JSON_ABSENT;
}

/* The key was met: a second time in this record, what the first gave no longer counts. */
static inline void see(struct json_walk *walk, int child)
{
    struct json_node *node;

    if (child == JSON_NO_NODE)
        return;
    node = &walk->fields.nodes[child];
    if (node->seen_in == walk->number)
        forget(walk, node->ends | node->below);
    node->seen_in = walk->number;
}

static enum json_cause member(struct json_walk *walk, int node, size_t place, size_t from)
{
    int child = JSON_NO_NODE;
    enum json_cause cause = match_key(walk, node, place, from, &child);
    size_t colon = walk->at;

    if (cause != JSON_CAUSE_NONE)
        return cause;
    see(walk, child);
    if (!take(walk))
        return JSON_CAUSE_STOPPED;
    return json_walk_value(walk, child, colon + 1);
}

static enum json_cause walk_object(struct json_walk *walk, int node)
{
    enum json_cause cause;
    size_t from;

    if (!push(&walk->stack, true))
        return fail(walk, JSON_CAUSE_DEPTH, walk->at);
    for (size_t place = 0;; place++) {
        from = walk->at + 1;
        if (!take(walk))
            return JSON_CAUSE_STOPPED;
        if (mark_char(walk) == '}' && json_walk_blank(walk, from, walk->at)) {
            walk->extra_commas += place > 0;
            break;
        }
        cause = member(walk, node, place, from);
        if (cause != JSON_CAUSE_NONE)
            return cause;
        if (mark_char(walk) == ']')
            return fail(walk, JSON_CAUSE_BRACKETS, walk->at);
        if (mark_char(walk) == '}')
            break;
    }
    pop(&walk->stack, true);
    return JSON_CAUSE_NONE;
}

static enum json_cause walk_array(struct json_walk *walk, int node)
{
    enum json_cause cause;
    size_t from;

    if (!push(&walk->stack, false))
        return fail(walk, JSON_CAUSE_DEPTH, walk->at);
    for (long long place = 0;; place++) {
        int child = json_fields_element(&walk->fields, node, place);

        from = walk->at + 1;
        if (!take(walk))
            return JSON_CAUSE_STOPPED;
        if (mark_char(walk) == ']' && json_walk_blank(walk, from, walk->at)) {
            walk->extra_commas += place > 0;
            break;
        }
        see(walk, child);
        cause = json_walk_value(walk, child, from);
        if (cause != JSON_CAUSE_NONE)
            return cause;
        if (mark_char(walk) == '}')
            return fail(walk, JSON_CAUSE_BRACKETS, walk->at);
        if (mark_char(walk) == ']')
            break;
    }
    pop(&walk->stack, false);
    return JSON_CAUSE_NONE;
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
        struct json_value *value = &walk->values[i];

        if (value->kind == JSON_ABSENT)
            *value = (struct json_value){JSON_ABSENT, false, {NULL, 0}};
        else
            value->raw.ptr = walk->window.text + walk->places[i];
    }
    return JSON_CAUSE_NONE;
}
