/*
 * The words that a vocabulary knows: fields, other names of them, states, and the prefixes that
 * every table has.
 */
#ifndef ASSAY_SESSION_FILTER_NAME_H
#define ASSAY_SESSION_FILTER_NAME_H

#include <assay/session/filter.h>

/* Words with a colon that mean the same in every table. */
enum filter_prefix { FILTER_PREFIX_IS, FILTER_PREFIX_HAS, FILTER_PREFIX_TEXT, FILTER_PREFIXES };
extern const char *const filter_prefixes[FILTER_PREFIXES];
/* Whether the vocabulary knows it. */
bool filter_has_prefix(const struct filter_vocabulary *vocabulary, enum filter_prefix prefix);

/* The field of that name or alias, SIZE_MAX when there is none. */
size_t filter_find_field(const struct filter_vocabulary *vocabulary, struct str name);
/* What may have been meant; vocabularies have a field at least, and states where is: is known. */
const char *filter_nearest_field(const struct filter_vocabulary *vocabulary, struct str name);
const char *filter_nearest_state(const struct filter_vocabulary *vocabulary, struct str name);

#endif
