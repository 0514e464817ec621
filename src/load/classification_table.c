#include <assay/load/classification_table.h>

#include <assay/load/classification_threads.h>
#include <assay/load/text_in.h>

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
    struct table_layout layout;
    struct prediction_rows *rows;
    uint64_t faults, recoded;
};

/* All cells of a row are had for less than some of them in another order. */
static void want_all(struct table_layout *layout, const struct field_map *map)
{
    layout->wanted = NULL;
    layout->wanted_count = 0;
    for (size_t f = 0; f < FIELD_COUNT; f++)
        layout->column[f] = map->at[f];
}

static void want_columns(struct table *table)
{
    struct table_layout *layout = &table->layout;
    const struct field_map *map = &table->map;
    size_t *wanted, count = 0;

    wanted = arena_zalloc(table->arena, FIELD_COUNT + map->probability_count, sizeof(*wanted));
    for (size_t f = 0; f < FIELD_COUNT; f++) {
        layout->column[f] = FIELD_ABSENT;
        if (map->at[f] == FIELD_ABSENT)
            continue;
        layout->column[f] = count;
        wanted[count++] = map->at[f];
    }
    layout->first_probability = count;
    layout->probability_count = map->probability_count;
    for (size_t k = 0; k < map->probability_count; k++)
        wanted[count++] = map->probabilities[k];
    layout->wanted = wanted;
    layout->wanted_count = count;
    if (layout->probability_count == 0 && count * 3 >= table->dialect.column_count * 2)
        want_all(layout, map);
    layout->path = table->file->full;
    layout->dialect = &table->dialect;
    layout->file = table->number;
    layout->control = group_control(table->group);
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

static void note_fault(void *arg, const struct csv_fault *fault)
{
    struct table *table = arg;
    struct buf text = {.ptr = NULL};

    csv_fault_text(fault, table->dialect.column_count, &text);
    builder_note(table->builder, NOTE_BROKEN, table->number, (uint32_t)fault->line, "%s", text.ptr);
    buf_release(&text);
}

static void tell_progress(void *arg, uint64_t bytes)
{
    const struct table *table = arg;

    group_progress(table->group, table->file->path, bytes, table->file->bytes);
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
    if (table->faults > SECTION_FAULTS)
        builder_note_count(table->builder, NOTE_BROKEN, table->number, 0,
                           table->faults - SECTION_FAULTS, "%llu more rows are broken",
                           (unsigned long long)(table->faults - SECTION_FAULTS));
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
    struct table_reading reading = {
        .layout = &table->layout,
        .threads = table->group->progress->threads ? table->group->progress->threads : 1,
        .on_fault = note_fault,
        .on_progress = tell_progress,
        .arg = table,
    };
    bool read;

    table->rows =
        prediction_rows_new(table->builder, table->group->hints, &table->map, table->number);
    reading.rows = table->rows;
    read = table_read(&reading, err);
    table->faults = reading.faults;
    table->recoded = reading.recoded;
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
