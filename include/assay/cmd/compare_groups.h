/*
 * assay compare DIR: the runs of one directory by groups, instead of candidates against a baseline.
 */
#ifndef ASSAY_CMD_COMPARE_GROUPS_H
#define ASSAY_CMD_COMPARE_GROUPS_H

#include <assay/cmd/command.h>

extern const struct option option_group;

/* to: a writer's name. One run is in memory at a time. */
enum exit_code compare_groups(const struct arguments *arguments, const char *to,
                              struct arena *arena);

#endif
