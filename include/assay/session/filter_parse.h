/*
 * The grammar of filters (filter.h), read by descent:
 *
 *     or     = and { "or" and }
 *     and    = unary { ["and"] unary }
 *     unary  = ("not" | "-") unary | "(" or ")" | term
 *     term   = word | name sign value { "," value }
 *
 * filter_parse itself is declared in filter.h.
 */
#ifndef ASSAY_SESSION_FILTER_PARSE_H
#define ASSAY_SESSION_FILTER_PARSE_H

#include <assay/session/filter.h>

/* Words with a colon that mean the same in every table. */
enum filter_prefix { FILTER_PREFIX_IS, FILTER_PREFIX_HAS, FILTER_PREFIX_TEXT, FILTER_PREFIXES };
extern const char *const filter_prefixes[FILTER_PREFIXES];
/* Whether the vocabulary knows it. */
bool filter_has_prefix(const struct filter_vocabulary *vocabulary, enum filter_prefix prefix);

/* The field of that name or alias, SIZE_MAX when there is none. */
size_t filter_find_field(const struct filter_vocabulary *vocabulary, struct str name);

#endif
