/*
 * The confusion matrices of a run, one a set of samples that has labels, else the given one. Under
 * the reading the run's claims use: fallback to the label it names, else strict.
 *
 * Matrices point into the results; the array lives in the arena.
 */
#ifndef ASSAY_SESSION_MATRICES_H
#define ASSAY_SESSION_MATRICES_H

#include <assay/metrics/confusion.h>
#include <assay/session/figures.h>

struct set_results;

struct matrix_view {
    const char *set; /* NULL where a run has one */
    const struct set_results *results;
    const struct samples *samples; /* NULL for a given matrix */
    struct label_set labels;
    const struct confusion *matrix;
    const char *reading; /* "strict", "fallback" */
};

struct matrix_view *matrices_of(const struct figures *figures, size_t *count);

#endif
