/*
 * Cohorts: samples parted by one of their columns, and how the errors lie in the parts.
 *
 * For each part: n, the scored samples in it; errors among them; rate = errors / n with its 95%
 * Wilson interval (interval.h); coverage = its errors / all errors; lift = rate / rate of all
 * samples, above 1 where errors gather (support-normalised, as in association rules: Brin et al.,
 * SIGMOD 1997, "interest"). NAN where the denominator is 0. The parts are disjoint and hold every
 * sample, so n, errors and unscored sum to those of all.
 *
 * Columns of names and whole numbers give one part a value that occurs; the last part, without a
 * name, holds the samples that have none. Groups come by errors, most first, and beyond the first
 * COHORTS_MOST they are one part; everything else comes in the order of its values. Columns of
 * measures are cut at their quintiles (of at most 65,536 samples, evenly spaced over the rows),
 * rounded to three digits; a column of at most COHORT_BANDS different values is not cut.
 *
 * An error is a sample that fails (sample_outcome). Where labels are compared, `invalid_as` is the
 * label that answers outside the set count as; LABEL_INVALID: as errors; LABEL_MISSING: left out.
 *
 * Lives in the arena. Nothing fails. O(samples).
 */
#ifndef ASSAY_SESSION_COHORTS_H
#define ASSAY_SESSION_COHORTS_H

#include <assay/base/arena.h>
#include <assay/metrics/interval.h>
#include <assay/model/run.h>

#include <stdbool.h>

enum { COHORTS_MOST = 2000, COHORT_BANDS = 5 };

enum cohort_by {
    COHORT_LABEL,
    COHORT_ANSWER,
    COHORT_SPLIT,
    COHORT_DIFFICULTY,
    COHORT_LAYER,
    COHORT_FOLD,
    COHORT_ATTEMPT,
    COHORT_CONFLICT,
    COHORT_TESTS,
    COHORT_TOKENS,
    COHORT_SECONDS,
    COHORT_SCORE,
    COHORT_GROUP,
    COHORT_BY_COUNT
};

/* UINT16_MAX: all splits, all layers. */
struct cohort_scope {
    const struct run *run;
    const struct samples *samples;
    uint16_t split, layer;
    uint16_t invalid_as;
};

struct cohort {
    const char *name;   /* "" for samples that have none */
    const char *filter; /* the part in the filter language; NULL when it cannot be said */
    size_t set;         /* of cohorts_of_sets */
    size_t part;        /* of the column's values; SIZE_MAX: of several */
    uint64_t n, errors, unscored;
    double rate, coverage, lift;
    struct interval interval;
};

struct cohorts {
    enum cohort_by by; /* COHORT_BY_COUNT: sets of samples */
    const struct cohort *rows;
    size_t count;
    uint64_t n, errors, unscored;
};

/* "label", "length in tokens"; what the parts are parts by. */
const char *cohort_title(enum cohort_by by);
/* True when the samples have the column, and some outcome to part. */
bool cohort_applies(const struct samples *samples, enum cohort_by by);
const struct cohorts *cohorts_new(const struct cohort_scope *scope, enum cohort_by by,
                                  struct arena *arena);
/*
 * The number among `rows` of every sample's part; `most` (at most UINT16_MAX) for parts from there
 * on and for parts of several values. Of the scope that the cohorts are of, whatever its split and
 * layer. In the arena.
 */
const uint16_t *cohorts_by_row(const struct cohorts *cohorts, const struct cohort_scope *scope,
                               size_t most, struct arena *arena);
/* A part a set of samples of the run that has outcomes. */
const struct cohorts *cohorts_of_sets(const struct run *run, struct arena *arena);

#endif
