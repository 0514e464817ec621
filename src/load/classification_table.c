#include <assay/load/classification_table.h>

#include <assay/load/classification_rows.h>
#include <assay/load/csv_in.h>
#include <assay/load/csv_number.h>
#include <assay/load/text_in.h>

#include <math.h>

enum { FAULTS_TOLD = 10 };

/* A table being read: what is wanted stands in the columns of a batch in the order of `wanted`. */
struct table {
    struct evaluation *evaluation;
    const struct group *group;
    const struct group_file *file;
    struct run_builder *builder;
    struct arena *arena;
    struct csv_dialect dialect;
    struct field_map map;
    uint32_t number; /* of the file */
    size_t *wanted;
    size_t wanted_count;
    size_t column[FIELD_COUNT]; /* place in a batch, FIELD_ABSENT when not there */
    size_t first_probability;
    struct prediction_rows *rows;
    uint64_t faults, recoded;
};

static void want_columns(struct table *table)
{
    table->wanted = arena_zalloc(table->arena, FIELD_COUNT + table->map.probability_count,
                                 sizeof(*table->wanted));
    for (size_t f = 0; f < FIELD_COUNT; f++) {
        table->column[f] = FIELD_ABSENT;
        if (table->map.at[f] == FIELD_ABSENT)
            continue;
        table->column[f] = table->wanted_count;
        table->wanted[table->wanted_count++] = table->map.at[f];
    }
    table->first_probability = table->wanted_count;
    for (size_t k = 0; k < table->map.probability_count; k++)
        table->wanted[table->wanted_count++] = table->map.probabilities[k];
}

static bool read_header(struct table *table, struct err *err)
{
    const char *guesses;
    struct str head;

    if (!file_read_start(table->file->full, CSV_SNIFF_BYTES, table->arena, &head, err))
        return false;
    csv_sniff(head, table->arena, &table->dialect);
    if (!table->dialect.readable)
        return err_set_file(err, ERR_UNSUPPORTED, table->file->full, "%s", table->dialect.why_not);
    if (!field_map_find(table->dialect.header, table->dialect.column_count, table->group->hints,
                        table->arena, &table->map, err)) {
        err_in_file(err, table->file->full);
        return false;
    }
    want_columns(table);
    guesses = field_map_guesses(&table->map, table->dialect.header, table->arena);
    if (guesses[0])
        builder_note(table->builder, NOTE_GUESSED, table->number,
                     (uint32_t)table->dialect.header_line, "columns taken by name: %s", guesses);
    return true;
}

static void note_faults(struct table *table, const struct csv_batch *batch)
{
    struct buf text = {.ptr = NULL};

    for (size_t i = 0; i < batch->fault_count; i++) {
        if (table->faults++ >= FAULTS_TOLD)
            continue;
        buf_clear(&text);
        csv_fault_text(&batch->faults[i], table->dialect.column_count, &text);
        builder_note(table->builder, NOTE_BROKEN, table->number, (uint32_t)batch->faults[i].line,
                     "%s", text.ptr);
    }
    buf_release(&text);
    table->recoded += batch->recoded;
}

static void fill_scores(struct table *table, const struct csv_batch *batch, size_t first)
{
    double *score = sample_writer_score(table->rows->writer) + first;

    for (size_t r = 0; r < batch->row_count; r++) {
        struct str cell = csv_cell(batch, r, table->column[FIELD_SCORE]);

        if (!csv_number(cell, &score[r]) && !csv_number(str_trim(cell), &score[r]))
            table->rows->bad_scores += str_trim(cell).len != 0;
    }
}

static void fill_splits(struct table *table, const struct csv_batch *batch, size_t first)
{
    uint16_t *split = sample_writer_split(table->rows->writer) + first;

    for (size_t r = 0; r < batch->row_count; r++) {
        struct str cell = prediction_text(csv_cell(batch, r, table->column[FIELD_SPLIT]));
        uint32_t text = cell.len ? answers_find(&table->rows->splits, cell) : UINT16_MAX;

        split[r] = text < UINT16_MAX ? (uint16_t)text : UINT16_MAX;
    }
}

static void fill_groups(struct table *table, const struct csv_batch *batch, size_t first)
{
    uint32_t *group = sample_writer_group(table->rows->writer) + first;

    for (size_t r = 0; r < batch->row_count; r++) {
        struct str cell = prediction_text(csv_cell(batch, r, table->column[FIELD_GROUP]));

        group[r] = cell.len ? builder_text(table->builder, cell) : UINT32_MAX;
    }
}

static void fill_records(struct table *table, const struct csv_batch *batch, size_t first)
{
    struct record_ref *record = sample_writer_record(table->rows->writer) + first;

    for (size_t r = 0; r < batch->row_count; r++)
        record[r] =
            (struct record_ref){batch->rows[r].offset, batch->rows[r].length, table->number};
}

static void fill_probabilities(struct table *table, const struct csv_batch *batch, size_t first)
{
    size_t columns = table->map.probability_count;

    for (size_t r = 0; r < batch->row_count; r++)
        for (size_t k = 0; k < columns; k++) {
            struct str cell = csv_cell(batch, r, table->first_probability + k);
            double value = NAN;

            if (!csv_number(cell, &value))
                csv_number(str_trim(cell), &value);
            table->rows->probabilities[(first + r) * columns + k] = (float)value;
        }
}

static void fill_batch(struct table *table, const struct csv_batch *batch)
{
    const size_t *column = table->column;
    size_t first = prediction_rows_add(table->rows, batch->row_count);

    for (size_t r = 0; r < batch->row_count && column[FIELD_ID] != FIELD_ABSENT; r++)
        prediction_rows_id(table->rows, prediction_text(csv_cell(batch, r, column[FIELD_ID])));
    for (size_t r = 0; r < batch->row_count; r++)
        prediction_rows_truth(table->rows, first + r, csv_cell(batch, r, column[FIELD_TRUTH]));
    for (size_t r = 0; r < batch->row_count; r++)
        prediction_rows_answer(table->rows, first + r,
                               csv_cell(batch, r, column[FIELD_PREDICTION]));
    for (size_t r = 0; r < batch->row_count && column[FIELD_RAW] != FIELD_ABSENT; r++)
        prediction_rows_raw(table->rows, first + r, csv_cell(batch, r, column[FIELD_RAW]));
    if (column[FIELD_SCORE] != FIELD_ABSENT)
        fill_scores(table, batch, first);
    if (column[FIELD_SPLIT] != FIELD_ABSENT)
        fill_splits(table, batch, first);
    if (column[FIELD_GROUP] != FIELD_ABSENT)
        fill_groups(table, batch, first);
    if (table->map.probability_count)
        fill_probabilities(table, batch, first);
    fill_records(table, batch, first);
}

/* Splits were numbered in order of appearance, and the run has no others yet. */
static void name_splits(struct table *table)
{
    const struct intern *splits = table->rows->splits.texts;

    for (uint32_t i = 0; i < intern_count(splits); i++)
        builder_split(table->builder, intern_text(splits, i));
    table->evaluation->has_splits = intern_count(splits) > 0;
}

static void note_file(struct table *table)
{
    if (table->faults > FAULTS_TOLD)
        builder_note_count(table->builder, NOTE_BROKEN, table->number, 0,
                           table->faults - FAULTS_TOLD, "%llu more rows are broken",
                           (unsigned long long)(table->faults - FAULTS_TOLD));
    if (table->dialect.encoding == CSV_WINDOWS_1252)
        builder_note(table->builder, NOTE_ODD, table->number, 0,
                     "is not UTF-8 and was read as Windows-1252");
    if (table->recoded)
        builder_note_count(table->builder, NOTE_ODD, table->number, 0, table->recoded,
                           "%llu cells are not UTF-8 and were read as Windows-1252",
                           (unsigned long long)table->recoded);
}

static bool read_rows(struct table *table, struct err *err)
{
    struct csv_spec spec = {.columns = table->wanted, .column_count = table->wanted_count};
    struct csv_reader *reader = csv_reader_open(table->file->full, &table->dialect, &spec, err);
    struct csv_batch batch;
    bool read;

    if (!reader)
        return false;
    table->rows =
        prediction_rows_new(table->builder, table->group->hints, &table->map, table->number);
    while ((read = csv_reader_next(reader, &batch, err)) && !batch.done) {
        note_faults(table, &batch);
        fill_batch(table, &batch);
        group_progress(table->group, table->file->path, csv_reader_bytes(reader),
                       table->file->bytes);
    }
    csv_reader_close(reader);
    if (read) {
        name_splits(table);
        prediction_rows_finish(table->rows);
        evaluation_samples(table->evaluation, table->rows->writer);
        note_file(table);
    }
    prediction_rows_free(table->rows);
    return read;
}

bool classification_table_load(struct evaluation *evaluation, const struct group_file *file,
                               struct err *err)
{
    struct table table = {.evaluation = evaluation,
                          .group = evaluation->group,
                          .file = file,
                          .builder = evaluation->builder};
    bool done;

    table.arena = arena_new();
    table.number = evaluation_file(evaluation, file);
    done = read_header(&table, err) && read_rows(&table, err);
    arena_free(table.arena);
    return done;
}
