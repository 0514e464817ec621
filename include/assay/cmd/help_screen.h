/*
 * What `assay help keys`, `help views` and `help roles` print: the interface's own tables, from
 * which the manual takes its sections too.
 */
#ifndef ASSAY_CMD_HELP_SCREEN_H
#define ASSAY_CMD_HELP_SCREEN_H

#include <assay/base/arena.h>
#include <assay/base/str.h>

void help_keys(struct arena *arena, struct buf *out);
void help_views(struct arena *arena, struct buf *out);
void help_roles(struct arena *arena, struct buf *out);

#endif
