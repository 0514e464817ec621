/*
 * Results of generated code: who passed, by split and difficulty, why the rest did not, what it
 * cost, and how often a problem is solved when it was tried several times.
 *
 * A part is a selection of samples: all of them, those of a split, of a difficulty (as the files
 * state it), or of both. Rates are over scored samples; an unscored one is counted beside them and
 * is neither right nor wrong. Shares in [0,1], NAN when nothing is scored.
 *
 * Everything lives in the arena passed in and points into the run.
 */
#ifndef ASSAY_METRICS_CODE_RESULTS_H
#define ASSAY_METRICS_CODE_RESULTS_H

#include <assay/base/arena.h>
#include <assay/metrics/interval.h>
#include <assay/model/difficulty.h>
#include <assay/model/error_kind.h>
#include <assay/model/run.h>

/* A sum over the samples that have the figure; mean is NAN when none has. */
struct code_sum {
    uint64_t n;
    double total;
    double mean;
};

struct code_part {
    uint64_t samples, scored, passed;
    double pass_rate;         /* passed / scored */
    struct interval interval; /* Wilson, 95% */
    uint64_t error_kinds[ERROR_KIND_COUNT];
    struct code_sum tokens;               /* prompt and answer */
    struct code_sum seconds;              /* until the answer was there */
    uint64_t finish_known, finish_length; /* cut at the token limit */
    uint64_t tests_known;                 /* records with outputs and tests */
    uint64_t stopped_early;               /* fewer outputs than tests */
    uint64_t extra_outputs;               /* more outputs than tests */
    uint64_t comparable, consistent;      /* outcome held against the tests, see model/tests.h */
};

/* The attempts at one problem. */
struct code_problem {
    uint64_t attempts, passed; /* scored ones */
    size_t row;                /* the first in the samples */
    uint16_t split;            /* of that row, UINT16_MAX when none */
    enum difficulty stated;
};

struct code_results {
    const struct run *run;
    const struct samples *samples;
    const struct code_part *parts; /* see code_part_of */
    size_t split_count;
    const struct code_problem *problems; /* by id as text; NULL when each was tried once */
    size_t problem_count;
    uint64_t most_attempts; /* at one problem */
    size_t duplicates;      /* samples beyond the first of their problem and attempt */
    size_t first_duplicate; /* row */
};

/* NULL when no sample of the run passed or failed. */
const struct code_results *code_results_new(const struct run *run, struct arena *arena);
/*
 * The part of a split (NULL: of all) and a difficulty (DIFFICULTY_NONE: of all); NULL when the run
 * has no sample of that split.
 */
const struct code_part *code_part_of(const struct code_results *results, const char *split,
                                     enum difficulty difficulty);
/* False when there is no such problem. O(log n), or O(n) when every problem was tried once. */
bool code_problem_find(const struct code_results *results, struct str id, struct code_problem *out);
/*
 * Mean over the problems (of a split, or all when NULL) with at least k scored attempts of the
 * chance that one of k (any) or all of k (all) pass; see passk.h. *problems gets how many; NAN when
 * none.
 */
enum code_pass { CODE_PASS_ANY, CODE_PASS_ALL };
double code_pass_at_k(const struct code_results *results, enum code_pass which, uint64_t k,
                      const char *split, uint64_t *problems);

#endif
