/*
 * Delimited text (CSV, TSV, ...) of any size, row by row, as slices of what was read.
 *
 *     struct csv_reader *reader = csv_reader_open(path, NULL, NULL, &err);
 *     struct csv_batch batch;
 *     while (csv_reader_next(reader, &batch, &err) && !batch.done)
 *         for (size_t r = 0; r < batch.row_count; r++)
 *             use(csv_cell(&batch, r, 0), batch.rows[r].offset);
 *     csv_reader_close(reader);
 *
 * The file is read through a window of 256 KiB that slides; memory depends on the longest row (16
 * MiB at most, CSV_ROW_LIMIT) and on the number of columns, not on the file. Rows without quotes
 * are split by csv_scan.h, rows with quotes by csv_row.h, with the same result as if all went the
 * second way; the dialect comes from csv_sniff.h.
 *
 * Cells are UTF-8: those of a Windows-1252 file are converted, and so is a cell of a UTF-8 file
 * that is not valid as such (batch.recoded counts them). NUL and other control bytes pass as they
 * are. White space is kept. An empty line is no row; nor is one of nothing but spaces and tabs when
 * there are several columns.
 *
 * A row that has not as many cells as the header, or is too long, or is broken off by the end of
 * the file, is not delivered: it is a fault with its place, and reading goes on behind it. A quote
 * that is never closed takes in all that follows, so it is one fault that says where the quote
 * opened.
 *
 * A section of a file can be read by itself (spec.from, spec.to; see csv_split.h). Whether the
 * sections were cut at row ends is known only if none of them met a quote: csv_reader_met_quote.
 * Lines are then counted from the section's start, as line 1, and rows likewise.
 *
 * Fails: open and read errors (ERR_IO), a cancel (ERR_CANCELLED), what is no regular file, UTF-16
 * (ERR_UNSUPPORTED), columns out of range (ERR_USAGE). Not for use by two threads at once; two
 * readers are independent.
 */
#ifndef ASSAY_LOAD_CSV_IN_H
#define ASSAY_LOAD_CSV_IN_H

#include <assay/load/control.h>
#include <assay/load/csv_scan.h>
#include <assay/load/csv_sniff.h>

#include <assay/base/err.h>
#include <assay/base/str.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Bytes in a row, its line end not counted. */
#define CSV_ROW_LIMIT  ((size_t)16 << 20)
#define CSV_WINDOW     ((size_t)1 << 18)
#define CSV_WINDOW_MIN ((size_t)64)
#define CSV_BATCH_ROWS ((size_t)4096)

/* Zero in any field means the default, so an all-zero spec reads the whole file. */
struct csv_spec {
    const size_t *columns; /* wanted, in the order wanted; NULL: all */
    size_t column_count;
    uint64_t from, to; /* bytes; from = 0: the first data row; to = 0: the end of the file */
    size_t window;     /* bytes, at least CSV_WINDOW_MIN */
    size_t row_limit;  /* bytes, at most CSV_ROW_LIMIT */
    size_t batch_rows;
    enum csv_path path;                 /* ERR_UNSUPPORTED when the processor has it not */
    const struct load_control *control; /* may be NULL; outlives the reader */
};

struct csv_place {
    uint64_t offset; /* of the row's first byte in the file */
    uint32_t length; /* without the line end */
    uint32_t line;   /* add batch.first_line */
};

enum csv_fault_kind {
    CSV_FAULT_FEW,  /* fewer cells than the header */
    CSV_FAULT_MANY, /* more */
    CSV_FAULT_LONG, /* longer than the row limit */
    CSV_FAULT_CUT,  /* the file ends inside the row: in quotes, or before its last cell */
};

struct csv_fault {
    enum csv_fault_kind kind;
    uint64_t row;  /* the how many-th row of data, broken ones included, from 1 */
    uint64_t line; /* where it begins */
    uint64_t offset, length;
    size_t cells;          /* found */
    uint64_t quote_line;   /* of the quote that is not closed; 0 when there is none */
    uint64_t quote_offset; /* meaningful when quote_line is not 0 */
};

/* Valid until the next call of csv_reader_next or csv_reader_close. */
struct csv_batch {
    size_t row_count, column_count; /* columns wanted */
    const struct csv_place *rows;
    const struct str *cells; /* row_count x column_count, row by row */
    const struct csv_fault *faults;
    size_t fault_count;
    uint64_t first_line;
    uint64_t recoded; /* cells of this batch that were not valid UTF-8 in a UTF-8 file */
    bool done;        /* nothing is left, and this batch is empty */
};

struct csv_reader;

/* dialect NULL: sniffed. A dialect given must outlive the reader. spec NULL: defaults. */
struct csv_reader *csv_reader_open(const char *path, const struct csv_dialect *dialect,
                                   const struct csv_spec *spec, struct err *err);
void csv_reader_close(struct csv_reader *reader);
/* Read another section of the same file, as if opened anew with this from and to. */
void csv_reader_restart(struct csv_reader *reader, uint64_t from, uint64_t to);
/* False only on a read error. After done it stays done. */
bool csv_reader_next(struct csv_reader *reader, struct csv_batch *batch, struct err *err);

const struct csv_dialect *csv_reader_dialect(const struct csv_reader *reader);
bool csv_reader_met_quote(const struct csv_reader *reader);
/* Line ends passed so far, and bytes of the file (or section) consumed so far. */
uint64_t csv_reader_lines(const struct csv_reader *reader);
uint64_t csv_reader_bytes(const struct csv_reader *reader);

/* One sentence: "row 7 has 3 cells where the header has 5". columns: the header's. */
void csv_fault_text(const struct csv_fault *fault, size_t columns, struct buf *out);

static inline struct str csv_cell(const struct csv_batch *batch, size_t row, size_t column)
{
    return batch->cells[row * batch->column_count + column];
}

/*
 * The first eight bytes of a cell as a number, 0 where it is shorter: equal keys of cells of equal
 * length up to 8 are equal texts. No branch, for tables of labels; only for cells of a batch,
 * behind which CSV_CELL_PAD bytes can be read.
 */
static inline uint64_t csv_cell_key(struct str cell)
{
    uint64_t key;
    unsigned unused = cell.len < sizeof(key) ? 8 * (unsigned)(sizeof(key) - cell.len) : 0;

    memcpy(&key, cell.ptr, sizeof(key));
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return cell.len ? key >> unused : 0;
#else
    return cell.len ? key << unused >> unused : 0;
#endif
}

static inline uint64_t csv_line(const struct csv_batch *batch, size_t row)
{
    return batch->first_line + batch->rows[row].line;
}

#endif
