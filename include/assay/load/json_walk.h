/*
 * One record, mark by mark: checks what json_scan.h promises and gathers the wanted values.
 *
 * All functions take the mark at walk->at as already taken and leave walk->at at the last one they
 * took. They return JSON_CAUSE_NONE, or what is wrong with the place of it in walk->fault, or
 * JSON_CAUSE_STOPPED when the marks ran out (window.stop says why). Recursion is by the levels of the
 * wanted paths, never by the text.
 */
#ifndef ASSAY_LOAD_JSON_WALK_H
#define ASSAY_LOAD_JSON_WALK_H

#include <assay/load/json_fields.h>
#include <assay/load/json_scan.h>
#include <assay/load/json_window.h>

/* Open brackets, outermost first: bit set = object. */
struct json_stack {
    size_t depth;
    uint64_t objects[JSON_DEPTH_MAX / 64];
};

struct json_walk {
    struct json_window window;
    struct json_fields fields;
    struct json_stack stack;
    struct json_value values[JSON_FIELDS_MAX];
    size_t places[JSON_FIELDS_MAX]; /* of the values' text; set for kinds other than absent */
    uint64_t number;                /* of the record */
    size_t at;
    size_t fault;
    uint64_t extra_commas;
    bool first_key_varies;
};

/* The record whose opening bracket is at walk->at; afterwards the values are complete. */
enum json_cause json_walk_record(struct json_walk *walk);
/* To the bracket that closes the one at walk->at. */
enum json_cause json_walk_skip(struct json_walk *walk);
/*
 * For a string or scalar that begins at or after `from`, or a bracket: to the mark after the value,
 * which must be a comma or closing bracket. walk->at is the first mark from `from` on.
 */
enum json_cause json_walk_value(struct json_walk *walk, int node, size_t from);
/*
 * The key at walk->at (its opening quote) with its colon; raw: the key, valid until the next mark.
 */
enum json_cause json_walk_key(struct json_walk *walk, size_t from, struct str *raw);
/*
 * The next mark outside of any record, letting go of blanks that fill the window. False when there is
 * none, or more stray text than the limit.
 */
bool json_walk_next(struct json_walk *walk);
/*
 * Bytes from place 0 to the end of what was walked over before the cause was given. What is longer than
 * the limit counts as too large whether or not the window could hold it.
 */
size_t json_walk_extent(const struct json_walk *walk, enum json_cause cause);
/* Whether [from, to) holds blanks only. */
bool json_walk_blank(const struct json_walk *walk, size_t from, size_t to);

#endif
