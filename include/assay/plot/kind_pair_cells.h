/*
 * Confusion matrices of two runs and what moved between them: A's, B's, and B − A, coloured by
 * better and worse (a rise on the diagonal and a fall elsewhere are better), with counts and their
 * sign; of runs that do not pair, shares of the row. An asterisk marks a cell whose change holds
 * after Holm (delta_matrix.h).
 *
 * Of layer runs: of each probe the layer whose accuracy changed most. Of many labels those whose
 * rows changed most.
 */
#ifndef ASSAY_PLOT_KIND_PAIR_CELLS_H
#define ASSAY_PLOT_KIND_PAIR_CELLS_H

#include <assay/plot/plot_kind.h>

/* The matrices of the part that stands for the comparison. */
struct pair_cells {
    struct plot_panel a, b, delta;
    bool shared;      /* some label is the truth in both; else delta shows nothing */
    const char *said; /* sentence of the largest changes */
};

/* number: of the parts that are shown, from 0. False when there is no such. */
bool pair_cells_of(const struct comparison *comparison, size_t number, struct pair_cells *cells,
                   struct arena *arena);

extern const struct plot_kind kind_delta_confusion;

#endif
