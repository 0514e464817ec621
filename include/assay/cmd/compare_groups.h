/*
 * assay compare DIR: the runs of one directory by groups, instead of candidates against a baseline.
 */
#ifndef ASSAY_CMD_COMPARE_GROUPS_H
#define ASSAY_CMD_COMPARE_GROUPS_H

#include <assay/cmd/command.h>
#include <assay/cmd/compare_options.h>

extern const struct option option_group;

/* One run is in memory at a time, of those before it their figures and outcomes. */
enum exit_code compare_groups(const struct arguments *arguments,
                              const struct compare_wanted *wanted, struct arena *arena);

#endif
