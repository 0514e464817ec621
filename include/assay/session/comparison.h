/*
 * Comparison: a candidate held against a baseline, sample by sample, with what the difference is
 * worth. A is the baseline, B the candidate; delta is B minus A, everywhere.
 *
 *     struct comparison *comparison = comparison_new(&a, &b, &options, &err);
 *     comparison->rows …
 *     comparison_free(comparison);
 *
 * Rows come in families, in order. p is corrected (Holm) over all rows of METRICS, and in every
 * other family over the rows of the same metric:
 *
 *     METRICS  the run's headline figures
 *     PARTS    the first metric within the parts of a column (the split, or --by)
 *     LABELS   recall and F1 of each label
 *     LAYERS   accuracy of each probe at each layer
 *     TASKS    accuracy of each task: without pairs
 *     CURVE    loss at each position: without a test
 *
 * Where sets pair, a and b are computed on the pairs that both sides scored, so that all of a row
 * is about the same samples; whole_a and whole_b are the runs' own figures. Where they do not, a
 * and b are the runs' own, and the only test is that of two shares without pairs.
 *
 * Shares of right answers have McNemar's test and the interval of Bonett and Price; other functions
 * of the confusion matrix the randomisation test and the bootstrap; means of values (tokens, Brier)
 * a permutation of signs, or Student's t where pairs are many. Where the samples have groups, or
 * items several attempts, shares and means are tested by their clustered errors instead, and
 * resamples are of whole clusters.
 *
 * Outcome, decided on p after Holm and the interval (product rule):
 *     improved, regressed   p Holm below alpha and the interval excludes 0, by the metric's better
 *                           direction; "changed" where the metric has none
 *     level                 else, when the interval lies within +-margin: no difference larger than
 *                           `bound`, its farther end
 *     undecided             else: too little data
 *     untested              no interval can be had
 * An interval of a level other than 1 - alpha is never shown. For metrics that are no shares the
 * margin is a share of A's figure.
 *
 * A comparison owns its arena; the two runs must outlive it. Nothing it holds changes after
 * comparison_new, which may run in a thread of its own: it only reads the runs.
 */
#ifndef ASSAY_SESSION_COMPARISON_H
#define ASSAY_SESSION_COMPARISON_H

#include <assay/base/err.h>
#include <assay/metrics/interval.h>
#include <assay/metrics/joint.h>
#include <assay/metrics/paired.h>
#include <assay/session/assessed.h>
#include <assay/session/comparability.h>
#include <assay/session/pairing.h>

#include <stdatomic.h>

struct compare_options {
    double alpha;  /* .05; intervals are of level 1 - alpha */
    double margin; /* .05 */
    double power;  /* .8, of the least effect that would be found */
    uint64_t seed;
    unsigned resamples;
    unsigned threads;           /* no result hangs on it */
    const char *const *metrics; /* names of the registry; NULL: those of the runs' content */
    size_t metric_count;
    /* In the filter language, of A's samples; of B's when it takes none of A's. NULL: all. */
    const char *filter;
    const char *by; /* field to part by; NULL: the split */
    const atomic_bool *cancel;
};
struct compare_options compare_options_default(void);

enum pair_state { PAIR_UNSCORED, PAIR_BOTH_RIGHT, PAIR_FIXED, PAIR_BROKEN, PAIR_BOTH_WRONG };

/* One set of samples of A and the one of B it goes with. */
struct compare_set {
    const char *name; /* "" where the runs have one */
    size_t set_a, set_b;
    const struct samples *a, *b;
    struct pairing pairing;
    /* Labels of both, A's first; code_of_b[code] of B's label in them. Labels that differ in case
     * only are one where neither set has another such. count 0: no labels. */
    struct label_set labels;
    const uint16_t *code_of_b;
    uint16_t fallback_a, fallback_b; /* label of A, of B, that answers outside the set count as;
                                        LABEL_INVALID: none */
    const uint8_t *state;    /* enum pair_state of each pair; NULL: neither right nor wrong */
    const uint8_t *selected; /* pairs the filter takes; NULL: all */
    /* The cluster of each pair: its group, else its id where an item has several attempts; a pair
     * without a group is one of its own. NULL when that tells nothing. */
    const uint32_t *cluster;
    size_t cluster_count;
    uint64_t truth_differs; /* pairs whose truths differ: they are left unscored */
    uint64_t unscored;      /* pairs that one side has not scored */
    struct paired_counts counts;
    const struct joint *joint; /* of the scored pairs; NULL without labels, and over layers */
    const struct joint_clusters *joint_clusters; /* the same by cluster; NULL without clusters */
};

enum compare_family {
    FAMILY_METRICS,
    FAMILY_PARTS,
    FAMILY_LABELS,
    FAMILY_LAYERS,
    FAMILY_TASKS,
    FAMILY_CURVE,
    COMPARE_FAMILIES
};

enum compare_test {
    COMPARE_NO_TEST,
    COMPARE_MCNEMAR,               /* exact, with mid-p beside it */
    COMPARE_RANDOMISATION,         /* A and B change places */
    COMPARE_CLUSTER_RANDOMISATION, /* in all pairs of a cluster together */
    COMPARE_PERMUTATION,           /* of the signs of differences */
    COMPARE_T,                     /* Student's t of paired differences, where these are many */
    COMPARE_CLUSTERED,             /* t of the mean difference and its clustered error */
    COMPARE_FOLDS,                 /* paired t over folds, which are not independent */
    COMPARE_UNPAIRED,              /* z of two shares that are not paired */
    COMPARE_TESTS
};

enum compare_interval {
    COMPARE_NO_INTERVAL,
    COMPARE_BOOTSTRAP,
    COMPARE_CLUSTER_BOOTSTRAP,
    COMPARE_BONETT_PRICE,
    COMPARE_CLUSTERED_ERROR,
    COMPARE_MEAN_ERROR,
    COMPARE_NEWCOMBE, /* unpaired */
    COMPARE_INTERVALS
};

enum compare_outcome {
    COMPARE_IMPROVED,
    COMPARE_REGRESSED,
    COMPARE_CHANGED,
    COMPARE_LEVEL,
    COMPARE_UNDECIDED,
    COMPARE_UNTESTED,
    COMPARE_OUTCOMES
};

struct compare_row {
    enum compare_family family;
    const struct metric *metric;
    struct quantity what; /* of both runs; set is A's name of it */
    const char *title;    /* within the family: "Macro F1", "test", "happy", "layer 14 prosody" */
    size_t set;           /* of comparison->sets, SIZE_MAX when nothing is paired */
    double a, b, delta;
    double whole_a, whole_b; /* the runs' own figures, NAN where there is none */
    /* Verdict on the claim of the run's own figure; '\0' when not claimed, or when a, b is another.
     */
    char mark_a, mark_b;
    bool doubtful; /* a claim of this figure differs from its evidence, on either side */
    uint64_t n;    /* pairs; without pairs the smaller side's samples */
    bool has_counts;
    struct paired_counts counts;
    struct interval interval;
    enum compare_interval interval_kind;
    double error;       /* standard error of delta, NAN when not known */
    uint64_t clusters;  /* the error is over these; 0: over single pairs */
    unsigned resamples; /* that interval and p were taken from; 0: from none */
    double p, p_mid, p_holm;
    enum compare_test test;
    double p_unpaired; /* as if the sides had nothing in common; NAN when not of shares */
    double p_sign;     /* sign test of differences of values; NAN without values */
    double p_folds;    /* paired t over folds; NAN without folds */
    double detectable; /* least true delta found with options.power; NAN */
    double needed;     /* pairs for which the margin would be that; NAN */
    enum compare_outcome outcome;
    double bound;    /* COMPARE_LEVEL: no difference is larger */
    const char *why; /* COMPARE_UNTESTED, and where a test needs a caveat: a sentence; else NULL */
};

struct comparison {
    struct arena *arena;
    struct compare_options options;
    struct assessed a, b;
    const char *name_a, *name_b; /* shortest parts of the ids that tell them apart */
    const struct compare_set *sets;
    size_t set_count;
    const struct comparability *comparability;
    const struct compare_row *rows; /* by family */
    size_t row_count;
    size_t first[COMPARE_FAMILIES + 1]; /* rows of family f: [first[f], first[f + 1]) */
    const struct compare_row *headline; /* the first of METRICS, else of any family; NULL */
    const char *parts_by;               /* the field of FAMILY_PARTS, or NULL */
    const char *cluster_field;          /* what pairs are clustered by: "group", "id" or NULL */
    const char *unpaired_why;           /* no set pairs: why; else NULL */
};

/* NULL when the two share nothing to compare, the filter is wrong, or it was cancelled. */
struct comparison *comparison_new(const struct assessed *a, const struct assessed *b,
                                  const struct compare_options *options, struct err *err);
void comparison_free(struct comparison *comparison);

/* The first row of that quantity, or NULL. */
const struct compare_row *comparison_find(const struct comparison *comparison,
                                          const struct quantity *what);
/* What a margin is a share of: 1 for shares and what is scaled to 1 like them (kappa, MCC), else
 * the size of A's figure. */
double compare_scale(const struct compare_row *row);
/* "improved", "regressed", "changed", "no difference", "too little data", "not tested" */
const char *compare_outcome_name(enum compare_outcome outcome);
/* With the bound: "no difference larger than .0312". */
const char *compare_outcome_text(const struct compare_row *row, struct arena *arena);
const char *compare_test_name(enum compare_test test);
const char *compare_interval_name(enum compare_interval interval);
const char *compare_family_name(enum compare_family family); /* "metrics", "labels" … */
const char *pair_state_name(enum pair_state state);          /* "fixed" … */
/* "+.0425", "−.0425", "–": with sign, in the metric's unit. */
const char *compare_delta_text(const struct metric *metric, double delta, struct arena *arena);

/* ---- single pairs ---- */

/*
 * Flips of a set and their way: pairs of the states whose bits (1 << enum pair_state) are set, that
 * the filter takes, in A's order. Array in the arena.
 */
const uint32_t *compare_pairs(const struct compare_set *set, unsigned states, struct arena *arena,
                              size_t *count);
/* The pair that a row of A (or of B) is in; SIZE_MAX. O(log n) for A, O(n) for B. */
size_t compare_pair_of_a(const struct compare_set *set, size_t row_a);
size_t compare_pair_of_b(const struct compare_set *set, size_t row_b);
/* Whether a pair is scored on both sides and taken by the filter: one of the counts. */
static inline bool compare_pair_counts(const struct compare_set *set, size_t pair)
{
    return set->state && set->state[pair] != PAIR_UNSCORED &&
           (!set->selected || set->selected[pair]);
}
/* enum pair_state of every row of a side, in the arena; rows without partner are unscored. */
uint8_t *compare_states_by_row(const struct compare_set *set, bool of_a, struct arena *arena);

#endif
