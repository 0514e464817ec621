/*
 * One row of delimited text read with care: quotes, doubled quotes, cells of several lines.
 *
 * The rules are those of Python's csv module as it is set up by default:
 *   - a cell whose first byte is a quote runs to the closing quote; a doubled quote inside is one
 *     quote; delimiters and line ends inside are text
 *   - bytes between the closing quote and the next delimiter belong to the cell as they stand
 *   - a quote anywhere else is text
 *   - LF, CRLF and a lone CR end a row
 *
 * Why not libcsv for these rows: it hands out copies without telling where in the file they began
 * or how many lines they span, drops spaces around cells unless told otherwise, and reads
 * `"ab"c` as `ab"c`. Samples are found again in the file by byte offset, so offsets must survive.
 * The tests use it as the second opinion wherever both agree on the rules.
 *
 * csv_row_init / csv_row_release own the array of pieces. Nothing here fails.
 */
#ifndef ASSAY_LOAD_CSV_ROW_H
#define ASSAY_LOAD_CSV_ROW_H

#include <assay/base/arena.h>
#include <assay/base/str.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A cell as it stands in the text: [from, to). */
struct csv_piece {
    size_t from, to;
    bool escaped; /* from is at the opening quote and the text must be copied to be read */
};

struct csv_row {
    struct csv_piece *pieces;
    size_t count, capacity;
    size_t end;        /* where the line end (or the end of the text) begins */
    size_t next;       /* where the next row begins */
    uint64_t lines;    /* line ends passed, this row's own included */
    bool quoted;       /* a cell began with a quote */
    size_t quote_at;   /* the opening quote of the last quoted cell */
    uint64_t quote_up; /* line ends passed before that quote */
};

enum csv_row_state {
    CSV_ROW_WHOLE,
    CSV_ROW_MORE, /* the row may go on after the text given */
    CSV_ROW_OPEN, /* the file ends inside quotes; pieces holds the cells before */
};

/* Does the file end with this text? */
enum csv_row_tail { CSV_TAIL_MORE, CSV_TAIL_LAST };

void csv_row_init(struct csv_row *row);
void csv_row_release(struct csv_row *row);
/* Read the row at the start of text. */
enum csv_row_state csv_row_parse(struct csv_row *row, struct str text, enum csv_row_tail tail,
                                 char delimiter);
/* The cell's text: a slice, or a copy in the arena when quotes had to be taken out. */
struct str csv_piece_text(const struct csv_piece *piece, const char *text, struct arena *arena);

/*
 * The same rules without keeping anything, for rows too long to hold: feed the text in parts until
 * csv_skip_feed says that the row is over. Init by zero.
 */
struct csv_skip {
    enum { CSV_SKIP_START, CSV_SKIP_CELL, CSV_SKIP_QUOTE, CSV_SKIP_CLOSE, CSV_SKIP_CR } state;
    bool after_cr;     /* the last byte inside quotes was a CR */
    uint64_t length;   /* bytes of the row so far, without its line end */
    uint64_t eaten;    /* bytes of the row so far, with it */
    uint64_t lines;    /* line ends passed */
    uint64_t quote_at; /* the opening quote of the last quoted cell, from the row's start */
    uint64_t quote_up; /* line ends passed before that quote */
    size_t cells;      /* cells begun */
};

/* Takes *used bytes; true when the row ended within them. */
bool csv_skip_feed(struct csv_skip *skip, struct str text, char delimiter, size_t *used);

/* Line ends in a text: LF, CRLF (one) or a lone CR. */
uint64_t csv_count_lines(struct str text);

#endif
