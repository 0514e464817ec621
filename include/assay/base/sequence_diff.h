/*
 * Sequence diff: which items of two sequences of numbers are the same, in order, as many as can be:
 * a longest common subsequence.
 *
 * E. Myers, An O(ND) difference algorithm and its variations, Algorithmica 1 (1986), 251-266, in
 * linear space. What both sequences begin and end with, and items that the other one has not got,
 * are set aside first, which costs no match. Time O((N + M) D), D the items that differ.
 */
#ifndef ASSAY_BASE_SEQUENCE_DIFF_H
#define ASSAY_BASE_SEQUENCE_DIFF_H

#include <assay/base/arena.h>

#include <stdbool.h>
#include <stdint.h>

#define SEQUENCE_NO_MATCH UINT32_MAX

struct sequence {
    const uint32_t *items;
    size_t count; /* below 2^30 */
};

/*
 * match_of_a[i] is the item of b that goes with item i of a, ascending, or SEQUENCE_NO_MATCH. Items
 * are below `numbers`. At most *steps are gone, which becomes those that were: false when they did
 * not suffice, and the stretches not looked at have no matches then. scratch is for the time of the
 * call.
 */
bool sequence_diff(struct sequence a, struct sequence b, uint32_t numbers, uint64_t *steps,
                   uint32_t *match_of_a, struct arena *scratch);

#endif
