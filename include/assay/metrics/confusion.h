/*
 * The confusion matrix: counts of samples by truth and prediction.
 *
 * n x n counts, row = truth, column = prediction, both label indices 0..n-1, and beside them one
 * column of invalid predictions: answers outside the label set. All classification metrics but the
 * calibration ones are functions of this.
 *
 * Codes are those of model/labels.h: 0..n-1 is a label; LABEL_MISSING (nothing there) and
 * LABEL_INVALID (something that is not in the label set) are told apart, and any other code is
 * taken as LABEL_INVALID. A sample with truth or prediction missing is unscored; one whose truth is
 * outside the set has no row. Neither is in the matrix or in any total, both are counted.
 *
 * Memory: in the arena given. Up to CONFUSION_DENSE_LABELS labels every cell has its place (8 bytes
 * each, 8 MiB at most); above that only cells that occur are kept (under 90 bytes a cell, growth
 * of the table included), so that 10,000 labels cost what their samples need. More labels than
 * LABEL_LIMIT are a broken invariant that dies. Nothing else fails.
 *
 * Layout and terms: Stehman, Remote Sensing of Environment 62 (1997); the orientation is that of
 * scikit-learn's confusion_matrix.
 */
#ifndef ASSAY_METRICS_CONFUSION_H
#define ASSAY_METRICS_CONFUSION_H

#include <assay/base/arena.h>
#include <assay/model/labels.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CONFUSION_DENSE_LABELS 1024

struct confusion;

/* A cell that is not zero; prediction is LABEL_INVALID in the invalid column. */
struct confusion_cell {
    uint16_t truth;
    uint16_t prediction;
    uint64_t count;
};

/*
 * How answers outside the label set are read:
 *   strict    an error in a column of its own (how a matrix is built)
 *   fallback  the named label was predicted; it may thus be right
 *   drop      the sample is left out, and counted as dropped
 */
enum reading_kind { READING_KIND_STRICT, READING_KIND_FALLBACK, READING_KIND_DROP };

struct reading {
    enum reading_kind kind;
    uint16_t label; /* of the fallback, below n */
};

#define READING_STRICT      ((struct reading){READING_KIND_STRICT, 0})
#define READING_FALLBACK(k) ((struct reading){READING_KIND_FALLBACK, (k)})
#define READING_DROP        ((struct reading){READING_KIND_DROP, 0})

/* An empty matrix of n labels; n may be 0. */
struct confusion *confusion_new(struct arena *arena, size_t n);
/*
 * Count n samples; may be called again with more. O(n + labels^2) dense, and then no branch hangs
 * on a sample. Codes as above.
 */
void confusion_add_all(struct confusion *cm, const uint16_t *truth, const uint16_t *prediction,
                       size_t n);
/*
 * The same for several matrices at once: sample i is counted in cms[group[i]], and in the last one
 * where group[i] is beyond it. group NULL: all in the last. Matrices of one size; groups >= 1.
 */
void confusion_add_groups(struct confusion *const *cms, size_t groups, const uint16_t *group,
                          const uint16_t *truth, const uint16_t *prediction, size_t n);
/*
 * The same in several calls, so that samples can be counted while they are at hand. Heap; what was
 * counted stands in the matrices from the moment the counter is freed. n: about how many there will
 * be.
 */
struct confusion_counter;
struct confusion_counter *confusion_counter_new(struct confusion *const *cms, size_t groups,
                                                size_t n);
void confusion_counter_add(struct confusion_counter *counter, const uint16_t *group,
                           const uint16_t *truth, const uint16_t *prediction, size_t n);
void confusion_counter_free(struct confusion_counter *counter);
/* Count one kind of sample `count` times: matrices that are given, not computed. Codes as above. */
void confusion_add(struct confusion *cm, uint16_t truth, uint16_t prediction, uint64_t count);
/* Add all that `other` counted, which has as many labels: parts that were counted apart. */
void confusion_merge(struct confusion *cm, const struct confusion *other);

/* A new matrix under the reading; READING_STRICT copies. */
struct confusion *confusion_read(struct arena *arena, const struct confusion *cm,
                                 struct reading reading);
/*
 * Truth and prediction swapped. The invalid column has no row to become: those samples are dropped.
 */
struct confusion *confusion_transposed(struct arena *arena, const struct confusion *cm);
/* Label k becomes to[k], a permutation of 0..n-1 or a merging of labels (all below n). */
struct confusion *confusion_relabelled(struct arena *arena, const struct confusion *cm,
                                       const uint16_t *to);

/* Labels. */
size_t confusion_size(const struct confusion *cm);
uint64_t confusion_at(const struct confusion *cm, size_t truth, size_t prediction);
/* Row total: samples whose truth is k, invalid predictions among them. */
uint64_t confusion_support(const struct confusion *cm, size_t k);
/* Column total: samples predicted as k. */
uint64_t confusion_predicted(const struct confusion *cm, size_t k);
/* Invalid predictions of row k. */
uint64_t confusion_invalid(const struct confusion *cm, size_t k);
uint64_t confusion_invalid_total(const struct confusion *cm);
/* The diagonal, the row totals and the column totals of all labels; the matrix's own. */
const uint64_t *confusion_diagonal(const struct confusion *cm);
const uint64_t *confusion_supports(const struct confusion *cm);
const uint64_t *confusion_predictions(const struct confusion *cm);
/* Sum of the diagonal. */
uint64_t confusion_correct(const struct confusion *cm);
/* Samples scored: all rows, the invalid column included. */
uint64_t confusion_total(const struct confusion *cm);
/* Samples without truth or prediction; with a truth outside the set; left out by a reading. */
uint64_t confusion_unscored(const struct confusion *cm);
uint64_t confusion_truth_outside(const struct confusion *cm);
uint64_t confusion_dropped(const struct confusion *cm);

/*
 * Walk the cells that are not zero, the invalid column among them: start with *at = 0, until false.
 * Order is by row, then column (invalid last) when the matrix is dense, else unspecified.
 */
bool confusion_next(const struct confusion *cm, size_t *at, struct confusion_cell *cell);

#endif
