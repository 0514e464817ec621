/*
 * The fields wanted of every record, as a tree of keys, and the learned order of keys.
 *
 * Node 0 is the record. A node is a key on the way to a wanted field; its mask `ends` says which
 * fields end there, `below` which lie deeper. Records of one file have the same keys in the same
 * order nearly always, so each node remembers, for the first JSON_SHAPE_KEYS members of its object,
 * how the member began last time: blanks and quoted key, byte for byte. The same bytes again mean the
 * same key, with no look at its end or its escapes. Anything else is looked up and remembered anew.
 */
#ifndef ASSAY_LOAD_JSON_FIELDS_H
#define ASSAY_LOAD_JSON_FIELDS_H

#include <assay/base/err.h>
#include <assay/base/str.h>
#include <assay/load/json_value.h>
#include <assay/load/json_window.h>

#include <stdint.h>
#include <string.h>

#define JSON_FIELDS_MAX 64
#define JSON_LEVELS_MAX 8
#define JSON_SHAPE_KEYS 32
#define JSON_NO_NODE    (-1)

#define JSON_SHAPE_WORDS 6 /* 48 bytes; longer ones are looked up every time */

struct json_shape_key {
    uint64_t text[JSON_SHAPE_WORDS];
    uint64_t mask[JSON_SHAPE_WORDS];
    uint32_t length; /* blanks and quoted key; 0: nothing learned */
    uint32_t blanks;
    int child; /* node or JSON_NO_NODE */
};

struct json_node {
    char *key; /* plain text, NULL for the record */
    size_t key_length;
    long long number; /* the key as a place in an array, or -1 */
    long long most;   /* the largest place wanted of an array here, -1: none */
    uint64_t ends;
    uint64_t below;
    int first_child;
    int next_sibling;
    uint64_t seen_in; /* number of the record in which the key was last met */
    struct json_shape_key *shape; /* NULL for a node without children */
};

struct json_fields {
    struct json_node *nodes;
    size_t node_count;
    size_t node_capacity;
    size_t count;
    struct buf keys_scratch; /* an escaped key, plain */
};

/* False (usage) for more than JSON_FIELDS_MAX paths or one that is empty or too deep or long. */
bool json_fields_build(struct json_fields *fields, const char *const *paths, size_t count,
                       struct err *err);
void json_fields_release(struct json_fields *fields);

/* The child of that key, raw as in the text, or JSON_NO_NODE. */
int json_fields_child(struct json_fields *fields, int node, struct str raw_key);
/* The child for a place in an array. */
int json_fields_element(const struct json_fields *fields, int node, long long place);
/* start: blanks and quoted key */
void json_shape_learn(struct json_shape_key *slot, struct str start, size_t blanks, int child);

/* Whether the bytes at `text` (of which JSON_PAD may be read) are those learned. */
static inline bool json_shape_is(const struct json_shape_key *slot, const char *text)
{
    uint64_t word, differ = 0;

    for (uint32_t i = 0; i * 8 < slot->length; i++) {
        memcpy(&word, text + 8 * i, sizeof(word));
        differ |= (word ^ slot->text[i]) & slot->mask[i];
    }
    return differ == 0;
}

#endif
