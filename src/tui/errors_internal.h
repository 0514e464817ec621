/*
 * Shared by the files of the view of errors: what is counted (errors_data.c), the four tables
 * (errors_columns.c), where they stand (errors_shape.c), the samples behind a row as a filter
 * (errors_filter.c) and as a list beside the tables (errors_preview.c), the view (view_errors.c).
 */
#ifndef ASSAY_TUI_ERRORS_INTERNAL_H
#define ASSAY_TUI_ERRORS_INTERNAL_H

#include <assay/metrics/classification.h>
#include <assay/session/cohorts.h>
#include <assay/session/error_lists.h>
#include <assay/session/matrix_slices.h>
#include <assay/tui/sample_rows.h>
#include <assay/tui/view.h>

enum error_pane { PANE_PAIRS, PANE_KINDS, PANE_COHORTS, PANE_ANSWERS, PANE_COUNT };

/* COHORT_BY_COUNT stands for "by set of samples". */
struct errors_state {
    size_t part, set; /* shown; asked for when the view was opened */
    bool reading_chosen;
    enum reading_kind reading;
    enum error_pane pane;
    bool by_chosen;
    enum cohort_by by;
    struct grid_state grids[PANE_COUNT];
};

/* Samples of a set, split or layer; the slice is NULL where no labels are compared. */
struct error_part {
    const char *title, *split_name;
    size_t set; /* SIZE_MAX: a given matrix */
    uint16_t split, layer;
    const struct samples *samples; /* NULL for a given matrix */
    const struct matrix_slice *slice;
};

enum { PREVIEW_COLUMNS = 8 };

/* The samples that the row under the cursor counts, where the tables leave room. */
struct errors_preview {
    struct rect rect; /* within the view; height 0: not on screen */
    bool below;       /* a table, not beside all of them */
    char filter[OPENING_TEXT];
    size_t set;
    bool made;
    const struct samples *samples;
    struct sample_rows rows;
    struct grid_column columns[PREVIEW_COLUMNS];
    int fields[PREVIEW_COLUMNS]; /* enum sample_field_index */
    struct grid_state grid;
    struct grid_source source;
    struct grid_layout layout;
};

struct errors_data {
    const struct run *run;
    const struct figures *figures;
    const struct error_part *parts;
    size_t part_count;
    const struct error_part *part;
    struct reading reading;
    bool made;
    struct errors_made {
        size_t part;
        enum reading_kind reading;
        enum cohort_by by;
    } made_for;
    /* Of what follows from part and reading, and of the cohorts; reset when those change. */
    struct arena *counts, *parted;
    uint64_t total, errors, unscored;
    const struct confused_pair *pairs;
    const struct kind_count *kinds;
    const struct cohorts *cohorts; /* NULL: no column to part by */
    const struct answer_count *answers;
    size_t pair_count, kind_count, answer_count, answers_different;
    uint64_t failures, invalid;
    uint32_t columns; /* bits of enum cohort_by that apply; 1 << COHORT_BY_COUNT: sets */
    bool present[PANE_COUNT];
    struct rect rects[PANE_COUNT]; /* within the view; height 0: not on screen */
    int info;                      /* lines above */
    struct grid_source sources[PANE_COUNT];
    struct grid_layout layouts[PANE_COUNT];
    struct errors_preview preview;
};

/* ---- errors_data.c ---- */
/* False when there is nothing to show. */
bool errors_data_prepare(const struct view_context *context, struct errors_state *state,
                         struct errors_data *data);
void errors_data_release(struct errors_data *data);
struct cohort_scope errors_scope(const struct errors_data *data);

/* ---- errors_columns.c ---- */
extern const struct grid_source errors_sources[PANE_COUNT]; /* without arg and rows */
size_t errors_row_count(const struct errors_data *data, enum error_pane pane);
/* "confused pairs", with what it is by. */
const char *errors_title(const struct errors_data *data, enum error_pane pane,
                         struct arena *scratch);

/* ---- errors_shape.c ---- */
void errors_shape_prepare(const struct view_context *context, struct errors_state *state,
                          struct errors_data *data);

/* ---- errors_filter.c ---- */
/* The row of the focused table that has the cursor; SIZE_MAX. */
size_t errors_row(const struct errors_state *state, const struct errors_data *data);
/* The samples that it counts: their filter, false when no filter says it, and their set. */
bool errors_filter(const struct errors_state *state, const struct errors_data *data, size_t row,
                   struct buf *out);
size_t errors_set(const struct errors_state *state, const struct errors_data *data, size_t row);

/* ---- errors_preview.c ---- */
/* After the tables were prepared; preview.rect is where. */
void errors_preview_prepare(const struct view_context *context, const struct errors_state *state,
                            struct errors_data *data);
void errors_preview_draw(const struct view_context *context, const struct errors_data *data,
                         const struct surface *surface);
void errors_preview_release(struct errors_preview *preview);

#endif
