/*
 * Shared by the files of the view of samples: its table (samples_columns.c) and the view itself
 * (view_samples.c).
 */
#ifndef ASSAY_TUI_SAMPLES_INTERNAL_H
#define ASSAY_TUI_SAMPLES_INTERNAL_H

#include <assay/tui/sample_doc.h>
#include <assay/tui/sample_rows.h>
#include <assay/tui/view.h>

enum { TAG_COLUMN = SAMPLE_FIELD_COUNT };

struct samples_state {
    struct grid_state grid;
    size_t set;
    char given[OPENING_TEXT]; /* the filter it was opened with, which & narrows */
};

struct samples_data {
    struct grid_layout layout;
    struct grid_source source;
    struct grid_column columns[SAMPLE_FIELD_COUNT + 1];
    int fields[SAMPLE_FIELD_COUNT + 1]; /* enum sample_field_index or TAG_COLUMN */
    struct sample_rows rows;
    struct filter_vocabulary vocabulary;
    const struct samples *samples;
    /* What rows was made for. */
    char filter[SAMPLE_FILTER_ROOM], sort[40];
    bool made, stale;
    /* The sample under the cursor, on wide screens. */
    struct sample_doc *detail;
    struct arena *detail_arena;
    size_t detail_row;
};

/* ---- samples_columns.c ---- */

/* The columns that the samples of this set have something for, and the tag. */
void samples_source_begin(const struct view_context *context, struct samples_data *data,
                          size_t set);
/* "-score", "score" or "". */
const char *samples_sort_text(const struct samples_data *data, const struct grid_state *grid,
                              struct arena *scratch);

#endif
