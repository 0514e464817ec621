/*
 * Filters as text, and their mistakes as two lines.
 */
#ifndef ASSAY_SESSION_FILTER_PRINT_H
#define ASSAY_SESSION_FILTER_PRINT_H

#include <assay/session/filter.h>

/*
 * Append the filter in its canonical form, which parses to an equal one: fields by their own names,
 * "-" for not, quotes and parentheses only where they are needed. Bytes are those of the filter: a
 * terminal wants it made safe.
 */
void filter_print(const struct filter *filter, struct buf *out);
/* Append a text in the quotes of the language. */
void filter_quote(struct str text, struct buf *out);
/* Append field=value with the quotes it needs, a blank before it when out is not empty. */
void filter_add_equal(struct buf *out, const char *field, struct str value);
/* Whether a value must stand in them to be taken as it is. */
bool filter_wants_quotes(struct str text);
/*
 * Append the text, made safe for a terminal, and below it a line with "^" under the fault's first
 * column and "~" under the others; each line begins with `indent` and ends in a line end.
 */
void filter_fault_print(struct str text, const struct filter_fault *fault, const char *indent,
                        struct buf *out);

#endif
