/*
 * Pairing: which sample of one run is which of another, by id and never by row.
 *
 * Rows pair when their keys are equal: id, layer and attempt, where a set without layers has none
 * and one without attempts has the first of each. The split belongs to the key when both sets have
 * splits and fewer rows repeat a key with it than without, by the splits' names; then the fold by
 * the same rule. Ids that are left over are tried again in other forms, one rule after the other:
 *
 *     PAIR_SAME     the same text
 *     PAIR_NUMBER   whole numbers of the same value: 1, "1", 01, 1.0
 *     PAIR_NAME     the last part of a path: clips/a/017.wav and 017.wav
 *     PAIR_STEM     that without its suffix (at most 8 letters and digits): 017.wav and 017
 *
 * A form pairs two samples only where it names one sample of either set, those that have partners
 * counted too. So a/1.wav and b/1.wav never pair with 1.wav, even when one of them is paired.
 *
 * An empty id names nothing, and a set without ids pairs by nothing. Of rows that repeat a key the
 * first is taken and the others are counted as repeated. A row without partner is unmatched, and
 * listed: on either side pairs, unmatched and repeated rows are all rows.
 *
 * Rows ascend in A. O(rows), numbers that ascend without even a table. Lives in the arena.
 */
#ifndef ASSAY_SESSION_PAIRING_H
#define ASSAY_SESSION_PAIRING_H

#include <assay/base/arena.h>
#include <assay/base/err.h>
#include <assay/model/run.h>

enum pair_rule { PAIR_SAME, PAIR_NUMBER, PAIR_NAME, PAIR_STEM, PAIR_RULES };

struct pairing {
    const uint32_t *a, *b; /* rows of pair i */
    size_t count;
    const uint32_t *only_a, *only_b; /* unmatched rows, ascending */
    size_t only_a_count, only_b_count;
    uint64_t repeated_a, repeated_b; /* rows that repeat the key of an earlier one */
    uint64_t by_rule[PAIR_RULES];    /* pairs found by each */
    uint64_t split_differs;          /* pairs whose splits both have names, and other ones */
    bool by_split, by_fold;          /* the split, the fold is part of the key */
};

/*
 * False when a set has no ids, or more rows than a list can name; one sentence says which. A set of
 * no samples has nothing to pair, which is no failure.
 */
bool pairing_new(const struct run *run_a, const struct samples *a, const struct run *run_b,
                 const struct samples *b, struct arena *arena, struct pairing *out,
                 struct err *err);
/* "whole numbers of the same value" */
const char *pair_rule_text(enum pair_rule rule);

#endif
