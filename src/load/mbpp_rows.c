#include "mbpp_internal.h"

#include <stdlib.h>

struct mbpp_rows *mbpp_rows_new(void)
{
    struct mbpp_rows *rows = xcalloc(1, sizeof(*rows));

    rows->arena = arena_new();
    rows->ids = intern_new(rows->arena);
    return rows;
}

void mbpp_rows_free(struct mbpp_rows *rows)
{
    if (!rows)
        return;
    intern_free(rows->ids);
    arena_free(rows->arena);
    free(rows->id_of_row);
    free(rows->row_of_id);
    free(rows);
}

void mbpp_rows_add(struct mbpp_rows *rows, struct str id)
{
    uint32_t known = intern_count(rows->ids), number = intern_add(rows->ids, id);

    rows->id_of_row =
        array_grow(rows->id_of_row, &rows->capacity, rows->count + 1, sizeof(*rows->id_of_row));
    rows->id_of_row[rows->count] = number;
    if (number == known) {
        rows->row_of_id = array_grow(rows->row_of_id, &rows->id_capacity, (size_t)known + 1,
                                     sizeof(*rows->row_of_id));
        rows->row_of_id[number] = (uint32_t)rows->count;
    }
    rows->count++;
}

size_t mbpp_rows_find(const struct mbpp_rows *rows, struct str id)
{
    uint32_t number = intern_find(rows->ids, id);

    return number == INTERN_NONE ? SIZE_MAX : rows->row_of_id[number];
}

struct str mbpp_rows_id(const struct mbpp_rows *rows, size_t row)
{
    return intern_text(rows->ids, rows->id_of_row[row]);
}
