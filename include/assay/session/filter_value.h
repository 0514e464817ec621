/*
 * What a value of a filter is compared with, decided once when the filter is read.
 *
 * Every comparison of numbers becomes a closed range: x < b is x <= the number before b.
 */
#ifndef ASSAY_SESSION_FILTER_VALUE_H
#define ASSAY_SESSION_FILTER_VALUE_H

#include <assay/session/filter_reader.h>
#include <assay/session/filter_tree.h>

/* Fill the value of a term from what was read. metadata: of no kind known beforehand. */
bool filter_value_set(struct filter_reader *reader, const struct filter_term *term,
                      enum filter_kind kind, const struct filter_piece *piece,
                      struct filter_value *value);
/* "8..16", "..16", "8..": whether the text is a range, of which not both ends are open. */
bool filter_is_range(struct str text);

#endif
