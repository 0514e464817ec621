/*
 * assay suite: see assay(1). Listed in command_registry.
 */
#ifndef ASSAY_CMD_CMD_SUITE_H
#define ASSAY_CMD_CMD_SUITE_H

#include <assay/cmd/command.h>

extern const struct command command_suite;

#endif
