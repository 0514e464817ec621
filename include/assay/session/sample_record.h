/*
 * The records behind a sample, taken apart for reading (sample_text.h shows them).
 *
 * A record is a JSON object or a row of a table. What keys are known for goes to a slot, wherever a
 * dialect puts it; a text that two records share is kept once. All other keys are kept too: short
 * values as facts under their path ("usage.total_tokens"), texts of several lines or more than
 * RECORD_FACT_MOST bytes, and lists that are no plain ones, as texts of their own. Objects are gone
 * into to eight levels and RECORD_KEYS_MOST keys; what lies beyond stands in the laid out record
 * only, and `more` counts it. Columns "prob_<label>" are left out where the samples have
 * probabilities.
 *
 * At most RECORD_MOST bytes of a record are read; `cut` says that there are more, and what is whole
 * is shown. err is a sentence instead of a record: the file is gone or shorter, or what stands
 * there is no record of the sample's id. Everything lives in the arena. Nothing fails as a whole.
 */
#ifndef ASSAY_SESSION_SAMPLE_RECORD_H
#define ASSAY_SESSION_SAMPLE_RECORD_H

#include <assay/base/arena.h>
#include <assay/base/str.h>
#include <assay/model/run.h>

enum { RECORD_MOST = 4 << 20, RECORD_FACT_MOST = 160, RECORD_KEYS_MOST = 400 };

enum record_slot {
    SLOT_PROBLEM,
    SLOT_PROMPT,
    SLOT_RESPONSE,
    SLOT_REASONING,
    SLOT_CODE,
    SLOT_ERROR,
    SLOT_REFERENCE,
    SLOT_SETUP,
    SLOT_FINISH,
    SLOT_COUNT
};

enum record_list { LIST_TESTS, LIST_OUTPUTS, LIST_CHALLENGE, LIST_COUNT };

struct record_pair {
    struct str key, value;
    bool json; /* value is JSON text */
};

struct record_pairs {
    struct record_pair *items;
    size_t count;
};

struct record_strings {
    struct str *items;
    size_t count;
    bool given; /* the key is there, be it empty */
};

/* One record as read. */
struct record_source {
    const char *file; /* of the run, relative to its root; NULL: the sample has no such record */
    struct record_ref ref;
    struct str bytes; /* as in the file */
    bool json, cut;
    const char *err; /* or NULL */
    struct record_pairs facts;
    size_t more;
    struct record_pairs cells; /* of a row of a table: all, by their column's name */
};

struct sample_record {
    struct record_source evaluated, response;
    struct str slots[SLOT_COUNT]; /* ptr NULL: none */
    struct record_strings lists[LIST_COUNT];
    struct record_pairs texts;
};

struct sample_record *sample_record_read(const struct run *run, const struct samples *samples,
                                         size_t row, struct arena *arena);

#endif
