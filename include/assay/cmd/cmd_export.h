/*
 * assay export: see assay(1). Listed in command_registry.
 */
#ifndef ASSAY_CMD_CMD_EXPORT_H
#define ASSAY_CMD_CMD_EXPORT_H

#include <assay/cmd/command.h>

extern const struct command command_export;

#endif
