/*
 * A section of a table of predictions: its rows, read into columns of their own, with texts as
 * numbers of their own, so that several threads can each read one. Afterwards the rows are taken
 * over into the prediction_rows of the whole file, section by section in the order of the file;
 * what comes out does not hang on where sections begin or which thread read them.
 *
 *     section_read(section, &layout, from, to, &err)          any thread
 *     section_join(section, rows)                             one at a time, in order
 *     section_copy(section)                                   any thread, until arrays move
 *
 * A section keeps its texts from one use to the next; it belongs to one thread.
 */
#ifndef ASSAY_LOAD_CLASSIFICATION_SECTION_H
#define ASSAY_LOAD_CLASSIFICATION_SECTION_H

#include <assay/load/classification_rows.h>
#include <assay/load/csv_in.h>

#define SECTION_STRIDE 256 /* rows from one whose place is kept to the next */
#define SECTION_FAULTS 10  /* kept one by one; the others are counted */

/* What is wanted of a table, the same for all its sections. */
struct table_layout {
    const char *path;
    const struct csv_dialect *dialect;
    const size_t
        *wanted; /* columns of the file in the order of a batch; NULL: all, as they stand */
    size_t wanted_count;
    size_t column[FIELD_COUNT]; /* place in a batch, FIELD_ABSENT when not there */
    size_t first_probability, probability_count;
    uint32_t file;
    const struct load_control *control; /* may be NULL */
};

/* Texts of one column: numbers by row, and what they are in the whole file. */
struct section_texts {
    struct answers texts;
    uint32_t *numbers;
    uint32_t *whole; /* by number of the section's own */
    size_t capacity, whole_capacity;
    uint32_t known; /* texts whose number in the whole file is known */
};

/* Where a joined section's rows go. */
struct section_target {
    uint16_t *truth16, *answer16, *split;
    uint32_t *truth32, *answer32, *raw, *group;
    double *score;
    float *probabilities;
    int64_t *ids; /* NULL: they were taken over as a run or as texts, or there are none */
};

/* How the ids of a section are kept; each to the next at the first id that does not fit. */
enum section_ids { SECTION_ID_RUN, SECTION_ID_NUMBERS, SECTION_ID_TEXTS };

struct section {
    const struct table_layout *layout;
    struct csv_reader *reader; /* NULL before the first section_read */
    struct arena *arena;
    size_t count;             /* rows */
    struct row_place *places; /* of every SECTION_STRIDE-th row, the first included */
    double *score;
    float *probabilities;
    enum section_ids id_kind;
    int64_t first_id; /* of a run: id i is first_id + i */
    int64_t *ids;
    struct buf id_bytes;
    size_t *id_ends;
    size_t place_count, place_capacity;
    size_t score_capacity, probability_capacity, id_capacity, id_end_capacity;
    struct section_texts truth, answer, raw, split, group;
    struct section_target target;
    struct csv_fault faults[SECTION_FAULTS];
    uint64_t fault_count, recoded, bad_scores;
    uint64_t lines; /* line ends */
    bool met_quote;
};

struct section *section_new(const struct table_layout *layout);
void section_free(struct section *section);

/* Read bytes [from, to) as csv_spec has them; from = 0: the first row. False on a read error. */
bool section_read(struct section *section, uint64_t from, uint64_t to, struct err *err);
/* Forget the rows, keep the texts. */
void section_clear(struct section *section);
void section_add(struct section *section, const struct csv_batch *batch);

/* Give the texts their numbers in the whole file. */
void section_name_texts(struct section *section, struct prediction_rows *rows);
/* Add the rows to the whole; their entries are written by section_copy. */
void section_join(struct section *section, struct prediction_rows *rows);
void section_copy(const struct section *section);

#endif
