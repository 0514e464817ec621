/*
 * Pass mosaic of many runs over the same items: a row a run, the best first, a column an item,
 * those that the fewest runs solve first. Items that are alike in every run stand together, so that
 * a picture needs a box a run of equal cells and not one a cell.
 *
 * Of more than MOSAIC_ITEMS items, each of MOSAIC_ITEMS columns stands for neighbours, its colour
 * for the share of them that the run solves. At most SUITE_PLOT_RUNS runs, the best ones.
 */
#ifndef ASSAY_PLOT_KIND_SUITE_MOSAIC_H
#define ASSAY_PLOT_KIND_SUITE_MOSAIC_H

#include <assay/plot/plot_kind.h>

enum { MOSAIC_ITEMS = 2000 };

extern const struct plot_kind kind_pass_mosaic;

#endif
