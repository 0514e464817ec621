#include <assay/report/table.h>

#include <assay/base/err.h>
#include <assay/base/utf8.h>

#include <stdarg.h>
#include <string.h>

enum { COLUMN_LIMIT = 32 };

/* A cell, or a whole line when `line` is set; rows are lists of cells in order. */
struct cell {
    struct cell *next;
    struct str text;
    bool line;
};

struct table {
    struct arena *arena;
    const char *columns;
    size_t column_count;
    const char *const *titles;
    struct cell *first, *last;
};

struct table *table_new(struct arena *arena, const char *columns, const char *const *titles)
{
    struct table *table = arena_zalloc(arena, 1, sizeof(*table));

    table->arena = arena;
    table->columns = columns;
    table->column_count = strlen(columns);
    table->titles = titles;
    if (table->column_count > COLUMN_LIMIT)
        die("a table of %zu columns", table->column_count);
    return table;
}

static void add(struct table *table, const char *text, bool line)
{
    struct cell *cell = arena_zalloc(table->arena, 1, sizeof(*cell));
    struct buf safe = {.ptr = NULL};

    utf8_make_safe(&safe, str_of(text));
    cell->text = (struct str){arena_strndup(table->arena, buf_str(&safe).ptr, safe.len), safe.len};
    cell->line = line;
    buf_release(&safe);
    if (table->last)
        table->last->next = cell;
    else
        table->first = cell;
    table->last = cell;
}

void table_cell(struct table *table, const char *text)
{
    add(table, text ? text : "", false);
}

void table_cellf(struct table *table, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    add(table, arena_vprintf(table->arena, format, args), false);
    va_end(args);
}

void table_line(struct table *table, const char *text)
{
    add(table, text, true);
}

/* The last column may be a sentence and is never cut. */
static struct str shown(const struct table *table, size_t column, struct str text, size_t widest)
{
    return widest && column + 1 < table->column_count ? utf8_cut(text, widest) : text;
}

static void measure(const struct table *table, size_t widest, size_t *widths)
{
    size_t column = 0;

    for (size_t c = 0; c < table->column_count; c++)
        widths[c] = table->titles ? utf8_width(str_of(table->titles[c])) : 0;
    for (const struct cell *cell = table->first; cell; cell = cell->next) {
        size_t width;

        if (cell->line)
            continue;
        width = utf8_width(shown(table, column, cell->text, widest));
        if (width > widths[column])
            widths[column] = width;
        column = (column + 1) % table->column_count;
    }
}

static void blanks(struct buf *out, size_t count)
{
    while (count--)
        buf_add_char(out, ' ');
}

static void write_cell(const struct table *table, size_t column, struct str text, size_t width,
                       struct buf *out)
{
    size_t pad = width - utf8_width(text);
    bool last = column + 1 == table->column_count;

    if (column)
        buf_add_c(out, "  ");
    if (table->columns[column] == 'r')
        blanks(out, pad);
    buf_add_str(out, text);
    if (table->columns[column] == 'l' && !last)
        blanks(out, pad);
}

/* No line ends in blanks. */
static void end_line(struct buf *out)
{
    while (out->len && out->ptr[out->len - 1] == ' ')
        out->len--;
    buf_add_char(out, '\n');
}

void table_write(const struct table *table, size_t indent, size_t widest, struct buf *out)
{
    size_t widths[COLUMN_LIMIT], column = 0;

    measure(table, widest, widths);
    if (table->titles) {
        blanks(out, indent);
        for (size_t c = 0; c < table->column_count; c++)
            write_cell(table, c, str_of(table->titles[c]), widths[c], out);
        end_line(out);
    }
    for (const struct cell *cell = table->first; cell; cell = cell->next) {
        if (column == 0)
            blanks(out, indent);
        if (cell->line) {
            buf_add_str(out, cell->text);
            end_line(out);
            continue;
        }
        write_cell(table, column, shown(table, column, cell->text, widest), widths[column], out);
        column = (column + 1) % table->column_count;
        if (column == 0)
            end_line(out);
    }
}
