/*
 * A suite held against the tables that an evaluation wrote across its runs (loader mbpp-suite).
 */
#ifndef ASSAY_SESSION_SUITE_CHECK_H
#define ASSAY_SESSION_SUITE_CHECK_H

#include <assay/session/suite.h>

struct suite_agreement {
    const char *what;   /* "outcomes", "pass@5" */
    uint64_t stated;    /* values of the tables */
    uint64_t equal;     /* equal to those recomputed from the runs, figures within 1e-9 */
    uint64_t unmatched; /* of an item or run that the suite has not */
    uint64_t missing;   /* what the suite has and the tables have not */
    const char *first;  /* the first that differs, in words, or NULL */
};

/* Hold a loaded mbpp-suite run against the suite of its runs, value by value. */
const struct suite_agreement *suite_check(const struct suite *suite, const struct run *tables,
                                          struct arena *arena, size_t *count);

#endif
