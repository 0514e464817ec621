#include <assay/session/sheet.h>

#include <assay/base/err.h>
#include <assay/base/fmt.h>

#include <math.h>
#include <string.h>

struct sheet *sheet_new(struct arena *arena, const char *name, const char *title,
                        const struct sheet_column *columns)
{
    struct sheet *sheet = arena_zalloc(arena, 1, sizeof(*sheet));

    *sheet = (struct sheet){.arena = arena, .name = name, .title = title, .columns = columns};
    while (columns[sheet->column_count].key)
        sheet->column_count++;
    return sheet;
}

static void add(struct sheet *sheet, struct cell cell)
{
    if (sheet->cell_count == sheet->capacity) {
        size_t capacity = sheet->capacity ? 2 * sheet->capacity : 64;
        struct cell *cells = arena_zalloc(sheet->arena, capacity, sizeof(*cells));

        if (sheet->cell_count)
            memcpy(cells, sheet->cells, sheet->cell_count * sizeof(*cells));
        sheet->cells = cells;
        sheet->capacity = capacity;
    }
    sheet->cells[sheet->cell_count++] = cell;
}

void sheet_none(struct sheet *sheet)
{
    add(sheet, (struct cell){.kind = CELL_NONE});
}

void sheet_text(struct sheet *sheet, const char *text)
{
    if (!text || !text[0])
        sheet_none(sheet);
    else
        add(sheet, (struct cell){.kind = CELL_TEXT, .text = arena_strdup(sheet->arena, text)});
}

void sheet_number(struct sheet *sheet, const struct metric *metric, double number)
{
    add(sheet, (struct cell){.kind = CELL_NUMBER, .number = number, .metric = metric});
}

void sheet_count(struct sheet *sheet, uint64_t count)
{
    sheet_number(sheet, metric_of_unit(UNIT_COUNT), (double)count);
}

void sheet_mark(struct sheet *sheet, char mark)
{
    if (sheet->cell_count)
        sheet->cells[sheet->cell_count - 1].mark = mark;
}

size_t sheet_rows(const struct sheet *sheet)
{
    if (sheet->cell_count % sheet->column_count)
        die("sheet %s ends within a row", sheet->name);
    return sheet->cell_count / sheet->column_count;
}

const struct cell *sheet_cell(const struct sheet *sheet, size_t row, size_t column)
{
    return &sheet->cells[row * sheet->column_count + column];
}

const struct cell *sheet_get(const struct sheet *sheet, size_t row, const char *key)
{
    for (size_t c = 0; c < sheet->column_count; c++)
        if (strcmp(sheet->columns[c].key, key) == 0)
            return sheet_cell(sheet, row, c);
    die("sheet %s has no column %s", sheet->name, key);
}

const char *sheet_get_text(const struct sheet *sheet, size_t row, const char *key)
{
    const struct cell *cell = sheet_get(sheet, row, key);

    return cell->kind == CELL_TEXT ? cell->text : "";
}

double sheet_get_number(const struct sheet *sheet, size_t row, const char *key)
{
    const struct cell *cell = sheet_get(sheet, row, key);

    return cell->kind == CELL_NUMBER ? cell->number : NAN;
}

bool sheet_is_numeric(const struct sheet *sheet, size_t column)
{
    bool any = false;

    for (size_t row = 0; row < sheet_rows(sheet); row++) {
        enum cell_kind kind = sheet_cell(sheet, row, column)->kind;

        if (kind == CELL_TEXT)
            return false;
        any = any || kind == CELL_NUMBER;
    }
    return any;
}

bool sheet_is_blank(const struct sheet *sheet, size_t column)
{
    for (size_t row = 0; row < sheet_rows(sheet); row++)
        if (sheet_cell(sheet, row, column)->kind != CELL_NONE)
            return false;
    return true;
}

const char *cell_format(const struct cell *cell, struct arena *arena)
{
    struct buf text = {.ptr = NULL};
    const char *kept;

    if (cell->kind == CELL_TEXT)
        return cell->text;
    if (cell->kind == CELL_NONE)
        return "";
    if (cell->metric || isnan(cell->number))
        return metric_format(cell->metric, cell->number, arena);
    fmt_shortest(&text, cell->number);
    kept = arena_strndup(arena, text.ptr, text.len);
    buf_release(&text);
    return kept;
}

const struct metric *metric_of_unit(enum metric_unit unit)
{
    static const struct metric units[] = {
        [UNIT_SHARE] = {.unit = UNIT_SHARE},
        [UNIT_COUNT] = {.unit = UNIT_COUNT},
        [UNIT_RATIO] = {.unit = UNIT_RATIO},
        [UNIT_LAYER] = {.unit = UNIT_LAYER},
        [UNIT_NATS] = {.unit = UNIT_NATS},
        [UNIT_PER_TOKEN] = {.unit = UNIT_PER_TOKEN},
        [UNIT_PERPLEXITY] = {.unit = UNIT_PERPLEXITY},
        [UNIT_TOKENS] = {.unit = UNIT_TOKENS},
        [UNIT_SECONDS] = {.unit = UNIT_SECONDS},
        [UNIT_TEXT] = {.unit = UNIT_TEXT},
    };

    return &units[unit];
}
