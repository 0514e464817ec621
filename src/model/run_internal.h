/*
 * The body of struct run, shared by run.c, samples.c and run_builder.c and by nobody else.
 */
#ifndef ASSAY_MODEL_RUN_INTERNAL_H
#define ASSAY_MODEL_RUN_INTERNAL_H

#include <assay/base/arena.h>
#include <assay/base/intern.h>
#include <assay/model/run.h>

/*
 * Ids: whole numbers in their plain form as numbers, all else as text. A set starts as a run of
 * numbers, id i being first + i; at the first that does not follow it turns to an array of numbers,
 * and at the first id that is no number to text; then ends[i] is where id i ends in bytes.
 */
struct id_column {
    int64_t first;
    int64_t *numbers; /* NULL: a run, or text */
    uint64_t *ends;   /* NULL: numbers */
    char *bytes;
    size_t count, capacity;           /* of numbers or ends */
    size_t byte_count, byte_capacity; /* of bytes */
};

/* Modulo 2^64, as runs are told by unsigned differences; not for text. */
static inline int64_t id_number(const struct id_column *ids, size_t index)
{
    return ids->numbers ? ids->numbers[index] : (int64_t)((uint64_t)ids->first + index);
}

/* One column as the builder sees it. */
struct column {
    void *data;
    size_t capacity;
};

enum sample_column {
#define SAMPLE_COLUMN_NUMBER(name, type, none, help) COLUMN_##name,
    SAMPLE_COLUMNS(SAMPLE_COLUMN_NUMBER)
#undef SAMPLE_COLUMN_NUMBER
        COLUMN_COUNT
};

/* A set of samples while it is written, and the owner of its columns afterwards. */
struct sample_writer {
    struct run_builder *builder;
    struct samples samples;
    struct id_column ids;
    struct row_place *places;
    size_t place_capacity;
    struct column columns[COLUMN_COUNT];
    size_t reserved; /* rows that new columns get room for at least */
    float *probabilities;
    struct intern *labels; /* NULL once finished */
    bool labels_closed, labels_full;
};

struct run {
    struct arena *arena;
    const char *id, *title, *root, *format, *dialect, *reason, *fallback, *baseline;
    unsigned content;
    struct meta *meta;
    struct intern *texts, *splits;
    struct run_file *files;
    struct sample_writer **sets;
    struct series *series;
    struct task *tasks;
    struct claim *claims;
    struct fact *facts;
    struct note *notes;
    struct matrix matrix;
    struct class_table classes;
    bool has_matrix, has_classes;
    size_t file_count, set_count, series_count, task_count, claim_count, fact_count, note_count;
};

void sample_writer_free(struct sample_writer *writer);

#endif
