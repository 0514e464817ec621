/*
 * A suite as tables: those that the evaluation of the MBPP runs wrote itself, value for value, and
 * the difficulty of items and the order of runs. CSV with a header, or JSON as an array of objects.
 */
#ifndef ASSAY_SESSION_SUITE_TABLES_H
#define ASSAY_SESSION_SUITE_TABLES_H

#include <assay/base/str.h>
#include <assay/session/suite.h>

enum suite_table {
    SUITE_AGGREGATED, /* model_run_id, mbpp_id, pass: a row an item of a run */
    SUITE_PIVOT,      /* mbpp_id, run_01_pass, …: a row an item */
    SUITE_PASS_AT_K,  /* mbpp_id, pass@1, …: a row an item */
    SUITE_DIFFICULTY, /* mbpp_id, split, attempts, passed, pass@1, difficulty */
    /* rank, run, split, scored, passed, rate, low, high, and of a run's first row, which is over
     * all splits, what leaderboard.h says of it: level_rank, p_best, p_best_holm */
    SUITE_LEADERBOARD
};
enum suite_syntax { SUITE_CSV, SUITE_JSON };

/*
 * Append a whole table, with its header. Absent outcomes are empty cells and null; figures have the
 * shortest text that reads back to them. ks: for SUITE_PASS_AT_K, the values of k.
 */
void suite_write(const struct suite *suite, enum suite_table table, enum suite_syntax syntax,
                 const uint64_t *ks, size_t k_count, struct buf *out);

#endif
