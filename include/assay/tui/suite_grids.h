/*
 * The two tables of the view of a suite: its problems with the mosaic of outcomes, and its runs by
 * rate. Rows of the first are the suite's items; of the second places in the order of ranks.
 */
#ifndef ASSAY_TUI_SUITE_GRIDS_H
#define ASSAY_TUI_SUITE_GRIDS_H

#include <assay/session/leaderboard.h>
#include <assay/tui/grid.h>

enum problem_column {
    PROBLEM_ID,
    PROBLEM_SPLIT,
    PROBLEM_PASSED,
    PROBLEM_RATE,
    PROBLEM_AT_K,
    PROBLEM_BAND,
    PROBLEM_MOSAIC,
    PROBLEM_COLUMNS
};

enum { BOARD_COLUMNS = 8 };

struct suite_grids {
    const struct suite *suite;
    uint64_t k;       /* of the column pass@k */
    size_t item, run; /* of the chosen cell, which is marked */
    int cell;         /* columns of a cell of the mosaic: 1, or 3 with a gap */
    const struct leaderboard *leaders;
    const uint32_t *board; /* runs by rank */
    char at_k[24];
    struct grid_column problem_columns[PROBLEM_COLUMNS];
    double low, high; /* scale of the runs' intervals */
    struct grid_column board_columns[BOARD_COLUMNS];
    struct grid_source problems, runs;
};

/* suite not NULL; grids are filled for good but for what suite_grids_fit sets. */
void suite_grids_init(struct suite_grids *grids, const struct suite *suite, struct arena *arena);
/* For a width of the problems' table; true when its columns are others than before. */
bool suite_grids_fit(struct suite_grids *grids, int width, uint64_t k);
/* "03 rank16": the number that heads the run's column, and its name unless that is the number. */
const char *suite_run_title(const struct suite *suite, size_t run, struct arena *arena);
/* An outcome as the mosaic draws it. */
void suite_draw_outcome(const struct surface *surface, int row, int column, int width,
                        enum suite_outcome outcome, unsigned attributes);
/* Problems by attempts that passed: a bar a number, as many rows as there are and fit. */
void suite_draw_histogram(const struct suite *suite, const struct surface *surface,
                          struct arena *scratch);

#endif
