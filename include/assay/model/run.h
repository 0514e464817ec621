/*
 * Run: one evaluation's output, as loaded. Built only by run_builder.h; read-only afterwards.
 *
 * Everything a run points to lives as long as the run: one arena and its sample columns, freed
 * together by run_free. Accessors return slices by pointer and count; an absent thing is NULL or
 * count 0.
 */
#ifndef ASSAY_MODEL_RUN_H
#define ASSAY_MODEL_RUN_H

#include <assay/model/labels.h>
#include <assay/model/meta.h>
#include <assay/model/samples.h>

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct run;

/* File number of what stands in no file of the run. */
#define FILE_NONE UINT32_MAX

/* What a run brings, as bits: which views, metrics and reports apply. */
enum run_content {
    RUN_HAS_SAMPLES = 1 << 0, /* any set of samples */
    RUN_HAS_LABELS = 1 << 1,  /* samples with truth and prediction */
    RUN_HAS_SCORES = 1 << 2,
    RUN_HAS_OUTCOMES = 1 << 3, /* samples that pass or fail */
    RUN_HAS_MATRIX = 1 << 4,   /* a given confusion matrix */
    RUN_HAS_CLASSES = 1 << 5,  /* a given per-class table */
    RUN_HAS_LAYERS = 1 << 6,   /* series over layers, or samples with layers */
    RUN_HAS_CURVE = 1 << 7,    /* series over positions */
    RUN_HAS_TASKS = 1 << 8,
    RUN_HAS_CLAIMS = 1 << 9,
};

/*
 * A quantity: what a figure is a figure of. Two figures are comparable when all fields are equal;
 * NULL and NAN mean "none". The names are those of the metric registry.
 */
struct quantity {
    const char *metric;  /* "accuracy", "recall", "dominance_mean", … */
    const char *subject; /* label, task, probe, pair of labels "happy>sad", or key */
    const char *set;     /* samples' name, where a run has several */
    const char *split;
    double at; /* layer, position, k */
};
#define QUANTITY(name) ((struct quantity){.metric = (name), .at = NAN})

enum claim_kind { CLAIM_NUMBER, CLAIM_TEXT };

/* A figure the run's files state. */
struct claim {
    const char *name; /* as the file calls it: "max_semantic_acc.layer" */
    struct quantity what;
    enum claim_kind kind;
    double value;        /* in the metric's unit: shares in [0,1] even when printed as percent */
    const char *printed; /* as it stands in the file */
    int decimals;        /* precision of value: half a unit is 0.5 * 10^-decimals */
    uint32_t file;       /* index into run_files, or FILE_NONE */
    uint32_t line;       /* from 1, 0 when unknown */
};

/*
 * A fact: a quantity that a loader counted or read from evidence while loading (unique texts, ids
 * in common, tokens of a split) and that no metric computes. Evidence for the claim of the same
 * quantity.
 */
struct fact {
    struct quantity what;
    enum claim_kind kind;
    double value;
    const char *text; /* CLAIM_TEXT */
    uint64_t n;       /* rows it was taken from */
    double allowance; /* how far rounding of the evidence may move it; 0 when exact */
    const char *how;  /* "counted in predictions_per_layer.csv" */
};

enum note_kind {
    NOTE_GUESSED, /* a choice made for the user: a column mapping, a format */
    NOTE_SKIPPED, /* a file, record or field that was not used */
    NOTE_ODD,     /* read, but worth knowing */
    NOTE_BROKEN,  /* damage in a file; the rest was used */
};

struct note {
    enum note_kind kind;
    uint32_t file;    /* or FILE_NONE */
    uint32_t line;    /* from 1, 0 when unknown */
    uint64_t count;   /* how often; 1 for a single thing */
    const char *text; /* a sentence without a full stop */
};

struct run_file {
    const char *path; /* relative to the run's root */
    const char *kind; /* the role the loader gave it: "predictions", "summary", … */
    uint64_t bytes;
};

/* Values over an ordered axis. */
struct series {
    const char *name; /* "prosody_acc" */
    const char *axis; /* "layer", "position" */
    const char *unit; /* "share", "nats" */
    const double *x;  /* ascending unless the file repeats positions */
    const double *y;  /* NAN where missing */
    size_t count;
    int decimals; /* printed precision of y, INT_MAX when full */
    uint32_t file;
};

/* One benchmark of a run; NAN for what is not stated. */
struct task {
    const char *name;
    double accuracy; /* claimed share */
    double samples;
    double correct;
    double chance; /* accuracy of guessing */
    uint32_t file;
};

/* A confusion matrix given by a file: counts[row * labels.count + column], rows = truth. */
struct matrix {
    struct label_set labels;
    const uint64_t *counts;
    uint32_t file;
};

/* One row of a given per-class table, shares in [0,1], NAN where absent. */
struct class_row {
    const char *label;
    double precision, recall, f1;
    double support;
};

struct class_table {
    const struct class_row *rows;
    size_t count;
    int decimals; /* printed precision of the shares */
    uint32_t file;
};

void run_free(struct run *run);

/* Identity: unique within what was loaded together, stable between loads. */
const char *run_id(const struct run *run);
const char *run_title(const struct run *run);   /* the id unless a title was given */
const char *run_root(const struct run *run);    /* directory or file, as found */
const char *run_format(const struct run *run);  /* the loader's name */
const char *run_dialect(const struct run *run); /* "" when the format has one */
const char *run_reason(const struct run *run);  /* why this format was chosen */
unsigned run_content(const struct run *run);    /* bits of enum run_content */

const struct meta *run_meta(const struct run *run); /* a map, never NULL */
const struct run_file *run_files(const struct run *run, size_t *count);
const struct samples *run_samples(const struct run *run, size_t set); /* NULL past the last */
size_t run_samples_count(const struct run *run);
const struct series *run_series(const struct run *run, size_t *count);
const struct series *run_series_named(const struct run *run, const char *name);
const struct task *run_tasks(const struct run *run, size_t *count);
const struct matrix *run_matrix(const struct run *run);       /* NULL when none is given */
const struct class_table *run_classes(const struct run *run); /* NULL when none is given */
const struct claim *run_claims(const struct run *run, size_t *count);
const struct fact *run_facts(const struct run *run, size_t *count);
const struct fact *run_fact(const struct run *run, const struct quantity *what);
const struct note *run_notes(const struct run *run, size_t *count);

/* The name of a split or of an interned text (group, raw answer); "" for the empty code. */
size_t run_split_count(const struct run *run);
const char *run_split(const struct run *run, uint16_t split);
struct str run_text(const struct run *run, uint32_t text);

/* The label that answers outside the set count as under the fallback reading, or NULL. */
const char *run_fallback(const struct run *run);
/* The id of the run this one is to be compared with, or NULL. */
const char *run_baseline(const struct run *run);
/* Bytes held in memory. */
size_t run_footprint(const struct run *run);

bool quantity_equal(const struct quantity *a, const struct quantity *b);

#endif
