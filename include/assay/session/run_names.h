/*
 * Short names of runs in a list: the last part of each id ("/" and "#" part it), and so many of the
 * parts before it as it takes to tell the runs with the same last part from each other.
 *
 *     a/x/run_1  a/y/run_1  a/run_2    ->    x/run_1  y/run_1  run_2
 *
 * Ids that are equal keep equal names. Names point into the ids; the array lives in the arena.
 * O(n log n) for each part that is needed.
 */
#ifndef ASSAY_SESSION_RUN_NAMES_H
#define ASSAY_SESSION_RUN_NAMES_H

#include <assay/base/arena.h>

#include <stddef.h>

const char *const *run_names(const char *const *ids, size_t count, struct arena *arena);
/*
 * For each name how many bytes of its end tell it apart from all the others; 0 where another is
 * equal or ends in the whole of it. What is cut must keep them.
 */
const size_t *run_name_tails(const char *const *names, size_t count, struct arena *arena);
/* What stands behind the last "/" and "#" of an id, which does not end in one. */
const char *run_name_last(const char *id);

#endif
