/*
 * Shared by the files of the view of classes: figures (classes_lines.c), columns of the table
 * (classes_columns.c), the view (view_classes.c).
 */
#ifndef ASSAY_TUI_CLASSES_INTERNAL_H
#define ASSAY_TUI_CLASSES_INTERNAL_H

#include <assay/metrics/classification.h>
#include <assay/metrics/interval.h>
#include <assay/session/matrix_slices.h>
#include <assay/tui/view.h>

struct classes_state {
    size_t slice, set;
    bool reading_chosen;
    enum reading_kind reading;
    struct grid_state grid;
    size_t average; /* 1 + the average that has the cursor; 0: the table has it */
};

/* A label, or an average; NAN for what is not known. */
struct class_line {
    const char *name;
    double support, share;
    struct prf prf;
    struct interval precision, recall;
    double largest, balanced; /* weights */
    const char *rating;
};

enum { AVERAGES = 3 };

struct classes_data {
    const struct matrix_slice *slices; /* NULL of a given table */
    size_t slice_count;
    const struct matrix_slice *slice;
    struct reading reading;
    bool made;
    struct classes_made {
        size_t slice;
        enum reading_kind reading;
    } made_for;
    const struct figures *figures;
    struct class_line *lines;
    size_t count;
    struct class_line averages[AVERAGES];
    double accuracy, balanced_accuracy, imbalance, total, most_support;
    bool averages_shown;
    uint64_t invalid; /* answers outside the label set, whatever the reading */
    struct grid_source source;
    struct grid_layout layout;
};

/* ---- classes_lines.c ---- */
void classes_lines_of_slice(struct classes_data *data, const struct view_context *context);
void classes_lines_of_table(struct classes_data *data, const struct view_context *context);

/* ---- classes_columns.c ---- */
extern const struct grid_column classes_columns[];
extern const size_t classes_column_count;
/* Fills the cell of one line; metric_prefix "" for a label, else "macro_" and so on. */
void classes_cell(const void *data, size_t row, size_t column, struct arena *scratch,
                  struct grid_cell *cell);
void classes_average_cell(const struct classes_data *data, size_t average, size_t column,
                          struct arena *scratch, struct grid_cell *cell);
/* The metric that a column is about. */
const char *classes_metric(size_t column);
/* The same of an average, "macro_recall"; NULL for columns that are not averaged. */
const char *classes_average_metric(size_t average, size_t column, struct arena *scratch);
/* Those of the intervals, as bits for the grid to hide. */
uint64_t classes_interval_columns(void);
/* True of columns that are about what was predicted rather than about the truth. */
bool classes_is_precision(size_t column);
/* The mark on a figure of the shown slice. */
char classes_mark(const struct classes_data *data, const char *metric, const char *subject);

#endif
