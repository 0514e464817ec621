/*
 * What is computed once of one set of samples with truth and prediction, or of a given confusion
 * matrix: the matrices under each reading, and what only single samples tell.
 *
 * Readings of answers outside the label set (confusion.h):
 *   strict    an error in a column of its own
 *   drop      such samples are left out
 *   fallback  the run's fallback label was predicted; NULL when the run names none
 *   stated    the one the run's claims use: fallback where there is one, else strict
 * A given matrix has no such answers, so all its readings are equal.
 *
 * Lives in the arena and points into the run. Nothing fails.
 */
#ifndef ASSAY_METRICS_SET_RESULTS_H
#define ASSAY_METRICS_SET_RESULTS_H

#include <assay/base/arena.h>
#include <assay/base/name_index.h>
#include <assay/metrics/calibration.h>
#include <assay/metrics/confusion.h>
#include <assay/metrics/metric.h>
#include <assay/model/run.h>

struct set_results {
    const struct run *run;
    const struct samples *samples; /* NULL when from a given matrix */
    struct label_set labels;
    struct name_index by_name; /* of the labels */
    enum evidence evidence;    /* EVIDENCE_SAMPLES or EVIDENCE_MATRIX */
    uint32_t file;             /* of the matrix, FILE_NONE for samples */
    const struct confusion *strict, *drop, *fallback, *stated;
    uint16_t fallback_label; /* LABEL_MISSING without fallback */
    size_t rows;             /* samples there are, scored or not */
    size_t duplicates;       /* samples beyond the first of their id */
    size_t duplicate_row;    /* row of the first of them, SIZE_MAX */
    /* One a split of the run, in its order, NULL where it has none of these samples. All NULL when
     * the splits are so many that each is better counted when asked for. */
    const struct set_results *const *splits;
    bool has_scores;
    struct reliability reliability; /* bins NULL without scores; strict reading */
    double brier_labels; /* Brier's score over all labels' probabilities, NAN without them */
};

/* NULL when the samples have no truth or no prediction. threads: see struct metric_options. */
struct set_results *set_results_new(const struct run *run, const struct samples *samples,
                                    unsigned threads, struct arena *arena);
struct set_results *set_results_given(const struct run *run, const struct matrix *matrix,
                                      struct arena *arena);
/* The matrices of one split alone; NULL when the set has no samples of it. */
const struct set_results *set_results_split(const struct set_results *set, const char *split,
                                            struct arena *arena);
/* The code of a label: its name, else its name in another case; LABEL_MISSING. */
uint16_t set_results_label(const struct set_results *set, const char *name);

#endif
