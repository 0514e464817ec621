/*
 * The leaderboard of runs over the same items (session/run_boards.h): runs in the order of their
 * rates, with Wilson intervals. Those of rank 1, the best and what the data cannot tell from it,
 * have a colour of their own; what the others are is said beside their rates.
 */
#ifndef ASSAY_PLOT_KIND_LEADERS_H
#define ASSAY_PLOT_KIND_LEADERS_H

#include <assay/plot/plot_kind.h>

extern const struct plot_kind kind_leaderboard;

/* The best runs of a board, at most so many. */
struct plot_panel leaderboard_panel(const struct run_board *board, size_t most,
                                    struct arena *arena);

#endif
