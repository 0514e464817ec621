/*
 * What assay plot prints where no file is asked for: --size in columns and rows, --glyphs.
 *
 * Without --size a plot is as wide as the terminal that shows it, and its charts are as high less
 * a few lines; on no terminal 80 columns and 20 rows.
 */
#ifndef ASSAY_CMD_PLOT_TEXT_H
#define ASSAY_CMD_PLOT_TEXT_H

#include <assay/cmd/options.h>
#include <assay/tui/plot_text.h>

/* False and err (ERR_USAGE) where an option makes no sense. */
bool plot_text_read(const struct arguments *arguments, struct plot_text_options *options,
                    struct err *err);

#endif
