/*
 * Grid: the table that most views are made of. Cursor, scrolling, sorting, choice and width of
 * columns, filter and search come with it; a view gives the rows.
 *
 *     source  where rows come from; nothing in it changes while a view is drawn
 *     state   what the user chose: plain data, so that copying it is undo and history
 *     layout  what follows from the two for a width and height: made by grid_prepare before drawing
 *
 * Rows are numbered as the source has them; the cursor counts displayed rows. grid_prepare is the
 * only place that clamps. Sorting is stable; missing values come last either way.
 */
#ifndef ASSAY_TUI_GRID_H
#define ASSAY_TUI_GRID_H

#include <assay/base/arena.h>
#include <assay/base/err.h>
#include <assay/session/filter.h>
#include <assay/tui/action.h>
#include <assay/tui/canvas.h>

#include <stddef.h>

enum { GRID_COLUMNS_MOST = 64, GRID_TEXT_ROOM = 256 };

enum grid_align { GRID_LEFT, GRID_RIGHT };

/* One cell, filled by the source; text may point into scratch. */
struct grid_cell {
    struct str text;
    unsigned style;
    char mark;     /* verdict behind the figure, or '\0' */
    double number; /* what it sorts by; NAN: the text, or nothing when that is empty */
};

struct grid_column {
    const char *key;   /* in filters, ":sort-up KEY", ":columns" */
    const char *title; /* head; the unit stands in it */
    short least;       /* columns of the screen; the widest text shown when 0 */
    short most;        /* 0: no limit */
    enum grid_align align;
    unsigned char priority; /* 0 stays longest; higher ones go first when it is narrow */
    bool marked;            /* keeps a column for the verdict's mark */
    bool stretches;         /* takes what room is left; the first such column only */
    bool is_name;           /* too long, it is cut in its middle: the end tells names apart */
    /* Draws the cell itself (bars, sparklines) instead of its text; NULL: text. */
    void (*paint)(const void *arg, size_t row, const struct surface *surface, unsigned style);
    /* Draws a second line of the head (sparklines); all NULL: there is none. */
    void (*paint_head)(const void *arg, const struct surface *surface);
};

struct grid_source {
    const void *arg;
    size_t row_count;
    unsigned version; /* another one: the rows are made again */
    const struct grid_column *columns;
    size_t column_count;
    void (*cell)(const void *arg, size_t row, size_t column, struct arena *scratch,
                 struct grid_cell *cell);
    /*
     * Group heads: a line before the group that begins with this row, or NULL; may be NULL. Shown
     * before the first row of the group that a filter takes, and only while unsorted.
     */
    const char *(*head)(const void *arg, size_t row, struct arena *scratch);
    /*
     * Tables too large for the generic way filter and sort themselves, by what the state says, and
     * hand over the rows to show in order; `version` then tells that they are others. fault: why
     * the filter was not followed.
     */
    bool ordered;
    const struct filter_vocabulary *vocabulary; /* of their filters, for completion; may be NULL */
    const uint32_t *rows;
    size_t shown;
    struct err fault;
    /* The displayed row whose texts hold `text` next to `from`; NULL: generic. SIZE_MAX: none. */
    size_t (*search)(const void *arg, const uint32_t *rows, size_t count, const char *text,
                     size_t from, bool forward);
};

struct grid_state {
    size_t cursor, top; /* displayed rows */
    int column, left;   /* shown columns: the current one, the first after the frozen first */
    int sort_column;    /* 1 + index, 0: as the source has them */
    bool descending;
    uint64_t hidden;                       /* bits of columns */
    signed char widths[GRID_COLUMNS_MOST]; /* added to the column's width */
    char filter[GRID_TEXT_ROOM];
    char search[GRID_TEXT_ROOM]; /* the last one; its text stands out until Esc */
    char columns[64];            /* pattern of :columns */
};

struct grid_layout {
    struct arena *arena; /* owner of the rows; NULL until prepared */
    const struct grid_source *source;
    const uint32_t *rows; /* displayed rows; NULL: 0 … count - 1 */
    size_t count;
    /* Lines of the body where there are group heads: 2 * displayed row, + 1 for its head. */
    const uint32_t *lines;
    size_t line_count;
    /* What rows were made for, to know when to make them anew. */
    struct grid_recipe {
        char filter[GRID_TEXT_ROOM];
        int sort_column;
        bool descending;
        size_t row_count;
        unsigned version;
        const void *arg;
    } made_for;
    char followed[GRID_TEXT_ROOM]; /* the last filter that was none of the wrong ones */
    struct err fault;              /* of the filter; the rows are those of `followed` then */
    size_t at_row;                 /* the source's row that had the cursor, SIZE_MAX */
    /* Columns that are not hidden, in order, and what is on screen of them. */
    int columns[GRID_COLUMNS_MOST], column_count;
    int natural[GRID_COLUMNS_MOST]; /* widths asked for, by the source's number */
    struct grid_place {
        int column, at, width; /* the source's number; first column of the screen; columns */
    } places[GRID_COLUMNS_MOST];
    int place_count;
    int head_lines, page; /* rows that fit */
    bool measured;
};

void grid_layout_release(struct grid_layout *layout);
/* Bring the layout up to date and clamp the state; height and width include the head. */
void grid_prepare(struct grid_state *state, struct grid_layout *layout,
                  const struct grid_source *source, int height, int width, struct arena *scratch);
/* focused: this pane has the keys. */
void grid_draw(const struct grid_state *state, const struct grid_layout *layout,
               const struct surface *surface, bool focused, struct arena *scratch);
/* True when the action was one of a table and is done; *changed: undo should remember it. */
bool grid_act(struct grid_state *state, struct grid_layout *layout, enum action action,
              const char *argument, bool *changed, struct err *err);
/* Put the cursor on what was drawn at this row and column of the table; false on the head. */
bool grid_click(struct grid_state *state, const struct grid_layout *layout, int row, int column);
/* The source's row under the cursor; SIZE_MAX when the table is empty. */
size_t grid_row(const struct grid_state *state, const struct grid_layout *layout);
/* The same as an object of JSON, keys as the columns'. */
void grid_row_json(const struct grid_state *state, const struct grid_layout *layout,
                   struct arena *scratch, struct buf *out);
/*
 * The columns of a table as a filter knows them (key and title are names). Lives in the arena,
 * which also takes the texts of cells.
 */
struct filter_vocabulary grid_vocabulary(const struct grid_source *source, struct arena *arena);
/* The source's row shown at a place, and where a row of the source is shown; SIZE_MAX. */
size_t grid_row_at(const struct grid_layout *layout, size_t displayed);
size_t grid_place_of(const struct grid_layout *layout, size_t row);
/* The source's column under the cursor; -1 when none is shown. */
int grid_column_at(const struct grid_state *state, const struct grid_layout *layout);
/* What the source has at the cursor. */
bool grid_cell_at_cursor(const struct grid_state *state, const struct grid_layout *layout,
                         struct arena *scratch, struct grid_cell *cell);
/* The row under the cursor as tab-separated text. */
struct str grid_row_text(const struct grid_state *state, const struct grid_layout *layout,
                         struct arena *scratch);

#endif
