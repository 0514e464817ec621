/*
 * assay export --finetune: chosen problems of a suite as instruction and reference code.
 */
#ifndef ASSAY_CMD_FINETUNE_H
#define ASSAY_CMD_FINETUNE_H

#include <assay/cmd/command.h>

extern const struct option option_finetune, option_total, option_ids;

/* To be called when option_finetune is given. */
enum exit_code finetune_export(const struct arguments *arguments, struct arena *arena);

#endif
