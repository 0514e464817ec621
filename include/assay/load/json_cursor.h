/*
 * Stepping from mark to mark inside a record, for json_walk.c and json_elements.c alone.
 */
#ifndef ASSAY_LOAD_JSON_CURSOR_H
#define ASSAY_LOAD_JSON_CURSOR_H

#include <assay/load/json_walk.h>

#define WALK_INLINE static inline __attribute__((always_inline))

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
__attribute__((noinline, unused)) static struct cursor refill(struct json_walk *walk)
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

WALK_INLINE bool push(struct json_stack *stack, bool object)
{
    uint64_t bit = (uint64_t)1 << (stack->depth % 64);
    uint64_t *word = &stack->objects[stack->depth / 64];

    *word = object ? *word | bit : *word & ~bit;
    return ++stack->depth < JSON_DEPTH_MAX;
}

/* Whether the innermost bracket was of this kind. */
WALK_INLINE bool pop(struct json_stack *stack, bool object)
{
    stack->depth--;
    return (stack->objects[stack->depth / 64] >> (stack->depth % 64) & 1) == object;
}

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

__attribute__((noinline, unused)) static void forget(struct json_walk *walk, uint64_t fields)
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

#endif
