/*
 * Shared by the files of the cohorts: columns and names of parts (cohort_columns.c), counting
 * (cohorts.c).
 */
#ifndef ASSAY_SESSION_COHORTS_INTERNAL_H
#define ASSAY_SESSION_COHORTS_INTERNAL_H

#include <assay/session/cohorts.h>

enum { COHORT_BLOCK = 4096 };

/* Outcomes of a block, and what is not in the scope. */
enum { LEFT_OUT = OUTCOME_UNSCORED + 1, OUTCOMES };

enum cohort_column_kind { COLUMN_U8, COLUMN_U16, COLUMN_U32, COLUMN_BANDS };

struct cohort_column {
    const char *title, *field;
    enum cohort_column_kind kind;
    size_t offset; /* of the pointer in struct samples */
    /* The value's name; NULL: the number itself. */
    const char *(*name)(const struct cohort_scope *scope, uint32_t code);
    double (*number)(const struct samples *samples, size_t row); /* COLUMN_BANDS */
};

extern const struct cohort_column cohort_columns[COHORT_BY_COUNT];

/* Counts of a part by outcome. */
struct cohort_tally {
    uint32_t counts[OUTCOMES];
};

struct cohort_pass {
    const struct cohort_scope *scope;
    enum cohort_by by;
    double edges[COHORT_BANDS + 1]; /* of bands: each from its edge up to the next */
    size_t bands;
    bool exact; /* a band is one value */
    struct cohort_tally *tallies;
    size_t parts; /* the last: no value */
    uint8_t outcomes[COHORT_BLOCK];
    uint32_t places[COHORT_BLOCK];
};

/* The column itself, NULL when the samples have none. */
const void *cohort_column_of(const struct samples *samples, enum cohort_by by);
/* Its name, and the part in the filter language, in place of what the buffers held. */
void cohort_name_part(const struct cohort_pass *pass, size_t part, struct buf *name,
                      struct buf *filter);

#endif
