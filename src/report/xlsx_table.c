#include <assay/report/xlsx_table.h>

#ifdef ASSAY_XLSXWRITER

#include <assay/report/xlsx_text.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MOST = 16384 };

void xlsx_tables_release(struct xlsx_tables *tables)
{
    free(tables->pieces);
    tables->pieces = NULL;
    tables->count = tables->capacity = 0;
}

void xlsx_tables_add(struct xlsx_tables *tables, struct xlsx_piece piece)
{
    tables->pieces =
        array_grow(tables->pieces, &tables->capacity, tables->count + 1, sizeof(*tables->pieces));
    tables->pieces[tables->count++] = piece;
}

/* ---- pages ---- */

static void open_page(struct xlsx_table *table)
{
    static const struct xlsx_style head = {.fill = XLSX_HEAD};
    struct xlsx_tables *tables = table->tables;

    table->page = xlsx_page_new(tables->book, table->name);
    for (size_t c = 0; c < table->column_count; c++)
        xlsx_text_cell(table->page, str_of(table->titles[c]), &head);
    xlsx_next_row(table->page);
    tables->pieces =
        array_grow(tables->pieces, &tables->capacity, tables->count + 1, sizeof(*tables->pieces));
    table->piece = tables->count;
    tables->pieces[tables->count++] =
        (struct xlsx_piece){.name = xlsx_page_name(table->page), .first = table->row};
}

static void close_page(struct xlsx_table *table, bool goes_on)
{
    struct xlsx_piece *piece = &table->tables->pieces[table->piece];

    piece->rows = table->row - piece->first;
    piece->goes_on = goes_on;
    xlsx_page_freeze(table->page, 1, 0);
    xlsx_page_filter(table->page, 0, piece->rows, table->column_count);
}

void xlsx_table_begin(struct xlsx_table *table, struct xlsx_tables *tables, const char *name,
                      const char *const *titles, size_t column_count)
{
    *table = (struct xlsx_table){
        .tables = tables,
        .name = name,
        .titles = titles,
        .column_count = column_count < COLUMNS_MOST ? column_count : COLUMNS_MOST,
    };
    open_page(table);
}

void xlsx_table_end(struct xlsx_table *table)
{
    close_page(table, false);
}

/* ---- cells ---- */

/* Make room for a cell: on the next page when this one is full. */
static void before_cell(struct xlsx_table *table)
{
    if (table->column == 0 && xlsx_page_rows(table->page) == table->tables->rows_most) {
        close_page(table, true);
        open_page(table);
    }
}

static void after_cell(struct xlsx_table *table)
{
    if (++table->column < table->column_count)
        return;
    table->column = 0;
    table->row++;
    xlsx_next_row(table->page);
}

void xlsx_table_text(struct xlsx_table *table, struct str text, const struct xlsx_style *style)
{
    before_cell(table);
    xlsx_text_cell(table->page, text, style);
    after_cell(table);
}

void xlsx_table_number(struct xlsx_table *table, double number, const struct xlsx_style *style)
{
    before_cell(table);
    xlsx_number_cell(table->page, number, style);
    after_cell(table);
}

void xlsx_table_none(struct xlsx_table *table)
{
    before_cell(table);
    xlsx_no_cell(table->page);
    after_cell(table);
}

/* ---- cells of a sheet ---- */

enum xlsx_fill xlsx_mark_fill(char mark)
{
    return mark == '=' ? XLSX_GOOD : mark == '!' ? XLSX_BAD : mark == '~' ? XLSX_DOUBT : XLSX_FAINT;
}

enum xlsx_fill xlsx_word_fill(const char *key, struct str word)
{
    static const struct {
        const char *key, *word;
        enum xlsx_fill fill;
    } words[] = {
        {"outcome", "pass", XLSX_GOOD},      {"outcome", "fail", XLSX_BAD},
        {"outcome", "unscored", XLSX_FAINT}, {"outcome", "improved", XLSX_GOOD},
        {"outcome", "regressed", XLSX_BAD},  {"outcome", "changed", XLSX_DOUBT},
        {"verdict", "passed", XLSX_GOOD},    {"verdict", "regressed", XLSX_BAD},
        {"verdict", "=", XLSX_GOOD},         {"verdict", "!", XLSX_BAD},
        {"verdict", "~", XLSX_DOUBT},        {"verdict", "?", XLSX_FAINT},
        {"flip", "fixed", XLSX_GOOD},        {"flip", "broken", XLSX_BAD},
        {"kind", "broken", XLSX_BAD},        {"doubtful", "yes", XLSX_DOUBT},
        {"standing", "behind", XLSX_BAD},    {"verdict", "inconclusive", XLSX_DOUBT},
    };

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (strcmp(words[i].key, key) == 0 && str_eq_c(word, words[i].word))
            return words[i].fill;
    return XLSX_PLAIN;
}

static bool is_one_of(const char *key, const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(key, keys[i]) == 0)
            return true;
    return false;
}

/* p as fmt_p_value has it, differences with their sign. */
static const char *column_format(const char *key, const char *format, struct arena *arena)
{
    static const char *const chances[] = {"p",      "p_mid",   "p_holm",   "p_unpaired",
                                          "p_sign", "p_folds", "cochran_p"};

    if (is_one_of(key, chances, sizeof(chances) / sizeof(chances[0])))
        return "[=0].0000;[<0.0001]0.0E+00;.0000";
    if (strcmp(key, "delta") == 0 && format[0])
        return arena_printf(arena, "+%s;-%s;%s", format, format, format);
    return format;
}

/* A figure that a claim agrees with stays plain: colour is for what stands out. */
static void add_cell(struct xlsx_table *table, const char *key, const struct cell *cell,
                     struct arena *arena)
{
    struct xlsx_style style = {.format = NULL};

    if (cell->mark && cell->mark != '=')
        style.fill = xlsx_mark_fill(cell->mark);
    if (cell->kind == CELL_NONE) {
        xlsx_table_none(table);
    } else if (cell->kind == CELL_NUMBER) {
        style.format = xlsx_number_format(cell->metric, cell->number, cell->mark, arena);
        style.format = column_format(key, style.format, arena);
        xlsx_table_number(table, cell->number, &style);
    } else {
        struct str text = str_of(cell->text);

        if (style.fill == XLSX_PLAIN)
            style.fill = xlsx_word_fill(key, text);
        if (cell->mark)
            style.format = arena_printf(arena, "General;General;General;@\" %c\"", cell->mark);
        xlsx_table_text(table, text, &style);
    }
}

static const char *page_name(const char *name, struct arena *arena)
{
    char *blanks = arena_strdup(arena, name);

    for (char *at = blanks; *at; at++)
        if (*at == '_')
            *at = ' ';
    return blanks;
}

/* ---- columns coloured by their numbers ---- */

static double largest(const struct sheet *sheet, size_t column)
{
    double most = 0;

    for (size_t row = 0; row < sheet_rows(sheet); row++) {
        const struct cell *cell = sheet_cell(sheet, row, column);

        if (cell->kind == CELL_NUMBER && fabs(cell->number) > most)
            most = fabs(cell->number);
    }
    return isfinite(most) ? most : 0;
}

enum scale { SCALE_NONE, SCALE_UP, SCALE_DIVERGING };

static enum scale scale_of(const struct sheet *sheet, const char *key)
{
    static const struct {
        const char *sheet, *tail;
        enum scale scale;
    } scales[] = {
        {"layers", "_acc", SCALE_UP},
        {"layers", "_f1", SCALE_UP},
        {"layers", "_acc_conflict", SCALE_UP},
        {"layers", "dominance", SCALE_DIVERGING},
        {"layers", "dominance_conflict", SCALE_DIVERGING},
        {"tasks", "accuracy", SCALE_UP},
    };

    for (size_t i = 0; i < sizeof(scales) / sizeof(scales[0]); i++)
        if (strcmp(sheet->name, scales[i].sheet) == 0 && str_ends(str_of(key), scales[i].tail))
            return scales[i].scale;
    return SCALE_NONE;
}

static void colour_column(const struct xlsx_table *table, const struct sheet *sheet, size_t column,
                          size_t shown)
{
    const struct xlsx_area area = {1, shown, sheet_rows(sheet), shown};
    enum scale scale = scale_of(sheet, sheet->columns[column].key);
    double most = largest(sheet, column);

    if (scale == SCALE_UP)
        xlsx_page_scale(table->page, area);
    else if (scale == SCALE_DIVERGING && most > 0)
        xlsx_page_diverging(table->page, area, most);
}

/* ---- whole sheets ---- */

void xlsx_sheet(struct xlsx_tables *tables, const struct sheet *sheet, struct arena *arena)
{
    const char **titles = arena_zalloc(arena, sheet->column_count, sizeof(*titles));
    size_t *columns = arena_zalloc(arena, sheet->column_count, sizeof(*columns));
    struct arena *scratch = arena_new();
    struct xlsx_table table;
    size_t shown = 0;

    for (size_t c = 0; c < sheet->column_count; c++)
        if (!sheet_is_blank(sheet, c)) {
            titles[shown] = sheet->columns[c].title;
            columns[shown++] = c;
        }
    xlsx_table_begin(&table, tables, page_name(sheet->name, arena), titles, shown);
    for (size_t row = 0; row < sheet_rows(sheet); row++) {
        for (size_t c = 0; c < table.column_count; c++)
            add_cell(&table, sheet->columns[columns[c]].key, sheet_cell(sheet, row, columns[c]),
                     scratch);
        arena_reset(scratch);
    }
    for (size_t c = 0; c < table.column_count && table.row < tables->rows_most; c++)
        colour_column(&table, sheet, columns[c], c);
    xlsx_table_end(&table);
    arena_free(scratch);
}

#endif
