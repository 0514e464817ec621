/*
 * Row numbers of a table: what a filter selected, in the order they are shown.
 *
 * Heap: init by zero, row_list_release frees. Row numbers are 32 bits wide; a table of more rows is
 * refused where lists are made.
 */
#ifndef ASSAY_SESSION_ROW_LIST_H
#define ASSAY_SESSION_ROW_LIST_H

#include <stddef.h>
#include <stdint.h>

struct row_list {
    uint32_t *rows;
    size_t count, capacity;
};

void row_list_release(struct row_list *list);
/* Make room for so many more. */
void row_list_reserve(struct row_list *list, size_t more);
void row_list_add(struct row_list *list, uint32_t row);
/* All rows of a table, in order. */
void row_list_all(struct row_list *list, size_t count);
void row_list_copy(struct row_list *to, const struct row_list *from);

#endif
