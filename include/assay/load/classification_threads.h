/*
 * All rows of a table of predictions, read section by section by as many threads as are allowed.
 *
 * A section may begin inside a quoted cell that holds line ends; that is known only when no section
 * before it has met a quote. So sections are taken over in the order of the file, and the first one
 * that has met a quote is where the rest of the file is read again, by one thread and in one piece.
 * The rows, numbers, notes and errors are the same for every number of threads.
 *
 * Fails when the file cannot be read; what came before is then in `rows` already.
 */
#ifndef ASSAY_LOAD_CLASSIFICATION_THREADS_H
#define ASSAY_LOAD_CLASSIFICATION_THREADS_H

#include <assay/load/classification_section.h>

#include <assay/base/err.h>

/* Bytes of a section unless told otherwise: its rows stay in the second-level cache. */
#define TABLE_SECTION_BYTES ((uint64_t)2 << 20)

struct table_reading {
    const struct table_layout *layout;
    struct prediction_rows *rows;
    unsigned threads;       /* at least 1 */
    uint64_t section_bytes; /* 0: TABLE_SECTION_BYTES */
    /* Called in the order of the file by one thread at a time, not always the same. */
    void (*on_fault)(void *arg, const struct csv_fault *fault);
    /* Called from the calling thread only, with the bytes read so far. */
    void (*on_progress)(void *arg, uint64_t bytes);
    void *arg;
    /* Results beside the rows. */
    uint64_t faults; /* on_fault is called for the first SECTION_FAULTS of them */
    uint64_t recoded;
};

bool table_read(struct table_reading *reading, struct err *err);

#endif
