/*
 * Help and version.
 *
 * `assay help COMMAND` is `assay COMMAND --help`; `assay help TOPIC` prints a registry: the metrics
 * with formula and source, or the formats. The manual's tables are compared with these texts.
 */
#ifndef ASSAY_CMD_USAGE_H
#define ASSAY_CMD_USAGE_H

#include <assay/cmd/command.h>

#define ASSAY_VERSION "0.4.0"

/* Usage of one command on stdout. */
enum exit_code usage_command(const struct command *command);
/* help, --help and --version; false when the command line begins with none of them. */
bool usage_main(int argc, char *const *argv, enum exit_code *code);

#endif
