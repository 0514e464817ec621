#include <assay/load/classification_records.h>

#include <assay/load/classification_rows.h>
#include <assay/load/csv_number.h>
#include <assay/load/json_scan.h>

#include <math.h>
#include <stdlib.h>

enum { FIRST_RECORDS = 20, KEYS_MAX = 1024, FAULTS_TOLD = 10, PROGRESS_EVERY = 4096 };

struct records {
    struct evaluation *evaluation;
    const struct group_file *file;
    struct arena *arena;
    uint32_t number; /* of the file */
    struct str names[KEYS_MAX];
    size_t name_count;
    struct field_map map;
    const char *paths[JSON_FIELDS_MAX];
    size_t path_count;
    size_t value[FIELD_COUNT]; /* place among the paths, FIELD_ABSENT */
    size_t first_probability;
    struct prediction_rows *rows;
    struct buf text;
    uint64_t broken;
};

/* ---- keys ---- */

static void add_name(struct records *records, struct str name)
{
    for (size_t i = 0; i < records->name_count; i++)
        if (str_eq(records->names[i], name))
            return;
    if (records->name_count < KEYS_MAX)
        records->names[records->name_count++] =
            (struct str){arena_strndup(records->arena, name.ptr, name.len), name.len};
}

/* A path the user named is a key as well, where a record has it. */
static void add_hinted(struct records *records, struct str record, const char *path)
{
    if (path && json_raw_find(record, path).kind != JSON_ABSENT)
        add_name(records, str_of(path));
}

static void add_keys(struct records *records, struct str record)
{
    const struct run_hints *hints = records->evaluation->group->hints;
    struct json_iter it = json_object(record);
    struct json_value key, value;

    while (json_iter_next(&it, &key, &value)) {
        buf_clear(&records->text);
        json_value_text(&key, &records->text);
        add_name(records, buf_str(&records->text));
    }
    add_hinted(records, record, hints->truth);
    add_hinted(records, record, hints->prediction);
    add_hinted(records, record, hints->id);
    add_hinted(records, record, hints->score);
    add_hinted(records, record, hints->split);
    add_hinted(records, record, hints->group);
}

static bool read_keys(struct records *records, struct err *err)
{
    struct json_spec spec = {.control = group_control(records->evaluation->group)};
    struct json_reader *reader = json_reader_open(records->file->full, &spec, err);
    struct json_record record;
    enum json_status status = JSON_END;

    for (size_t i = 0; reader && i < FIRST_RECORDS; i++) {
        status = json_reader_next(reader, &record, err);
        if (status == JSON_RECORD)
            add_keys(records, record.text);
        else if (status != JSON_BROKEN)
            break;
    }
    if (reader)
        json_reader_close(reader);
    return reader && status != JSON_ERROR;
}

/* A key with dots as a path of one part, unless the user meant a path. */
static const char *path_of(struct records *records, size_t name, bool said)
{
    struct str text = records->names[name];
    struct buf path = {.ptr = NULL};
    const char *kept;

    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '.' && !said)
            buf_add_char(&path, '\\');
        buf_add_char(&path, text.ptr[i]);
    }
    kept = arena_strndup(records->arena, path.ptr ? path.ptr : "", path.len);
    buf_release(&path);
    return kept;
}

static void choose_paths(struct records *records)
{
    struct field_map *map = &records->map;

    for (size_t f = 0; f < FIELD_COUNT; f++) {
        records->value[f] = FIELD_ABSENT;
        if (map->at[f] == FIELD_ABSENT)
            continue;
        records->value[f] = records->path_count;
        records->paths[records->path_count++] = path_of(records, map->at[f], !map->guessed[f]);
    }
    records->first_probability = records->path_count;
    if (records->path_count + map->probability_count > JSON_FIELDS_MAX) {
        builder_note(records->evaluation->builder, NOTE_SKIPPED, records->number, 0,
                     "%zu probabilities a record are more than are read", map->probability_count);
        map->probability_count = 0;
    }
    for (size_t k = 0; k < map->probability_count; k++)
        records->paths[records->path_count++] = path_of(records, map->probabilities[k], false);
}

/* ---- records ---- */

/* What a value says as text; valid until the next call. */
static struct str text_of(struct records *records, const struct json_value *value)
{
    if (value->kind == JSON_ABSENT || value->kind == JSON_NULL)
        return (struct str){"", 0};
    if (value->kind != JSON_STRING || !value->escaped)
        return value->raw;
    buf_clear(&records->text);
    json_value_text(value, &records->text);
    return records->text.ptr ? buf_str(&records->text) : (struct str){"", 0};
}

static struct str field_text(struct records *records, const struct json_record *record,
                             enum field field)
{
    return prediction_text(text_of(records, &record->values[records->value[field]]));
}

static double number_of(struct records *records, const struct json_value *value)
{
    double number = NAN;

    csv_number(str_trim(text_of(records, value)), &number);
    return number;
}

static bool has(const struct records *records, enum field field)
{
    return records->value[field] != FIELD_ABSENT;
}

static void take_places(struct records *records, const struct json_record *record, size_t row)
{
    struct sample_writer *writer = records->rows->writer;

    if (has(records, FIELD_SPLIT))
        sample_writer_split(writer)[row] =
            builder_split(records->evaluation->builder, field_text(records, record, FIELD_SPLIT));
    if (has(records, FIELD_GROUP)) {
        struct str group = field_text(records, record, FIELD_GROUP);

        sample_writer_group(writer)[row] =
            group.len ? builder_text(records->evaluation->builder, group) : UINT32_MAX;
    }
    sample_writer_record(writer)[row] =
        (struct record_ref){record->offset, (uint32_t)record->length, records->number};
}

static void take_record(struct records *records, const struct json_record *record)
{
    size_t row = prediction_rows_add(records->rows, 1);
    size_t columns = records->map.probability_count;

    if (has(records, FIELD_ID))
        prediction_rows_id(records->rows, field_text(records, record, FIELD_ID));
    prediction_rows_truth(records->rows, row, field_text(records, record, FIELD_TRUTH));
    prediction_rows_answer(records->rows, row, field_text(records, record, FIELD_PREDICTION));
    if (has(records, FIELD_RAW))
        prediction_rows_raw(records->rows, row, field_text(records, record, FIELD_RAW));
    if (has(records, FIELD_SCORE)) {
        const struct json_value *value = &record->values[records->value[FIELD_SCORE]];
        double score = number_of(records, value);

        sample_writer_score(records->rows->writer)[row] = score;
        records->rows->bad_scores += isnan(score) && text_of(records, value).len > 0;
    }
    for (size_t k = 0; k < columns; k++)
        records->rows->probabilities[row * columns + k] =
            (float)number_of(records, &record->values[records->first_probability + k]);
    take_places(records, record, row);
}

static void note_broken(struct records *records, const struct json_record *record)
{
    if (records->broken++ < FAULTS_TOLD)
        builder_note(records->evaluation->builder, NOTE_BROKEN, records->number, 0,
                     "record %llu is left out: %s, byte %llu", (unsigned long long)record->number,
                     json_cause_text(record->cause), (unsigned long long)record->fault);
}

static bool read_records(struct records *records, struct err *err)
{
    struct json_spec spec = {.fields = records->paths,
                             .field_count = records->path_count,
                             .control = group_control(records->evaluation->group)};
    struct json_reader *reader = json_reader_open(records->file->full, &spec, err);
    struct json_record record;
    enum json_status status;

    if (!reader)
        return false;
    records->rows =
        prediction_rows_new(records->evaluation->builder, records->evaluation->group->hints,
                            &records->map, records->number);
    while ((status = json_reader_next(reader, &record, err)) == JSON_RECORD ||
           status == JSON_BROKEN) {
        if (status == JSON_BROKEN)
            note_broken(records, &record);
        else
            take_record(records, &record);
        if (record.number % PROGRESS_EVERY == 0)
            group_progress(records->evaluation->group, records->file->path,
                           json_reader_bytes(reader), records->file->bytes);
    }
    if (status == JSON_CUT)
        note_broken(records, &record);
    json_reader_close(reader);
    if (records->broken > FAULTS_TOLD)
        builder_note_count(records->evaluation->builder, NOTE_BROKEN, records->number, 0,
                           records->broken - FAULTS_TOLD, "%llu more records are broken",
                           (unsigned long long)(records->broken - FAULTS_TOLD));
    if (status != JSON_ERROR) {
        prediction_rows_finish(records->rows);
        evaluation_samples(records->evaluation, records->rows->writer);
        records->evaluation->has_splits = has(records, FIELD_SPLIT);
    }
    prediction_rows_free(records->rows);
    return status != JSON_ERROR;
}

static bool load_from(struct records *records, struct err *err)
{
    const char *guesses;

    if (!read_keys(records, err))
        return false;
    if (!field_map_find(records->names, records->name_count, records->evaluation->group->hints,
                        records->arena, &records->map, err)) {
        err_in_file(err, records->file->full);
        return false;
    }
    choose_paths(records);
    guesses = field_map_guesses(&records->map, records->names, records->arena);
    if (guesses[0])
        builder_note(records->evaluation->builder, NOTE_GUESSED, records->number, 0,
                     "keys taken by name: %s", guesses);
    return read_records(records, err);
}

bool classification_records_load(struct evaluation *evaluation, const struct group_file *file,
                                 struct err *err)
{
    struct records *records = xcalloc(1, sizeof(*records));
    bool done;

    records->evaluation = evaluation;
    records->file = file;
    records->arena = arena_new();
    records->number = evaluation_file(evaluation, file);
    done = load_from(records, err);
    buf_release(&records->text);
    arena_free(records->arena);
    free(records);
    return done;
}
