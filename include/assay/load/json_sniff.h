/*
 * What the first bytes of a file say about its shape, before any of it is read in earnest.
 *
 * A few KiB are enough; the text may end anywhere. A file whose first object does not end within
 * the bytes given is taken for one object, since nothing tells otherwise: a line that long is rare.
 *
 * keys: of the first record (shapes of records), or of the one object; as written in the text,
 * without quotes, still escaped; those seen in the bytes given, at most JSON_SNIFF_KEYS. They point
 * into the text.
 */
#ifndef ASSAY_LOAD_JSON_SNIFF_H
#define ASSAY_LOAD_JSON_SNIFF_H

#include <assay/load/json_value.h>

#define JSON_SNIFF_KEYS 64

enum json_shape {
    JSON_SHAPE_NONE,    /* no JSON, or nothing at all */
    JSON_SHAPE_RECORDS, /* an array of objects */
    JSON_SHAPE_LINES,   /* objects one after another (JSONL) */
    JSON_SHAPE_OBJECT,  /* one object */
    JSON_SHAPE_OTHER,   /* an array of something else, or an empty one */
};

struct json_sniff_key {
    struct str key;
    bool escaped;        /* the key holds a backslash */
    enum json_kind kind; /* of its value; JSON_ABSENT when the text ends before it shows */
    bool records;        /* the value is an array whose first element is an object */
};

struct json_sniff {
    enum json_shape shape;
    bool whole; /* the first record or the object ends within the bytes given */
    size_t key_count;
    struct json_sniff_key keys[JSON_SNIFF_KEYS];
};

void json_sniff(struct str first_bytes, struct json_sniff *out);
/* The key of that name, or NULL. */
const struct json_sniff_key *json_sniff_find(const struct json_sniff *sniff, const char *key);
/* "array of objects", ... */
const char *json_shape_name(enum json_shape shape);

#endif
