/*
 * Finding the cells of plain delimited text: 64 bytes at a time, no branch per byte.
 *
 * csv_scan looks for the delimiter and for line ends (LF, CRLF counted at its LF, or a lone CR) and
 * writes down where they are. It stops at the first quote, because inside quotes both may be text.
 *
 *     seps   positions of delimiters and line ends, counted from the start of the text; seps[0] is
 *            not a position but -1 (as uint32_t), so that the cell after sep i starts at seps[i] +
 * 1 ends   which of the seps are line ends: ends[0] = 0, then one entry a line; the cells of line i
 * lie between seps[ends[i]] and seps[ends[i + 1]]
 *
 * The text must be followed by at least CSV_SCAN_PAD readable bytes; the byte right after it is
 * looked at to tell CRLF from CR, bytes after that one do not matter. At most CSV_SCAN_MAX bytes at
 * a time. A CR before a line's LF is left in its last cell; csv_index.carriage says that some may
 * be.
 *
 * Four paths with identical results: AVX-512, AVX2, SSE2 and portable C. CSV_PATH_AUTO takes the
 * best that the processor has (cpuid), asked each time a scanner is picked; nothing is remembered.
 *
 * Nothing here fails. csv_index_init / csv_index_release own the two arrays.
 */
#ifndef ASSAY_LOAD_CSV_SCAN_H
#define ASSAY_LOAD_CSV_SCAN_H

#include <assay/base/str.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CSV_SCAN_MAX ((size_t)32768)
#define CSV_SCAN_PAD ((size_t)128)
/* Bytes that may be read behind a cell that a reader delivers (what they are does not matter). */
#define CSV_CELL_PAD ((size_t)8)

enum csv_path {
    CSV_PATH_AUTO,
    CSV_PATH_PORTABLE,
    CSV_PATH_SSE2,
    CSV_PATH_AVX2,
    CSV_PATH_AVX512, /* with VBMI2 */
};

struct csv_index {
    uint32_t *seps;
    uint32_t *ends;
    size_t sep_count; /* with the sentinel: at least 1 */
    size_t end_count; /* lines found, so ends[0..end_count] are set */
    size_t stop;      /* bytes looked at: the whole length, or the position of a quote */
    bool quote;       /* a quote stands at stop */
    bool carriage;    /* a CR was seen */
    bool nonascii;    /* a byte above 0x7f was seen */
};

struct csv_scanner {
    void (*scan)(struct csv_index *index, const char *text, size_t length, char delimiter);
    void (*cells)(struct str *out, const char *text, const uint32_t *seps, size_t count);
    enum csv_path path; /* never CSV_PATH_AUTO */
};

/* False when this processor (or build) has no such path; *scanner is untouched then. */
bool csv_scanner_pick(enum csv_path path, struct csv_scanner *scanner);

void csv_index_init(struct csv_index *index);
void csv_index_release(struct csv_index *index);

#endif
