/*
 * First stage of reading JSON: where are the bytes that carry structure?
 *
 * Text is looked at in blocks of 64 bytes. For each block a bit mask says where the quotes,
 * backslashes, newlines and brackets are; from these follow, without a branch per byte, the
 * positions
 * ("marks") of
 *   - every { } [ ] that is not inside a string,
 *   - every quote that opens a string,
 *   - a raw newline inside a string. JSON forbids it, so the string was never closed: the pass
 * stops behind it and goes on from there outside of any string,
 *   - a backslash outside of a string, which JSON forbids as well.
 * Closing quotes, commas and colons are no marks: there are twice as many of them as of all others,
 * and whoever needs them finds them from the marks on either side.
 *
 * Backslashes hide the byte behind them wherever they stand, also outside of strings.
 *
 * All paths give the same marks for the same bytes. Method of the odd runs of backslashes and of
 * the prefix xor over quotes: Langdale and Lemire, Parsing Gigabytes of JSON per Second, VLDB
 * Journal 28 (2019), section 3.1.
 */
#ifndef ASSAY_LOAD_JSON_INDEX_H
#define ASSAY_LOAD_JSON_INDEX_H

#include <stddef.h>
#include <stdint.h>

#define JSON_BLOCK 64
/* Marks are written in groups, so the output must have room for so many more than there can be. */
#define JSON_MARK_SLACK 64

enum json_path {
    JSON_PATH_BEST, /* the fastest this processor can run */
    JSON_PATH_PORTABLE,
    JSON_PATH_SSE2,
    JSON_PATH_AVX2,
    JSON_PATH_AVX512, /* needs VBMI2 too */
    JSON_PATH_COUNT
};

/* What one block hands to the next. Zero outside of a string. */
struct json_carry {
    uint64_t escaped; /* 1: the next byte is behind a backslash */
    uint64_t inside;  /* all ones: the next byte is inside a string, else 0 */
};

struct json_marks {
    size_t count; /* marks written */
    size_t bytes; /* bytes looked at: all, or up to and with a newline inside a string */
};

/*
 * Look at `blocks` whole blocks from `text` on and write the marks, relative to text and ascending,
 * to `out`, which has room for JSON_BLOCK * blocks + JSON_MARK_SLACK of them. blocks < 2^25.
 */
typedef struct json_marks json_index_fn(const char *text, size_t blocks, struct json_carry *carry,
                                        uint32_t *out);

/* NULL when this processor (or this build) does not have the path. */
json_index_fn *json_index_for(enum json_path path);
const char *json_path_name(enum json_path path);

json_index_fn json_index_portable;

#endif
