/*
 * The inside of the CSV reader (csv_in.h): its state, and the step that turns bytes of the window
 * into rows of the batch. For csv_in.c and csv_reader.c alone.
 *
 * A step either finds the next lines of plain text (csv_scan.h), takes a run of rows from those
 * found, reads one row with care (csv_row.h), or passes over a part of one that is too long. What
 * it puts into the batch points into the window, so the window moves only between batches.
 *
 * window.pos is always the start of a row, save while skipping. Nothing here fails.
 */
#ifndef ASSAY_LOAD_CSV_READER_H
#define ASSAY_LOAD_CSV_READER_H

#include <assay/load/csv_in.h>
#include <assay/load/csv_row.h>
#include <assay/load/csv_scan.h>
#include <assay/load/csv_window.h>

#include <assay/base/arena.h>
#include <assay/base/str.h>

struct csv_reader {
    struct csv_window window;
    struct csv_dialect dialect;
    struct arena *arena; /* the dialect sniffed, path, column list */
    const char *path;
    struct csv_scanner scanner;
    struct csv_index index;
    const char *text; /* what index counts from */
    size_t line_at;   /* lines of the index already taken */
    struct csv_row row;
    struct csv_skip skip;
    bool careful;  /* the next row goes through csv_row_parse */
    bool skipping; /* inside a row that is too long */

    size_t width; /* columns of the file */
    const size_t *columns;
    size_t wanted;
    bool all; /* every column is wanted, in the file's order */
    size_t row_limit;
    bool check_each; /* equal cell counts are not enough to call a row plain */

    struct csv_place *places;
    struct str *cells;
    struct csv_fault *faults;
    size_t batch_rows, row_count, fault_count, fault_capacity;
    uint64_t first_line, recoded;
    struct arena *copies; /* cells that are no slices, for one batch */
    struct buf scratch;

    uint64_t row_number; /* rows met so far */
    uint64_t line;       /* of the row at window.pos */
    uint64_t started_at, started_line;
    bool met_quote, done;
};

enum csv_step {
    CSV_STEP_ON,
    CSV_STEP_MORE, /* the window holds no further whole row */
};

/* Call only while the batch has room for a row and a fault. */
enum csv_step csv_reader_step(struct csv_reader *reader);
/* Nothing of the file is left to read. */
bool csv_reader_at_end(const struct csv_reader *reader);

#endif
