/*
 * What a file looks like from its first bytes: its shape and the names in it.
 *
 * Loaders decide by this and by nothing else, so that a tree of thousands of files costs one short
 * read each (an object that goes on is read whole up to 16 MiB). Everything lives in the arena
 * passed in; nothing here fails on bad content, only on a file that cannot be read.
 */
#ifndef ASSAY_LOAD_SNIFF_H
#define ASSAY_LOAD_SNIFF_H

#include <assay/base/arena.h>
#include <assay/base/err.h>
#include <assay/base/str.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SNIFF_BYTES = 64 << 10 };

enum file_shape {
    SHAPE_EMPTY,
    SHAPE_BINARY,     /* NUL bytes, or a name whose suffix says so */
    SHAPE_COMPRESSED, /* gzip, zip, bzip2, xz, zstd by magic number */
    SHAPE_TABLE,      /* CSV, TSV, … with a header */
    SHAPE_OBJECT,     /* one JSON object */
    SHAPE_RECORDS,    /* JSON array of objects */
    SHAPE_LINES,      /* JSONL: objects one after the other */
    SHAPE_JSON,       /* any other JSON */
    SHAPE_YAML,
    SHAPE_MARKDOWN,
    SHAPE_TEXT,
};

struct sniff {
    const char *path;   /* as discovered, relative to the walk's root */
    const char *name;   /* last component */
    const char *suffix; /* lower case, without the dot */
    uint64_t bytes;
    enum file_shape shape;
    const char *const *keys; /* SHAPE_TABLE: header cells; SHAPE_OBJECT: keys seen at the top level;
                                SHAPE_RECORDS, SHAPE_LINES: keys of the first record */
    size_t key_count;
    bool keys_cut;   /* the object went on beyond the bytes read */
    struct str head; /* the bytes read */
};

bool sniff_file(const char *full_path, const char *path, struct arena *arena, struct sniff *sniff,
                struct err *err);
bool sniff_has(const struct sniff *sniff, const char *key);
/* The first key that is one of the names (NULL-ended), without regard to case; or NULL. */
const char *sniff_has_any(const struct sniff *sniff, const char *const *names);
/* How many keys end in `suffix` and are longer. */
size_t sniff_count_suffix(const struct sniff *sniff, const char *suffix);
/* "a CSV table", "a JSON object", … for messages. */
const char *shape_name(enum file_shape shape);

#endif
