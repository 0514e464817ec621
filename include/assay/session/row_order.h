/*
 * Rows sorted by a field, stably: rows that are equal keep their order, so sorting by a second
 * field first and by the first one last sorts by both.
 *
 * Order of values: numbers by value (-0 as 0); labels, splits, groups, error kinds and raw answers
 * by their bytes; difficulties easy, medium, hard; ids that are whole numbers by value and before
 * all others, those by their bytes. What is missing comes last, whichever the direction.
 *
 * Distinct texts are ranked once, then all is a radix sort of ranks or of the bits of numbers: a
 * million rows take some ten milliseconds, a million ids that are texts some hundred.
 */
#ifndef ASSAY_SESSION_ROW_ORDER_H
#define ASSAY_SESSION_ROW_ORDER_H

#include <assay/session/row_list.h>
#include <assay/session/sample_field.h>

enum row_direction { ROW_ASCENDING, ROW_DESCENDING };

/* Samples by a field (enum sample_field_index). Fields that the samples do not have change nothing.
 */
void row_order_samples(const struct run *run, const struct samples *samples,
                       enum sample_field_index field, enum row_direction direction,
                       struct row_list *rows);

/* ranks[i]: how many different texts are less than texts[i], by bytes; equal texts are one. */
void row_order_rank(const struct str *texts, size_t count, uint32_t *ranks);

#endif
