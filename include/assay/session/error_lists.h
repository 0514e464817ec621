/*
 * Lists of what went wrong in a scope of samples (cohorts.h): kinds of failed attempts, and the
 * answers outside the label set by their text. Most frequent first, ties by the first sample.
 *
 * Live in the arena. Nothing fails. O(samples).
 */
#ifndef ASSAY_SESSION_ERROR_LISTS_H
#define ASSAY_SESSION_ERROR_LISTS_H

#include <assay/model/error_kind.h>
#include <assay/session/cohorts.h>

struct kind_count {
    enum error_kind kind; /* ERROR_KIND_NONE: failed, and no kind is kept */
    uint64_t count;
    size_t first; /* row of the first such sample */
};

/* *failures: their sum. NULL and 0 when the samples have no error kinds. */
const struct kind_count *kind_counts(const struct cohort_scope *scope, struct arena *arena,
                                     size_t *count, uint64_t *failures);

enum { ANSWERS_LISTED = 1000 };

struct answer_count {
    struct str text; /* empty when it was not kept */
    uint64_t count;
    size_t first;
};

/* The first ANSWERS_LISTED; *total: all such answers, *different: texts there are. */
const struct answer_count *answer_counts(const struct cohort_scope *scope, struct arena *arena,
                                         size_t *count, uint64_t *total, size_t *different);

#endif
