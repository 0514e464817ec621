/*
 * Text as a cell of CSV, a string of JSON or a word of a shell, such that a terminal may show the
 * result: wherever the program writes one, it is quoted here.
 *
 * CSV (RFC 4180): made safe as by utf8_make_safe; quoted where it holds a comma or a quotation mark
 * or begins or ends with a blank, which some readers drop. A text that a spreadsheet would run as a
 * formula (it begins with = + - @, goes on, and is no number) gets a leading apostrophe.
 *
 * Shell: one word of a POSIX shell, as it is where nothing in it means anything to one, else
 * between single quotes; made safe first, so a name with control characters is not the same any
 * more.
 *
 * JSON: with its quotation marks. Invalid bytes become U+FFFD; what could command a terminal or
 * deceive a reader is escaped, so the text stays the same.
 */
#ifndef ASSAY_BASE_QUOTE_H
#define ASSAY_BASE_QUOTE_H

#include <assay/base/str.h>

void quote_csv(struct buf *out, struct str text);
void quote_json(struct buf *out, struct str text);
void quote_shell(struct buf *out, struct str text);

#endif
