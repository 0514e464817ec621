/*
 * The rows of a pair_scope.h that a view walks through: those that a filter takes, grouped by kind
 * or sorted by a field.
 *
 * Heap: init by zero, pair_rows_release frees. O(rows) for a filter, whatever it asks.
 */
#ifndef ASSAY_SESSION_PAIR_ROWS_H
#define ASSAY_SESSION_PAIR_ROWS_H

#include <assay/session/pair_scope.h>
#include <assay/session/row_list.h>

struct pair_rows {
    struct pair_scope *scope; /* owned */
    struct row_list list;
};

void pair_rows_release(struct pair_rows *rows);
/* Begin with a set of a comparison; what was there before is forgotten. */
void pair_rows_begin(struct pair_rows *rows, const struct comparison *comparison, size_t set);
/*
 * The list for a filter and a field to sort by ("-field" descending, "" by kind; missing values
 * last). False and err when the filter is wrong; the list is then as before.
 */
bool pair_rows_make(struct pair_rows *rows, const char *filter, const char *sort, struct err *err);
/* The place of the next flip after (before) a place; SIZE_MAX. */
size_t pair_rows_flip(const struct pair_rows *rows, size_t from, bool forward);
/* The first place of the next (previous) run of rows of one kind; SIZE_MAX. */
size_t pair_rows_group(const struct pair_rows *rows, size_t from, bool forward);
/* The place of a row, SIZE_MAX. */
size_t pair_rows_place(const struct pair_rows *rows, size_t row);
/* Which of its kind in the list a place is, from 1, and how many there are. */
void pair_rows_count(const struct pair_rows *rows, size_t place, size_t *nth, size_t *of);

#endif
