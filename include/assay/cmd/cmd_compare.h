/*
 * assay compare: candidates held against a baseline, as text or for a machine, and an exit code
 * that a pipeline can rely on.
 */
#ifndef ASSAY_CMD_CMD_COMPARE_H
#define ASSAY_CMD_CMD_COMPARE_H

#include <assay/cmd/command.h>

extern const struct command command_compare;

#endif
