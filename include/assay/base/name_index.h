/*
 * Names found by themselves, or in another case: an index over an array that it points into. ASCII
 * letters only are folded. Lives in the arena; made in O(n log n), asked in O(log n) where few
 * names differ in case alone.
 */
#ifndef ASSAY_BASE_NAME_INDEX_H
#define ASSAY_BASE_NAME_INDEX_H

#include <assay/base/arena.h>

#include <stdint.h>

struct name_index {
    const char *const *names;
    const uint32_t *order; /* of the names without regard to case, then as given */
    size_t count;
};

/* At most UINT32_MAX names. */
struct name_index name_index_of(const char *const *names, size_t count, struct arena *arena);
/* The first that is this name, else the first that is it in another case; SIZE_MAX for none. */
size_t name_index_find(const struct name_index *index, const char *name);

#endif
