/*
 * The samples of a compared set as one table, for filters and lists: pairs, rows that only A has,
 * rows that only B has. Rows of the table are numbered by kind, as enum pair_kind has them, and
 * within one in A's order (in B's for those that A has not got).
 *
 *     struct pair_scope *scope = pair_scope_new(comparison, set);
 *     struct filter_vocabulary vocabulary = pair_vocabulary(scope);
 *     pair_scope_free(scope);
 *
 * Fields are those of sample_field.h: by their name (or "b.name") of B's sample, or of A's where B
 * has none; by "a.name" of A's. "delta-score" and "delta-passed" are B minus A, of the score and of
 * the tests passed. States are those of a sample (of B's, else of A's) with flip, fixed and broken,
 * and both-right, both-wrong, only-a, only-b, unmatched.
 *
 * Pairs that the comparison's own filter leaves out are in no list and counted by `left_out`.
 *
 * Heap; the comparison and its runs must outlive it. One thread at a time.
 */
#ifndef ASSAY_SESSION_PAIR_SCOPE_H
#define ASSAY_SESSION_PAIR_SCOPE_H

#include <assay/session/comparison.h>
#include <assay/session/sample_scope.h>

/* In the order of lists: what wants to be read first comes first. */
enum pair_kind {
    PAIR_KIND_BROKEN,
    PAIR_KIND_FIXED,
    PAIR_KIND_BOTH_WRONG,
    PAIR_KIND_BOTH_RIGHT,
    PAIR_KIND_UNSCORED,
    PAIR_KIND_ONLY_A,
    PAIR_KIND_ONLY_B,
    PAIR_KINDS
};

enum { PAIR_FIELD_DELTA_SCORE = 2 * SAMPLE_FIELD_COUNT, PAIR_FIELD_DELTA_PASSED, PAIR_FIELDS };

struct pair_scope {
    const struct run *run_a, *run_b;
    const struct compare_set *set;
    size_t count;                 /* rows of the table */
    size_t first[PAIR_KINDS + 1]; /* rows of a kind: [first[kind], first[kind + 1]) */
    size_t left_out;
    const uint32_t *order;      /* number among pairs, then only A, then only B, of each row */
    struct sample_scope *a, *b; /* the owner sets `tagged` of b */
    struct arena *arena;
    const struct filter_field *fields; /* PAIR_FIELDS */
    const struct filter_state *states;
};

struct pair_scope *pair_scope_new(const struct comparison *comparison, size_t set);
void pair_scope_free(struct pair_scope *scope);
struct filter_vocabulary pair_vocabulary(struct pair_scope *scope);

enum pair_kind pair_scope_kind(const struct pair_scope *scope, size_t row);
size_t pair_scope_tally(const struct pair_scope *scope, enum pair_kind kind);
/* The row in which a sample of A, or else one of B, stands; SIZE_MAX. O(log rows), but O(rows)
 * for one of B that is in a pair. */
size_t pair_scope_find(const struct pair_scope *scope, size_t row_a, size_t row_b);
/* Rows of the samples; SIZE_MAX where a side has none. */
size_t pair_scope_a(const struct pair_scope *scope, size_t row);
size_t pair_scope_b(const struct pair_scope *scope, size_t row);
/* Whether the field is of A's sample; which one it is goes to *field. Not for deltas. */
bool pair_field_is_of_a(size_t pair_field, size_t *field);
/* The number of a field; NAN. */
double pair_scope_number(const struct pair_scope *scope, size_t field, size_t row);

/* "broken", "only in A" … */
const char *pair_kind_name(enum pair_kind kind);
/* The same as the filter language has it: "is:broken". */
const char *pair_kind_filter(enum pair_kind kind);
/* One side is right and the other wrong. */
bool pair_kind_is_flip(enum pair_kind kind);

#endif
