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

#endif
