/*
 * Help, version, and what happens without a subcommand.
 *
 * `assay help COMMAND` is `assay COMMAND --help`; `assay help TOPIC` prints a registry: the metrics
 * with formula and source, or the formats. The manual's tables are compared with these texts.
 */
#ifndef ASSAY_CMD_USAGE_H
#define ASSAY_CMD_USAGE_H

#include <assay/cmd/command.h>

#define ASSAY_VERSION "0.1.0"

/* Usage of one command on stdout. */
enum exit_code usage_command(const struct command *command);
/* help, --help, --version, no subcommand, or an unknown one. */
enum exit_code usage_main(int argc, char *const *argv);

#endif
