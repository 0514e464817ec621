/*
 * The fields wanted of every record, as a tree of keys, and the learned order of keys.
 *
 * Node 0 is the record. A node is a key on the way to a wanted field; its mask `ends` says which
 * fields end there, `below` which lie deeper. Records of one file have the same keys in the same
 * order nearly always, so each node remembers, for the first JSON_SHAPE_KEYS members of its object,
 * how the member began last time: the gap before it (comma and blanks), and from the key's opening
 * quote to the value (key, colon, blanks), byte for byte. The same bytes again mean the same key,
 * with no look at its end or its escapes. Anything else is looked up and remembered anew.
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

#define JSON_BYTES_WORDS 6

/* A few bytes to compare others with: at most 48, longer ones are not remembered. */
struct json_bytes {
    uint64_t text[JSON_BYTES_WORDS];
    uint64_t mask[JSON_BYTES_WORDS];
    size_t length; /* JSON_BYTES_NONE: nothing remembered */
};
#define JSON_BYTES_NONE SIZE_MAX

struct json_shape_key {
    struct json_bytes gap;
    struct json_bytes key;
    int child; /* node or JSON_NO_NODE */
};

/* Gaps in an array: before its first element, between two, before its closing bracket. */
enum json_gap {
    JSON_GAP_FIRST,
    JSON_GAP_BETWEEN,
    JSON_GAP_LAST,
    JSON_GAP_COUNT,
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
    uint64_t seen_in;             /* number of the record in which the key was last met */
    struct json_shape_key *shape; /* and one slot more; NULL for a node without children */
    struct json_bytes element[JSON_GAP_COUNT]; /* gaps in an array that is wanted */
    struct json_bytes closing;                 /* the gap before the closing bracket */
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
void json_bytes_learn(struct json_bytes *bytes, struct str text);

static inline uint64_t json_word_differs(const struct json_bytes *bytes, const char *text, size_t i)
{
    uint64_t word;

    memcpy(&word, text + 8 * i, sizeof(word));
    return (word ^ bytes->text[i]) & bytes->mask[i];
}

/*
 * Whether the bytes at `text`, of which JSON_PAD may be read, are those remembered. Two words are
 * compared without asking for the length: a branch that goes another way each time costs more.
 */
static inline bool json_bytes_are(const struct json_bytes *bytes, const char *text)
{
    uint64_t differs = json_word_differs(bytes, text, 0) | json_word_differs(bytes, text, 1);

    if (bytes->length > 16)
        for (size_t i = 2; i < JSON_BYTES_WORDS; i++)
            differs |= json_word_differs(bytes, text, i);
    return differs == 0 && bytes->length != JSON_BYTES_NONE;
}

#endif
