/*
 * Delta parts: what of a comparison a delta matrix can be made of, one after the other. Of every
 * pair of sets of samples with labels all of it, then each split of A; of samples over layers one a
 * layer. Where no set pairs, the matrices of both runs that have the same title, for shares only.
 *
 * Pairs that the comparison's filter leaves out, or that are not scored, are in no part.
 *
 * Parts live in the arena and point into the comparison. Nothing fails.
 */
#ifndef ASSAY_SESSION_DELTA_PARTS_H
#define ASSAY_SESSION_DELTA_PARTS_H

#include <assay/session/comparison.h>
#include <assay/session/delta_matrix.h>

struct matrix_slice; /* matrix_slices.h */

struct delta_part {
    const char *title;                   /* "prosody, test"; "" for all of the only set */
    size_t set;                          /* of comparison->sets; SIZE_MAX: not paired */
    uint16_t split, layer;               /* of A's samples; UINT16_MAX: all, none */
    const char *split_name;              /* NULL: all */
    struct label_set labels;             /* of both, A's first */
    const uint16_t *code_of_b;           /* of B's labels in them */
    uint16_t fallback[2];                /* A's and B's as codes of these; LABEL_MISSING */
    const struct matrix_slice *slice[2]; /* not paired: whose matrices; else NULL */
};

const struct delta_part *delta_parts(const struct comparison *comparison, struct arena *arena,
                                     size_t *count);
/* The reading of the runs' claims: fallback where either names a label for it, else strict. */
enum reading_kind delta_part_stated(const struct delta_part *part);
/* The next one of strict, fallback (where there is one), drop; without pairs the stated one. */
enum reading_kind delta_part_next_reading(const struct delta_part *part, enum reading_kind kind);
struct delta_matrix *delta_part_matrix(const struct comparison *comparison,
                                       const struct delta_part *part, enum reading_kind kind,
                                       struct arena *arena);

/* A pair behind a cell. */
struct delta_pair {
    uint32_t pair; /* of the set */
    enum delta_way way;
    uint16_t other; /* the answer of the other side, as read */
};
/*
 * The pairs that entered a cell, then those that left it, each in A's order, at most `most` of
 * them; truth or prediction may be CELL_ANY (with both, and for a row, nothing moves). In the
 * arena. O(pairs).
 */
const struct delta_pair *delta_part_pairs(const struct comparison *comparison,
                                          const struct delta_part *part,
                                          const struct delta_matrix *delta, uint16_t truth,
                                          uint16_t prediction, size_t most, struct arena *arena,
                                          size_t *count);

#endif
