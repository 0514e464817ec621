#include "mbpp_internal.h"

#include <assay/load/json_split.h>
#include <assay/load/ordered.h>

#include <stdlib.h>
#include <string.h>

enum { BATCH = 1024 };

/* Large enough that opening one costs nothing; what a reader sees behind its section is lost. */
#define SECTION_BYTES  ((uint64_t)8 << 20)
#define SECTION_WINDOW ((size_t)256 << 10)

struct eval {
    struct mbpp_load *load;
    struct mbpp_outputs *outputs;
    struct mbpp_item rows[BATCH];
    size_t row_count;
    unsigned facts; /* of all records: enum item_fact */
    bool has_split;
    bool guessing; /* splits by published ranges, until an id or a record speaks against it */
    uint16_t range_splits[4], last_split;
    struct buf last_split_name, texts, scratch;
    uint64_t records, unscored, without_id, silent_passes, stopped_early, extra_outputs,
        real_dialect, seed_dialect;
    uint64_t number; /* of the record at hand, broken ones included */
    size_t broken;
};

/* ---- splits ---- */

static const struct {
    long long last;
    const char *split;
} ranges[] = {{10, "prompt"}, {510, "test"}, {600, "validation"}, {974, "train"}};

static uint16_t split_by_range(struct eval *eval, long long id)
{
    for (size_t i = 0; id > 0 && i < sizeof(ranges) / sizeof(ranges[0]); i++) {
        if (id > ranges[i].last)
            continue;
        if (eval->range_splits[i] == UINT16_MAX)
            eval->range_splits[i] = builder_split(eval->load->builder, str_of(ranges[i].split));
        return eval->range_splits[i];
    }
    return UINT16_MAX;
}

/* One id outside MBPP, or one record that tells its split, and the ranges mean nothing. */
static void stop_guessing(struct eval *eval)
{
    struct sample_writer *writer = eval->load->writer;
    uint16_t *splits = eval->has_split ? sample_writer_split(writer) : NULL;

    eval->guessing = false;
    for (size_t i = 0; splits && i < sample_writer_count(writer); i++)
        splits[i] = UINT16_MAX;
    for (size_t i = 0; i < eval->row_count; i++)
        eval->rows[i].split = UINT16_MAX;
    eval->has_split = false;
}

static uint16_t own_split(struct eval *eval, struct str name)
{
    if (eval->guessing)
        stop_guessing(eval);
    if (!eval->last_split_name.ptr || !str_eq(buf_str(&eval->last_split_name), name)) {
        buf_clear(&eval->last_split_name);
        buf_add_str(&eval->last_split_name, name);
        eval->last_split = builder_split(eval->load->builder, name);
    }
    return eval->last_split;
}

static uint16_t split_of(struct eval *eval, struct str split, struct str id)
{
    long long number;
    uint16_t guessed;

    if (split.len)
        return own_split(eval, split);
    if (!eval->guessing)
        return UINT16_MAX;
    guessed = str_integer(id, &number) ? split_by_range(eval, number) : UINT16_MAX;
    if (guessed == UINT16_MAX)
        stop_guessing(eval);
    return guessed;
}

/* ---- one record ---- */

static void add_id(struct eval *eval, struct str text)
{
    struct mbpp_load *load = eval->load;

    if (text.len == 0) {
        eval->without_id++;
        buf_clear(&eval->scratch);
        buf_addf(&eval->scratch, "record %llu", (unsigned long long)eval->number);
        text = buf_str(&eval->scratch);
    }
    sample_writer_id(load->writer, text);
    if (load->rows)
        mbpp_rows_add(load->rows, text);
}

static void count_facts(struct eval *eval, unsigned facts)
{
    eval->facts |= facts;
    eval->stopped_early += (facts & ITEM_STOPPED_EARLY) != 0;
    eval->extra_outputs += (facts & ITEM_EXTRA_OUTPUTS) != 0;
    eval->silent_passes += (facts & ITEM_SILENT_PASS) != 0;
    eval->load->comparable += (facts & ITEM_COMPARABLE) != 0;
    eval->real_dialect += (facts & ITEM_REAL_DIALECT) != 0;
    eval->seed_dialect += (facts & ITEM_SEED_DIALECT) != 0;
}

static void flush(struct eval *eval);

/* The next record in the order of the file; texts: where its texts stand. */
static void add_item(struct eval *eval, const struct mbpp_item *item, const char *texts)
{
    struct str id = {texts + item->text, item->id_length};
    struct str split = {texts + item->text + item->id_length, item->split_length};
    struct mbpp_item *row = &eval->rows[eval->row_count];

    *row = *item;
    row->split = split_of(eval, split, id);
    eval->has_split = eval->has_split || row->split != UINT16_MAX;
    eval->unscored += row->outcome == OUTCOME_UNSCORED;
    count_facts(eval, item->facts);
    add_id(eval, id);
    eval->records++;
    if (++eval->row_count == BATCH)
        flush(eval);
}

static void read_record(struct eval *eval, const struct json_record *record)
{
    struct mbpp_item item;

    buf_clear(&eval->texts);
    mbpp_item_read(&item, record, eval->load->evaluation, eval->outputs, &eval->texts,
                   &eval->scratch);
    eval->number = record->number;
    add_item(eval, &item, eval->texts.ptr ? eval->texts.ptr : "");
}

/* ---- into the columns ---- */

#define FILL(type, column, present)                                                                \
    do {                                                                                           \
        if (present) {                                                                             \
            type *to = sample_writer_##column(writer) + from;                                      \
            for (size_t i = 0; i < eval->row_count; i++)                                           \
                to[i] = eval->rows[i].column;                                                      \
        }                                                                                          \
    } while (0)

static void flush(struct eval *eval)
{
    struct sample_writer *writer = eval->load->writer;
    size_t from = sample_writer_add(writer, eval->row_count);
    uint8_t *kinds, *rules;

    if (eval->row_count == 0)
        return;
    kinds = sample_writer_error_kind(writer) + from;
    rules = sample_writer_error_rule(writer) + from;
    for (size_t i = 0; i < eval->row_count; i++) {
        kinds[i] = eval->rows[i].kind;
        rules[i] = eval->rows[i].rule;
    }
    FILL(struct record_ref, record, true);
    FILL(uint8_t, outcome, true);
    FILL(uint16_t, split, eval->has_split);
    FILL(uint16_t, attempt, eval->facts & ITEM_HAS_ATTEMPT);
    FILL(uint8_t, difficulty, eval->facts & ITEM_HAS_DIFFICULTY);
    FILL(uint16_t, tests_passed, eval->facts & ITEM_HAS_PASSED);
    FILL(uint16_t, tests_run, eval->facts & ITEM_HAS_RUN);
    FILL(uint16_t, tests_total, eval->facts & ITEM_HAS_TOTAL);
    eval->row_count = 0;
}

/* ---- the file ---- */

static void note_count(struct eval *eval, uint64_t count, enum note_kind kind, const char *what)
{
    if (count)
        builder_note_count(eval->load->builder, kind, eval->load->evaluation, 0, count,
                           "%llu of %llu %s", (unsigned long long)count,
                           (unsigned long long)eval->records, what);
}

static void finish(struct eval *eval)
{
    struct mbpp_load *load = eval->load;

    note_count(eval, eval->unscored, NOTE_ODD,
               "records do not say whether they passed: they are unscored");
    note_count(eval, eval->without_id, NOTE_ODD, "records have no id: they are named by number");
    note_count(eval, eval->silent_passes, NOTE_ODD,
               "records passed although test_outputs is empty");
    note_count(eval, eval->stopped_early, NOTE_ODD,
               "records have fewer outputs than tests: the evaluator stopped early");
    note_count(eval, eval->extra_outputs, NOTE_ODD, "records have more outputs than tests");
    if (eval->guessing && eval->has_split)
        load->split_origin = MBPP_SPLIT_RANGE;
    else if (eval->has_split)
        load->split_origin = MBPP_SPLIT_RECORD;
    if (eval->seed_dialect > eval->real_dialect)
        builder_dialect(load->builder, "error_message");
    else
        builder_dialect(load->builder, "test_outputs");
}

/* One reader for the whole file; the first `skip` records are known. */
static bool read_all(struct eval *eval, struct json_reader *reader, const struct group_file *file,
                     uint64_t skip, struct err *err)
{
    struct run_builder *builder = eval->load->builder;
    struct json_record record;
    uint64_t told = 0;

    for (;;) {
        enum json_status status = json_reader_next(reader, &record, err);

        if (status == JSON_END)
            return true;
        if (status == JSON_ERROR)
            return false;
        if (status == JSON_RECORD && skip)
            skip--; /* was added from its section */
        else if (status == JSON_RECORD)
            read_record(eval, &record);
        else
            mbpp_note_broken(builder, eval->load->evaluation, &record, status, &eval->broken);
        if (status == JSON_CUT)
            return true;
        if (record.offset - told >= (uint64_t)4 << 20) {
            told = record.offset;
            group_progress(eval->load->group, file->path, told, file->bytes);
        }
    }
}

static bool read_opened(struct eval *eval, struct json_reader *reader,
                        const struct group_file *file, struct err *err)
{
    struct mbpp_load *load = eval->load;
    struct err fault;

    if (!read_all(eval, reader, file, eval->records, &fault)) {
        builder_note(load->builder, NOTE_BROKEN, load->evaluation, 0, "%s", fault.text);
        if (err)
            *err = fault;
    } else if (eval->records == 0) {
        err_set_file(err, ERR_SYNTAX, file->full, "holds no record that can be read");
    }
    flush(eval);
    mbpp_note_oddities(load->builder, load->evaluation, reader, eval->broken);
    finish(eval);
    return eval->records > 0;
}

static struct json_spec controlled(const struct eval *eval)
{
    struct json_spec spec = mbpp_evaluation_spec;

    spec.control = group_control(eval->load->group);
    return spec;
}

static bool read_whole(struct eval *eval, const struct group_file *file, struct err *err)
{
    const struct json_spec spec = controlled(eval);
    struct json_reader *reader = json_reader_open(file->full, &spec, err);
    bool usable;

    if (!reader)
        return false;
    usable = read_opened(eval, reader, file, err);
    json_reader_close(reader);
    return usable;
}

/* ---- sections of the file ---- */

/* Items of a section in a thread of their own, until they are added in the order of the file. */
struct reading {
    struct eval *eval;
    const struct group_file *file;
    const struct json_section *sections;
};

struct worker {
    const struct reading *reading;
    struct mbpp_outputs *outputs;
    struct mbpp_item *items;
    size_t count, capacity;
    struct buf texts, scratch;
    bool sound; /* every record is whole, nothing was let pass, and the next section follows */
};

static void *begin_work(void *arg)
{
    struct worker *worker = xcalloc(1, sizeof(*worker));

    worker->reading = arg;
    worker->outputs = mbpp_outputs_new();
    return worker;
}

static void end_work(void *arg)
{
    struct worker *worker = arg;

    mbpp_outputs_free(worker->outputs);
    free(worker->items);
    buf_release(&worker->texts);
    buf_release(&worker->scratch);
    free(worker);
}

static bool let_pass(const struct json_reader *reader)
{
    const struct json_oddities *odd = json_reader_oddities(reader);

    return odd->missing_commas || odd->extra_commas || odd->text_after_end;
}

static void read_section(void *arg, size_t which)
{
    struct worker *worker = arg;
    const struct reading *reading = worker->reading;
    struct json_spec spec = controlled(reading->eval);
    struct json_reader *reader;
    struct json_record record;
    enum json_status status = JSON_ERROR;

    spec.window = SECTION_WINDOW;
    reader = json_reader_open_section(reading->file->full, &spec, &reading->sections[which], NULL);
    worker->count = 0;
    buf_clear(&worker->texts);
    while (reader && (status = json_reader_next(reader, &record, NULL)) == JSON_RECORD) {
        worker->items =
            array_grow(worker->items, &worker->capacity, worker->count + 1, sizeof(*worker->items));
        mbpp_item_read(&worker->items[worker->count++], &record, reading->eval->load->evaluation,
                       worker->outputs, &worker->texts, &worker->scratch);
    }
    worker->sound = status == JSON_END && json_reader_joined(reader) && !let_pass(reader);
    json_reader_close(reader);
}

static bool add_section(void *arg, size_t which, struct ordered *ordered)
{
    struct worker *worker = arg;
    struct eval *eval = worker->reading->eval;

    (void)which;
    (void)ordered;
    for (size_t i = 0; worker->sound && i < worker->count; i++) {
        eval->number = eval->records + 1;
        add_item(eval, &worker->items[i], worker->texts.ptr ? worker->texts.ptr : "");
    }
    return worker->sound;
}

static void tell_progress(void *arg, size_t which)
{
    const struct reading *reading = arg;
    uint64_t end = reading->sections[which].end, bytes = reading->file->bytes;

    group_progress(reading->eval->load->group, reading->file->path, end < bytes ? end : bytes,
                   bytes);
}

/*
 * False when the sections were not all sound: those before the first that was not are added, as the
 * whole file read by one reader begins with the same records.
 */
static bool read_sections(struct eval *eval, const struct group_file *file)
{
    size_t most = (size_t)(file->bytes / SECTION_BYTES) + 1;
    struct json_section *sections = xcalloc(most, sizeof(*sections));
    struct reading reading = {eval, file, sections};
    struct ordered_job job = {
        .count = json_split(file->full, &mbpp_evaluation_spec, most, sections, NULL),
        .threads = eval->load->group->progress->threads,
        .arg = &reading,
        .begin = begin_work,
        .end = end_work,
        .prepare = read_section,
        .join = add_section,
        .progress = tell_progress,
    };
    bool sound = job.count > 1 && ordered_run(&job);

    free(sections);
    return sound;
}

bool mbpp_read_evaluation(struct mbpp_load *load, const struct group_file *file, struct err *err)
{
    struct eval *eval = xcalloc(1, sizeof(*eval));
    bool usable;

    eval->load = load;
    eval->outputs = mbpp_outputs_new();
    eval->guessing = true;
    for (size_t i = 0; i < 4; i++)
        eval->range_splits[i] = UINT16_MAX;
    if (load->group->progress->threads > 1 && file->bytes >= 2 * SECTION_BYTES &&
        !group_control(load->group)->limit && read_sections(eval, file)) {
        flush(eval);
        finish(eval);
        usable = true;
    } else {
        usable = read_whole(eval, file, err);
    }
    mbpp_outputs_free(eval->outputs);
    buf_release(&eval->last_split_name);
    buf_release(&eval->texts);
    buf_release(&eval->scratch);
    free(eval);
    return usable;
}
