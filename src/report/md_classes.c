#include <assay/report/md_classes.h>

#include <assay/base/fmt.h>
#include <assay/report/md_out.h>
#include <assay/report/text_matrix.h>

#include <math.h>
#include <string.h>

enum { ROWS_MOST = 200 }; /* of the table of labels */

struct md_class *md_class_rows(const struct md_report *report, size_t *count)
{
    const struct sheet *sheet = sheets_find(&report->sheets, "classes");
    size_t rows = sheet ? sheet_rows(sheet) : 0;
    struct md_class *classes = arena_zalloc(report->figures->arena, rows, sizeof(*classes));

    for (*count = 0; *count < rows; (*count)++) {
        size_t row = *count;

        if (strcmp(sheet_get_text(sheet, row, "set"), sheet_get_text(sheet, 0, "set")) != 0)
            break;
        classes[row] = (struct md_class){
            .label = sheet_get_text(sheet, row, "label"),
            .support = sheet_get_number(sheet, row, "support"),
            .share = sheet_get_number(sheet, row, "share"),
            .correct = sheet_get_number(sheet, row, "correct"),
            .predicted = sheet_get_number(sheet, row, "predicted"),
            .precision = sheet_get_number(sheet, row, "precision"),
            .recall = sheet_get_number(sheet, row, "recall"),
            .f1 = sheet_get_number(sheet, row, "f1"),
            .band = sheet_get_text(sheet, row, "band"),
            .weight_largest = sheet_get_number(sheet, row, "weight_largest"),
            .weight_balanced = sheet_get_number(sheet, row, "weight_balanced"),
        };
    }
    return classes;
}

/* ---- overall ---- */

static void overall_row(const struct md_report *report, const char *name, const char *title)
{
    struct quantity what = QUANTITY(name);
    struct figure figure;
    const struct metric *metric = metric_find(name);
    struct arena *arena = report->figures->arena;

    if (!figures_get(report->figures, &what, &figure))
        return;
    buf_addf(report->out, "| %s | %s", title,
             metric->unit == UNIT_SHARE && metric->least >= 0.0
                 ? fmt_percent(arena, figure.value, 2)
                 : metric_format(metric, figure.value, arena));
    md_mark(report->out, figures_mark(report->figures, &what));
    buf_add_c(report->out, " | ");
    md_text(report->out, figure.how ? figure.how : "");
    buf_add_c(report->out, " |\n");
}

static void overall(const struct md_report *report)
{
    static const struct md_metric rows[] = {
        {"accuracy", "**Accuracy**"},
        {"weighted_precision", "**Precision** (weighted)"},
        {"weighted_recall", "**Recall** (weighted)"},
        {"weighted_f1", "**F1 Score** (weighted)"},
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

    md_heading(report->out, 2, "Overall Performance");
    buf_add_c(report->out, "| Metric | Score | How |\n|---|---:|---|\n");
    for (size_t i = 0; rows[i].name; i++)
        overall_row(report, rows[i].name, rows[i].title);
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

static void bands(const struct md_report *report)
{
    const struct rating_band *band = report->figures->input->results->options.bands;

    buf_add_c(report->out, "Bands by recall:");
    for (size_t i = 0; i + 1 < RATING_BAND_COUNT; i++) {
        buf_add_char(report->out, ' ');
        md_text(report->out, band[i].name);
        buf_addf(report->out, " from %s,", fmt_percent(report->figures->arena, band[i].least, 0));
    }
    buf_add_c(report->out, " else ");
    md_text(report->out, band[RATING_BAND_COUNT - 1].name);
    buf_add_c(report->out, ".\n");
}

static void per_class(const struct md_report *report)
{
    const struct sheet *classes = sheets_find(&report->sheets, "classes");
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
    md_heading(report->out, 2, "Per-Class Performance");
    md_sheet(report->out, sheet, NULL);
    if (sheet_rows(classes) > ROWS_MOST)
        buf_addf(report->out, "\n%zu more labels are in tables/classes.csv.\n",
                 sheet_rows(classes) - ROWS_MOST);
    buf_add_c(report->out, "\nRecall is the share of a label's samples that were predicted as it; "
                           "the interval is Wilson's. ");
    bands(report);
}

/* ---- the matrix ---- */

static void matrix(const struct md_report *report)
{
    struct buf drawn = {.ptr = NULL};

    text_matrices(report->figures, true, &drawn);
    if (drawn.len) {
        md_heading(report->out, 2, "Confusion Matrix");
        md_fence(report->out, "", buf_str(&drawn));
        buf_add_c(report->out,
                  "\nRows are the truth, columns the prediction; the diagonal is right.\n");
    }
    buf_release(&drawn);
}

void md_classes(const struct md_report *report)
{
    if (!sheets_find(&report->sheets, "classes") ||
        (run_content(report->figures->input->run) & RUN_HAS_LAYERS))
        return;
    overall(report);
    per_class(report);
    matrix(report);
}
