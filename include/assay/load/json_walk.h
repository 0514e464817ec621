/*
 * One record, mark by mark: checks what json_scan.h promises and gathers the wanted values.
 *
 * All functions take the mark at walk->at as already taken and leave walk->at at the last one they
 * took. They return JSON_CAUSE_NONE, or what is wrong with the place of it in walk->fault, or
 * JSON_CAUSE_STOPPED when the marks ran out (window.stop says why). Recursion is by the levels of
 * the wanted paths, never by the text.
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
/* The same of an array at walk->at, some elements of which lead to wanted values. */
enum json_cause json_walk_array(struct json_walk *walk, int node);
/*
 * The array or object at walk->at, wanted or not; `done` is the place behind it, walk->at the mark
 * that follows.
 */
enum json_cause json_walk_nested(struct json_walk *walk, int child, size_t *done);
/* To the bracket that closes the one at walk->at. */
enum json_cause json_walk_skip(struct json_walk *walk);
/*
 * The key whose opening quote is at `quote`; `mark` is the mark behind that. raw: the key, valid
 * until the next mark; value: where the value begins, `mark` at the latest.
 */
enum json_cause json_walk_key(struct json_walk *walk, size_t quote, size_t mark, struct str *raw,
                              size_t *value);
/* The place behind a string, from its opening quote and the mark behind that; 0: it is not closed.
 */
size_t json_walk_string_end(const struct json_walk *walk, size_t quote, size_t mark);
/*
 * The next mark outside of any record, letting go of blanks that fill the window. False when there
 * is none, or more stray text than the limit.
 */
bool json_walk_next(struct json_walk *walk);
/*
 * Bytes from place 0 to the end of what was walked over before the cause was given. What is longer
 * than the limit counts as too large whether or not the window could hold it.
 */
size_t json_walk_extent(const struct json_walk *walk, enum json_cause cause);
/* Whether [from, to) holds blanks only. */
bool json_walk_blank(const struct json_walk *walk, size_t from, size_t to);

/* Set the place of what is wrong; returns the cause. */
enum json_cause json_walk_fail(struct json_walk *walk, enum json_cause cause, size_t place)
    __attribute__((cold));
/* For a mark that may not stand where it does: what it says by itself, or the cause given. */
enum json_cause json_walk_unexpected(struct json_walk *walk, char mark, size_t place,
                                     enum json_cause otherwise) __attribute__((cold));

#endif
