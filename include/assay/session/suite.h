/*
 * Suite: several runs over the same items, seen together.
 *
 * Items are matched by id; a run's outcome at an item is pass or fail, for classification runs
 * whether the prediction is right. Runs are ordered by id; items whose id is a whole number come
 * first, by value, the others by text. An item that a run does not have is absent there, one it has
 * without an outcome is unscored; neither counts as an attempt. Where a run tried an item several
 * times, each attempt counts, and the cell shows whether any of them passed.
 *
 *     struct suite *suite = suite_new(runs, count, arena);
 *     suite_pass_at_k(suite, item, 5)
 *     suite_table(suite, SUITE_PIVOT, SUITE_CSV, &out)
 *
 * Everything lives in the arena; runs must outlive the suite. Cost: items x runs.
 */
#ifndef ASSAY_SESSION_SUITE_H
#define ASSAY_SESSION_SUITE_H

#include <assay/base/err.h>
#include <assay/metrics/interval.h>
#include <assay/model/difficulty.h>
#include <assay/model/run.h>

enum suite_outcome { SUITE_ABSENT, SUITE_UNSCORED, SUITE_FAIL, SUITE_PASS };

struct suite_item {
    struct str id;     /* NUL-ended */
    const char *split; /* as the first run that tells it has it, or NULL */
    uint32_t attempts; /* scored ones, over all runs */
    uint32_t passed;
    enum difficulty band; /* of pass@1 */
};

/* One run's rate over the items of one split (NULL: all). */
struct suite_rate {
    const char *split;
    uint64_t scored, passed;
    double rate; /* NAN when nothing is scored */
    struct interval interval;
};

struct suite_run {
    const struct run *run;
    const char *name; /* the last part of the run's id where those differ, else the id */
    const struct suite_rate *rates; /* split_count + 1 of them; the first is over all items */
    uint32_t rank;                  /* by rate, from 1; equal rates share a rank */
};

struct suite {
    const struct suite_run *runs;
    size_t run_count;
    const struct suite_item *items;
    size_t item_count;
    const uint8_t *outcomes; /* enum suite_outcome, item * run_count + run */
    const char *const *splits;
    size_t split_count;
    uint64_t bands[DIFFICULTY_COUNT];
    const uint64_t *histogram; /* items by attempts that passed, 0 to most_attempts */
    uint32_t most_attempts;
};

/* Runs without outcomes, and those of tables across runs, are left out; NULL when none is left. */
struct suite *suite_new(const struct run *const *runs, size_t count, struct arena *arena);
enum suite_outcome suite_outcome_at(const struct suite *suite, size_t item, size_t run);
/* SIZE_MAX when there is none. */
size_t suite_find_item(const struct suite *suite, struct str id);
size_t suite_find_run(const struct suite *suite, struct str name);
/* Unbiased estimators of passk.h; NAN when the item was tried fewer than k times. */
double suite_pass_at_k(const struct suite *suite, size_t item, uint64_t k);
double suite_pass_hat_k(const struct suite *suite, size_t item, uint64_t k);
/* Mean of pass@k over the items (of a split, NULL: all) tried at least k times. */
double suite_mean_pass_at_k(const struct suite *suite, const char *split, uint64_t k,
                            uint64_t *items);

/* ---- tables, suite_tables.c ---- */

enum suite_table {
    SUITE_AGGREGATED, /* model_run_id, mbpp_id, pass: a row an item of a run */
    SUITE_PIVOT,      /* mbpp_id, run_01_pass, …: a row an item */
    SUITE_PASS_AT_K,  /* mbpp_id, pass@1, …: a row an item */
    SUITE_DIFFICULTY, /* mbpp_id, split, attempts, passed, pass@1, difficulty */
    SUITE_LEADERBOARD /* rank, run, split, scored, passed, rate, low, high */
};
enum suite_syntax { SUITE_CSV, SUITE_JSON };

/*
 * Append a whole table, with its header. Absent outcomes are empty cells and null; figures have the
 * shortest text that reads back to them. ks: for SUITE_PASS_AT_K, the values of k.
 */
void suite_write(const struct suite *suite, enum suite_table table, enum suite_syntax syntax,
                 const uint64_t *ks, size_t k_count, struct buf *out);

/* ---- against the tables that an evaluation wrote, suite_check.c ---- */

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

/* ---- fine-tuning sets, suite_finetune.c ---- */

/* Shares of easy, medium and hard. */
struct suite_mix {
    const char *name;
    double shares[3];
};
/* easy-heavy, medium-heavy, hard-heavy, balanced; ends in a NULL name. */
extern const struct suite_mix suite_mixes[];
const struct suite_mix *suite_mix_find(const char *name);

struct suite_set {
    const size_t *items; /* in the order they are written */
    size_t count;
    size_t bands[DIFFICULTY_COUNT];
};

struct suite_choice {
    const struct suite_mix *mix;
    size_t total; /* N; 0: as many as the pool holds */
    uint64_t seed;
    const struct str *pool; /* ids to choose from; NULL: all items */
    size_t pool_count;
};

/*
 * Choose floor(share * N) items of every band, or as many as the pool has of it. The same seed and
 * pool give the same set on every machine: items of a band are shuffled (Fisher and Yates) by the
 * generator below, the first are taken, and the whole is shuffled again.
 *
 * Generator: splitmix64 (Steele, Lea, Flood, OOPSLA 2014) started at seed; a number below n is
 * drawn by rejection, so every order is equally likely up to the quality of the generator.
 */
void suite_choose(const struct suite *suite, const struct suite_choice *choice, struct arena *arena,
                  struct suite_set *set);
/*
 * The set as JSONL {"instruction": prompt, "output": reference code}, read from the responses of
 * the first run that has them for the item. False, in one sentence, when some item has none.
 */
bool suite_finetune(const struct suite *suite, const struct suite_set *set, struct buf *out,
                    struct err *err);

#endif
