/*
 * Shared by the files of the grid: rows in order (grid_rows.c, grid_filter.c), columns on screen
 * (grid_columns.c), drawing (grid_draw.c) and actions (grid.c).
 */
#ifndef ASSAY_TUI_GRID_INTERNAL_H
#define ASSAY_TUI_GRID_INTERNAL_H

#include <assay/tui/grid.h>

enum { GRID_CARET = 2, GRID_GAP = 2 };

/* Make the displayed rows anew when filter, order or source changed; the cursor keeps its row. */
void grid_rows_prepare(struct grid_state *state, struct grid_layout *layout,
                       const struct grid_source *source, struct arena *scratch);
/* The rows of a table that a filter takes; room for all of them. */
bool grid_filter_rows(const struct grid_source *source, const char *text, uint32_t *rows,
                      size_t *count, struct err *err);
/* The row that has the head of a row's group. */
size_t grid_group_of(const struct grid_source *source, size_t row, struct arena *scratch);
/* Line of the body where a displayed row stands, and lines in all. */
size_t grid_line_of(const struct grid_layout *layout, size_t displayed);
size_t grid_line_count(const struct grid_layout *layout);
/* Choose and place the columns for a width. */
void grid_columns_prepare(struct grid_state *state, struct grid_layout *layout, int width,
                          struct arena *scratch);
/* The displayed row next to `from` (exclusive) that holds the text; SIZE_MAX. */
size_t grid_rows_search(const struct grid_layout *layout, const char *text, size_t from,
                        bool forward);
/* True when text holds pattern: any case unless the pattern has a capital. */
bool grid_text_holds(struct str text, const char *pattern);

#endif
