/*
 * Plots of many runs over the same items (session/run_boards.h): pass@k with the runs as attempts,
 * and items by difficulty and by the runs that pass them.
 *
 * Of several sets of runs the one with the most runs is shown, and the subtitle says so.
 */
#ifndef ASSAY_PLOT_KIND_SUITE_H
#define ASSAY_PLOT_KIND_SUITE_H

#include <assay/plot/plot_kind.h>

extern const struct plot_kind kind_suite_pass_at_k, kind_suite_difficulty;

/* The board that is shown, or NULL with *why. */
const struct run_board *kind_suite_board(const struct topic *topic, const char **why);
/* Subtitle: runs, items, which board of several; `more` (may be NULL) behind it. */
const char *kind_suite_subtitle(const struct topic *topic, const struct run_board *board,
                                const char *more);
/* How many of the leaders a plot of a line a run shows. */
size_t kind_suite_runs(const struct run_board *board);

#endif
