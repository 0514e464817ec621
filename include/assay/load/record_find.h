/*
 * The record a sample was read from, as it stands in its file.
 *
 * Samples of record files keep a record_ref each. Samples of a table keep the places of some rows
 * (struct row_index); the table is then read again from the last place before the row, with the
 * same reader, so broken rows in between are passed over as they were when the table was loaded. A
 * row is found in about the time it takes to read 64 KiB twice.
 *
 * record_find   where the record of row `index` stands
 * record_read   its bytes, without the line end, in the arena
 * record_read_at  the first `most` bytes at most of a record whose place is known
 * record_line   the line of its file where a record begins, from 1. Reads all that stands before
 * it: 0 when that is more than RECORD_LINE_REACH bytes, or cannot be read record_path   what to
 * open for a file of the run, in the arena; NULL when there is none
 *
 * Fails: samples that have neither, or an index beyond them (ERR_USAGE); a file that cannot be
 * opened or read, or no longer holds the row (as of the reader, ERR_IO). A file changed since it
 * was loaded may give another row: nothing is compared.
 */
#ifndef ASSAY_LOAD_RECORD_FIND_H
#define ASSAY_LOAD_RECORD_FIND_H

#include <assay/base/arena.h>
#include <assay/base/err.h>
#include <assay/base/str.h>
#include <assay/model/run.h>

enum { RECORD_LINE_REACH = 64 << 20 };

/* The path of the run's file of that number, in the arena; NULL when there is none. */
const char *record_path(const struct run *run, uint32_t file, struct arena *arena);
/* The last place at or before the row; the samples are of a table. */
const struct row_place *record_place(const struct row_index *rows, size_t row);
bool record_find(const struct run *run, const struct samples *samples, size_t index,
                 struct record_ref *ref, struct err *err);
bool record_read(const struct run *run, const struct samples *samples, size_t index,
                 struct arena *arena, struct str *bytes, struct err *err);
bool record_read_at(const struct run *run, const struct record_ref *ref, size_t most,
                    struct arena *arena, struct str *bytes, struct err *err);
uint64_t record_line(const struct run *run, const struct record_ref *ref);

#endif
