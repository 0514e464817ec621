/*
 * Code spans: light colouring of code, line by line.
 *
 *     uint8_t state = CODE_STATE_START;
 *     size_t count = code_line(CODE_PYTHON, line, &state, spans, CODE_SPANS_MOST);
 *
 * The spans of a line stand in order, without gaps or overlap, and cover it whole; two neighbours
 * differ in kind. start and length are bytes of the line. `state` is what one line hands the next
 * (Python's strings in triple quotes); every value is a valid one to begin with. When there are
 * more than `most` spans (at least 1) the last one is plain and takes the rest.
 *
 * Names are coloured where they stand before an opening bracket (Python, generic), behind def,
 * class or @ (Python), or as keys (JSON). A string that is not closed ends with its line. It is a
 * lexer, not a grammar: any bytes are taken, time is O(bytes) and nothing fails.
 */
#ifndef ASSAY_BASE_CODE_SPANS_H
#define ASSAY_BASE_CODE_SPANS_H

#include <assay/base/str.h>

#include <stddef.h>
#include <stdint.h>

enum code_language { CODE_GENERIC, CODE_PYTHON, CODE_JSON };

enum code_kind { CODE_PLAIN, CODE_KEYWORD, CODE_STRING, CODE_COMMENT, CODE_NUMBER, CODE_NAME };

enum code_state { CODE_STATE_START, CODE_STATE_TRIPLE_SINGLE, CODE_STATE_TRIPLE_DOUBLE };

struct code_span {
    size_t start, length;
    enum code_kind kind;
};

enum { CODE_SPANS_MOST = 512 };

/* Returns how many spans were written; 0 for an empty line. */
size_t code_line(enum code_language language, struct str line, uint8_t *state,
                 struct code_span *spans, size_t most);

#endif
