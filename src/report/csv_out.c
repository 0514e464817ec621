#include <assay/report/csv_out.h>

#include <assay/base/fmt.h>
#include <assay/base/utf8.h>
#include <assay/report/sheets.h>

#include <math.h>
#include <string.h>

static bool is_formula(struct str text)
{
    double number;

    return text.len > 1 && strchr("=+-@", text.ptr[0]) && !str_number(text, &number, NULL);
}

void csv_text(struct buf *out, const char *text)
{
    struct buf safe = {.ptr = NULL};
    struct str cell;
    bool quoted;

    utf8_make_safe(&safe, str_of(text));
    cell = buf_str(&safe);
    /* Safe text has no line end; leading and trailing blanks are lost by some readers. */
    quoted = cell.len && (memchr(cell.ptr, ',', cell.len) || memchr(cell.ptr, '"', cell.len) ||
                          cell.ptr[0] == ' ' || cell.ptr[cell.len - 1] == ' ');
    if (quoted)
        buf_add_char(out, '"');
    if (is_formula(cell))
        buf_add_char(out, '\'');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] == '"')
            buf_add_char(out, '"');
        buf_add_char(out, cell.ptr[i]);
    }
    if (quoted)
        buf_add_char(out, '"');
    buf_release(&safe);
}

static void csv_cell(const struct cell *cell, struct buf *out)
{
    if (cell->kind == CELL_TEXT)
        csv_text(out, cell->text);
    else if (cell->kind == CELL_NUMBER && !isnan(cell->number))
        fmt_shortest(out, cell->number);
}

void csv_sheet(const struct sheet *sheet, struct buf *out)
{
    for (size_t c = 0; c < sheet->column_count; c++) {
        buf_add_c(out, c ? "," : "");
        csv_text(out, sheet->columns[c].key);
    }
    buf_add_char(out, '\n');
    for (size_t row = 0; row < sheet_rows(sheet); row++) {
        for (size_t c = 0; c < sheet->column_count; c++) {
            buf_add_c(out, c ? "," : "");
            csv_cell(sheet_cell(sheet, row, c), out);
        }
        buf_add_char(out, '\n');
    }
}

static void write_report(const struct report_input *input, struct report_files *files)
{
    struct arena *arena = arena_new();
    struct sheets sheets = sheets_of(figures_new(input, arena));

    for (size_t i = 0; i < sheets.count; i++)
        csv_sheet(sheets.all[i], report_files_add(files, arena_printf(arena, "tables/%s.csv",
                                                                      sheets.all[i]->name)));
    arena_free(arena);
}

const struct report_writer report_csv = {
    .name = "csv",
    .summary = "Every table as a CSV file",
    .write = write_report,
};
