/*
 * All samples that a filter takes, at once: column by column, in blocks of 4096 rows kept as bits.
 *
 * What a term says of a label, split, interned text or small number is found out once for each that
 * occurs; measures are compared in plain loops; the rest is asked row by row, and only for rows
 * that the terms before have left. The result is that of filter_match on every row.
 */
#ifndef ASSAY_SESSION_FILTER_SELECT_H
#define ASSAY_SESSION_FILTER_SELECT_H

#include <assay/session/sample_scope.h>

/*
 * Row numbers, ascending, into *rows, whose memory is used again. False, with *rows empty, when the
 * scope's cancel was set (err: ERR_NONE) or the set has more rows than a list can name
 * (ERR_UNSUPPORTED). filter NULL takes all.
 */
bool filter_select(const struct filter *filter, struct sample_scope *scope, struct row_list *rows,
                   struct err *err);

#endif
