#include <assay/load/classification_rows.h>

#include <assay/base/err.h>
#include <assay/load/csv_number.h>

#include <math.h>
#include <stdlib.h>

struct prediction_rows *prediction_rows_new(struct run_builder *builder,
                                            const struct run_hints *hints,
                                            const struct field_map *map, uint32_t file)
{
    struct prediction_rows *rows = xcalloc(1, sizeof(*rows));

    rows->builder = builder;
    rows->writer = builder_samples(builder, "");
    rows->hints = hints;
    rows->map = map;
    rows->file = file;
    rows->arena = arena_new();
    answers_init(&rows->truths, rows->arena);
    answers_init(&rows->answers, rows->arena);
    answers_init(&rows->splits, rows->arena);
    answers_init(&rows->raws, rows->arena);
    return rows;
}

void prediction_rows_free(struct prediction_rows *rows)
{
    if (!rows)
        return;
    answers_release(&rows->truths);
    answers_release(&rows->answers);
    answers_release(&rows->splits);
    answers_release(&rows->raws);
    free(rows->truth.wide);
    free(rows->answer.wide);
    free(rows->raw);
    free(rows->probabilities);
    arena_free(rows->arena);
    free(rows);
}

void text_numbers_widen(struct text_numbers *numbers, size_t rows)
{
    numbers->wide = array_grow(NULL, &numbers->capacity, rows, sizeof(*numbers->wide));
    for (size_t i = 0; i < rows; i++)
        numbers->wide[i] = numbers->narrow[i];
}

static void text_numbers_grow(struct text_numbers *numbers, uint16_t *narrow, size_t rows)
{
    numbers->narrow = narrow;
    if (numbers->wide)
        numbers->wide = array_grow(numbers->wide, &numbers->capacity, rows, sizeof(*numbers->wide));
}

static void make_room(struct prediction_rows *rows, size_t total)
{
    size_t columns = rows->map->probability_count;

    text_numbers_grow(&rows->truth, sample_writer_truth(rows->writer), total);
    text_numbers_grow(&rows->answer, sample_writer_prediction(rows->writer), total);
    if (rows->map->at[FIELD_RAW] != FIELD_ABSENT)
        rows->raw = array_grow(rows->raw, &rows->raw_capacity, total, sizeof(*rows->raw));
    if (columns)
        rows->probabilities = array_grow(rows->probabilities, &rows->probability_capacity,
                                         total * columns, sizeof(*rows->probabilities));
}

size_t prediction_rows_add(struct prediction_rows *rows, size_t count)
{
    size_t first = sample_writer_add(rows->writer, count);

    rows->count = first + count;
    make_room(rows, rows->count);
    return first;
}

size_t prediction_rows_add_bare(struct prediction_rows *rows, size_t count)
{
    size_t first = sample_writer_add_bare(rows->writer, count);

    rows->count = first + count;
    make_room(rows, rows->count);
    return first;
}

size_t prediction_rows_room(const struct prediction_rows *rows)
{
    size_t room = sample_writer_room(rows->writer), columns = rows->map->probability_count;
    const size_t used[] = {rows->truth.wide ? rows->truth.capacity : SIZE_MAX,
                           rows->answer.wide ? rows->answer.capacity : SIZE_MAX,
                           rows->map->at[FIELD_RAW] != FIELD_ABSENT ? rows->raw_capacity : SIZE_MAX,
                           columns ? rows->probability_capacity / columns : SIZE_MAX};

    for (size_t i = 0; i < sizeof(used) / sizeof(used[0]); i++)
        if (used[i] < rows->count + room)
            room = used[i] > rows->count ? used[i] - rows->count : 0;
    return room;
}

void prediction_rows_reserve(struct prediction_rows *rows, size_t count)
{
    sample_writer_reserve(rows->writer, count);
    make_room(rows, count);
}

static bool too_narrow(const struct text_numbers *numbers, const struct intern *texts)
{
    return !numbers->wide && intern_count(texts) > (size_t)UINT16_MAX + 1;
}

bool prediction_rows_overflow(const struct prediction_rows *rows)
{
    return too_narrow(&rows->truth, rows->truths.texts) ||
           too_narrow(&rows->answer, rows->answers.texts);
}

void prediction_rows_fit(struct prediction_rows *rows)
{
    if (too_narrow(&rows->truth, rows->truths.texts))
        text_numbers_widen(&rows->truth, rows->count);
    if (too_narrow(&rows->answer, rows->answers.texts))
        text_numbers_widen(&rows->answer, rows->count);
}

void prediction_rows_id(struct prediction_rows *rows, struct str id)
{
    char first = id.len ? id.ptr[0] : '\0';
    long long number;

    /* Digits without a leading zero are the plain form of a whole number. */
    if ((first >= '1' && first <= '9') && id.ptr[id.len - 1] >= '0' && csv_integer(id, &number))
        sample_writer_id_number(rows->writer, number);
    else
        sample_writer_id(rows->writer, id);
}

/* ---- which texts are labels ---- */

struct decision {
    uint16_t *of_truth, *of_answer; /* label of each text */
    bool closed;
};

static bool all_integers(const struct intern *texts)
{
    long long number;

    for (uint32_t i = 0; i < intern_count(texts); i++)
        if (intern_text(texts, i).len && !str_integer(intern_text(texts, i), &number))
            return false;
    return intern_count(texts) > 0;
}

/* True when some prob_<label> column is not simply called by a number. */
static bool columns_have_names(const struct field_map *map)
{
    long long number;

    for (size_t k = 0; k < map->probability_count; k++)
        if (!str_integer(str_of(map->labels[k]), &number))
            return true;
    return false;
}

/* "2" is the third column's label when numbers stand for the order of the columns. */
static struct str label_text(const struct prediction_rows *rows, struct str text, bool numbered)
{
    long long number;

    if (numbered && str_integer(text, &number) && number >= 0 &&
        (unsigned long long)number < rows->map->probability_count)
        return str_of(rows->map->labels[number]);
    return text;
}

/* Truths in the order they appear are no order to show: sorted as Python sorts them. */
static int by_text(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    double p, q;

    if (str_number(str_of(*x), &p, NULL) && str_number(str_of(*y), &q, NULL) && p != q)
        return p < q ? -1 : 1;
    return strcmp(*x, *y);
}

static void add_sorted(struct prediction_rows *rows, const struct intern *texts, bool numbered)
{
    uint32_t count = intern_count(texts);
    const char **names = arena_zalloc(rows->arena, count, sizeof(*names));

    for (uint32_t i = 0; i < count; i++)
        names[i] = label_text(rows, intern_text(texts, i), numbered).ptr;
    if (count)
        qsort(names, count, sizeof(*names), by_text);
    for (uint32_t i = 0; i < count; i++)
        sample_writer_label(rows->writer, str_of(names[i]));
}

static void add_labels(struct prediction_rows *rows, struct decision *decision, bool numbered)
{
    const struct run_hints *hints = rows->hints;

    decision->closed = hints->label_count || hints->fallback;
    for (size_t k = 0; k < hints->label_count; k++)
        sample_writer_label(rows->writer, str_of(hints->labels[k]));
    for (size_t k = 0; k < rows->map->probability_count && !hints->label_count; k++)
        sample_writer_label(rows->writer, str_of(rows->map->labels[k]));
    if (!hints->label_count)
        add_sorted(rows, rows->truths.texts, numbered);
    if (!decision->closed)
        add_sorted(rows, rows->answers.texts, numbered);
    if (hints->fallback)
        sample_writer_label(rows->writer, str_of(hints->fallback));
    if (decision->closed)
        sample_writer_close_labels(rows->writer);
}

/* The labels as they stand now, for reading raw answers. */
static struct label_set known_labels(const struct prediction_rows *rows, bool numbered)
{
    const struct run_hints *hints = rows->hints;
    size_t room =
        hints->label_count + rows->map->probability_count + intern_count(rows->truths.texts) + 1;
    const char **by_code = arena_zalloc(rows->arena, room, sizeof(*by_code));
    size_t count = 0;

    for (size_t k = 0; k < hints->label_count; k++)
        by_code[count++] = hints->labels[k];
    for (size_t k = 0; k < rows->map->probability_count && !hints->label_count; k++)
        by_code[count++] = rows->map->labels[k];
    for (uint32_t i = 0; i < intern_count(rows->truths.texts) && !hints->label_count; i++)
        by_code[count++] = label_text(rows, intern_text(rows->truths.texts, i), numbered).ptr;
    if (hints->fallback)
        by_code[count++] = hints->fallback;
    return (struct label_set){by_code, count};
}

static uint16_t *decide(struct prediction_rows *rows, const struct intern *texts, bool closed,
                        bool numbered)
{
    uint32_t count = intern_count(texts);
    uint16_t *codes = arena_zalloc(rows->arena, count, sizeof(*codes));
    struct label_set labels = known_labels(rows, numbered);

    for (uint32_t i = 0; i < count; i++) {
        struct str text = label_text(rows, intern_text(texts, i), numbered);
        uint16_t known;

        codes[i] = sample_writer_label(rows->writer, text);
        if (!closed || codes[i] != LABEL_INVALID)
            continue;
        known = answer_label(&labels, text, rows->arena);
        if (known != LABEL_INVALID)
            codes[i] = sample_writer_label(rows->writer, str_of(labels.names[known]));
    }
    return codes;
}

/* ---- what the rows say beside labels ---- */

static bool any_code(const uint16_t *codes, const struct intern *texts, uint16_t wanted)
{
    for (uint32_t i = 0; i < intern_count(texts); i++)
        if (codes[i] == wanted)
            return true;
    return false;
}

/*
 * Keep the text of answers that are no label, from the raw column where there is one; before the
 * numbers of texts give way to labels.
 */
static void keep_raw_answers(struct prediction_rows *rows, const uint16_t *of_answer)
{
    const struct intern *texts = rows->raw ? rows->raws.texts : rows->answers.texts;
    uint32_t *column, *kept;
    uint64_t invalid = 0;

    if (!any_code(of_answer, rows->answers.texts, LABEL_INVALID))
        return;
    column = sample_writer_raw(rows->writer);
    kept = arena_alloc(rows->arena, intern_count(texts) * sizeof(*kept));
    memset(kept, 0xff, intern_count(texts) * sizeof(*kept));
    for (size_t i = 0; i < rows->count; i++) {
        uint32_t answer = text_numbers_at(&rows->answer, i);
        uint32_t text = rows->raw ? rows->raw[i] : answer;

        if (of_answer[answer] != LABEL_INVALID)
            continue;
        if (kept[text] == UINT32_MAX)
            kept[text] = builder_text(rows->builder, intern_text(texts, text));
        column[i] = kept[text];
        invalid++;
    }
    builder_note_count(rows->builder, NOTE_ODD, rows->file, 0, invalid,
                       "%llu answer%s outside the label set", (unsigned long long)invalid,
                       invalid == 1 ? " is" : "s are");
}

static void note_numbered(struct prediction_rows *rows)
{
    const struct field_map *map = rows->map;
    const char *names = "";

    for (size_t k = 0; k < map->probability_count && k < 12; k++)
        names = arena_printf(rows->arena, "%s%s%zu = %s", names, k ? ", " : "", k, map->labels[k]);
    builder_note(rows->builder, NOTE_GUESSED, rows->file, 0,
                 "whole-number labels are named by the order of the prob_ columns: %s%s", names,
                 map->probability_count > 12 ? ", …" : "");
}

/* Probabilities in the order of the label set; NAN for labels without a column. */
static void spread_probabilities(struct prediction_rows *rows)
{
    size_t columns = rows->map->probability_count;
    size_t labels = sample_writer_label_count(rows->writer);
    float *all = xcalloc(rows->count * labels, sizeof(*all));

    for (size_t i = 0; i < rows->count * labels; i++)
        all[i] = NAN;
    for (size_t k = 0; k < columns; k++) {
        uint16_t code = sample_writer_label(rows->writer, str_of(rows->map->labels[k]));

        for (size_t i = 0; i < rows->count && code < labels; i++)
            all[i * labels + code] = rows->probabilities[i * columns + k];
    }
    sample_writer_probabilities(rows->writer, all, rows->count, labels);
    free(all);
}

struct probability_checks {
    uint64_t rows, unlike_prediction, off_sum;
    double least_sum, most_sum;
};

/* The first of the largest; columns when all are missing. */
static size_t arg_max(const float *values, size_t columns)
{
    size_t best = columns;

    for (size_t k = 0; k < columns; k++)
        if (!isnan(values[k]) && (best == columns || values[k] > values[best]))
            best = k;
    return best;
}

static void check_row(struct probability_checks *checks, const float *values, size_t columns,
                      const uint16_t *column_codes, uint16_t prediction)
{
    size_t best = arg_max(values, columns);
    double sum = 0.0;

    if (best == columns)
        return;
    for (size_t k = 0; k < columns; k++)
        sum += isnan(values[k]) ? 0.0 : (double)values[k];
    checks->rows++;
    checks->unlike_prediction += column_codes[best] != prediction;
    checks->off_sum += fabs(sum - 1.0) > 1e-3;
    checks->least_sum = fmin(checks->least_sum, sum);
    checks->most_sum = fmax(checks->most_sum, sum);
}

static void note_checks(struct prediction_rows *rows, const struct probability_checks *checks)
{
    if (checks->off_sum)
        builder_note_count(rows->builder, NOTE_ODD, rows->file, 0, checks->off_sum,
                           "probabilities of a row sum to %.2f to %.2f, not 1", checks->least_sum,
                           checks->most_sum);
    if (checks->unlike_prediction)
        builder_note_count(rows->builder, NOTE_ODD, rows->file, 0, checks->unlike_prediction,
                           "in %llu of %llu rows the largest probability is not the prediction's",
                           (unsigned long long)checks->unlike_prediction,
                           (unsigned long long)checks->rows);
}

/* Without a score column the probability of the prediction is the score. */
static void use_probabilities(struct prediction_rows *rows, const uint16_t *prediction)
{
    const struct field_map *map = rows->map;
    size_t columns = map->probability_count;
    uint16_t *codes = arena_zalloc(rows->arena, columns, sizeof(*codes));
    struct probability_checks checks = {.least_sum = INFINITY, .most_sum = -INFINITY};
    double *score = map->at[FIELD_SCORE] == FIELD_ABSENT ? sample_writer_score(rows->writer) : NULL;

    for (size_t k = 0; k < columns; k++)
        codes[k] = sample_writer_label(rows->writer, str_of(map->labels[k]));
    for (size_t i = 0; i < rows->count; i++) {
        const float *values = rows->probabilities + i * columns;

        check_row(&checks, values, columns, codes, prediction[i]);
        for (size_t k = 0; k < columns && score; k++)
            if (codes[k] == prediction[i])
                score[i] = (double)values[k];
    }
    note_checks(rows, &checks);
    spread_probabilities(rows);
}

static void note_missing(struct prediction_rows *rows, const struct decision *decision,
                         const uint16_t *truth, const uint16_t *prediction)
{
    uint64_t no_truth = 0, no_answer = 0, outside = 0;

    if (!any_code(decision->of_truth, rows->truths.texts, LABEL_MISSING) &&
        !any_code(decision->of_truth, rows->truths.texts, LABEL_INVALID) &&
        !any_code(decision->of_answer, rows->answers.texts, LABEL_MISSING))
        return;
    for (size_t i = 0; i < rows->count; i++) {
        no_truth += truth[i] == LABEL_MISSING;
        no_answer += prediction[i] == LABEL_MISSING;
        outside += truth[i] == LABEL_INVALID;
    }
    if (no_truth)
        builder_note_count(rows->builder, NOTE_ODD, rows->file, 0, no_truth,
                           "%llu rows have no truth and are unscored",
                           (unsigned long long)no_truth);
    if (no_answer)
        builder_note_count(rows->builder, NOTE_ODD, rows->file, 0, no_answer,
                           "%llu rows have no prediction and are unscored",
                           (unsigned long long)no_answer);
    if (outside)
        builder_note_count(rows->builder, NOTE_ODD, rows->file, 0, outside,
                           "%llu rows have a truth outside the label set",
                           (unsigned long long)outside);
}

/* Each text stands in some row, so labels without a text were never predicted. */
static void note_never_predicted(struct prediction_rows *rows, const uint16_t *of_answer,
                                 const char *const *names)
{
    size_t labels = sample_writer_label_count(rows->writer), never = 0;
    uint8_t *seen = arena_zalloc(rows->arena, labels + 1, 1);
    const char *text = "";

    for (uint32_t i = 0; i < intern_count(rows->answers.texts); i++)
        seen[of_answer[i] < labels ? of_answer[i] : labels] = 1;
    for (size_t k = 0; k < labels; k++) {
        if (seen[k])
            continue;
        if (++never <= 8)
            text = arena_printf(rows->arena, "%s%s%s", text, text[0] ? ", " : "", names[k]);
    }
    if (never)
        builder_note(rows->builder, NOTE_ODD, rows->file, 0, "%zu label%s never predicted: %s%s",
                     never, never == 1 ? " is" : "s are", text, never > 8 ? ", …" : "");
}

/* Names by code, found by asking the writer for each text that can be a label. */
static const char *const *label_names(struct prediction_rows *rows, bool numbered)
{
    size_t labels = sample_writer_label_count(rows->writer);
    const char **names = arena_zalloc(rows->arena, labels + 1, sizeof(*names));
    const struct label_set known = known_labels(rows, numbered);

    for (size_t i = 0; i < known.count; i++) {
        uint16_t code = sample_writer_label(rows->writer, str_of(known.names[i]));

        if (code < labels)
            names[code] = known.names[i];
    }
    for (uint32_t i = 0; i < intern_count(rows->answers.texts); i++) {
        struct str text = label_text(rows, intern_text(rows->answers.texts, i), numbered);
        uint16_t code = sample_writer_label(rows->writer, text);

        if (code < labels)
            names[code] = text.ptr;
    }
    for (size_t k = 0; k < labels; k++)
        names[k] = names[k] ? names[k] : "";
    return names;
}

/* Numbers of texts give way to the labels of the texts. */
static uint16_t *replace(struct text_numbers *numbers, const uint16_t *labels, size_t rows)
{
    uint16_t *column = numbers->narrow;

    if (numbers->wide)
        for (size_t i = 0; i < rows; i++)
            column[i] = labels[numbers->wide[i]];
    else
        for (size_t i = 0; i < rows; i++)
            column[i] = labels[column[i]];
    return column;
}

void prediction_rows_finish(struct prediction_rows *rows)
{
    struct decision decision = {.closed = false};
    bool numbered = rows->map->probability_count && columns_have_names(rows->map) &&
                    all_integers(rows->truths.texts);
    const uint16_t *truth, *prediction;

    add_labels(rows, &decision, numbered);
    decision.of_truth = decide(rows, rows->truths.texts, decision.closed, numbered);
    decision.of_answer = decide(rows, rows->answers.texts, decision.closed, numbered);
    keep_raw_answers(rows, decision.of_answer);
    truth = replace(&rows->truth, decision.of_truth, rows->count);
    prediction = replace(&rows->answer, decision.of_answer, rows->count);
    if (numbered)
        note_numbered(rows);
    note_missing(rows, &decision, truth, prediction);
    note_never_predicted(rows, decision.of_answer, label_names(rows, numbered));
    if (rows->map->probability_count)
        use_probabilities(rows, prediction);
    if (rows->bad_scores)
        builder_note_count(rows->builder, NOTE_ODD, rows->file, 0, rows->bad_scores,
                           "%llu scores are no numbers", (unsigned long long)rows->bad_scores);
}
