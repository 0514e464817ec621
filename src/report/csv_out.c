#include <assay/report/csv_out.h>

#include <assay/base/fmt.h>
#include <assay/base/quote.h>
#include <assay/report/csv_samples.h>

#include <math.h>
#include <string.h>

static void csv_cell(const struct cell *cell, struct buf *out)
{
    if (cell->kind == CELL_TEXT)
        quote_csv(out, str_of(cell->text));
    else if (cell->kind == CELL_NUMBER && !isnan(cell->number))
        fmt_shortest(out, cell->number);
}

void csv_head(const struct sheet *sheet, struct buf *out)
{
    for (size_t c = 0; c < sheet->column_count; c++) {
        buf_add_c(out, c ? "," : "");
        quote_csv(out, str_of(sheet->columns[c].key));
    }
}

void csv_row(const struct sheet *sheet, size_t row, struct buf *out)
{
    for (size_t c = 0; c < sheet->column_count; c++) {
        buf_add_c(out, c ? "," : "");
        csv_cell(sheet_cell(sheet, row, c), out);
    }
}

void csv_sheet(const struct sheet *sheet, enum csv_lines lines, struct buf *out)
{
    const char *end = lines == CSV_CRLF ? "\r\n" : "\n";

    csv_head(sheet, out);
    buf_add_c(out, end);
    for (size_t row = 0; row < sheet_rows(sheet); row++) {
        csv_row(sheet, row, out);
        buf_add_c(out, end);
    }
}

static bool write_tables(const struct report_input *input, struct report_files *files,
                         struct err *err)
{
    const struct sheets sheets = topic_sheets(input->topic);

    for (size_t i = 0; i < sheets.count; i++)
        csv_sheet(sheets.all[i], CSV_CRLF,
                  report_files_add(files, arena_printf(input->topic->arena, "tables/%s.csv",
                                                       sheets.all[i]->name)));
    (void)err;
    return true;
}

static bool write_run(const struct report_input *input, struct report_files *files, struct err *err)
{
    struct buf *samples = report_files_add(files, "tables/samples.csv");

    csv_samples(input->topic->figures->input->run, CSV_CRLF, samples);
    if (samples->len == 0)
        report_files_cut(files, files->count - 1);
    return write_tables(input, files, err);
}

const struct report_writer report_csv = {
    .name = "csv",
    .summary = "Every table as a CSV file, and every sample",
    .is_long = true,
    .write = {[TOPIC_RUN] = write_run, [TOPIC_PAIR] = write_tables, [TOPIC_MANY] = write_tables},
};
