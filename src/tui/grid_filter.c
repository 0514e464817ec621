#include "grid_internal.h"

#include <math.h>
#include <string.h>

struct table {
    const struct grid_source *source;
    struct arena *scratch;
};

static struct str cell_text(void *arg, size_t field, size_t row, char *room)
{
    const struct table *table = arg;
    struct grid_cell cell = {.number = NAN};

    (void)room;
    table->source->cell(table->source->arg, row, field, table->scratch, &cell);
    return cell.text;
}

static double cell_number(void *arg, size_t field, size_t row)
{
    const struct table *table = arg;
    struct grid_cell cell = {.number = NAN};
    double number;

    table->source->cell(table->source->arg, row, field, table->scratch, &cell);
    if (isnan(cell.number) && str_number(cell.text, &number, NULL))
        return number;
    return cell.number;
}

/* A column is one of numbers when its first cell that says anything is one. */
static enum filter_kind kind_of(const struct grid_source *source, size_t column,
                                struct arena *scratch)
{
    for (size_t row = 0; row < source->row_count && row < 100; row++) {
        struct grid_cell cell = {.number = NAN};

        source->cell(source->arg, row, column, scratch, &cell);
        if (!isnan(cell.number))
            return FILTER_NUMBER;
        if (cell.text.len)
            return FILTER_TEXT;
    }
    return FILTER_TEXT;
}

struct filter_vocabulary grid_vocabulary(const struct grid_source *source, struct arena *arena)
{
    struct filter_field *fields = arena_zalloc(arena, source->column_count, sizeof(*fields));
    struct table *table = arena_zalloc(arena, 1, sizeof(*table));

    *table = (struct table){source, arena};
    for (size_t i = 0; i < source->column_count; i++) {
        fields[i] = (struct filter_field){.name = source->columns[i].key,
                                          .help = source->columns[i].title,
                                          .kind = kind_of(source, i, arena)};
        fields[i].searched = fields[i].kind == FILTER_TEXT;
    }
    return (struct filter_vocabulary){.fields = fields,
                                      .field_count = source->column_count,
                                      .arg = table,
                                      .text = cell_text,
                                      .number = cell_number};
}

bool grid_filter_rows(const struct grid_source *source, const char *text, uint32_t *rows,
                      size_t *count, struct err *err)
{
    struct arena *arena = arena_new();
    struct filter_vocabulary vocabulary = grid_vocabulary(source, arena);
    struct filter *filter = filter_parse(&vocabulary, str_of(text), NULL, err);

    *count = 0;
    for (size_t i = 0; filter && i < source->row_count; i++)
        if (filter_match(filter, &vocabulary, i))
            rows[(*count)++] = (uint32_t)i;
    filter_free(filter);
    arena_free(arena);
    return filter != NULL;
}
