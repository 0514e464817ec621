#include <assay/report/xlsx.h>

#ifdef ASSAY_XLSXWRITER

#include <assay/report/xlsx_overview.h>
#include <assay/report/xlsx_samples.h>
#include <assay/report/xlsx_text.h>

#include <string.h>

static bool is_named(const struct sheet *sheet, const char *name)
{
    return strcmp(sheet->name, name) == 0;
}

/* Of a run: the sheets before its notes, then the samples, then notes and files. */
static const char *const *write_run(struct xlsx_tables *tables, const struct topic *topic)
{
    static const char *const too_many[] = {
        "a confusion matrix of more labels than fit a grid; its cells are listed instead", NULL};
    const struct figures *figures = topic->figures;
    bool all = true, samples = false;

    for (size_t i = 0; i < topic->sheets.count; i++) {
        const struct sheet *sheet = topic->sheets.all[i];

        if (is_named(sheet, "confusion")) {
            all = xlsx_confusion(tables, figures);
            if (all)
                continue;
        }
        if (!samples && (is_named(sheet, "notes") || is_named(sheet, "files"))) {
            xlsx_samples(tables, figures->input->run, topic->arena);
            samples = true;
        }
        xlsx_sheet(tables, sheet, topic->arena);
    }
    if (!samples)
        xlsx_samples(tables, figures->input->run, topic->arena);
    return all ? NULL : too_many;
}

static const char *const *write_sheets(struct xlsx_tables *tables, const struct topic *topic)
{
    const struct sheets sheets = topic_sheets(topic);

    for (size_t i = 0; i < sheets.count; i++)
        xlsx_sheet(tables, sheets.all[i], topic->arena);
    return NULL;
}

static bool write_book(const struct report_input *input, struct report_files *files,
                       struct err *err)
{
    const struct topic *topic = input->topic;
    const struct xlsx_book_options options = {topic_title(topic), input->options->timestamp};
    struct xlsx_tables tables = {.book = xlsx_book_new(&options, err), .rows_most = XLSX_ROWS_MOST};
    const char *const *left_out;
    struct xlsx_table overview;
    struct buf text = {.ptr = NULL};
    bool done;

    if (!tables.book)
        return false;
    xlsx_overview_begin(&overview, &tables, topic);
    left_out = topic->kind == TOPIC_RUN ? write_run(&tables, topic) : write_sheets(&tables, topic);
    xlsx_overview_end(&overview, topic, left_out);
    done = xlsx_book_finish(tables.book, &text, err);
    if (done)
        *report_files_add(files, "report.xlsx") = text;
    else
        buf_release(&text);
    xlsx_tables_release(&tables);
    xlsx_book_free(tables.book);
    return done;
}

#else

static bool refuse(struct err *err)
{
    return err_set(err, ERR_UNSUPPORTED,
                   "this build cannot write workbooks, because it was made without libxlsxwriter");
}

static const char *xlsx_book_library(struct err *err)
{
    refuse(err);
    return NULL;
}

static bool write_book(const struct report_input *input, struct report_files *files,
                       struct err *err)
{
    (void)input, (void)files;
    return refuse(err);
}

#endif

const struct report_writer report_xlsx = {
    .name = "xlsx",
    .summary = "A workbook: every table, and every sample",
    .is_long = true,
    .library = xlsx_book_library,
    .write = {[TOPIC_RUN] = write_book, [TOPIC_PAIR] = write_book, [TOPIC_MANY] = write_book},
};
