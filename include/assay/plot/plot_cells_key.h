/*
 * The colours of cells, and the key that says what they mean: a strip of nine steps between the
 * figures of its ends.
 */
#ifndef ASSAY_PLOT_PLOT_CELLS_KEY_H
#define ASSAY_PLOT_PLOT_CELLS_KEY_H

#include <assay/plot/pen.h>
#include <assay/plot/plot.h>

#include <stddef.h>

/* Values at the two ends of the colours; low is -high when they diverge. */
struct cell_range {
    double low, high;
};
struct cell_range plot_cells_range(const struct plot_cells *cells);
/* ROLE_COUNT where a cell has no value. */
enum role plot_cell_role(const struct plot_cells *cells, const struct cell_range *range, size_t row,
                         size_t column);

/* 0 when there is no key. */
double plot_cells_key_height(const struct pen *pen, const struct plot_cells *cells);
void plot_cells_key_draw(const struct pen *pen, const struct plot_cells *cells, double x, double y,
                         double width);

#endif
