/*
 * assay [PATH…]: the interface on a terminal; see assay(1). Listed in command_registry, and what
 * runs when the command line begins with no command.
 */
#ifndef ASSAY_CMD_CMD_OPEN_H
#define ASSAY_CMD_CMD_OPEN_H

#include <assay/cmd/command.h>

extern const struct command command_open;

#endif
