/*
 * What a report is made from, as a checksum: names, sizes and bytes of files, and what was said of
 * them in an assay.yaml. Nothing of where they lie or when they were written, so that a copy of the
 * runs elsewhere gives the same.
 */
#ifndef ASSAY_CMD_REPORT_INPUTS_H
#define ASSAY_CMD_REPORT_INPUTS_H

#include <assay/base/checksum.h>
#include <assay/load/discover.h>

/* The files of one group. False when one cannot be read. */
bool report_inputs_of(const struct discovered *found, uint64_t *inputs);
/* All files under a path that may belong to a run. */
bool report_inputs_add_path(struct checksum *sum, const char *path);

#endif
