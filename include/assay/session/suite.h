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
 *
 * Everything lives in the arena; runs must outlive the suite. Cost: items x runs.
 */
#ifndef ASSAY_SESSION_SUITE_H
#define ASSAY_SESSION_SUITE_H

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
/*
 * What else there is of a suite that is filled by hand. Bands, histogram and the most attempts,
 * from the attempts of its items; rates, intervals and ranks of its runs, from its outcomes and
 * splits.
 */
void suite_count_items(struct suite *suite, struct suite_item *items, struct arena *arena);
void suite_rate_runs(const struct suite *suite, struct suite_run *runs, struct arena *arena);
/* Tables that an evaluation wrote across its runs: no run of their own. */
bool suite_is_tables(const struct run *run);
/* The set of a run's samples that a suite takes: the first with outcomes; NULL when none has. */
const struct samples *suite_samples(const struct run *run);
enum suite_outcome suite_outcome_of(const struct samples *samples, size_t row);
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
/* The same of pass^k. */
double suite_mean_pass_hat_k(const struct suite *suite, const char *split, uint64_t k,
                             uint64_t *items);
/* Items of that band (of a split, NULL: all). */
uint64_t suite_band_items(const struct suite *suite, const char *split, enum difficulty band);

#endif
