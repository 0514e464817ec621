/*
 * A filter with its text: terms answered at once: select what may hold, search the records of those
 * samples, select again. For commands; the interface searches in the background (text_search.h,
 * sample_scope_found).
 */
#ifndef ASSAY_SESSION_TEXT_SELECT_H
#define ASSAY_SESSION_TEXT_SELECT_H

#include <assay/session/filter_select.h>

/* As filter_select; also false when a file cannot be read. filter NULL takes all. */
bool text_select(const struct filter *filter, struct sample_scope *scope, struct row_list *rows,
                 struct err *err);

#endif
