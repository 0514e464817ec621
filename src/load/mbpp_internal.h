/*
 * The parts of loader_mbpp: one evaluation run of generated code, split over files.
 *
 *   evaluation   a record an attempt: passed or not, what the tests printed, the code
 *   responses    what the model answered, one file a split; joined by problem id
 *   analysis     claims, one file a split
 *   metadata     settings, one file a split
 *
 * mbpp.c reads the evaluation first, then the responses, then the documents. Only it includes this
 * besides the parts themselves. Ids are kept a second time (mbpp_rows) only when some file other
 * than the evaluation names problems, so that an evaluation alone costs no more than its columns.
 */
#ifndef ASSAY_LOAD_MBPP_INTERNAL_H
#define ASSAY_LOAD_MBPP_INTERNAL_H

#include <assay/base/intern.h>
#include <assay/load/json_scan.h>
#include <assay/load/loader.h>
#include <assay/model/run_builder.h>

extern const struct file_kind mbpp_evaluation, mbpp_responses, mbpp_analysis, mbpp_metadata;

/* Rows by problem id; ids as text, in the order of first appearance. */
struct mbpp_rows {
    struct arena *arena;
    struct intern *ids;
    uint32_t *id_of_row;
    size_t count, capacity;
    uint32_t *row_of_id; /* the first row */
    size_t id_capacity;
};

enum mbpp_split_origin {
    MBPP_SPLIT_NONE,
    MBPP_SPLIT_RECORD,   /* a field of the record */
    MBPP_SPLIT_RESPONSE, /* the file of responses that has the problem */
    MBPP_SPLIT_RANGE,    /* MBPP's published ranges of ids */
};

struct mbpp_load {
    const struct group *group;
    struct run_builder *builder;
    struct sample_writer *writer;
    struct mbpp_rows *rows; /* NULL when nothing is to be joined */
    uint32_t evaluation;    /* number of the evaluation file */
    enum mbpp_split_origin split_origin;
    size_t comparable;      /* records whose tests speak for or against their outcome */
    struct buf left, right; /* scratch */
};

/* ---- mbpp_item.c: what one record says by itself ---- */

struct mbpp_outputs;

enum item_fact {
    ITEM_HAS_RUN = 1 << 0,
    ITEM_HAS_PASSED = 1 << 1,
    ITEM_HAS_TOTAL = 1 << 2,
    ITEM_HAS_ATTEMPT = 1 << 3,
    ITEM_HAS_DIFFICULTY = 1 << 4,
    ITEM_STOPPED_EARLY = 1 << 5,
    ITEM_EXTRA_OUTPUTS = 1 << 6,
    ITEM_SILENT_PASS = 1 << 7,  /* passed without any output */
    ITEM_COMPARABLE = 1 << 8,   /* the tests speak for or against the outcome */
    ITEM_REAL_DIALECT = 1 << 9, /* has test_outputs */
    ITEM_SEED_DIALECT = 1 << 10 /* has error_message */
};

struct mbpp_item {
    struct record_ref record;
    size_t text; /* where the id's text stands, and right behind it the split's */
    uint32_t id_length, split_length;
    uint16_t facts; /* enum item_fact */
    uint16_t split; /* decided when the records before are known */
    uint16_t attempt, tests_passed, tests_run, tests_total;
    uint8_t outcome, kind, rule, difficulty;
};

extern const struct json_spec mbpp_evaluation_spec;

/* Texts are appended to `texts`. Needs nothing but its arguments, so any thread may read. */
void mbpp_item_read(struct mbpp_item *item, const struct json_record *record, uint32_t file,
                    struct mbpp_outputs *outputs, struct buf *texts, struct buf *scratch);

/* ---- mbpp_eval.c ---- */

/* False when nothing of the file could be used. */
bool mbpp_read_evaluation(struct mbpp_load *load, const struct group_file *file, struct err *err);

/* ---- mbpp_responses.c ---- */

/* Damage is a note. */
void mbpp_read_responses(struct mbpp_load *load);

/* ---- mbpp_docs.c ---- */

void mbpp_read_documents(struct mbpp_load *load);
/*
 * The split a file's name ends in ("analysis_final_test.json": "test"; "val", "dev" and "valid" are
 * validation), or NULL.
 */
const char *mbpp_split_of_name(const char *path, struct arena *arena);
/*
 * A list of ids in one short text: whole numbers ascending with runs joined ("11-510, 601"), then
 * other texts; a long one is cut and told apart by its number of ids and a checksum. Sorts `ids`.
 */
const char *mbpp_id_list(struct str *ids, size_t count, struct arena *arena);

/* ---- mbpp_rows.c ---- */

struct mbpp_rows *mbpp_rows_new(void);
void mbpp_rows_free(struct mbpp_rows *rows);
void mbpp_rows_add(struct mbpp_rows *rows, struct str id);
/* The first row with that id, or SIZE_MAX. */
size_t mbpp_rows_find(const struct mbpp_rows *rows, struct str id);
struct str mbpp_rows_id(const struct mbpp_rows *rows, size_t row);

/* ---- shared by the readers of record files, mbpp_records.c ---- */

/* An id as text: a string's text, anything else as written; "" when there is none. */
struct str mbpp_id_text(const struct json_value *value, struct buf *scratch);
/* A broken record becomes a note; *broken counts, and only the first few are told one by one. */
void mbpp_note_broken(struct run_builder *builder, uint32_t file, const struct json_record *record,
                      enum json_status status, size_t *broken);
/* The rest of the broken ones, and what was let pass. */
void mbpp_note_oddities(struct run_builder *builder, uint32_t file,
                        const struct json_reader *reader, size_t broken);

/* ---- mbpp_scan.c: what the tests printed ---- */

struct mbpp_verdict {
    uint16_t run, passed; /* outputs, and those that say PASS */
    uint8_t kind, rule;   /* enum error_kind and error_rule, as if the attempt failed */
};

struct mbpp_attempt {
    const struct json_value *outputs, *error, *code;
    size_t tests, tests_passed; /* ERROR_COUNT_UNKNOWN when not stated */
};

/* Remembers verdicts by the bytes of outputs and error text, since most attempts print the same. */
struct mbpp_outputs;

struct mbpp_outputs *mbpp_outputs_new(void);
void mbpp_outputs_free(struct mbpp_outputs *outputs);
struct mbpp_verdict mbpp_outputs_read(struct mbpp_outputs *outputs,
                                      const struct mbpp_attempt *attempt);
/* Elements of an array, SIZE_MAX when the value is none. */
size_t mbpp_count_elements(const struct json_value *array);

#endif
