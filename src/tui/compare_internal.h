/*
 * Shared by the files that show a comparison:
 *
 *     compare_lines.c       which rows are shown, in what order; the axis of their intervals
 *     compare_columns.c     columns of the table
 *     compare_prose.c       what differs between the runs, and the lines below the table
 *     view_compare.c        the view
 *     view_statistics.c     one row: how it was computed and what it is worth
 */
#ifndef ASSAY_TUI_COMPARE_INTERNAL_H
#define ASSAY_TUI_COMPARE_INTERNAL_H

#include <assay/session/comparison.h>
#include <assay/tui/prose.h>
#include <assay/tui/view.h>

/* A row of the comparison, or so many that another view shows better. */
struct compare_line {
    const struct compare_row *row; /* NULL: see more */
    enum compare_family family;
    size_t more;
};

struct compare_lines {
    const struct compare_line *lines;
    size_t count;
    size_t level;    /* rows left out since nothing differs */
    size_t families; /* that have a line */
};

enum compare_column {
    COMPARE_TITLE,
    COMPARE_A,
    COMPARE_B,
    COMPARE_DELTA,
    COMPARE_BOUNDS,
    COMPARE_STRIP,
    COMPARE_P,
    COMPARE_P_HOLM,
    COMPARE_OUTCOME,
    COMPARE_COLUMNS
};

struct compare_data {
    const struct comparison *comparison;
    struct compare_lines lines;
    bool made, made_differing;        /* of which rows the lines were made */
    const struct metric *axis_metric; /* the first that is a share; NULL: none */
    double axis;                      /* of shares: -axis to axis */
    bool narrow;                      /* words of outcomes are cut short */
    int strip;                        /* columns of the picture of an interval */
    struct grid_column columns[COMPARE_COLUMNS];
    struct grid_source source;
    struct grid_layout layout;
    struct prose *findings, *foot; /* until the next key; NULL: not shown */
    int findings_height, foot_height;
};

/* ---- compare_lines.c ---- */
/* By family; within one the smallest p first, then the largest difference. Lives in the arena. */
struct compare_lines compare_lines_of(const struct comparison *comparison, bool only_differing,
                                      struct arena *arena);
/* True when the data say, or nothing speaks against it, that A and B are not the same. */
bool compare_differs(const struct compare_row *row);
/* Half the width of the axis that the intervals of the row's unit are drawn on. */
double compare_axis(const struct comparison *comparison, const struct compare_row *row);
/* "Macro F1", "happy · Recall" */
const char *compare_line_title(const struct compare_line *line, struct arena *arena);
/* "parts by split"; NULL when there is one family only. */
const char *compare_head(const struct compare_data *data, size_t line, struct arena *arena);

/* ---- compare_columns.c ---- */
extern const struct grid_column compare_columns[COMPARE_COLUMNS];
void compare_cell(const void *data, size_t line, size_t column, struct arena *scratch,
                  struct grid_cell *cell);

/* ---- compare_prose.c ---- */
/* What differs between the runs; in `lines` of them at most, the last of which counts the rest.
 * NULL when nothing differs. */
struct prose *compare_findings(const struct comparison *comparison, int lines, int width,
                               struct arena *arena);
/* The 2x2 table, the outcome and caveats of a row; NULL: of the comparison's first. */
struct prose *compare_foot(const struct comparison *comparison, const struct compare_row *row,
                           int width, struct arena *arena);
/* How a row was computed and what it is worth, in full. */
struct prose *compare_statistics(const struct comparison *comparison, const struct compare_row *row,
                                 int width, struct arena *arena);

#endif
