/*
 * The confusion matrices a run can show, one after the other: of every set of samples, then of each
 * of its splits; of samples over layers one a layer, since a matrix that pools layers is of no
 * probe at all; else of the given matrix.
 *
 * Slices and matrices made here live in the arena given and point into the run and its results.
 */
#ifndef ASSAY_SESSION_MATRIX_SLICES_H
#define ASSAY_SESSION_MATRIX_SLICES_H

#include <assay/metrics/confusion.h>
#include <assay/metrics/set_results.h>
#include <assay/session/figures.h>

struct matrix_slice {
    const char *title;                 /* "prosody, test"; "" for all of the only set */
    size_t set;                        /* number of the samples; SIZE_MAX for a given matrix */
    const char *set_name;              /* of quantities: NULL where a run has one set */
    const char *split_name;            /* NULL: all */
    uint16_t split, layer;             /* UINT16_MAX: all, none */
    const struct samples *samples;     /* NULL for a given matrix */
    const struct set_results *results; /* NULL for a layer */
    struct label_set labels;
    const struct confusion *strict;
    uint16_t fallback; /* label of the fallback reading; LABEL_MISSING */
};

const struct matrix_slice *matrix_slices(const struct figures *figures, struct arena *arena,
                                         size_t *count);
/* The reading of the run's claims: fallback where it names a label, else strict. */
struct reading slice_stated(const struct matrix_slice *slice);
/* The next reading that differs from this one: strict, fallback (if there is one), drop. */
struct reading slice_next_reading(const struct matrix_slice *slice, struct reading reading);
const struct confusion *slice_matrix(const struct matrix_slice *slice, struct reading reading,
                                     struct arena *arena);
/* A quantity of this slice; subject may be NULL. */
struct quantity slice_quantity(const struct matrix_slice *slice, const char *metric,
                               const char *subject);
/*
 * The verdict's mark on a claim of that quantity; '\0' under another reading than the stated one,
 * as no claim is about that.
 */
char slice_mark(const struct matrix_slice *slice, struct reading reading,
                const struct figures *figures, const char *metric, const char *subject);
const char *reading_name(enum reading_kind kind);

#endif
