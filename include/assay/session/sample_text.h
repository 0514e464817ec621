/*
 * Everything about one sample, as sections in the order they are shown.
 *
 *     const struct sample_text *text = sample_text_build(run, set, row, arena);
 *     for (size_t i = 0; i < text->count; i++) … text->sections[i] …
 *
 * Made on demand from the columns and the records on disk (sample_record.h), for every format:
 *
 *   Sample          what the columns say: id, outcome, truth, prediction, raw answer, score, error
 *                   kind and the rule that decided it, split, group, tokens, seconds, …
 *   Probabilities   a label each, largest first (ties in the order of the labels)
 *   Layers          what each probe said of the sample at every layer, ascending
 *   Problem, Prompt, Tests, Error, Response, Code, …   texts of the record
 *   Other fields    every other key of the record, and of the response's
 *   Laid out, Raw   the record indented, and byte for byte
 *
 * A section has one kind, which says which members are filled; `err` (one sentence) stands in a
 * section whose file is gone or has changed, and its other members are then empty; the others are
 * there all the same. Texts come from files: they may hold any byte and are made safe where shown.
 * Everything lives in the arena or the run. Nothing fails; row < samples->count and set are the
 * caller's duty. O(record), and O(samples of the set) where there are layers.
 */
#ifndef ASSAY_SESSION_SAMPLE_TEXT_H
#define ASSAY_SESSION_SAMPLE_TEXT_H

#include <assay/base/arena.h>
#include <assay/base/code_spans.h>
#include <assay/base/str.h>
#include <assay/model/run.h>

enum sample_section_kind {
    SECTION_FACTS,  /* facts */
    SECTION_BARS,   /* facts with shares */
    SECTION_LAYERS, /* layers */
    SECTION_TESTS,  /* tests */
    SECTION_PROSE,  /* text: words */
    SECTION_CODE,   /* text and language */
    SECTION_JSON,   /* text, laid out */
    SECTION_RAW,    /* text, as in the file */
};

enum sample_mark { MARK_NONE, MARK_RIGHT, MARK_WRONG };

struct sample_fact {
    struct str key, value;
    double share; /* in [0,1] for a bar, else NAN */
    enum sample_mark mark;
};

enum sample_test_state {
    TEST_UNKNOWN, /* the record has no outputs */
    TEST_PASSED,
    TEST_FAILED,
    TEST_NOT_RUN, /* the evaluator stopped before */
};

struct sample_test {
    struct str test;    /* its code; empty where only its output is known */
    struct str message; /* behind the verdict */
    enum sample_test_state state;
};

/* What one probe said at one layer. */
struct sample_reading {
    struct str truth, prediction; /* empty: this probe has no such row */
    enum sample_mark mark;
};

struct sample_layer {
    unsigned layer;
    int fold;                              /* -1: none */
    size_t row;                            /* in every set */
    const struct sample_reading *readings; /* a set of the run each */
};

struct sample_section {
    const char *title;
    enum sample_section_kind kind;
    const char *err;
    bool cut; /* the text goes on in the file */

    const struct sample_fact *facts;
    size_t fact_count;
    const struct sample_test *tests;
    size_t test_count;
    const struct sample_layer *layers;
    size_t layer_count;
    const char *const *probes; /* names of the run's sets, as readings has them */
    size_t probe_count;
    struct str text;
    enum code_language language;
};

struct sample_text {
    const struct sample_section *sections;
    size_t count;
};

const struct sample_text *sample_text_build(const struct run *run, size_t set, size_t row,
                                            struct arena *arena);

/*
 * For the clipboard. sample_json: one line of JSON with the fields, the probabilities and the
 * records. A row of a table is an object of its cells that hold anything; a record that was cut is
 * a string, one that cannot be read is left out.
 */
void sample_json(struct buf *out, const struct run *run, size_t set, size_t row);

/* "pass", "FAIL", "not run", "?". */
const char *sample_test_state_name(enum sample_test_state state);

#endif
