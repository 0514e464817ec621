/*
 * The sink of predictions, whatever file they come from: rows in, one set of samples out.
 *
 *     struct prediction_rows *rows = prediction_rows_new(builder, hints, &map, file);
 *     size_t first = prediction_rows_add(rows, n);
 *     prediction_rows_truth(rows, first + i, text) … for each field the map has
 *     prediction_rows_finish(rows);                     // decides labels, notes what is odd
 *     prediction_rows_free(rows);
 *
 * Every row must be given an id when the map has ids. Which texts are labels:
 *   open    every truth and every prediction is a label, as for scikit-learn (no hints)
 *   closed  hints.labels, or with only a fallback given, the truths; any other answer is read as a
 *           raw answer (classification_answers.h) and is LABEL_INVALID if that names no label
 * Integer labels are named by the order of the prob_<label> columns where these have other names.
 */
#ifndef ASSAY_LOAD_CLASSIFICATION_ROWS_H
#define ASSAY_LOAD_CLASSIFICATION_ROWS_H

#include <assay/load/classification_answers.h>
#include <assay/load/classification_fields.h>
#include <assay/model/run_builder.h>

/*
 * Numbers of texts, one a row: kept in the samples' own column of labels, where they are replaced
 * by labels at the end, as long as they fit; in an array of their own once one does not.
 */
struct text_numbers {
    uint16_t *narrow;
    uint32_t *wide; /* NULL while narrow does */
    size_t capacity;
};

struct prediction_rows {
    struct run_builder *builder;
    struct sample_writer *writer;
    const struct run_hints *hints;
    const struct field_map *map;
    uint32_t file;
    struct arena *arena; /* scratch, of these rows */
    struct answers truths, answers, splits, raws;
    struct text_numbers truth, answer;
    uint32_t *raw; /* numbers of texts, one a row; NULL unless the map has it */
    size_t raw_capacity;
    float *probabilities; /* rows x map->probability_count */
    size_t probability_capacity;
    size_t count;
    uint64_t bad_scores; /* not empty and no number */
};

struct prediction_rows *prediction_rows_new(struct run_builder *builder,
                                            const struct run_hints *hints,
                                            const struct field_map *map, uint32_t file);
void prediction_rows_free(struct prediction_rows *rows);
size_t prediction_rows_add(struct prediction_rows *rows, size_t count);
/* The same without empty values: the caller writes every column that the map gives. */
size_t prediction_rows_add_bare(struct prediction_rows *rows, size_t count);
/* Rows that can be added before an array moves, and room for so many rows in all. */
size_t prediction_rows_room(const struct prediction_rows *rows);
void prediction_rows_reserve(struct prediction_rows *rows, size_t count);
/* Whether a label column has become too narrow for the texts there are; fit makes it wide. */
bool prediction_rows_overflow(const struct prediction_rows *rows);
void prediction_rows_fit(struct prediction_rows *rows);
void prediction_rows_id(struct prediction_rows *rows, struct str id);
void prediction_rows_finish(struct prediction_rows *rows);
/* Numbers come that do not fit: from now on they stand in `wide`. */
void text_numbers_widen(struct text_numbers *numbers, size_t rows);

static inline void text_numbers_set(struct text_numbers *numbers, size_t rows, size_t row,
                                    uint32_t number)
{
    if (number > UINT16_MAX && !numbers->wide)
        text_numbers_widen(numbers, rows);
    if (numbers->wide)
        numbers->wide[row] = number;
    else
        numbers->narrow[row] = (uint16_t)number;
}

static inline uint32_t text_numbers_at(const struct text_numbers *numbers, size_t row)
{
    return numbers->wide ? numbers->wide[row] : numbers->narrow[row];
}

static inline struct str prediction_text(struct str text)
{
    if (text.len && ((unsigned char)text.ptr[0] <= ' ' || text.ptr[text.len - 1] <= ' '))
        return str_trim(text);
    return text;
}

static inline void prediction_rows_truth(struct prediction_rows *rows, size_t row, struct str text)
{
    text_numbers_set(&rows->truth, rows->count, row,
                     answers_find(&rows->truths, prediction_text(text)));
}

static inline void prediction_rows_answer(struct prediction_rows *rows, size_t row, struct str text)
{
    text_numbers_set(&rows->answer, rows->count, row,
                     answers_find(&rows->answers, prediction_text(text)));
}

static inline void prediction_rows_raw(struct prediction_rows *rows, size_t row, struct str text)
{
    rows->raw[row] = answers_find(&rows->raws, prediction_text(text));
}

#endif
