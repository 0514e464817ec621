/*
 * Keys of a paper-metrics object, nested or flat, read alike.
 *
 * The metric `key` of a category may stand as "category_key", as category {key} or as
 * category {category_key}; the base is the object that holds the categories (the whole document,
 * its "results", or the "metrics" of one of many runs). Names given out are paths as meta_find
 * takes them and live in the scratch arena.
 */
#ifndef ASSAY_LOAD_PAPER_KEYS_H
#define ASSAY_LOAD_PAPER_KEYS_H

#include <assay/model/run_builder.h>

#include <stdbool.h>
#include <stddef.h>

/* Where figures are read from and pushed to. */
struct paper_place {
    struct run_builder *builder;
    struct arena *scratch;
    uint32_t file;
    const struct meta *root; /* the object of the run */
    const struct meta *base; /* the object that holds the categories */
    const char *prefix;      /* of base within the file: "", "results.", "runs.3.metrics." */
    const char *root_prefix; /* of root within the file: "", "runs.3." */
};

/* A key with what is left of it once its category is taken off. */
struct paper_entry {
    const char *key;
    const char *name;
    const struct meta *node;
};

/* The node and (name may be NULL) its path, or NULL. */
const struct meta *paper_find(const struct paper_place *place, const char *category,
                              const char *key, const char **name);
/* All keys of a category, in file order. */
struct paper_entry *paper_entries(const struct paper_place *place, const char *category,
                                  size_t *count);
/* A member of the run's object itself, with its path. */
const struct meta *paper_member(const struct paper_place *place, const char *key,
                                const char **name);
/* "8k" is 8000, "12000" is itself; NAN for anything else. *thousands tells the first form. */
double paper_position(const char *text, bool *thousands);
/* The document as metadata, without the lists that become series. */
void paper_keep_meta(const struct paper_place *place);

#endif
