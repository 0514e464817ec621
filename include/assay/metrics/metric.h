/*
 * The metric registry: every quantity that can be recomputed, with its unit, range, better
 * direction, formula and source, and the function that computes it from a run's results.
 *
 * Tables, reports and audits get their names from here. A claim names a metric of this registry (or
 * a fact, see run.h); the audit asks metric_compute for the figure of the claim's quantity.
 */
#ifndef ASSAY_METRICS_METRIC_H
#define ASSAY_METRICS_METRIC_H

#include <assay/base/arena.h>
#include <assay/model/run.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct margins; /* margins.h */
struct results; /* results.h */

enum metric_unit {
    UNIT_SHARE,      /* in [0,1], or a difference of shares in [-1,1] */
    UNIT_COUNT,      /* whole, at least 0 */
    UNIT_RATIO,      /* a plain number */
    UNIT_LAYER,      /* index from 0 */
    UNIT_NATS,       /* cross-entropy a token */
    UNIT_PER_TOKEN,  /* slope of a loss */
    UNIT_PERPLEXITY, /* at least 1 */
    UNIT_TOKENS,
    UNIT_SECONDS,
    UNIT_TEXT, /* a name */
};

enum metric_better { BETTER_HIGHER, BETTER_LOWER, BETTER_NEITHER };

/* What a figure was computed from, best first. */
enum evidence {
    EVIDENCE_SAMPLES, /* per-sample records */
    EVIDENCE_MATRIX,  /* a given confusion matrix */
    EVIDENCE_CLASSES, /* rows of a given per-class table */
    EVIDENCE_SERIES,  /* a given table over layers or positions */
    EVIDENCE_COUNTS,  /* counts stated by a file: correct and samples of a task */
    EVIDENCE_FILE,    /* a fact counted while loading */
    EVIDENCE_STATED,  /* no more than another file's statement: what agrees does so with that
                         allowance */
    EVIDENCE_NONE,
};

/*
 * A recomputed figure. With EVIDENCE_NONE there is none of that very quantity: value is NAN, `how`
 * says why, and `nearest` with `nearest_how` may give the closest thing there is.
 *
 * Rounded evidence: the true figure lies within value ± allowance, and allowance_why names the
 * rounding. For an arg max over rounded values, `ties` are the other places that share the maximum.
 *
 * also: the figure of another reading of the same words, which also_why names (NULL: there is
 * none); a claim of exactly that agrees with this allowance.
 */
struct figure {
    enum evidence evidence;
    double value;
    const char *text;     /* UNIT_TEXT */
    const char *zero_why; /* set when value is NAN and a claimed 0 agrees by convention */
    uint64_t n;           /* samples, layers, folds … the figure is taken over */
    double allowance;
    const char *allowance_why; /* "mean of figures rounded to 4 decimals" */
    double also;
    const char *also_why; /* "2 rows are unscored" */
    const char *how;      /* "756 of 834", "mean over 5 folds": what was done with which rows */
    double nearest;
    const char *nearest_how;
    const double *ties;
    size_t tie_count;
    uint32_t file; /* the run's file the evidence stands in, or FILE_NONE for several */
};

struct metric {
    const char *name;  /* "macro_f1" */
    const char *title; /* "Macro F1" */
    enum metric_unit unit;
    double least, most; /* range, NAN where open */
    enum metric_better better;
    unsigned needs_any;  /* bits of enum run_content */
    const char *formula; /* in one line */
    const char *source;  /* paper, book or library function */
    /*
     * Fill *out, which comes as EVIDENCE_NONE with value NAN; texts go into the arena. The claim's
     * own file must not be its evidence: `not_file` is that file (FILE_NONE when there is none).
     */
    void (*compute)(const struct results *results, const struct quantity *what, uint32_t not_file,
                    struct arena *arena, struct figure *out);
    /* The same of margins alone, and of a label where the metric has one; NULL: no function of
     * margins. */
    double (*of_margins)(const struct margins *margins, size_t label);
};

/* All metrics, in the order of the manual; ends in NULL. */
const struct metric *metric_at(size_t index);
const struct metric *metric_find(const char *name);

/* The metric of what->metric computed, else the run's fact of that quantity, else EVIDENCE_NONE. */
void metric_compute(const struct results *results, const struct quantity *what, uint32_t not_file,
                    struct arena *arena, struct figure *out);
/* A value in its unit, for people: ".9065", "257", "2.45", "14"; "–" for NAN. */
const char *metric_format(const struct metric *metric, double value, struct arena *arena);
/* "n" of a figure means this: "samples", "layers", "tasks", … */
const char *evidence_name(enum evidence evidence);

#endif
