/*
 * Sets of problems for fine-tuning, by a mix of difficulties, from a suite of MBPP runs.
 */
#ifndef ASSAY_SESSION_SUITE_FINETUNE_H
#define ASSAY_SESSION_SUITE_FINETUNE_H

#include <assay/base/err.h>
#include <assay/session/suite.h>

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
