/*
 * One condition on one column of samples, evaluated 4096 rows at a time; the leaves of
 * filter_select.h.
 */
#ifndef ASSAY_SESSION_FILTER_COLUMN_H
#define ASSAY_SESSION_FILTER_COLUMN_H

#include <assay/base/arena.h>
#include <assay/session/filter_tree.h>
#include <assay/session/sample_scope.h>

enum { FILTER_BLOCK = 4096, FILTER_BLOCK_WORDS = FILTER_BLOCK / 64 };

/* What is asked of the column. */
enum filter_question {
    FILTER_ASK_VALUE, /* the term's values */
    FILTER_ASK_HAS,   /* whether there is one */
    FILTER_ASK_STATE, /* whether the sample is in a state */
};

enum filter_way {
    FILTER_BY_CODE8,
    FILTER_BY_CODE16,
    FILTER_BY_CODE32,
    FILTER_BY_PREDICTION, /* by the label or, where it is none, by the raw answer */
    FILTER_BY_OUTCOME,    /* of truth and prediction */
    FILTER_BY_DOUBLE,
    FILTER_BY_FLOAT,
    FILTER_BY_COUNT,
    FILTER_BY_ID, /* ids that are numbers, compared as such */
    FILTER_BY_BITS,
    FILTER_BY_ROW,
    FILTER_BY_NOTHING /* the same for all rows: `always` */
};

struct filter_column {
    const struct filter_term *term;
    enum filter_question question;
    size_t index; /* of the field or state */
    enum filter_way way;
    const void *data;    /* the column */
    uint8_t *memo;       /* by code: 0 not asked yet, 1 no, 2 yes */
    uint8_t *raw_memo;   /* by interned raw answer */
    uint32_t memo_count; /* codes below it have a place of their own, others the last one */
    uint32_t raw_count;
    struct filter_value *ranges; /* of numbers; low and high */
    size_t range_count;
    bool always;
};

/* Choose the way; memory is the arena's. */
void filter_column_plan(struct filter_column *column, struct sample_scope *scope,
                        struct arena *arena);
/*
 * Rows [from, from + FILTER_BLOCK) into bits, of which only those in mask need be right. from is a
 * multiple of FILTER_BLOCK.
 */
void filter_column_bits(struct filter_column *column, struct sample_scope *scope, size_t from,
                        const uint64_t *mask, uint64_t *bits);

#endif
