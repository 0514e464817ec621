/*
 * assay show --filter: the count and the headline figures of the samples that a filter takes.
 */
#ifndef ASSAY_CMD_SHOW_SELECTION_H
#define ASSAY_CMD_SHOW_SELECTION_H

#include <assay/model/run.h>
#include <assay/session/filter.h>

/* Append some lines for each set of samples. False when the records of a text: cannot be read. */
bool show_selection(const struct run *run, const struct filter *filter, struct buf *out,
                    struct err *err);

#endif
