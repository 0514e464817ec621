/*
 * Samples in columns: one array a property, one entry a sample, all of the same length.
 *
 * A run has one set of samples, or several where it evaluated the same items in several ways (the
 * probes of a layer run). A column that no file gave is NULL. Texts (prompt, response, code, tests,
 * the raw record) stay on disk. A record_ref says where a record starts and how long it is; samples
 * read from a table have a row_index instead, from which load/record_find.h finds the row again.
 *
 * The arrays belong to the run and are read-only.
 */
#ifndef ASSAY_MODEL_SAMPLES_H
#define ASSAY_MODEL_SAMPLES_H

#include <assay/base/str.h>
#include <assay/model/labels.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum outcome { OUTCOME_FAIL, OUTCOME_PASS, OUTCOME_UNSCORED };

enum difficulty { DIFFICULTY_NONE, DIFFICULTY_EASY, DIFFICULTY_MEDIUM, DIFFICULTY_HARD };

/* Where a record stands: bytes [offset, offset + length) of the run's file number `file`. */
struct record_ref {
    uint64_t offset;
    uint32_t length; /* 0: this sample has no such record */
    uint32_t file;
};

/*
 * Where some rows of a table stand, the first of them row 0: what lies between two places is read
 * again to find a row. Rows count as they were delivered, broken ones left out.
 */
struct row_place {
    uint64_t row;    /* of the samples, from 0; ascending */
    uint64_t offset; /* of its first byte in the file */
};

struct row_index {
    const struct row_place *places;
    size_t count;  /* 0: the samples are of no table */
    uint32_t file; /* number of the run's file */
};

/*
 * Every column: X(name, C type, value that means "nothing here", help).
 * The order is that of the columns of `struct samples`. Columns are made when a loader first fills
 * them; no loader fills more than 64 bytes a sample.
 */
#define SAMPLE_COLUMNS(X)                                                                          \
    X(truth, uint16_t, LABEL_MISSING, "right label, as code")                                      \
    X(prediction, uint16_t, LABEL_MISSING, "label after reading the raw answer, as code")          \
    X(score, double, NAN, "confidence the model gave its answer")                                  \
    X(outcome, uint8_t, OUTCOME_UNSCORED, "enum outcome")                                          \
    X(error_kind, uint8_t, 0, "why an attempt failed, 0 when it did not")                          \
    X(error_rule, uint8_t, 0, "the rule that decided the error kind")                              \
    X(difficulty, uint8_t, DIFFICULTY_NONE, "enum difficulty, as the file states it")              \
    X(raw, uint32_t, UINT32_MAX, "interned raw answer, kept where it is no label")                 \
    X(group, uint32_t, UINT32_MAX, "interned name of what belongs together")                       \
    X(split, uint16_t, UINT16_MAX, "index into the run's splits")                                  \
    X(attempt, uint16_t, 0, "number of the attempt, from 0")                                       \
    X(fold, uint16_t, UINT16_MAX, "cross-validation fold")                                         \
    X(step, uint16_t, UINT16_MAX, "layer")                                                         \
    X(conflict, uint8_t, 0, "1 in the conflict subset")                                            \
    X(finish, uint8_t, 0, "1 when the answer was cut at the token limit")                          \
    X(tests_passed, uint16_t, UINT16_MAX, "tests passed")                                          \
    X(tests_run, uint16_t, UINT16_MAX, "tests with an output")                                     \
    X(tests_total, uint16_t, UINT16_MAX, "tests there are")                                        \
    X(tokens, uint32_t, UINT32_MAX, "tokens used, prompt and answer")                              \
    X(seconds, float, NAN, "time the answer took")                                                 \
    X(record, struct record_ref, ((struct record_ref){0}), "the evaluated record")                 \
    X(response, struct record_ref, ((struct record_ref){0}), "the record of the model's response")

struct id_column; /* in samples.c */

struct samples {
    const char *name; /* "" or the probe's name */
    size_t count;
    struct label_set labels; /* count 0 where the samples have no labels */
    const struct id_column *ids;
    struct row_index rows;
    const float *probabilities; /* count rows of labels.count, or NULL */
#define SAMPLE_COLUMN_FIELD(name, type, none, help) const type *name;
    SAMPLE_COLUMNS(SAMPLE_COLUMN_FIELD)
#undef SAMPLE_COLUMN_FIELD
};

/*
 * The id of a sample as text. Whole numbers are stored as such (those that count up by one from
 * row to row take no memory) and printed into `room`, which must hold SAMPLE_ID_ROOM bytes; other
 * ids are views of the run's memory. Samples without ids are named by their row, from 1.
 */
enum { SAMPLE_ID_ROOM = 24 };
struct str samples_id(const struct samples *samples, size_t index, char *room);
/* Whether ids are kept as whole numbers, row numbers among them; then *number is that of the row.
 */
bool samples_id_number(const struct samples *samples, size_t index, int64_t *number);
/* True when the files gave ids, not just rows. */
bool samples_have_ids(const struct samples *samples);
/*
 * Ids as they are stored, for what goes through all of them. With `ends` they are texts, id i being
 * bytes [ends[i - 1], ends[i]); else id i is numbers[i], or first + i (modulo 2^64) where numbers
 * is NULL. Only of samples that have ids.
 */
struct stored_ids {
    int64_t first;
    const int64_t *numbers;
    const uint64_t *ends;
    const char *bytes; /* may be NULL when all texts are empty */
};
struct stored_ids samples_stored_ids(const struct samples *samples);
/*
 * Groups of samples with the same id: *duplicates gets the number of samples beyond the first of
 * their id, *first_row the row (from 0) of the first such sample. O(n), allocates and frees.
 * Samples of several steps, folds or attempts share ids by design: `key` (may be NULL) is an array
 * of count numbers that must be equal too.
 */
void samples_find_duplicates(const struct samples *samples, const uint32_t *key, size_t *duplicates,
                             size_t *first_row);
/* The same samples by row: bit i of bits[i / 64], which are set to 0 before. */
void samples_mark_duplicates(const struct samples *samples, const uint32_t *key, uint64_t *bits);
/* The first row of an id, SIZE_MAX when it is absent; O(n). */
size_t samples_find_id(const struct samples *samples, struct str id);

#endif
