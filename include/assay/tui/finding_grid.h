/*
 * Claims with their verdicts as a table: what the audit and the overview show. Columns are claim,
 * says, evidence, n, verdict with its reason, and the file (hidden at first).
 *
 *     by file      in the order of the run's files, those of no file last
 *     by verdict   what differs first, then what has no evidence, allowances, what agrees
 *
 * Rows are in the arena and point into the audit.
 */
#ifndef ASSAY_TUI_FINDING_GRID_H
#define ASSAY_TUI_FINDING_GRID_H

#include <assay/session/assessed.h>
#include <assay/tui/grid.h>

enum finding_order { FINDINGS_BY_FILE, FINDINGS_BY_VERDICT };

enum finding_column {
    FINDING_CLAIM,
    FINDING_SAYS,
    FINDING_EVIDENCE,
    FINDING_N,
    FINDING_VERDICT,
    FINDING_FILE,
    FINDING_COLUMNS
};

struct finding_rows {
    const struct audit *audit;
    enum finding_order order;
    const uint32_t *rows; /* numbers of findings */
    size_t count;
    const char *const *heads; /* one a row: of its group, where the row begins one; else NULL */
    struct grid_column columns[FINDING_COLUMNS];
    struct grid_source source; /* of these rows */
};

struct finding_rows *finding_rows_new(const struct audit *audit, enum finding_order order,
                                      struct arena *arena);
/* Choose widths of columns for a width of the table; true when they are others than before. */
bool finding_rows_fit(struct finding_rows *rows, int width);
/* NULL when row is none. */
const struct finding *finding_rows_at(const struct finding_rows *rows, size_t row);
/* What a view by file begins with: the file's column hidden. */
void finding_grid_begin(struct grid_state *state);
/* The displayed row of the next claim that differs, SIZE_MAX when there is none. */
size_t finding_grid_next(const struct finding_rows *rows, const struct grid_layout *layout,
                         size_t from, bool forward);

#endif
