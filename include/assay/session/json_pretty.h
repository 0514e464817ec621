/*
 * JSON laid out for reading: members and elements on lines of their own, two blanks a level, in the
 * order of the text and with numbers and escapes as they stand there. Empty brackets stay together.
 *
 * Nothing is checked: text that is no JSON, or is cut, comes out with all its bytes that are not
 * blanks between tokens. O(bytes); nesting beyond 64 levels is not indented further. Nothing fails.
 *
 * json_safe_copy is for handing a value on: strict JSON (strings decoded and quoted anew as by
 * quote_json, NaN and the infinities as strings), without line ends. False when the text is no one
 * whole JSON value or is nested deeper than 200 levels; out is then as before.
 */
#ifndef ASSAY_SESSION_JSON_PRETTY_H
#define ASSAY_SESSION_JSON_PRETTY_H

#include <assay/base/str.h>

#include <stdbool.h>

void json_pretty(struct buf *out, struct str text);
bool json_safe_copy(struct buf *out, struct str text);

#endif
