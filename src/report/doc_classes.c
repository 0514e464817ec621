#include <assay/report/doc_classes.h>

#include <assay/base/fmt.h>
#include <assay/report/rest.h>
#include <assay/report/text_matrix.h>

#include <math.h>
#include <string.h>

enum { ROWS_MOST = 200 }; /* of the table of labels */

struct doc_class *doc_class_rows(const struct doc_run *report, size_t *count)
{
    const struct sheet *sheet = sheets_find(report->sheets, "classes");
    size_t rows = sheet ? sheet_rows(sheet) : 0;
    struct doc_class *classes = arena_zalloc(report->figures->arena, rows, sizeof(*classes));

    for (*count = 0; *count < rows; (*count)++) {
        size_t row = *count;

        if (strcmp(sheet_get_text(sheet, row, "set"), sheet_get_text(sheet, 0, "set")) != 0)
            break;
        classes[row] = (struct doc_class){
            .label = sheet_get_text(sheet, row, "label"),
            .support = sheet_get_number(sheet, row, "support"),
            .share = sheet_get_number(sheet, row, "share"),
            .correct = sheet_get_number(sheet, row, "correct"),
            .predicted = sheet_get_number(sheet, row, "predicted"),
            .precision = sheet_get_number(sheet, row, "precision"),
            .recall = sheet_get_number(sheet, row, "recall"),
            .low = sheet_get_number(sheet, row, "low"),
            .high = sheet_get_number(sheet, row, "high"),
            .f1 = sheet_get_number(sheet, row, "f1"),
            .band = sheet_get_text(sheet, row, "band"),
            .weight_largest = sheet_get_number(sheet, row, "weight_largest"),
            .weight_balanced = sheet_get_number(sheet, row, "weight_balanced"),
        };
    }
    return classes;
}

/* ---- overall ---- */

static const struct sheet_column overall_columns[] = {
    {"metric", "Metric"}, {"score", "Score"}, {"how", "How"}, {NULL, NULL}};

static void overall_row(const struct doc_run *report, struct sheet *sheet, const char *name,
                        const char *title)
{
    struct quantity what = QUANTITY(name);
    struct figure figure;
    const struct metric *metric = metric_find(name);
    struct arena *arena = report->figures->arena;

    if (!figures_get(report->figures, &what, &figure))
        return;
    sheet_text(sheet, title);
    if (metric->unit == UNIT_SHARE && metric->least >= 0.0)
        sheet_text(sheet, fmt_percent(arena, figure.value, 2));
    else
        sheet_number(sheet, metric, figure.value);
    sheet_mark(sheet, figures_mark(report->figures, &what));
    sheet_text(sheet, figure.how);
}

static void overall(const struct doc_run *report)
{
    static const struct doc_metric rows[] = {
        {"accuracy", "Accuracy"},
        {"weighted_precision", "Precision (weighted)"},
        {"weighted_recall", "Recall (weighted)"},
        {"weighted_f1", "F1 Score (weighted)"},
        {"macro_precision", "Precision (macro)"},
        {"macro_recall", "Recall (macro)"},
        {"macro_f1", "F1 Score (macro)"},
        {"balanced_accuracy", "Balanced accuracy"},
        {"kappa", "Cohen's kappa"},
        {"mcc", "Matthews correlation"},
        {"ece", "Expected calibration error"},
        {"brier", "Brier score"},
        {NULL, NULL},
    };

    struct sheet *sheet = sheet_new(report->figures->arena, "overall", "", overall_columns);

    doc_heading(report->doc, 2, "Overall Performance");
    for (size_t i = 0; rows[i].name; i++)
        overall_row(report, sheet, rows[i].name, rows[i].title);
    doc_sheet(report->doc, sheet, NULL);
}

/* ---- classes ---- */

static const struct sheet_column class_columns[] = {
    {"set", "Set"},
    {"label", "Label"},
    {"support", "Samples"},
    {"share", "% of Total"},
    {"correct", "Correct"},
    {"recall", "Accuracy (recall)"},
    {"interval", "95% interval"},
    {"precision", "Precision"},
    {"f1", "F1"},
    {"band", "Performance"},
    {NULL, NULL},
};

static void copy_cell(struct sheet *to, const struct sheet *from, size_t row, const char *key)
{
    const struct cell *cell = sheet_get(from, row, key);

    if (cell->kind == CELL_NUMBER)
        sheet_number(to, cell->metric, cell->number);
    else
        sheet_text(to, cell->kind == CELL_TEXT ? cell->text : NULL);
    sheet_mark(to, cell->mark);
}

static void copy_percent(struct sheet *to, const struct sheet *from, size_t row, const char *key,
                         int decimals)
{
    const struct cell *cell = sheet_get(from, row, key);

    sheet_text(to,
               cell->kind == CELL_NUMBER ? fmt_percent(to->arena, cell->number, decimals) : NULL);
    sheet_mark(to, cell->mark);
}

static void copy_interval(struct sheet *to, const struct sheet *from, size_t row)
{
    double low = sheet_get_number(from, row, "low"), high = sheet_get_number(from, row, "high");

    if (isnan(low))
        sheet_none(to);
    else
        sheet_text(to, arena_printf(to->arena, "%s to %s", fmt_percent(to->arena, low, 1),
                                    fmt_percent(to->arena, high, 1)));
}

static void bands(const struct doc_run *report)
{
    const struct rating_band *band = report->figures->input->results->options.bands;

    doc_text(report->doc, "Bands by recall:");
    for (size_t i = 0; i + 1 < RATING_BAND_COUNT; i++)
        doc_textf(report->doc, " %s from %s,", band[i].name,
                  fmt_percent(report->figures->arena, band[i].least, 0));
    doc_textf(report->doc, " else %s.", band[RATING_BAND_COUNT - 1].name);
}

static bool has_intervals(const struct sheet *classes)
{
    for (size_t row = 0; row < sheet_rows(classes); row++)
        if (!isnan(sheet_get_number(classes, row, "low")))
            return true;
    return false;
}

static void per_class(const struct doc_run *report)
{
    const struct sheet *classes = sheets_find(report->sheets, "classes");
    struct sheet *sheet = sheet_new(report->figures->arena, "per_class", "", class_columns);

    for (size_t row = 0; row < sheet_rows(classes) && row < ROWS_MOST; row++) {
        copy_cell(sheet, classes, row, "set");
        copy_cell(sheet, classes, row, "label");
        copy_cell(sheet, classes, row, "support");
        copy_percent(sheet, classes, row, "share", 1);
        copy_cell(sheet, classes, row, "correct");
        copy_percent(sheet, classes, row, "recall", 2);
        copy_interval(sheet, classes, row);
        copy_percent(sheet, classes, row, "precision", 2);
        copy_percent(sheet, classes, row, "f1", 2);
        copy_cell(sheet, classes, row, "band");
    }
    doc_heading(report->doc, 2, "Per-Class Performance");
    doc_sheet(report->doc, sheet, NULL);
    if (sheet_rows(classes) > ROWS_MOST)
        doc_paragraph(report->doc,
                      arena_printf(report->figures->arena, "The first %d of %zu labels; %s.",
                                   ROWS_MOST, sheet_rows(classes),
                                   rest_in_table(report->input, "classes")));
    doc_open(report->doc, BLOCK_PARAGRAPH, 0);
    doc_textf(report->doc, "Recall is the share of a label's samples that were predicted as it%s. ",
              has_intervals(classes) ? "; the interval is Wilson's" : "");
    bands(report);
    doc_plots(report->doc, report->plots,
              (const char *const[]){"per-class", "class-distribution", NULL});
}

/* ---- the matrix ---- */

static void matrix(const struct doc_run *report)
{
    struct buf drawn = {.ptr = NULL};

    text_matrices(report->figures, true, &drawn);
    if (drawn.len) {
        doc_heading(report->doc, 2, "Confusion Matrix");
        doc_code(report->doc, "", buf_str(&drawn));
        doc_paragraph(report->doc,
                      "Rows are the truth, columns the prediction; the diagonal is right.");
        doc_plots(report->doc, report->plots, (const char *const[]){"confusion", NULL});
    }
    buf_release(&drawn);
}

void doc_classes(const struct doc_run *report)
{
    if (!sheets_find(report->sheets, "classes") ||
        (run_content(report->figures->input->run) & RUN_HAS_LAYERS))
        return;
    overall(report);
    per_class(report);
    matrix(report);
    doc_plots(report->doc, report->plots, (const char *const[]){"reliability", NULL});
}
