/*
 * Run boards: of runs seen one after another, those that answered the same items, with a
 * leaderboard of each such set of runs.
 *
 *     struct run_boards *boards = run_boards_new(arena);
 *     … run_boards_add(boards, &assessed); …          // the run may be let go of afterwards
 *     run_boards_finish(boards, alpha);
 *
 * A run is of a board when it has the same headline metric, when half of its items or half of the
 * items of the board's first run are in both, and when nine in ten of the shared items that have
 * labels have the same true label: ids are often but numbers, and two sets of data may both begin
 * at 1. It joins the first such board. Items and outcomes are those of suite.h; runs over layers
 * and tables across runs have none. Boards of one run are dropped.
 *
 * The suites have no runs behind them (`run` is NULL), names as run_names.h makes them, of the runs
 * of the board, items in the order in which they came, and splits unless some run has more than
 * RUN_BOARD_SPLITS of them. Lives in the arena, with nine bytes an item of a run.
 */
#ifndef ASSAY_SESSION_RUN_BOARDS_H
#define ASSAY_SESSION_RUN_BOARDS_H

#include <assay/session/assessed.h>
#include <assay/session/leaderboard.h>

enum { RUN_BOARD_SPLITS = 20 };

struct run_board {
    const struct metric *metric; /* the headline; ranks go by the rate of right items */
    const struct suite *suite;
    const struct leaderboard *leaders;
    const char *const *ids; /* of the suite's runs */
    size_t shared;          /* items that all of them have */
};

struct run_boards {
    const struct run_board *boards; /* in the order of their first runs */
    size_t count;
    struct arena *arena;
    struct run_board_work *work; /* until finished */
};

struct run_boards *run_boards_new(struct arena *arena);
void run_boards_add(struct run_boards *boards, const struct assessed *run);
void run_boards_finish(struct run_boards *boards, double alpha);
/* What is only needed until finished is let go of; for boards that nobody wants. */
void run_boards_drop(struct run_boards *boards);

#endif
