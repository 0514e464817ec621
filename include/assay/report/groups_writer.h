/*
 * Grouped runs as text, Markdown, JSON (share/schemas/groups.schema.json) or CSV: mean, deviation,
 * best and worst of each figure, a row a group.
 */
#ifndef ASSAY_REPORT_GROUPS_WRITER_H
#define ASSAY_REPORT_GROUPS_WRITER_H

#include <assay/base/str.h>
#include <assay/session/run_groups.h>

/* False when there is no writer of that name. */
bool groups_write(const struct run_groups *groups, const char *to, struct buf *out);

#endif
