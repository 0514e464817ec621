/*
 * Four made-up code generation runs over 60 small problems (24 test, 24 train, 12 validation),
 * numbered in the ranges MBPP publishes for its splits. Problems, tests and reference code come
 * from a table of one-line functions, so the expected values are computed, not copied.
 */
#ifndef SAMPLES_GENERATE_MBPP_H
#define SAMPLES_GENERATE_MBPP_H

#include <stdbool.h>
#include <stddef.h>

enum { PROBLEMS = 60, RUNS = 4, TESTS = 3, SPLITS = 3, TEXT_MAX = 2048 };

/* How an attempt ended; every error kind, and stopping after fewer outputs than tests. */
enum outcome {
    PASSED,
    ALL_WRONG,
    LAST_WRONG,
    NO_NAME,
    NO_MODULE,
    OTHER_EXCEPTION,
    OTHER_BY_CLASS,
    BAD_SYNTAX,
    TIMED_OUT,
    NO_CODE,
    STOPPED_FIRST,
    STOPPED_SECOND,
    OUTCOMES
};

struct split {
    const char *name;
    int first_id, first, count; /* first: index of its first problem in file order */
};

extern const struct split mbpp_splits[SPLITS]; /* in file order: test, train, validation */

struct problem {
    int id, passes; /* passes: in how many of the runs */
    const struct split *split;
    enum outcome outcome[RUNS];
    char name[40], text[160], expr[160];
    char tests[TESTS][96];
    char prompt[640];
};

/* problems[0..PROBLEMS), in file order. */
void mbpp_make(struct problem *problems);
/* easy, medium, hard by the share of runs that passed: at .75 and .30. */
const char *mbpp_difficulty(const struct problem *p);
void mbpp_reference(const struct problem *p, char code[TEXT_MAX]);
/* The code that was evaluated; empty for NO_CODE. */
void mbpp_generated(const struct problem *p, enum outcome how, char code[TEXT_MAX]);
/* The whole answer around that code. */
void mbpp_answer(const struct problem *p, enum outcome how, char text[TEXT_MAX]);
/* Number of test outputs; output i is in out[i]. */
int mbpp_outputs(enum outcome how, char out[TESTS][128]);
int mbpp_tests_passed(enum outcome how);
/* What the evaluator said of the first test that did not pass; NULL when all passed. */
const char *mbpp_error(enum outcome how);

struct json;
/* Members of an evaluation record with string ids and counts of tests, as run 04 has them. */
void mbpp_put_short(struct json *j, const struct problem *p, enum outcome how);
/* Files beside the runs: pass@k.csv, analysis/, datasets_for_FT/. */
void mbpp_write_suite(const char *root, const struct problem *problems);

#endif
