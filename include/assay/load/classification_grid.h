/*
 * A small delimited table read whole: header and cells as texts in an arena. For confusion
 * matrices, reports and tables of metrics; predictions are streamed (classification_table.h).
 *
 * A table of more than GRID_CELLS_MAX cells is refused. Broken rows are left out and noted.
 */
#ifndef ASSAY_LOAD_CLASSIFICATION_GRID_H
#define ASSAY_LOAD_CLASSIFICATION_GRID_H

#include <assay/load/classification_parts.h>

#define GRID_CELLS_MAX ((size_t)4 << 20)

struct grid {
    const struct str *header; /* `columns` of them, the first may be empty */
    size_t columns, rows;
    struct str *cells; /* row by row, without white space around them */
    uint32_t *lines;   /* of the rows, from 1 */
    uint32_t file;
    int decimals; /* the longest fraction of all cells but when below full precision: then 0 */
};

bool grid_read(struct evaluation *evaluation, const struct group_file *file, struct grid *grid,
               struct err *err);
/* The column whose name is one of those (NULL-ended, any case), or SIZE_MAX. */
size_t grid_column(const struct grid *grid, const char *const *names);

static inline struct str grid_cell(const struct grid *grid, size_t row, size_t column)
{
    return grid->cells[row * grid->columns + column];
}

#endif
