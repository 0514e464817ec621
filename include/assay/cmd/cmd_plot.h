/*
 * assay plot: figures of runs, of two runs (--baseline) or of all runs of a directory, as files.
 *
 * One plot goes into one file, several into a directory under the names of their kinds. Of several
 * runs a kind that shows them together is drawn once; any other is drawn for every run, in a folder
 * of its own.
 */
#ifndef ASSAY_CMD_CMD_PLOT_H
#define ASSAY_CMD_CMD_PLOT_H

#include <assay/base/str.h>
#include <assay/cmd/command.h>

extern const struct command command_plot;

/* What `assay help plots` prints: every kind, what it is of and what it shows. */
void plot_kinds_text(struct arena *arena, struct buf *out);

#endif
