/*
 * Delta matrix: the confusion matrices of A and B over the same samples, and what moved from one to
 * the other. delta is B minus A.
 *
 * Paired, both matrices are of the same samples with the same truths, so a sample moves within its
 * row only: the deltas of a row of counts, answers outside the labels among them, sum to 0, and so
 * do those of its shares. Of a cell,
 *
 *     entered  samples that B put there and A did not
 *     left     samples that A put there and B did not
 *
 * so that its delta is entered - left. Whether that is more than chance: exact McNemar on the two
 * (metrics/paired.h), corrected by Holm over all cells that anything entered or left.
 *
 * Unpaired, the matrices are of the samples each side has; only shares can be held against each
 * other, nothing is known of single samples, and `why` says so.
 *
 * Readings are those of metrics/confusion.h. Under fallback each side's answers outside the labels
 * are its own fallback label; a side without one keeps them outside. Dropped are pairs of which
 * either answer is outside, so that what is left is still paired.
 *
 * A cell is named by the label codes of truth and prediction in the union of the label sets, A's
 * first, LABEL_INVALID for answers outside; CELL_ANY (cell_samples.h) is a whole row or column.
 *
 * Better is a rise on the diagonal and a fall anywhere else; totals have no better.
 *
 * Lives in the arena and points into the set. Nothing fails. O(joint cells + labels^2).
 */
#ifndef ASSAY_SESSION_DELTA_MATRIX_H
#define ASSAY_SESSION_DELTA_MATRIX_H

#include <assay/metrics/confusion.h>
#include <assay/metrics/joint.h>
#include <assay/session/cell_samples.h>

struct delta_reading {
    enum reading_kind kind;
    uint16_t fallback_a, fallback_b; /* codes in the union; LABEL_MISSING: none */
};

/* A cell that something entered or left. */
struct delta_cell {
    uint16_t truth, prediction;
    uint64_t entered, left;
    double p, p_holm;
};

struct delta_matrix {
    struct label_set labels;
    struct delta_reading reading;
    const struct confusion *a, *b;
    bool paired;
    const char *why;                /* not paired: a sentence; else NULL */
    const struct delta_cell *cells; /* by truth, then prediction, answers outside last */
    size_t cell_count;
    const struct joint_cell *moves; /* pairs with two answers, as read; by truth */
    size_t move_count;
    uint64_t dropped; /* pairs that the reading leaves out */
};

/* The answers of a pair as the reading takes them; false when it leaves the pair out. */
bool delta_reading_apply(const struct delta_reading *reading, size_t labels, uint16_t *a,
                         uint16_t *b);

struct delta_matrix *delta_matrix_paired(const struct joint *joint, const struct label_set *labels,
                                         const struct delta_reading *reading, struct arena *arena);
/*
 * Of two matrices as they are, each with its own labels; code_of_b[code] of B's label in `labels`,
 * which begin with A's. why: a sentence.
 */
struct delta_matrix *delta_matrix_unpaired(const struct confusion *a, const struct confusion *b,
                                           const struct label_set *labels,
                                           const uint16_t *code_of_b, const char *why,
                                           struct arena *arena);

enum delta_base { DELTA_COUNTS, DELTA_ROW, DELTA_COLUMN, DELTA_BASES };
enum delta_side { DELTA_A, DELTA_B };

uint64_t delta_count(const struct delta_matrix *delta, enum delta_side side, uint16_t truth,
                     uint16_t prediction);
/* Of the row's or the column's samples, in [0,1]; NAN where there are none; a count as it is. */
double delta_share(const struct delta_matrix *delta, enum delta_side side, enum delta_base base,
                   uint16_t truth, uint16_t prediction);
/* B minus A of that. */
double delta_value(const struct delta_matrix *delta, enum delta_base base, uint16_t truth,
                   uint16_t prediction);
/* 1: more there is better, -1: worse, 0: neither. */
int delta_better(uint16_t truth, uint16_t prediction);
/* B minus A of a label's figures; NAN where either is undefined. */
double delta_recall(const struct delta_matrix *delta, uint16_t label);
double delta_precision(const struct delta_matrix *delta, uint16_t label);
double delta_accuracy(const struct delta_matrix *delta);

/* NULL when nothing entered or left the cell. */
const struct delta_cell *delta_cell_find(const struct delta_matrix *delta, uint16_t truth,
                                         uint16_t prediction);

enum delta_way { DELTA_ENTERED, DELTA_LEFT };

struct delta_flow {
    uint16_t label; /* where they were, or are now */
    uint64_t count;
};
/*
 * What entered a cell, by the answer it had in A; or what left it, by the answer it has in B; truth
 * may be CELL_ANY. The largest first, then as the labels stand; in the arena.
 */
const struct delta_flow *delta_flows(const struct delta_matrix *delta, uint16_t truth,
                                     uint16_t prediction, enum delta_way way, struct arena *arena,
                                     size_t *count);

#endif
