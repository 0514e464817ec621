#include <assay/session/sample_record.h>

#include <assay/base/utf8.h>
#include <assay/load/csv_in.h>
#include <assay/load/csv_row.h>
#include <assay/load/json_value.h>
#include <assay/load/record_find.h>
#include <assay/session/json_pretty.h>

#include <string.h>

enum { LEVELS = 8, ELEMENTS_SHOWN = 16 };

/* Where dialects put what; the first that is there counts. */
static const struct {
    const char *path;
    enum record_slot slot;
} slot_paths[] = {
    {"problem_statement", SLOT_PROBLEM},
    {"problem.text", SLOT_PROBLEM},
    {"problem.prompt", SLOT_PROBLEM},
    {"prompt", SLOT_PROMPT},
    {"response", SLOT_RESPONSE},
    {"model_response.choices.0.message.content", SLOT_RESPONSE},
    {"model_response.choices.0.message.reasoning_content", SLOT_REASONING},
    {"generated_code", SLOT_CODE},
    {"error", SLOT_ERROR},
    {"error_message", SLOT_ERROR},
    {"problem.code", SLOT_REFERENCE},
    {"problem.test_setup_code", SLOT_SETUP},
    {"finish_reason", SLOT_FINISH},
    {"model_response.choices.0.finish_reason", SLOT_FINISH},
};

static const struct {
    const char *path;
    enum record_list list;
} list_paths[] = {
    {"test_cases", LIST_TESTS},
    {"problem.test_list", LIST_TESTS},
    {"test_outputs", LIST_OUTPUTS},
    {"problem.challenge_test_list", LIST_CHALLENGE},
};

struct reading {
    struct sample_record *record;
    struct record_source *source;
    struct arena *arena;
    struct buf path, scratch;
    struct str id;
    bool id_met, skip_probabilities;
};

/* ---- keeping ---- */

static struct str keep(struct reading *reading, struct str text)
{
    return (struct str){arena_strndup(reading->arena, text.len ? text.ptr : "", text.len),
                        text.len};
}

static void add_pair(struct reading *reading, struct record_pairs *pairs, struct str value,
                     bool json)
{
    struct record_pair pair = {keep(reading, buf_str(&reading->path)), keep(reading, value), json};

    if (reading->source->facts.count + reading->record->texts.count >= RECORD_KEYS_MOST) {
        reading->source->more++;
        return;
    }
    if ((pairs->count & (pairs->count - 1)) == 0) { /* at every power of two: double it */
        struct record_pair *wider =
            arena_zalloc(reading->arena, pairs->count ? pairs->count * 2 : 1, sizeof(*wider));

        if (pairs->count)
            memcpy(wider, pairs->items, pairs->count * sizeof(*wider));
        pairs->items = wider;
    }
    pairs->items[pairs->count++] = pair;
}

static void add_value(struct reading *reading, struct str text)
{
    bool is_long = text.len > RECORD_FACT_MOST || (text.len && memchr(text.ptr, '\n', text.len));

    add_pair(reading, is_long ? &reading->record->texts : &reading->source->facts, text, false);
}

/* True when the path is that of a slot and the text needs no other place. */
static bool fill_slot(struct reading *reading, struct str text)
{
    for (size_t i = 0; i < sizeof(slot_paths) / sizeof(slot_paths[0]); i++) {
        struct str *slot = &reading->record->slots[slot_paths[i].slot];

        if (!str_eq_c(buf_str(&reading->path), slot_paths[i].path))
            continue;
        if (slot->ptr)
            return str_eq(*slot, text);
        *slot = keep(reading, text);
        return true;
    }
    return false;
}

static struct str text_of(struct reading *reading, const struct json_value *value)
{
    buf_clear(&reading->scratch);
    json_value_text(value, &reading->scratch);
    return reading->scratch.len ? buf_str(&reading->scratch) : STR("");
}

/* ---- JSON ---- */

static void walk(struct reading *reading, const struct json_value *value, size_t level);

static size_t count_of(const struct json_value *array)
{
    struct json_iter it = json_iter_of(array);
    struct json_value element;
    size_t count = 0;

    while (json_iter_next(&it, NULL, &element))
        count++;
    return count;
}

static bool is_plain(const struct json_value *array)
{
    struct json_iter it = json_iter_of(array);
    struct json_value element;

    while (json_iter_next(&it, NULL, &element))
        if (element.kind == JSON_ARRAY || element.kind == JSON_OBJECT)
            return false;
    return true;
}

static bool fill_list(struct reading *reading, const struct json_value *array)
{
    struct json_value element;
    struct record_strings *list = NULL;
    struct json_iter it;

    for (size_t i = 0; i < sizeof(list_paths) / sizeof(list_paths[0]); i++)
        if (str_eq_c(buf_str(&reading->path), list_paths[i].path))
            list = &reading->record->lists[list_paths[i].list];
    if (!list || !is_plain(array))
        return false;
    if (list->given)
        return list->count == count_of(array);
    list->given = true;
    list->items = arena_zalloc(reading->arena, count_of(array) + 1, sizeof(*list->items));
    it = json_iter_of(array);
    while (json_iter_next(&it, NULL, &element))
        list->items[list->count++] = keep(reading, text_of(reading, &element));
    return true;
}

static void walk_members(struct reading *reading, const struct json_value *value, size_t level)
{
    struct json_iter it = json_iter_of(value);
    struct json_value key, element;
    size_t length = reading->path.len;

    for (size_t i = 0; json_iter_next(&it, &key, &element); i++) {
        if (length)
            buf_add_char(&reading->path, '.');
        if (value->kind == JSON_OBJECT)
            json_value_text(&key, &reading->path);
        else
            buf_addf(&reading->path, "%zu", i);
        walk(reading, &element, level + 1);
        reading->path.len = length;
    }
}

/* What is not gone into stands laid out. */
static void add_laid_out(struct reading *reading, struct str raw)
{
    struct buf out = {.ptr = NULL};

    if (raw.len <= RECORD_FACT_MOST) {
        add_pair(reading, &reading->source->facts, raw, true);
        return;
    }
    json_pretty(&out, raw);
    add_pair(reading, &reading->record->texts, buf_str(&out), true);
    buf_release(&out);
}

static void walk_nested(struct reading *reading, const struct json_value *value, size_t level)
{
    bool array = value->kind == JSON_ARRAY;

    if (array && fill_list(reading, value))
        return;
    if (level >= LEVELS || (array && (is_plain(value) || count_of(value) > ELEMENTS_SHOWN)))
        add_laid_out(reading, value->raw);
    else
        walk_members(reading, value, level);
}

static bool is_probability(const struct reading *reading, size_t level)
{
    return reading->skip_probabilities && level == 1 && reading->path.len > 5 &&
           str_eq_nocase((struct str){reading->path.ptr, 5}, STR("prob_"));
}

static void walk(struct reading *reading, const struct json_value *value, size_t level)
{
    struct str text;

    if (value->kind == JSON_ARRAY || value->kind == JSON_OBJECT) {
        walk_nested(reading, value, level);
        return;
    }
    text = text_of(reading, value);
    reading->id_met = reading->id_met || str_eq(str_trim(text), reading->id);
    if (is_probability(reading, level))
        return;
    if (value->kind == JSON_STRING && fill_slot(reading, text))
        return;
    add_value(reading, text);
}

static const char *read_json(struct reading *reading, struct str text)
{
    struct json_value value = {.kind = JSON_OBJECT, .raw = text};
    const char *end;

    if (!reading->source->cut) {
        end = json_step(text.ptr, text.ptr + text.len, &value);
        if (!end || str_trim((struct str){end, (size_t)(text.ptr + text.len - end)}).len)
            return "what stands in the file is no longer one record: it has changed since the run "
                   "was loaded";
    }
    walk_members(reading, &value, 0);
    return NULL;
}

/* ---- tables ---- */

static void take_cell(struct reading *reading, struct str name, size_t column, struct str cell)
{
    struct record_pairs *cells = &reading->source->cells;

    reading->path.len = 0;
    if (name.len)
        buf_add_str(&reading->path, name);
    else
        buf_addf(&reading->path, "column %zu", column + 1);
    cells->items[cells->count++] =
        (struct record_pair){keep(reading, buf_str(&reading->path)), keep(reading, cell), false};
    reading->id_met = reading->id_met || str_eq(str_trim(cell), reading->id);
    if (!is_probability(reading, 1) && !fill_slot(reading, cell))
        add_value(reading, cell);
}

static const char *read_row(struct reading *reading, const char *path, struct str text)
{
    struct err err;
    struct csv_reader *reader = csv_reader_open(path, NULL, NULL, &err);
    const struct csv_dialect *dialect = reader ? csv_reader_dialect(reader) : NULL;
    struct csv_row row;
    const char *fault = NULL;

    if (!reader)
        return arena_strdup(reading->arena, err.text);
    csv_row_init(&row);
    csv_row_parse(&row, text, CSV_TAIL_LAST, dialect->delimiter);
    if (row.count != dialect->column_count && !reading->source->cut)
        fault = arena_printf(reading->arena,
                             "what stands in the file has %zu cells where the header has %zu: it "
                             "has changed since the run was loaded",
                             row.count, dialect->column_count);
    reading->source->cells.items =
        arena_zalloc(reading->arena, row.count + 1, sizeof(*reading->source->cells.items));
    for (size_t i = 0; !fault && i < row.count && i < dialect->column_count; i++)
        take_cell(reading, dialect->header[i], i,
                  csv_piece_text(&row.pieces[i], text.ptr, reading->arena));
    csv_row_release(&row);
    csv_reader_close(reader);
    return fault;
}

/* ---- records ---- */

static struct str as_utf8(struct reading *reading, struct str bytes)
{
    struct buf out = {.ptr = NULL};
    struct str kept = bytes;

    /* A record that was cut may end in the middle of a character. */
    if (utf8_valid(bytes) || reading->source->cut)
        return bytes;
    utf8_from_cp1252(&out, bytes);
    kept = keep(reading, buf_str(&out));
    buf_release(&out);
    return kept;
}

static const char *sentence(struct arena *arena, const struct err *err)
{
    return err->file[0] ? arena_printf(arena, "%s: %s", err->file, err->text)
                        : arena_strdup(arena, err->text);
}

/* A row may begin with a brace, but only in a table. */
static bool is_json(const struct run *run, const char *path, struct str bytes)
{
    bool brace = str_trim(bytes).len && str_trim(bytes).ptr[0] == '{';

    (void)run;
    return brace && !str_ends(str_of(path), ".csv") && !str_ends(str_of(path), ".tsv");
}

static void read_source(struct reading *reading, const struct run *run,
                        const struct record_ref *ref)
{
    struct record_source *source = reading->source;
    size_t count;
    const struct run_file *files = run_files(run, &count);
    const char *path = record_path(run, ref->file, reading->arena);
    struct str text;
    struct err err;

    source->ref = *ref;
    source->file = ref->file < count ? files[ref->file].path : "";
    source->cut = ref->length > RECORD_MOST;
    if (!record_read_at(run, ref, RECORD_MOST, reading->arena, &source->bytes, &err)) {
        source->err = sentence(reading->arena, &err);
        return;
    }
    source->json = is_json(run, path, source->bytes);
    text = as_utf8(reading, source->bytes);
    reading->path.len = 0;
    buf_add_c(&reading->path, ""); /* has memory from now on */
    source->err = source->json ? read_json(reading, text) : read_row(reading, path, text);
    if (!source->err && !source->cut && reading->id.len && !reading->id_met)
        source->err =
            arena_printf(reading->arena,
                         "what stands in the file is not of sample %.*s: it has changed "
                         "since the run was loaded",
                         (int)(reading->id.len < 200 ? reading->id.len : 200), reading->id.ptr);
}

static void read_both(struct reading *reading, const struct run *run, const struct samples *samples,
                      size_t row)
{
    struct sample_record *record = reading->record;
    struct record_ref ref;
    struct err err;

    reading->source = &record->evaluated;
    if (record_find(run, samples, row, &ref, &err))
        read_source(reading, run, &ref);
    else if (samples->rows.count || samples->record)
        record->evaluated.err = sentence(reading->arena, &err);
    if (!samples->response || samples->response[row].length == 0)
        return;
    reading->source = &record->response;
    reading->id_met = false;
    read_source(reading, run, &samples->response[row]);
}

struct sample_record *sample_record_read(const struct run *run, const struct samples *samples,
                                         size_t row, struct arena *arena)
{
    struct sample_record *record = arena_zalloc(arena, 1, sizeof(*record));
    struct reading reading = {.record = record, .arena = arena};
    char room[SAMPLE_ID_ROOM];

    reading.skip_probabilities = samples->probabilities != NULL;
    if (samples_have_ids(samples))
        reading.id = str_trim(samples_id(samples, row, room));
    read_both(&reading, run, samples, row);
    buf_release(&reading.path);
    buf_release(&reading.scratch);
    return record;
}
