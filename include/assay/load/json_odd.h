/*
 * The slow paths of a walk over a record: what does not stand as the shape remembers it
 * (json_fields.h) is looked at here byte by byte, checked, and remembered anew. Places as in
 * json_walk.h; none of these takes a mark.
 */
#ifndef ASSAY_LOAD_JSON_ODD_H
#define ASSAY_LOAD_JSON_ODD_H

#include <assay/load/json_walk.h>

/*
 * The end of the value that the mark at `at` follows: back over blanks and the comma that must
 * stand before a key and may stand before the closing bracket. Nothing before `from` belongs to the
 * gap. Returns whether there is a comma.
 */
bool json_gap_before(struct json_walk *walk, size_t from, size_t at, size_t *end);
/*
 * Is [from, at) what may stand between the last value, or the opening bracket, and the mark at
 * `at`? place: how many members came before.
 */
enum json_cause json_gap_check(struct json_walk *walk, size_t place, size_t from, size_t at);
/* The same before the closing bracket of an object, which is remembered. */
enum json_cause json_odd_closing(struct json_walk *walk, int node, size_t place, size_t done,
                                 size_t at);
/* The same of an array's elements; from and string as for the walk's own look at the gap. */
bool json_odd_element_gap(struct json_walk *walk, int node, enum json_gap kind, size_t from,
                          bool string, size_t at);
/* The end of a number or word that begins at `from` and that the mark at `at` follows. */
enum json_cause json_odd_scalar(struct json_walk *walk, size_t from, size_t at, size_t *end);

struct json_found {
    enum json_cause cause;
    int child;    /* of the node, or JSON_NO_NODE */
    size_t value; /* place of the value */
};

/*
 * A key that is not the one met at this place of the object before, or is written otherwise. done:
 * the place behind the value before; quote: its opening quote; mark: the mark behind that.
 */
struct json_found json_odd_key(struct json_walk *walk, int node, size_t place, size_t done,
                               size_t quote, size_t mark);

/* Members beyond those that can be remembered share a slot that never is. */
static inline size_t json_shape_place(size_t place)
{
    return place < JSON_SHAPE_KEYS ? place : JSON_SHAPE_KEYS;
}

#endif
