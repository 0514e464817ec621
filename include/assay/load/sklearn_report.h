/*
 * The table that scikit-learn's classification_report prints, and tables in its shape.
 *
 *               precision    recall  f1-score   support
 *
 *        angry     0.0000    0.0000    0.0000       184
 *     accuracy                         0.0794       793
 *    macro avg     0.0351    0.1442    0.0235       793
 *
 * The header is the first line that ends in these four words. A row is a name and then numbers:
 * four of them, or two after "accuracy". Names may hold blanks. Blank lines and rules of dashes
 * are passed over; the table ends at the first other line. Lines "key : value" outside the table
 * are kept, since people print accuracies and settings around it.
 *
 * Parsed into the arena; false when there is no such table. Nothing else fails.
 */
#ifndef ASSAY_LOAD_SKLEARN_REPORT_H
#define ASSAY_LOAD_SKLEARN_REPORT_H

#include <assay/base/arena.h>
#include <assay/base/str.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum report_column { REPORT_PRECISION, REPORT_RECALL, REPORT_F1, REPORT_SUPPORT, REPORT_COLUMNS };

/* One row as printed; an absent cell is the empty text. */
struct report_row {
    const char *name;
    struct str cell[REPORT_COLUMNS];
    uint32_t line;
    bool is_accuracy; /* its value stands in cell[REPORT_F1] */
    bool is_average;  /* "macro avg", "micro avg", "weighted avg", "samples avg" */
};

struct report_line {
    struct str key, value;
    uint32_t line;
};

struct sklearn_report {
    const struct report_row *rows;
    size_t row_count;
    const struct report_line *lines; /* "key : value" */
    size_t line_count;
};

bool sklearn_report_parse(struct str text, struct arena *arena, struct sklearn_report *report);
/* Whether a text holds the table's header within its first lines. */
bool sklearn_report_seen(struct str text);

#endif
