/*
 * The name nearest to a misspelt one: fewest edits (insert, delete, replace a byte; letters of
 * ASCII in any case), the first of equally near ones.
 *
 *     struct nearest nearest = nearest_to(STR("scor"));
 *     nearest_try(&nearest, "id"), nearest_try(&nearest, "score");
 *     nearest.name                                                     // "score"
 *
 * Of a name only the first NEAREST_BYTES bytes are regarded.
 */
#ifndef ASSAY_SESSION_NEAREST_H
#define ASSAY_SESSION_NEAREST_H

#include <assay/base/str.h>

enum { NEAREST_BYTES = 40 };

struct nearest {
    struct str wanted;
    const char *name; /* NULL before the first try */
    size_t edits;
};

struct nearest nearest_to(struct str wanted);
/* Whether it is the nearest so far. */
bool nearest_try(struct nearest *nearest, const char *name);

#endif
