#include <assay/load/classification_section.h>

#include <assay/base/prefault.h>
#include <assay/load/csv_number.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static bool wants(const struct section *section, enum field field)
{
    return section->layout->column[field] != FIELD_ABSENT;
}

/* ---- a section's own memory ---- */

struct section *section_new(const struct table_layout *layout)
{
    struct section *section = xcalloc(1, sizeof(*section));

    section->layout = layout;
    section->arena = arena_new();
    answers_init(&section->truth.texts, section->arena);
    answers_init(&section->answer.texts, section->arena);
    answers_init(&section->raw.texts, section->arena);
    answers_init(&section->split.texts, section->arena);
    answers_init(&section->group.texts, section->arena);
    return section;
}

static void texts_release(struct section_texts *texts)
{
    answers_release(&texts->texts);
    free(texts->numbers);
    free(texts->whole);
}

void section_free(struct section *section)
{
    if (!section)
        return;
    csv_reader_close(section->reader);
    texts_release(&section->truth);
    texts_release(&section->answer);
    texts_release(&section->raw);
    texts_release(&section->split);
    texts_release(&section->group);
    free(section->places);
    free(section->score);
    free(section->probabilities);
    free(section->ids);
    free(section->id_ends);
    buf_release(&section->id_bytes);
    arena_free(section->arena);
    free(section);
}

void section_clear(struct section *section)
{
    section->count = section->place_count = 0;
    section->id_kind = SECTION_ID_RUN;
    buf_clear(&section->id_bytes);
    section->fault_count = section->recoded = section->bad_scores = section->lines = 0;
    section->met_quote = false;
}

/* ---- from a batch to columns ---- */

static void add_texts(const struct section *section, const struct csv_batch *batch,
                      enum field field, struct section_texts *texts)
{
    size_t column = section->layout->column[field], total = section->count + batch->row_count;
    uint32_t *numbers;

    if (column == FIELD_ABSENT)
        return;
    texts->numbers = array_grow(texts->numbers, &texts->capacity, total, sizeof(*texts->numbers));
    numbers = texts->numbers + section->count;
    for (size_t r = 0; r < batch->row_count; r++)
        numbers[r] =
            answers_find_padded(&texts->texts, prediction_text(csv_cell(batch, r, column)));
}

static void add_scores(struct section *section, const struct csv_batch *batch)
{
    size_t column = section->layout->column[FIELD_SCORE], total = section->count + batch->row_count;
    double *score;

    if (column == FIELD_ABSENT)
        return;
    section->score = array_grow(section->score, &section->score_capacity, total, sizeof(*score));
    score = section->score + section->count;
    for (size_t r = 0; r < batch->row_count; r++) {
        struct str cell = csv_cell(batch, r, column);

        if (csv_number(cell, &score[r]) || csv_number(str_trim(cell), &score[r]))
            continue;
        score[r] = NAN;
        section->bad_scores += str_trim(cell).len != 0;
    }
}

static void add_probabilities(struct section *section, const struct csv_batch *batch)
{
    size_t columns = section->layout->probability_count, total = section->count + batch->row_count;

    if (columns == 0)
        return;
    section->probabilities = array_grow(section->probabilities, &section->probability_capacity,
                                        total * columns, sizeof(*section->probabilities));
    for (size_t r = 0; r < batch->row_count; r++)
        for (size_t k = 0; k < columns; k++) {
            struct str cell = csv_cell(batch, r, section->layout->first_probability + k);
            double value = NAN;

            if (!csv_number(cell, &value))
                csv_number(str_trim(cell), &value);
            section->probabilities[(section->count + r) * columns + k] = (float)value;
        }
}

static void add_places(struct section *section, const struct csv_batch *batch)
{
    size_t total = section->count + batch->row_count;
    size_t row = section->place_count * SECTION_STRIDE;

    section->places = array_grow(section->places, &section->place_capacity,
                                 total / SECTION_STRIDE + 1, sizeof(*section->places));
    for (; row < total; row += SECTION_STRIDE)
        section->places[section->place_count++] =
            (struct row_place){row, batch->rows[row - section->count].offset};
}

/* ---- ids ---- */

static void add_text_id(struct section *section, size_t row, struct str id)
{
    section->id_ends =
        array_grow(section->id_ends, &section->id_end_capacity, row + 1, sizeof(*section->id_ends));
    buf_add_str(&section->id_bytes, id);
    section->id_ends[row] = section->id_bytes.len;
}

/* Rows of a run count modulo 2^64, as in the samples. */
static int64_t id_number(const struct section *section, size_t row)
{
    return section->id_kind == SECTION_ID_RUN ? (int64_t)((uint64_t)section->first_id + row)
                                              : section->ids[row];
}

static void turn_ids_to_numbers(struct section *section, size_t rows, size_t total)
{
    section->ids = array_grow(section->ids, &section->id_capacity, total, sizeof(*section->ids));
    for (size_t i = 0; i < rows; i++)
        section->ids[i] = id_number(section, i);
    section->id_kind = SECTION_ID_NUMBERS;
}

/* Numbers are kept in their plain form, so printing one gives the id's text again. */
static void turn_ids_to_texts(struct section *section, size_t rows)
{
    char room[SAMPLE_ID_ROOM];

    for (size_t i = 0; i < rows; i++) {
        snprintf(room, sizeof(room), "%lld", (long long)id_number(section, i));
        add_text_id(section, i, str_of(room));
    }
    section->id_kind = SECTION_ID_TEXTS;
}

static bool number_of_id(struct str id, int64_t *number)
{
    char first = id.len ? id.ptr[0] : '\0';
    long long value;

    /* Digits without a leading zero are the plain form of a whole number. */
    if (first >= '1' && first <= '9' && id.len <= 8 && csv_integer(id, &value)) {
        *number = value;
        return true;
    }
    return sample_id_is_number(id, number);
}

/* How many rows of the batch, from its first on, continue the run. */
static size_t add_id_run(struct section *section, const struct csv_batch *batch, size_t column)
{
    size_t r = 0;

    for (; r < batch->row_count; r++) {
        size_t row = section->count + r;
        int64_t number;

        if (!number_of_id(prediction_text(csv_cell(batch, r, column)), &number))
            break;
        if (row == 0)
            section->first_id = number;
        if ((uint64_t)number - (uint64_t)section->first_id != row)
            break;
    }
    return r;
}

static void add_ids(struct section *section, const struct csv_batch *batch)
{
    size_t column = section->layout->column[FIELD_ID], total = section->count + batch->row_count;
    size_t r = 0;

    if (column == FIELD_ABSENT)
        return;
    if (section->id_kind == SECTION_ID_RUN) {
        r = add_id_run(section, batch, column);
        if (r == batch->row_count)
            return;
        turn_ids_to_numbers(section, section->count + r, total);
    }
    if (section->id_kind == SECTION_ID_NUMBERS)
        section->ids =
            array_grow(section->ids, &section->id_capacity, total, sizeof(*section->ids));
    for (; r < batch->row_count; r++) {
        struct str id = prediction_text(csv_cell(batch, r, column));
        size_t row = section->count + r;

        if (section->id_kind == SECTION_ID_NUMBERS && number_of_id(id, &section->ids[row]))
            continue;
        if (section->id_kind == SECTION_ID_NUMBERS)
            turn_ids_to_texts(section, row);
        add_text_id(section, row, id);
    }
}

static void add_rows(struct section *section, const struct csv_batch *batch)
{
    add_ids(section, batch);
    add_texts(section, batch, FIELD_TRUTH, &section->truth);
    add_texts(section, batch, FIELD_PREDICTION, &section->answer);
    add_texts(section, batch, FIELD_RAW, &section->raw);
    add_texts(section, batch, FIELD_SPLIT, &section->split);
    add_texts(section, batch, FIELD_GROUP, &section->group);
    add_scores(section, batch);
    add_probabilities(section, batch);
    add_places(section, batch);
    section->count += batch->row_count;
}

void section_add(struct section *section, const struct csv_batch *batch)
{
    if (batch->row_count)
        add_rows(section, batch);
    for (size_t i = 0; i < batch->fault_count; i++)
        if (section->fault_count++ < SECTION_FAULTS)
            section->faults[section->fault_count - 1] = batch->faults[i];
    section->recoded += batch->recoded;
}

/* One reader for all sections: opening costs as much as some thousand rows. */
static bool begin_reading(struct section *section, uint64_t from, uint64_t to, struct err *err)
{
    const struct table_layout *layout = section->layout;
    struct csv_spec spec = {.columns = layout->wanted,
                            .column_count = layout->wanted_count,
                            .from = from,
                            .to = to,
                            .control = layout->control};

    if (section->reader)
        csv_reader_restart(section->reader, from, to);
    else
        section->reader = csv_reader_open(layout->path, layout->dialect, &spec, err);
    return section->reader != NULL;
}

bool section_read(struct section *section, uint64_t from, uint64_t to, struct err *err)
{
    struct csv_batch batch;
    bool read;

    section_clear(section);
    if (!begin_reading(section, from, to, err))
        return false;
    while ((read = csv_reader_next(section->reader, &batch, err)) && !batch.done)
        section_add(section, &batch);
    section->lines = csv_reader_lines(section->reader);
    section->met_quote = csv_reader_met_quote(section->reader);
    return read;
}

/* ---- into the whole ---- */

typedef uint32_t name_fn(struct prediction_rows *rows, struct str text);

static uint32_t name_truth(struct prediction_rows *rows, struct str text)
{
    return answers_find(&rows->truths, text);
}

static uint32_t name_answer(struct prediction_rows *rows, struct str text)
{
    return answers_find(&rows->answers, text);
}

static uint32_t name_raw(struct prediction_rows *rows, struct str text)
{
    return answers_find(&rows->raws, text);
}

static uint32_t name_split(struct prediction_rows *rows, struct str text)
{
    uint32_t number = text.len ? answers_find(&rows->splits, text) : UINT16_MAX;

    return number < UINT16_MAX ? number : UINT16_MAX;
}

static uint32_t name_group(struct prediction_rows *rows, struct str text)
{
    return text.len ? builder_text(rows->builder, text) : UINT32_MAX;
}

/* New texts come in the order of their rows, so they get the numbers they would have got there. */
static void name_texts(struct section_texts *texts, struct prediction_rows *rows, name_fn *name)
{
    uint32_t count = intern_count(texts->texts.texts);

    texts->whole = array_grow(texts->whole, &texts->whole_capacity, count, sizeof(*texts->whole));
    for (uint32_t i = texts->known; i < count; i++)
        texts->whole[i] = name(rows, intern_text(texts->texts.texts, i));
    texts->known = count;
}

void section_name_texts(struct section *section, struct prediction_rows *rows)
{
    name_texts(&section->truth, rows, name_truth);
    name_texts(&section->answer, rows, name_answer);
    name_texts(&section->raw, rows, name_raw);
    name_texts(&section->split, rows, name_split);
    name_texts(&section->group, rows, name_group);
}

static void join_ids(struct section *section, struct prediction_rows *rows)
{
    size_t start = 0;

    section->target.ids = NULL;
    if (!wants(section, FIELD_ID) || section->count == 0)
        return;
    if (section->id_kind == SECTION_ID_RUN &&
        sample_writer_id_run(rows->writer, section->first_id, section->count))
        return;
    if (section->id_kind != SECTION_ID_TEXTS)
        section->target.ids = sample_writer_id_numbers(rows->writer, section->count);
    if (section->target.ids)
        return;
    for (size_t i = 0; i < section->count; i++) {
        if (section->id_kind != SECTION_ID_TEXTS) {
            sample_writer_id_number(rows->writer, id_number(section, i));
            continue;
        }
        sample_writer_id(rows->writer,
                         (struct str){section->id_bytes.ptr + start, section->id_ends[i] - start});
        start = section->id_ends[i];
    }
}

static void join_places(const struct section *section, struct prediction_rows *rows, size_t first)
{
    for (size_t i = 0; i < section->place_count; i++)
        sample_writer_row_place(rows->writer, first + section->places[i].row,
                                section->places[i].offset, section->layout->file);
}

void section_join(struct section *section, struct prediction_rows *rows)
{
    struct section_target *to = &section->target;
    size_t first;

    *to = (struct section_target){.ids = NULL};
    if (section->count == 0)
        return;
    first = prediction_rows_add_bare(rows, section->count);
    *to = (struct section_target){
        .truth16 = rows->truth.wide ? NULL : rows->truth.narrow + first,
        .truth32 = rows->truth.wide ? rows->truth.wide + first : NULL,
        .answer16 = rows->answer.wide ? NULL : rows->answer.narrow + first,
        .answer32 = rows->answer.wide ? rows->answer.wide + first : NULL,
    };
    if (wants(section, FIELD_RAW))
        to->raw = rows->raw + first;
    if (wants(section, FIELD_SPLIT))
        to->split = sample_writer_split(rows->writer) + first;
    if (wants(section, FIELD_GROUP))
        to->group = sample_writer_group(rows->writer) + first;
    if (wants(section, FIELD_SCORE))
        to->score = sample_writer_score(rows->writer) + first;
    if (section->layout->probability_count)
        to->probabilities = rows->probabilities + first * section->layout->probability_count;
    rows->bad_scores += section->bad_scores;
    join_places(section, rows, first);
    join_ids(section, rows);
}

static void copy_wide(uint32_t *to, const struct section_texts *texts, size_t count)
{
    for (size_t i = 0; to && i < count; i++)
        to[i] = texts->whole[texts->numbers[i]];
}

static void copy_narrow(uint16_t *to, const struct section_texts *texts, size_t count)
{
    for (size_t i = 0; to && i < count; i++)
        to[i] = (uint16_t)texts->whole[texts->numbers[i]];
}

static void prefault_all(const struct section_target *to, size_t count)
{
    if (to->truth16)
        prefault(to->truth16, count * sizeof(*to->truth16));
    if (to->answer16)
        prefault(to->answer16, count * sizeof(*to->answer16));
    if (to->split)
        prefault(to->split, count * sizeof(*to->split));
    if (to->score)
        prefault(to->score, count * sizeof(*to->score));
    if (to->ids)
        prefault(to->ids, count * sizeof(*to->ids));
}

void section_copy(const struct section *section)
{
    const struct section_target *to = &section->target;
    size_t count = section->count;

    if (count == 0)
        return;
    prefault_all(to, count);
    copy_narrow(to->truth16, &section->truth, count);
    copy_wide(to->truth32, &section->truth, count);
    copy_narrow(to->answer16, &section->answer, count);
    copy_wide(to->answer32, &section->answer, count);
    copy_narrow(to->split, &section->split, count);
    copy_wide(to->raw, &section->raw, count);
    copy_wide(to->group, &section->group, count);
    if (to->score)
        memcpy(to->score, section->score, count * sizeof(*to->score));
    for (size_t i = 0; to->ids && i < count; i++)
        to->ids[i] = id_number(section, i);
    if (to->probabilities)
        memcpy(to->probabilities, section->probabilities,
               count * section->layout->probability_count * sizeof(*to->probabilities));
}
