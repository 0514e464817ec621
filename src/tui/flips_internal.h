/*
 * Shared by the files of the view of flips: its table of four cells (flips_cells.c), its list
 * (flips_columns.c), what its samples were asked (flips_excerpt.c) and the view (view_flips.c).
 */
#ifndef ASSAY_TUI_FLIPS_INTERNAL_H
#define ASSAY_TUI_FLIPS_INTERNAL_H

#include <assay/session/comparison.h>
#include <assay/session/pair_rows.h>
#include <assay/tui/flip_doc.h>
#include <assay/tui/view.h>

enum { FLIPS_COLUMNS_MOST = 20, FLIPS_FILTER_ROOM = 1024 };

enum flips_pane { FLIPS_LIST, FLIPS_CELLS };

struct flips_state {
    struct grid_state grid;
    size_t set;
    char given[OPENING_TEXT]; /* the filter it was opened with, which & narrows */
    unsigned kinds;           /* bits of enum pair_kind that are listed; 0: what differs */
    int cell;                 /* of flips_cells that has the cursor */
    enum flips_pane focus;
};

/* What a column shows. */
enum flips_column {
    FLIPS_ID,
    FLIPS_KIND,
    FLIPS_TRUTH,
    FLIPS_A,
    FLIPS_B,
    FLIPS_ERROR_A,
    FLIPS_ERROR_B,
    FLIPS_SCORE_A,
    FLIPS_SCORE_B,
    FLIPS_DELTA,
    FLIPS_LAYER,
    FLIPS_ATTEMPT,
    FLIPS_SPLIT,
    FLIPS_GROUP,
    FLIPS_FOLD,
    FLIPS_EXCERPT,
    FLIPS_TAG,
    FLIPS_COLUMNS
};

struct flips_excerpt;

struct flips_data {
    struct grid_layout layout;
    struct grid_source source;
    struct grid_column columns[FLIPS_COLUMNS_MOST];
    enum flips_column shows[FLIPS_COLUMNS_MOST];
    const char *sorts[FLIPS_COLUMNS_MOST]; /* field that the column sorts by, NULL: none */
    const struct comparison *comparison;
    const struct tags *tags;
    struct pair_rows rows;
    struct filter_vocabulary vocabulary;
    bool tagged; /* there is a column for tags */
    /* Beginnings of texts of what was last in sight; NULL: the samples have none. */
    struct flips_excerpt *excerpts;
    int excerpt_kind;
    /* What rows was made for. */
    char filter[FLIPS_FILTER_ROOM], sort[32];
    bool made;
    /* The flip under the cursor, on wide screens. */
    struct pair_doc *detail;
    struct arena *detail_arena;
    size_t detail_row;
};

/* ---- flips_cells.c ---- */

enum { FLIPS_CELLS_COUNT = PAIR_KINDS };
/* Kinds as bits: those that differ between the runs, or all where nothing can be told apart. */
unsigned flips_differing(const struct pair_scope *scope);
/* The clause of the filter that takes them; "" when that is all. */
const char *flips_kinds_filter(unsigned kinds, struct arena *arena);
enum pair_kind flips_cell_kind(int cell);
/* The cell beside one, for ACTION_UP, DOWN, LEFT, RIGHT. */
int flips_cell_beside(int cell, enum action action);
/* Rows it takes of a height, with the rule below it. */
int flips_cells_height(const struct pair_scope *scope, int height, struct arena *scratch);
void flips_cells_draw(const struct view_context *context, const struct flips_state *state,
                      const struct flips_data *data, const struct surface *surface);

/* ---- flips_excerpt.c ---- */

/* Title of the column; NULL: the samples have no texts. */
const char *flips_excerpt_begin(struct flips_data *data);
/* Of these displayed rows; reads their records. */
void flips_excerpt_read(struct flips_data *data, size_t first, size_t count);
/* In one line; "" where it was not read. */
struct str flips_excerpt(const struct flips_data *data, size_t row);
void flips_excerpt_release(struct flips_data *data);

/* ---- flips_columns.c ---- */

void flips_source_begin(struct flips_data *data);
/* "-score", "a.pred" or "". */
const char *flips_sort_text(const struct flips_data *data, const struct grid_state *grid,
                            struct arena *scratch);

#endif
