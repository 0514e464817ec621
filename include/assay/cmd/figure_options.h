/*
 * The options that say how figures look, read into report_options, with SOURCE_DATE_EPOCH of the
 * environment (reproducible-builds.org/specs/source-date-epoch).
 */
#ifndef ASSAY_CMD_FIGURE_OPTIONS_H
#define ASSAY_CMD_FIGURE_OPTIONS_H

#include <assay/cmd/options.h>
#include <assay/report/report.h>

extern const struct option figure_option_theme, figure_option_dark, figure_option_size,
    figure_option_font, figure_option_text, figure_option_dpi;

/* False and err: ERR_USAGE, or what is wrong with a theme. `theme` is never NULL, `dark` is where
 * it was not asked for. */
bool figure_options_read(const struct arguments *arguments, struct arena *arena,
                         struct report_options *options, struct err *err);

#endif
