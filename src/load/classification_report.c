#include <assay/load/classification_report.h>

#include <assay/load/classification_claims.h>
#include <assay/load/classification_grid.h>
#include <assay/load/json_doc.h>
#include <assay/load/sklearn_report.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const column_titles[REPORT_COLUMNS] = {"precision", "recall", "F1", "support"};
static const char *const label_metrics[REPORT_COLUMNS] = {"precision", "recall", "f1", "support"};

/* Metrics of an average row, by its first word; support is the number of samples. */
struct average_metrics {
    const char *name;
    const char *metric[REPORT_COLUMNS];
};

static const struct average_metrics averages[] = {
    {"macro avg", {"macro_precision", "macro_recall", "macro_f1", "samples"}},
    {"micro avg", {"micro_precision", "micro_recall", "micro_f1", "samples"}},
    {"weighted avg", {"weighted_precision", "weighted_recall", "weighted_f1", "samples"}},
};

static const struct average_metrics *find_average(const char *name)
{
    for (size_t i = 0; i < sizeof(averages) / sizeof(averages[0]); i++)
        if (str_eq_nocase(str_of(name), str_of(averages[i].name)))
            return &averages[i];
    return NULL;
}

static void push_cells(struct evaluation *evaluation, const struct report_row *row,
                       const char *const *metrics, const char *subject,
                       const struct claim_place *place)
{
    for (size_t c = 0; c < REPORT_COLUMNS; c++) {
        const char *name = arena_printf(evaluation->arena, "%s: %s", row->name, column_titles[c]);

        if (row->cell[c].len)
            claim_cell(evaluation->builder, name, claim_about(metrics[c], subject), row->cell[c],
                       place);
    }
}

static void push_row(struct evaluation *evaluation, const struct report_row *row,
                     struct claim_place place)
{
    const struct average_metrics *average = find_average(row->name);

    place.line = row->line;
    if (row->is_accuracy) {
        claim_cell(evaluation->builder, "accuracy", QUANTITY("accuracy"), row->cell[REPORT_F1],
                   &place);
        if (row->cell[REPORT_SUPPORT].len)
            claim_cell(evaluation->builder, "accuracy: support", QUANTITY("samples"),
                       row->cell[REPORT_SUPPORT], &place);
    } else if (average) {
        push_cells(evaluation, row, average->metric, NULL, &place);
    } else if (!row->is_average) {
        push_cells(evaluation, row, label_metrics, row->name, &place);
    }
}

static double cell_value(struct str cell)
{
    double value;

    return str_number(cell, &value, NULL) ? value : NAN;
}

/* Longest fraction among the shares; counts written as 30.0 do not speak of precision. */
static int longest_fraction(const struct report_row *rows, size_t count)
{
    int longest = 0, decimals;
    double value;

    for (size_t i = 0; i < count; i++)
        for (size_t c = 0; c < REPORT_SUPPORT; c++)
            if (str_number(rows[i].cell[c], &value, &decimals) && decimals > longest)
                longest = decimals;
    return longest;
}

static void check_row(struct evaluation *evaluation, const struct class_row *row, uint32_t line,
                      int decimals, uint32_t file)
{
    double correct = row->recall * row->support;
    double room = 0.5 * pow(10.0, -decimals) * row->support + 1e-6 * fmax(row->support, 1.0);

    if (fabs(correct - round(correct)) > room)
        builder_note(evaluation->builder, NOTE_ODD, file, line,
                     "recall x support of %s is %.2f, near no whole number of samples", row->label,
                     correct);
}

static void keep_rows(struct evaluation *evaluation, const struct report_row *rows, size_t count,
                      uint32_t file, int decimals)
{
    struct class_row *kept = arena_zalloc(evaluation->arena, count, sizeof(*kept));
    size_t labels = 0;

    for (size_t i = 0; i < count; i++) {
        const struct report_row *row = &rows[i];

        if (row->is_accuracy || row->is_average)
            continue;
        kept[labels] = (struct class_row){
            .label = row->name,
            .precision = cell_value(row->cell[REPORT_PRECISION]),
            .recall = cell_value(row->cell[REPORT_RECALL]),
            .f1 = cell_value(row->cell[REPORT_F1]),
            .support = cell_value(row->cell[REPORT_SUPPORT]),
        };
        check_row(evaluation, &kept[labels++], row->line, decimals, file);
    }
    if (labels)
        evaluation_classes(evaluation, &(struct class_table){kept, labels, decimals, file});
}

static bool push_rows(struct evaluation *evaluation, const struct report_row *rows, size_t count,
                      uint32_t file, const char *path, struct err *err)
{
    int decimals = longest_fraction(rows, count);
    struct claim_place place = {.file = file};

    if (count == 0)
        return err_set_file(err, ERR_SYNTAX, path, "holds no rows of a classification report");
    place.decimals = decimals >= FULL_PRECISION_DECIMALS ? decimals : 0;
    for (size_t i = 0; i < count; i++)
        push_row(evaluation, &rows[i], place);
    keep_rows(evaluation, rows, count, file, decimals);
    return true;
}

/* ---- JSON ---- */

static const char *const json_keys[REPORT_COLUMNS][3] = {
    {"precision", NULL}, {"recall", NULL}, {"f1-score", "f1", NULL}, {"support", NULL}};

static struct report_row row_of_map(const struct meta *node)
{
    struct report_row row = {.name = node->key, .line = node->line};

    row.is_average = str_ends(str_of(node->key), " avg");
    for (size_t c = 0; c < REPORT_COLUMNS; c++)
        for (const char *const *key = json_keys[c]; *key && row.cell[c].len == 0; key++) {
            const struct meta *value = meta_get(node, *key);

            if (value && value->kind == META_NUMBER)
                row.cell[c] = value->text;
        }
    return row;
}

/* A single number beside the rows: the accuracy, or another figure someone added. */
static void push_single(struct evaluation *evaluation, const struct meta *node, uint32_t file,
                        int decimals)
{
    const char *metric = claim_metric(str_of(node->key));
    struct claim_place place = {.file = file,
                                .line = node->line,
                                .decimals = decimals >= FULL_PRECISION_DECIMALS ? decimals : 0};

    if (metric)
        claim_cell(evaluation->builder, node->key, QUANTITY(metric), node->text, &place);
}

bool classification_report_json(struct evaluation *evaluation, const struct group_file *file,
                                struct err *err)
{
    const struct meta *root =
        json_doc_read(evaluation->arena, file->full, group_control(evaluation->group), err);
    uint32_t number = evaluation_file(evaluation, file);
    struct report_row *rows;
    size_t count = 0;
    int decimals = 0;

    if (!root)
        return false;
    rows = arena_zalloc(evaluation->arena, root->count, sizeof(*rows));
    for (const struct meta *node = root->first; node; node = node->next) {
        if (node->kind == META_MAP && meta_get(node, "recall"))
            rows[count++] = row_of_map(node);
        else if (node->kind == META_NUMBER && meta_decimals(node) > decimals)
            decimals = meta_decimals(node);
    }
    if (longest_fraction(rows, count) > decimals)
        decimals = longest_fraction(rows, count);
    for (const struct meta *node = root->first; node; node = node->next)
        if (node->kind == META_NUMBER)
            push_single(evaluation, node, number, decimals);
    return push_rows(evaluation, rows, count, number, file->full, err);
}

/* ---- CSV ---- */

/* pandas fills the accuracy into every column of its row, the support too. */
static bool repeats_itself(const struct report_row *row)
{
    for (size_t c = 1; c < REPORT_COLUMNS; c++)
        if (!str_eq(row->cell[c], row->cell[0]))
            return false;
    return row->cell[0].len > 0;
}

static void settle_accuracy_row(struct evaluation *evaluation, struct report_row *row,
                                uint32_t file)
{
    row->is_accuracy = true;
    if (!repeats_itself(row)) {
        for (size_t c = 0; c < REPORT_F1; c++)
            row->cell[REPORT_F1] = row->cell[REPORT_F1].len ? row->cell[REPORT_F1] : row->cell[c];
        return;
    }
    row->cell[REPORT_SUPPORT] = (struct str){"", 0};
    builder_note(evaluation->builder, NOTE_ODD, file, row->line,
                 "the accuracy row repeats its value in every column, support included");
}

static bool is_accuracy_name(const char *name)
{
    return str_eq_nocase(str_of(name), STR("accuracy"));
}

bool classification_report_csv(struct evaluation *evaluation, const struct group_file *file,
                               struct err *err)
{
    size_t column[REPORT_COLUMNS];
    struct report_row *rows;
    struct grid grid;

    if (!grid_read(evaluation, file, &grid, err))
        return false;
    rows = arena_zalloc(evaluation->arena, grid.rows, sizeof(*rows));
    for (size_t c = 0; c < REPORT_COLUMNS; c++)
        column[c] = grid_column(&grid, json_keys[c]);
    for (size_t r = 0; r < grid.rows; r++) {
        rows[r].name = grid_cell(&grid, r, 0).ptr;
        rows[r].line = grid.lines[r];
        rows[r].is_average = str_ends(grid_cell(&grid, r, 0), " avg");
        for (size_t c = 0; c < REPORT_COLUMNS; c++)
            rows[r].cell[c] =
                column[c] == SIZE_MAX ? (struct str){"", 0} : grid_cell(&grid, r, column[c]);
        if (is_accuracy_name(rows[r].name))
            settle_accuracy_row(evaluation, &rows[r], grid.file);
    }
    return push_rows(evaluation, rows, grid.rows, grid.file, file->full, err);
}

/* ---- printed ---- */

static void push_line(struct evaluation *evaluation, const struct report_line *line, uint32_t file)
{
    const char *key = arena_strndup(evaluation->arena, line->key.ptr, line->key.len);
    const char *metric = claim_metric(line->key);
    struct claim_place place = {.file = file, .line = line->line};

    if (metric && claim_cell(evaluation->builder, key, QUANTITY(metric), line->value, &place))
        return;
    builder_meta_text(evaluation->builder, key,
                      arena_strndup(evaluation->arena, line->value.ptr, line->value.len));
}

bool classification_report_txt(struct evaluation *evaluation, const struct group_file *file,
                               struct err *err)
{
    uint32_t number = evaluation_file(evaluation, file);
    struct sklearn_report report;
    struct str text;

    if (!evaluation_text(evaluation, file, number, &text, err))
        return false;
    if (!sklearn_report_parse(text, evaluation->arena, &report))
        return err_set_file(err, ERR_SYNTAX, file->full,
                            "holds no rows of a classification report");
    for (size_t i = 0; i < report.line_count; i++)
        push_line(evaluation, &report.lines[i], number);
    return push_rows(evaluation, report.rows, report.row_count, number, file->full, err);
}
