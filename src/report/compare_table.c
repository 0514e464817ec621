#include <assay/report/compare_table.h>

#include <assay/base/fmt.h>
#include <assay/base/utf8.h>
#include <assay/report/table.h>

#include <string.h>

enum { NAME_LEAST = 12 }; /* columns of a name, however wide the figures are */

const char *compare_cut(const char *text, size_t columns, struct arena *arena)
{
    struct buf safe = {.ptr = NULL};
    struct str part;
    const char *kept;

    utf8_make_safe(&safe, str_of(text));
    part = buf_str(&safe);
    if (utf8_width(part) > columns)
        part = utf8_cut(part, columns - 1);
    kept = arena_printf(arena, "%.*s%s", (int)part.len, part.len ? part.ptr : "",
                        part.len < safe.len ? "…" : "");
    buf_release(&safe);
    return kept;
}

/* Columns behind the name, and their titles. */
struct figure_columns {
    const char *keys[8], *titles[8];
    size_t count;
};

static void add_column(struct figure_columns *columns, const char *key, const char *title)
{
    columns->keys[columns->count] = key;
    columns->titles[columns->count++] = title;
}

static bool is_corrected(const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet_rows(sheet); i++)
        if (strcmp(sheet_get_text(sheet, i, "p"), sheet_get_text(sheet, i, "p_holm")) != 0)
            return true;
    return false;
}

/* p Holm only where it says more than p. */
static struct figure_columns columns_of(const struct sheet *sheet, double level,
                                        struct arena *arena)
{
    struct figure_columns columns = {.count = 0};

    add_column(&columns, "a", "A");
    add_column(&columns, "b", "B");
    add_column(&columns, "delta", "delta");
    add_column(&columns, "interval",
               arena_printf(arena, "%s interval", fmt_percent(arena, level, 0)));
    add_column(&columns, "p", "p");
    if (is_corrected(sheet))
        add_column(&columns, "p_holm", "p Holm");
    add_column(&columns, "outcome", "outcome");
    return columns;
}

/* Columns of the screen that are left for names. */
static size_t room_for_names(const struct sheet *sheet, const struct figure_columns *columns)
{
    size_t used = 2;

    for (size_t k = 0; k < columns->count; k++) {
        size_t widest = utf8_width(str_of(columns->titles[k]));

        for (size_t i = 0; i < sheet_rows(sheet); i++) {
            size_t width = utf8_width(str_of(sheet_get_text(sheet, i, columns->keys[k])));

            widest = width > widest ? width : widest;
        }
        used += 2 + widest;
    }
    return used + NAME_LEAST < COMPARE_WIDTH ? COMPARE_WIDTH - used : NAME_LEAST;
}

/* A table of right-aligned figures between a name and an outcome. */
static struct table *figure_table(struct arena *arena, const char *title,
                                  const struct figure_columns *columns)
{
    const char **titles = arena_zalloc(arena, columns->count + 1, sizeof(*titles));
    char *letters = arena_strdup(arena, "lrrrrrrrr");

    titles[0] = title;
    for (size_t k = 0; k < columns->count; k++)
        titles[k + 1] = columns->titles[k];
    letters[columns->count] = 'l';
    letters[columns->count + 1] = '\0';
    return table_new(arena, letters, titles);
}

void compare_table_write(const struct sheet *sheet, const char *title, double level,
                         struct arena *arena, struct buf *out)
{
    struct figure_columns columns = columns_of(sheet, level, arena);
    struct table *table = figure_table(arena, title, &columns);
    size_t room = room_for_names(sheet, &columns);
    const char *group = "";

    for (size_t i = 0; i < sheet_rows(sheet); i++) {
        const char *of = sheet_get_text(sheet, i, "group");

        if (strcmp(group, of) != 0)
            table_line(table, of);
        group = of;
        table_cellf(table, "%s%s", of[0] ? "  " : "",
                    compare_cut(sheet_get_text(sheet, i, "name"), room - (of[0] ? 2 : 0), arena));
        for (size_t k = 0; k < columns.count; k++)
            table_cell(table, sheet_get_text(sheet, i, columns.keys[k]));
    }
    table_write(table, 2, 0, out);
}
