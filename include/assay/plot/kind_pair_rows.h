/*
 * Rows of a comparison as blocks that one axis can show: of one family and one unit, and of labels,
 * parts and layers also of one metric and probe.
 *
 * A block has at most so many rows: where there are more, those that say most, first what is
 * decided, then by p after Holm, then by the size of the delta. Else rows stand as the comparison
 * has them. Rows without a delta are in none.
 *
 * Two panels show a block, both with the rows from top to bottom: A's bar above B's, and the delta
 * with its interval, a line at 0 and lines at ±margin where that is one for all rows.
 */
#ifndef ASSAY_PLOT_KIND_PAIR_ROWS_H
#define ASSAY_PLOT_KIND_PAIR_ROWS_H

#include <assay/plot/plot.h>
#include <assay/session/comparison.h>

struct pair_block {
    const struct comparison *comparison;
    enum compare_family family;
    const char *title; /* "Metrics", "F1 of labels", with what is left out */
    const struct compare_row *const *rows;
    size_t count, of; /* shown; there are */
};

/* families: bits (1 << enum compare_family). */
struct pair_blocks {
    const struct pair_block *blocks;
    size_t count;
};
struct pair_blocks pair_blocks_of(const struct comparison *comparison, unsigned families,
                                  size_t rows_most, struct arena *arena);

struct plot_panel pair_bars_panel(const struct pair_block *block, struct arena *arena);
/* named: with the rows' names at the left, which a panel beside the bars does not repeat. */
struct plot_panel pair_delta_panel(const struct pair_block *block, bool named, struct arena *arena);

#endif
