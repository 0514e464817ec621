/* What the files of the view of runs share. */
#ifndef ASSAY_TUI_RUNS_INTERNAL_H
#define ASSAY_TUI_RUNS_INTERNAL_H

#include <assay/tui/frame.h>
#include <assay/tui/prose.h>
#include <assay/tui/run_list_groups.h>

enum runs_column {
    RUNS_RUN,
    RUNS_FORMAT,
    RUNS_MODEL,
    RUNS_TIME,
    RUNS_SAMPLES,
    RUNS_HEADLINE,
    RUNS_VALUE,
    RUNS_BAR,
    RUNS_CLAIMS,
    RUNS_NOTES,
    RUNS_COLUMNS
};

struct runs_data {
    struct arena *arena; /* of the lines */
    const struct frame *frame;
    uint64_t stamp;
    struct run_list_lines list;
    struct run_list_groups groups;
    char grouped_by[GRID_TEXT_ROOM];
    struct timeline *trend; /* of the group trend_of; NULL: not computed */
    size_t trend_of;
    struct run_ref under_cursor; /* to stay there when lines change places */
    int tally_widths[VERDICT_COUNT];
    struct grid_column columns[RUNS_COLUMNS];
    struct grid_source *source; /* a new one with the lines, for the grid to notice */
    struct grid_layout layout;
    struct prose *notes, *detail; /* until the next key; NULL: not shown */
    int notes_height, detail_width, page;
    size_t shown; /* line whose detail was shown last */
};

/* NULL: there is no such line. */
const struct run_line *runs_line_at(const struct runs_data *d, size_t row);
/* As they are without any run: widths and marks follow from the lines. */
extern const struct grid_column runs_columns[RUNS_COLUMNS];
void runs_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
               struct grid_cell *cell);
/* Groups head their runs, else folders, where there is more than one. */
const char *runs_head(const void *arg, size_t row, struct arena *scratch);

#endif
