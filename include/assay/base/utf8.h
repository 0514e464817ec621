/*
 * UTF-8: reading it, measuring it in terminal columns, and making hostile text safe to print.
 */
#ifndef ASSAY_BASE_UTF8_H
#define ASSAY_BASE_UTF8_H

#include <assay/base/str.h>

#include <stdbool.h>
#include <stdint.h>

/*
 * Decode the character at text[0]: returns its length in bytes (1 to 4) and sets *code, or returns
 * 0 on an invalid or overlong or cut sequence, a surrogate, or empty text.
 */
size_t utf8_decode(struct str text, uint32_t *code);
/* Append the UTF-8 form of a code point (U+FFFD for what is no scalar value). */
void utf8_encode(struct buf *out, uint32_t code);
bool utf8_valid(struct str text);
/* Terminal columns of one code point: 0 (combining, zero width), 1, 2 (wide, emoji); controls 0. */
int utf8_code_width(uint32_t code);
/* A control (C0, DEL, C1), or what shows nothing or reorders what is shown: never printed as it is.
 */
bool utf8_is_unsafe(uint32_t code);
/* Columns of a text already made safe; an invalid byte counts 1. */
size_t utf8_width(struct str text);
/*
 * Append `text` so that nothing in it can command a terminal or deceive a reader: C0 controls and
 * DEL become visible (^[ as "\x1b", newline "\n", tab "\t", return "\r"), C1 controls, bidi
 * controls, zero-width and other format characters become "\u{202e}", invalid bytes "\xff", and
 * more than four combining marks in a row are dropped with one "\u{300}…" mark that names the
 * fifth. Printable text passes unchanged, and so does text made safe before.
 */
void utf8_make_safe(struct buf *out, struct str text);
/* The same, but newline and tab pass: for text blocks printed line by line. */
void utf8_make_safe_lines(struct buf *out, struct str text);
/* Longest prefix of at most `columns` columns, never cutting a character. */
struct str utf8_cut(struct str text, size_t columns);
/* Windows-1252 to UTF-8; the five undefined bytes become U+FFFD. */
void utf8_from_cp1252(struct buf *out, struct str text);
/*
 * Undo UTF-8 that was read as Windows-1252 and written as UTF-8 again ("â”‚" for a box line). True
 * when the whole text could be turned back into valid UTF-8 with fewer characters; else out is
 * untouched. C1 characters stand for the bytes that Windows-1252 leaves undefined.
 */
bool utf8_undo_mojibake(struct buf *out, struct str text);

#endif
