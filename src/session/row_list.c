#include <assay/session/row_list.h>

#include <assay/base/err.h>

#include <stdlib.h>
#include <string.h>

void row_list_release(struct row_list *list)
{
    free(list->rows);
    *list = (struct row_list){.rows = NULL};
}

void row_list_reserve(struct row_list *list, size_t more)
{
    list->rows = array_grow(list->rows, &list->capacity, list->count + more, sizeof(*list->rows));
}

void row_list_add(struct row_list *list, uint32_t row)
{
    if (list->count == list->capacity)
        row_list_reserve(list, 1);
    list->rows[list->count++] = row;
}

void row_list_all(struct row_list *list, size_t count)
{
    list->count = 0;
    row_list_reserve(list, count);
    for (size_t i = 0; i < count; i++)
        list->rows[i] = (uint32_t)i;
    list->count = count;
}

void row_list_copy(struct row_list *to, const struct row_list *from)
{
    to->count = 0;
    row_list_reserve(to, from->count);
    if (from->count)
        memcpy(to->rows, from->rows, from->count * sizeof(*to->rows));
    to->count = from->count;
}
