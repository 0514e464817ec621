/*
 * Wrap: a text as screen lines of a given width, any of which is had at once.
 *
 *     struct wrap *wrap = wrap_new(text);
 *     wrap_set(wrap, 76, WRAP_WORDS);             // again is free, another width walks the text
 *     for (size_t i = top; i < top + rows && i < wrap_count(wrap); i++)
 *         … wrap_line(wrap, i) …
 *     wrap_free(wrap);
 *
 * The text is made safe once (as by utf8_make_safe_lines, so escape sequences are visible), CRLF
 * counts as one line end, and tabs become blanks up to the next multiple of 8 columns of their
 * line. A source line is what stands between two line ends; an empty text is one empty line, and a
 * line end at the very end begins no further one.
 *
 * WRAP_WORDS
 *     a screen line breaks behind a blank where there is one with something before it, else at the
 *     edge. One blank at the end of a screen line is left out. A wide glyph is never split and a
 *     combining mark stays with its base; a glyph wider than the screen stands alone in its line,
 *     which is the only way for a line to be wider than the width.
 * WRAP_NONE
 *     a screen line is a source line; wrap_columns gives the part to be seen.
 *
 * Cost: wrap_new and a wrap_set that changes something are O(text); wrap_line is O(1), the others
 * O(log lines), wrap_columns plus a walk of at most 4 KiB and what it returns. Memory: the text and
 * a number a line. Slices live until wrap_free. Columns are those of utf8_code_width. Nothing
 * fails.
 */
#ifndef ASSAY_BASE_WRAP_H
#define ASSAY_BASE_WRAP_H

#include <assay/base/str.h>

#include <stdbool.h>
#include <stddef.h>

struct wrap;

enum wrap_mode { WRAP_NONE, WRAP_WORDS };

/* Unwrapped until wrap_set. The text is copied. */
struct wrap *wrap_new(struct str text);
void wrap_free(struct wrap *wrap);
/* columns counts for WRAP_WORDS only; 0 is taken as 1. */
void wrap_set(struct wrap *wrap, size_t columns, enum wrap_mode mode);

size_t wrap_count(const struct wrap *wrap); /* screen lines, at least 1 */
/* What stands in a screen line, without its line end; empty past the last. */
struct str wrap_line(const struct wrap *wrap, size_t line);
/* The place of its first byte in wrap_text. */
size_t wrap_start(const struct wrap *wrap, size_t line);
/* The screen line that holds a byte of wrap_text: where one goes on when the width changes. */
size_t wrap_line_at(const struct wrap *wrap, size_t offset);
/* The safe text, tabs expanded. */
struct str wrap_text(const struct wrap *wrap);

size_t wrap_source_count(const struct wrap *wrap);
/* The source line that a screen line is of, and that line whole. */
size_t wrap_source(const struct wrap *wrap, size_t line);
struct str wrap_source_line(const struct wrap *wrap, size_t source);
size_t wrap_source_start(const struct wrap *wrap, size_t source);

/* Columns of a source line, and of the widest one. */
size_t wrap_source_width(const struct wrap *wrap, size_t source);
size_t wrap_widest(const struct wrap *wrap);

/*
 * The columns [from, from + columns) of a source line. A wide glyph that only partly stands in them
 * is left out; `pad` blanks go before the text in its stead.
 */
struct wrap_part {
    struct str text;
    size_t pad;
};
struct wrap_part wrap_columns(const struct wrap *wrap, size_t source, size_t from, size_t columns);

#endif
