/*
 * The samples of a run as a table for filters: the fields of sample_field.h, states, metadata.
 *
 *     struct sample_scope *scope = sample_scope_new(run, samples);
 *     struct filter_vocabulary vocabulary = sample_vocabulary(scope);
 *     filter_match(filter, &vocabulary, row);
 *     sample_scope_free(scope);
 *
 * Bare words look in id, truth, pred, raw, group, split and error. States: pass, fail, unscored (a
 * sample fails when its outcome says so or, with labels, when prediction and truth differ; an
 * unscored one does neither), invalid (an answer outside the label set), tagged, conflict, and
 * duplicate (an earlier sample of the set has the same id, layer and attempt). flip, fixed and
 * broken are of two runs: known where `pair_state` is set, else an error to ask for.
 *
 * A scope keeps what takes long to find out, so one serves many filters in turn, by one thread at a
 * time. Run and samples must outlive it.
 */
#ifndef ASSAY_SESSION_SAMPLE_SCOPE_H
#define ASSAY_SESSION_SAMPLE_SCOPE_H

#include <assay/session/row_list.h>
#include <assay/session/sample_field.h>

#include <stdatomic.h>

enum sample_state {
    SAMPLE_PASS,
    SAMPLE_FAIL,
    SAMPLE_UNSCORED,
    SAMPLE_INVALID,
    SAMPLE_TAGGED,
    SAMPLE_IN_CONFLICT,
    SAMPLE_DUPLICATE,
    SAMPLE_FLIP,
    SAMPLE_FIXED,
    SAMPLE_BROKEN,
    SAMPLE_STATES
};
extern const struct filter_state sample_states[SAMPLE_STATES];

struct sample_scope {
    const struct run *run;
    const struct samples *samples;
    bool (*tagged)(void *arg, size_t row); /* NULL: none is; set by the owner */
    void *tagged_arg;
    const uint8_t *pair_state; /* enum pair_state of each row; NULL: no pairs */
    const atomic_bool *cancel; /* NULL: never; looked at by filter_select */

    uint64_t *duplicates; /* bits of rows, NULL before the first use */
    uint64_t **found;     /* of each text: term; NULL: not searched */
    size_t found_count;
};

struct sample_scope *sample_scope_new(const struct run *run, const struct samples *samples);
void sample_scope_free(struct sample_scope *scope);
/* Rows in which each text: term of the filter was found; none forgets those of before. */
void sample_scope_found(struct sample_scope *scope, const struct row_list *lists, size_t count);
const uint64_t *sample_scope_duplicates(struct sample_scope *scope);

/* NULL: to parse with, not to match. */
struct filter_vocabulary sample_vocabulary(struct sample_scope *scope);

#endif
