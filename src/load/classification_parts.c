#include <assay/load/classification_parts.h>

#include <assay/load/classification_claims.h>
#include <assay/load/text_in.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

uint32_t evaluation_file(struct evaluation *evaluation, const struct group_file *file)
{
    return builder_file(evaluation->builder, file->path, file->kind->name, file->bytes);
}

bool evaluation_text(struct evaluation *evaluation, const struct group_file *file, uint32_t number,
                     struct str *text, struct err *err)
{
    enum text_encoding encoding;
    struct str bytes;

    if (!file_read(file->full, DOCUMENT_LIMIT, evaluation->arena, &bytes, err))
        return false;
    *text = text_to_utf8(evaluation->arena, bytes, &encoding);
    if (encoding == TEXT_CP1252)
        builder_note(evaluation->builder, NOTE_ODD, number, 0,
                     "is not UTF-8 and was read as Windows-1252");
    if (encoding == TEXT_MOJIBAKE)
        builder_note(evaluation->builder, NOTE_ODD, number, 0,
                     "is UTF-8 that was once read as Windows-1252; it was turned back");
    return true;
}

void evaluation_samples(struct evaluation *evaluation, struct sample_writer *writer)
{
    evaluation->truth = sample_writer_truth(writer);
    evaluation->prediction = sample_writer_prediction(writer);
    evaluation->samples = sample_writer_count(writer);
}

/* Cells of a matrix that samples can be held against. */
static void claim_cells(struct evaluation *evaluation, const struct matrix *matrix, uint32_t line)
{
    size_t n = matrix->labels.count;
    struct claim_place place = {.file = matrix->file, .line = line};

    for (size_t i = 0; i < n * n; i++) {
        const char *pair = arena_printf(evaluation->arena, "%s>%s", matrix->labels.names[i / n],
                                        matrix->labels.names[i % n]);
        const char *count =
            arena_printf(evaluation->arena, "%llu", (unsigned long long)matrix->counts[i]);

        claim_cell(evaluation->builder, pair, claim_about("confusion_cell", pair), str_of(count),
                   &place);
    }
}

void evaluation_matrix(struct evaluation *evaluation, const struct matrix *matrix, uint32_t line)
{
    if (evaluation->truth || evaluation->matrix.counts)
        claim_cells(evaluation, matrix, line);
    if (!evaluation->matrix.counts)
        evaluation->matrix = *matrix;
    builder_matrix(evaluation->builder, matrix);
}

void evaluation_classes(struct evaluation *evaluation, const struct class_table *table)
{
    if (!evaluation->classes.rows || table->decimals > evaluation->classes.decimals)
        evaluation->classes = *table;
}

static double sample_accuracy(const struct evaluation *evaluation)
{
    size_t right = 0, scored = 0;

    for (size_t i = 0; i < evaluation->samples; i++) {
        uint16_t truth = evaluation->truth[i], prediction = evaluation->prediction[i];

        if (truth >= LABEL_INVALID || prediction == LABEL_MISSING)
            continue;
        right += truth == prediction;
        scored++;
    }
    return scored ? (double)right / (double)scored : NAN;
}

static double matrix_accuracy(const struct matrix *matrix)
{
    double right = 0.0, total = 0.0;
    size_t n = matrix->labels.count;

    for (size_t i = 0; i < n * n; i++) {
        total += (double)matrix->counts[i];
        right += i / n == i % n ? (double)matrix->counts[i] : 0.0;
    }
    return total > 0.0 ? right / total : NAN;
}

static double rows_accuracy(const struct class_table *table)
{
    double right = 0.0, total = 0.0;

    for (size_t i = 0; i < table->count; i++) {
        right += table->rows[i].recall * table->rows[i].support;
        total += table->rows[i].support;
    }
    return total > 0.0 ? right / total : NAN;
}

double evaluation_accuracy(const struct evaluation *evaluation)
{
    if (evaluation->truth)
        return sample_accuracy(evaluation);
    if (evaluation->matrix.counts)
        return matrix_accuracy(&evaluation->matrix);
    return evaluation->classes.rows ? rows_accuracy(&evaluation->classes) : NAN;
}

/* ---- tables of models ---- */

void evaluation_model(struct evaluation *evaluation, const struct model_row *row)
{
    evaluation->models = array_grow(evaluation->models, &evaluation->model_capacity,
                                    evaluation->model_count + 1, sizeof(*evaluation->models));
    evaluation->models[evaluation->model_count++] = *row;
}

/* The accuracy a row states, as a share; NAN when it states none. */
static double stated_accuracy(const struct model_row *row, double *half)
{
    for (size_t i = 0; i < row->count; i++) {
        const struct model_figure *figure = &row->figures[i];
        struct str digits = claim_bare(figure->cell);
        bool percent = figure->percent || str_ends(digits, "%");
        double value;
        int decimals;

        if (strcmp(figure->metric, "accuracy") != 0)
            continue;
        if (str_ends(digits, "%"))
            digits.len--;
        if (!str_number(str_trim(digits), &value, &decimals))
            return NAN;
        percent = percent || (value > 1.0 && value <= 100.0);
        if (row->decimals > decimals)
            decimals = row->decimals;
        *half = 0.5 * pow(10.0, -decimals) * (percent ? 0.01 : 1.0) + 1e-9;
        return percent ? value * 0.01 : value;
    }
    return NAN;
}

static const char *bare_text(struct evaluation *evaluation, struct str cell)
{
    struct str bare = claim_bare(cell);

    return arena_strndup(evaluation->arena, bare.ptr, bare.len);
}

static void claim_row(struct evaluation *evaluation, const struct model_row *row,
                      const char *subject)
{
    struct claim_place place = {.file = row->file, .line = row->line, .decimals = row->decimals};

    for (size_t i = 0; i < row->count; i++) {
        const struct model_figure *figure = &row->figures[i];
        const char *name = arena_printf(evaluation->arena, "%s of %s", figure->name, row->model);

        place.percent = figure->percent;
        if (claim_cell(evaluation->builder, name, claim_about(figure->metric, subject),
                       figure->cell, &place))
            continue;
        if (subject)
            claim_words(evaluation->builder, name, claim_about(figure->metric, subject),
                        bare_text(evaluation, figure->cell), &place);
        else
            builder_note(evaluation->builder, NOTE_SKIPPED, row->file, row->line,
                         "%s is stated as \"%s\", which is no figure", name,
                         bare_text(evaluation, figure->cell));
    }
}

static void settle_table(struct evaluation *evaluation, const struct model_row *rows, size_t count)
{
    double accuracy = evaluation_accuracy(evaluation);
    size_t agreeing = 0, own = count;

    for (size_t i = 0; i < count; i++) {
        double half = 0.0, stated = stated_accuracy(&rows[i], &half);

        if (fabs(stated - accuracy) <= half) {
            agreeing++;
            own = i;
        }
    }
    if (count == 1)
        own = 0;
    else if (agreeing != 1)
        own = count;
    for (size_t i = 0; i < count; i++)
        claim_row(evaluation, &rows[i], i == own ? NULL : rows[i].model);
    if (count > 1 && own < count)
        builder_note(evaluation->builder, NOTE_GUESSED, rows[own].file, rows[own].line,
                     "of %zu models only %s agrees with the evidence here, and is taken for this "
                     "run",
                     count, rows[own].model);
    else if (count > 1)
        builder_note(evaluation->builder, NOTE_ODD, rows[0].file, rows[0].line,
                     "%s of the %zu models named agree%s with the accuracy here, %.4f, so none is "
                     "taken for this run",
                     agreeing ? "several" : "none", count, agreeing ? "" : "s", accuracy);
}

void evaluation_settle_models(struct evaluation *evaluation)
{
    const struct model_row *rows = evaluation->models;

    for (size_t i = 0; i < evaluation->model_count;) {
        size_t end = i + 1;

        while (end < evaluation->model_count && rows[end].table == rows[i].table)
            end++;
        settle_table(evaluation, rows + i, end - i);
        i = end;
    }
}
