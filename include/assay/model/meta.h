/*
 * Metadata: a tree of keys and values in file order, as JSON and YAML documents give it.
 *
 * Nodes live in an arena and are read-only once built. A number keeps the text it was printed with,
 * since the printed precision decides how closely a claim can be checked; NaN and the infinities
 * are numbers. Duplicate keys stay in order; meta_get finds the last, as Python's reader does.
 */
#ifndef ASSAY_MODEL_META_H
#define ASSAY_MODEL_META_H

#include <assay/base/arena.h>
#include <assay/base/str.h>

#include <stdbool.h>
#include <stdint.h>

enum meta_kind { META_NULL, META_BOOL, META_NUMBER, META_TEXT, META_LIST, META_MAP };

struct meta {
    const char *key; /* NULL in a list and at the root; NUL-ended UTF-8, may hold anything else */
    enum meta_kind kind;
    bool truth;                /* META_BOOL */
    double number;             /* META_NUMBER */
    struct str text;           /* META_TEXT: the text; META_NUMBER: as printed; NUL-ended */
    uint32_t line;             /* in the file, from 1; 0 when unknown */
    size_t count;              /* children of META_LIST and META_MAP */
    struct meta *first, *last; /* children */
    struct meta *next;         /* sibling */
};

/* A node without parent. */
struct meta *meta_new(struct arena *arena, enum meta_kind kind);
/* Append a child; key is copied (NULL in a list). */
struct meta *meta_add(struct arena *arena, struct meta *parent, const char *key,
                      enum meta_kind kind);
void meta_add_text(struct arena *arena, struct meta *parent, const char *key, struct str text);
void meta_add_number(struct arena *arena, struct meta *parent, const char *key, double number);
void meta_set_text(struct arena *arena, struct meta *node, struct str text);
/* The value of a number given as printed; its number is what str_number reads of it. */
bool meta_set_number(struct arena *arena, struct meta *node, struct str printed);
/* Make `child`, which has no parent yet, the last child of `parent`. */
void meta_adopt(struct meta *parent, struct meta *child);

/* The member of a map, or NULL; the node may be NULL or of another kind. */
const struct meta *meta_get(const struct meta *node, const char *key);
/* "a.b.0.c": members by name, list entries by number; a key with dots of its own is tried too. */
const struct meta *meta_find(const struct meta *node, const char *path);
const struct meta *meta_at(const struct meta *node, size_t index);
/* The number, or NAN when it is none (booleans are none). */
double meta_number(const struct meta *node);
/* The text of a META_TEXT, or `otherwise`. */
const char *meta_text(const struct meta *node, const char *otherwise);
/* Digits printed after the point of a number; 0 for anything else. */
int meta_decimals(const struct meta *node);
/* A scalar in one line, for people: text, numbers and YAML's truth words as printed; null. */
struct str meta_scalar(const struct meta *node);
/* A deep copy without sharing, in another arena. */
struct meta *meta_copy(struct arena *arena, const struct meta *node);

#endif
