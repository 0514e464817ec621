/*
 * Joint cells: pairs of samples of two runs, counted by truth and both predictions. All that a
 * paired comparison of two classifications needs of its samples.
 *
 * Codes are label indices below `labels`, or LABEL_INVALID for a prediction outside the set; pairs
 * with anything missing are not scored and must be left out before: a truth outside the set is a
 * broken invariant that dies. Where only right and wrong are known there is one label: truth 0, a
 * right prediction 0, a wrong one LABEL_INVALID.
 *
 * Only cells that occur are kept, by truth, then A, then B. O(pairs). Lives in the arena.
 *
 * Where pairs come in clusters, those of each can be kept apart: O(pairs log pairs).
 */
#ifndef ASSAY_METRICS_JOINT_H
#define ASSAY_METRICS_JOINT_H

#include <assay/base/arena.h>
#include <assay/metrics/margins.h>
#include <assay/metrics/paired.h>

struct joint_cell {
    uint16_t truth, a, b;
    uint64_t count;
};

struct joint {
    size_t labels;
    const struct joint_cell *cells;
    size_t cell_count;
    uint64_t pairs;
};

struct joint *joint_new(const uint16_t *truth, const uint16_t *a, const uint16_t *b, size_t pairs,
                        size_t labels, struct arena *arena);
/* By cluster, then as above. */
struct joint_clusters {
    size_t labels;
    const struct joint_cell *cells;
    const uint32_t *cluster; /* of each cell, from 0 */
    size_t cell_count, cluster_count;
    uint64_t pairs;
};
/* cluster: any numbers; those that occur are numbered anew, in their order. */
struct joint_clusters *joint_clusters_new(const uint16_t *truth, const uint16_t *a,
                                          const uint16_t *b, const uint32_t *cluster, size_t pairs,
                                          size_t labels, struct arena *arena);
/* The matrix of one side. */
enum joint_side { JOINT_A, JOINT_B };
struct confusion *joint_confusion(const struct joint *joint, enum joint_side side,
                                  struct arena *arena);
struct paired_counts joint_counts(const struct joint *joint);

#endif
