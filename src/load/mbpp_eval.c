#include "mbpp_internal.h"

#include <assay/model/difficulty.h>
#include <assay/model/error_kind.h>
#include <assay/model/tests.h>

#include <stdlib.h>
#include <string.h>

enum field {
    FIELD_ID,
    FIELD_TASK,
    FIELD_PASSED,
    FIELD_OUTPUTS,
    FIELD_CODE,
    FIELD_TESTS,
    FIELD_ERROR,
    FIELD_ERROR_MESSAGE,
    FIELD_RESPONSE,
    FIELD_TESTS_PASSED,
    FIELD_TESTS_TOTAL,
    FIELD_DIFFICULTY,
    FIELD_SPLIT,
    FIELD_ATTEMPT,
    FIELD_COUNT
};

static const char *const fields[FIELD_COUNT] = {
    [FIELD_ID] = "mbpp_id",
    [FIELD_TASK] = "task_id",
    [FIELD_PASSED] = "passed",
    [FIELD_OUTPUTS] = "test_outputs",
    [FIELD_CODE] = "generated_code",
    [FIELD_TESTS] = "test_cases",
    [FIELD_ERROR] = "error",
    [FIELD_ERROR_MESSAGE] = "error_message",
    [FIELD_RESPONSE] = "response",
    [FIELD_TESTS_PASSED] = "test_cases_passed",
    [FIELD_TESTS_TOTAL] = "total_test_cases",
    [FIELD_DIFFICULTY] = "difficulty",
    [FIELD_SPLIT] = "split",
    [FIELD_ATTEMPT] = "attempt",
};

enum { BATCH = 1024 };

struct row {
    struct record_ref record;
    uint16_t split, attempt;
    uint16_t tests_passed, tests_run, tests_total;
    uint8_t outcome, kind, rule, difficulty;
};

struct eval {
    struct mbpp_load *load;
    struct mbpp_outputs *outputs;
    struct row rows[BATCH];
    size_t row_count;
    bool has_run, has_passed, has_total, has_difficulty, has_split, has_attempt;
    bool guessing; /* splits by published ranges, until an id or a record speaks against it */
    uint16_t range_splits[4], last_split;
    struct buf last_split_name, scratch;
    uint64_t records, unscored, without_id, silent_passes, stopped_early, extra_outputs,
        real_dialect, seed_dialect;
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

static uint16_t own_split(struct eval *eval, const struct json_value *value)
{
    if (eval->guessing)
        stop_guessing(eval);
    if (!eval->last_split_name.ptr || !str_eq(buf_str(&eval->last_split_name), value->raw)) {
        buf_clear(&eval->last_split_name);
        buf_add_str(&eval->last_split_name, value->raw);
        eval->last_split = builder_split(eval->load->builder, mbpp_id_text(value, &eval->scratch));
    }
    return eval->last_split;
}

static uint16_t split_of(struct eval *eval, const struct json_value *split,
                         const struct json_value *id)
{
    struct str text = id->raw;
    long long number;
    uint16_t guessed;

    if (split->kind == JSON_STRING && split->raw.len)
        return own_split(eval, split);
    if (!eval->guessing)
        return UINT16_MAX;
    guessed = id->kind != JSON_ABSENT && str_integer(text, &number) ? split_by_range(eval, number)
                                                                    : UINT16_MAX;
    if (guessed == UINT16_MAX)
        stop_guessing(eval);
    return guessed;
}

/* ---- one record ---- */

static uint8_t outcome_of(const struct json_value *passed)
{
    switch (passed->kind) {
    case JSON_TRUE:
        return OUTCOME_PASS;
    case JSON_FALSE:
        return OUTCOME_FAIL;
    case JSON_NUMBER:
        if (str_eq_c(passed->raw, "1"))
            return OUTCOME_PASS;
        return str_eq_c(passed->raw, "0") ? OUTCOME_FAIL : OUTCOME_UNSCORED;
    case JSON_STRING:
        if (str_eq_nocase(passed->raw, STR("true")) || str_eq_nocase(passed->raw, STR("passed")))
            return OUTCOME_PASS;
        if (str_eq_nocase(passed->raw, STR("false")) || str_eq_nocase(passed->raw, STR("failed")))
            return OUTCOME_FAIL;
        return OUTCOME_UNSCORED;
    default:
        return OUTCOME_UNSCORED;
    }
}

static size_t count_of(const struct json_value *value)
{
    long long number;

    if (value->kind == JSON_NUMBER && json_value_integer(value, &number) && number >= 0)
        return (size_t)number;
    return ERROR_COUNT_UNKNOWN;
}

static uint16_t narrow(size_t count)
{
    return count < UINT16_MAX ? (uint16_t)count : UINT16_MAX - 1;
}

static void read_tests(struct eval *eval, struct row *row, const struct json_value *values)
{
    const struct json_value *error = &values[FIELD_ERROR_MESSAGE];
    const struct json_value *code = &values[FIELD_CODE];
    struct mbpp_attempt attempt = {.outputs = &values[FIELD_OUTPUTS]};
    struct mbpp_verdict verdict;

    attempt.tests = mbpp_count_elements(&values[FIELD_TESTS]);
    if (attempt.tests == SIZE_MAX)
        attempt.tests = count_of(&values[FIELD_TESTS_TOTAL]);
    attempt.tests_passed = count_of(&values[FIELD_TESTS_PASSED]);
    attempt.error = error->kind == JSON_STRING ? error : &values[FIELD_ERROR];
    attempt.code = code->kind == JSON_ABSENT ? &values[FIELD_RESPONSE] : code;
    verdict = mbpp_outputs_read(eval->outputs, &attempt);
    if (attempt.tests != ERROR_COUNT_UNKNOWN) {
        row->tests_total = narrow(attempt.tests);
        eval->has_total = true;
    }
    if (attempt.outputs->kind == JSON_ARRAY) {
        row->tests_run = verdict.run;
        row->tests_passed = verdict.passed;
        eval->has_run = eval->has_passed = true;
        eval->stopped_early += tests_stopped_early(row->tests_run, row->tests_total);
        eval->extra_outputs += tests_extra_outputs(row->tests_run, row->tests_total);
        eval->silent_passes += verdict.run == 0 && row->outcome == OUTCOME_PASS;
    }
    if (attempt.tests_passed != ERROR_COUNT_UNKNOWN) {
        row->tests_passed = narrow(attempt.tests_passed);
        eval->has_passed = true;
    }
    if (row->outcome == OUTCOME_FAIL) {
        row->kind = verdict.kind;
        row->rule = verdict.rule;
    }
}

static void add_id(struct eval *eval, const struct json_value *id, uint64_t number)
{
    struct mbpp_load *load = eval->load;
    struct str text = mbpp_id_text(id, &eval->scratch);

    if (text.len == 0) {
        eval->without_id++;
        buf_clear(&eval->scratch);
        buf_addf(&eval->scratch, "record %llu", (unsigned long long)number);
        text = buf_str(&eval->scratch);
    }
    sample_writer_id(load->writer, text);
    if (load->rows)
        mbpp_rows_add(load->rows, text);
}

static void flush(struct eval *eval);

static void read_record(struct eval *eval, const struct json_record *record)
{
    const struct json_value *values = record->values;
    const struct json_value *id =
        values[FIELD_ID].kind == JSON_ABSENT ? &values[FIELD_TASK] : &values[FIELD_ID];
    struct row *row = &eval->rows[eval->row_count];
    size_t attempt = count_of(&values[FIELD_ATTEMPT]);

    *row = (struct row){
        .record = {record->offset, (uint32_t)record->length, eval->load->evaluation},
        .tests_passed = UINT16_MAX,
        .tests_run = UINT16_MAX,
        .tests_total = UINT16_MAX,
        .outcome = outcome_of(&values[FIELD_PASSED]),
    };
    row->split = split_of(eval, &values[FIELD_SPLIT], id);
    eval->has_split = eval->has_split || row->split != UINT16_MAX;
    eval->unscored += row->outcome == OUTCOME_UNSCORED;
    if (attempt != ERROR_COUNT_UNKNOWN) {
        row->attempt = narrow(attempt);
        eval->has_attempt = true;
    }
    if (values[FIELD_DIFFICULTY].kind == JSON_STRING) {
        row->difficulty = (uint8_t)difficulty_find(values[FIELD_DIFFICULTY].raw);
        eval->has_difficulty = true;
    }
    read_tests(eval, row, values);
    eval->load->comparable += tests_decide(row->outcome, row->tests_passed, row->tests_run,
                                           row->tests_total) != TESTS_SILENT;
    eval->real_dialect += values[FIELD_OUTPUTS].kind != JSON_ABSENT;
    eval->seed_dialect += values[FIELD_ERROR_MESSAGE].kind != JSON_ABSENT;
    add_id(eval, id, record->number);
    eval->records++;
    if (++eval->row_count == BATCH)
        flush(eval);
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
    FILL(uint16_t, attempt, eval->has_attempt);
    FILL(uint8_t, difficulty, eval->has_difficulty);
    FILL(uint16_t, tests_passed, eval->has_passed);
    FILL(uint16_t, tests_run, eval->has_run);
    FILL(uint16_t, tests_total, eval->has_total);
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

static void finish(struct eval *eval, const struct json_reader *reader)
{
    struct mbpp_load *load = eval->load;

    flush(eval);
    mbpp_note_oddities(load->builder, load->evaluation, reader, eval->broken);
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

static bool read_all(struct eval *eval, struct json_reader *reader, const struct group_file *file,
                     struct err *err)
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
        if (status == JSON_RECORD)
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

static bool read_opened(struct mbpp_load *load, struct json_reader *reader,
                        const struct group_file *file, struct err *err)
{
    struct eval *eval = xcalloc(1, sizeof(*eval));
    struct err fault;
    bool usable;

    eval->load = load;
    eval->outputs = mbpp_outputs_new();
    eval->guessing = true;
    for (size_t i = 0; i < 4; i++)
        eval->range_splits[i] = UINT16_MAX;
    if (!read_all(eval, reader, file, &fault)) {
        builder_note(load->builder, NOTE_BROKEN, load->evaluation, 0, "%s", fault.text);
        if (err)
            *err = fault;
    } else if (eval->records == 0) {
        err_set_file(err, ERR_SYNTAX, file->full, "holds no record that can be read");
    }
    finish(eval, reader);
    usable = eval->records > 0;
    mbpp_outputs_free(eval->outputs);
    buf_release(&eval->last_split_name);
    buf_release(&eval->scratch);
    free(eval);
    return usable;
}

bool mbpp_read_evaluation(struct mbpp_load *load, const struct group_file *file, struct err *err)
{
    const struct json_spec spec = {.fields = fields, .field_count = FIELD_COUNT};
    struct json_reader *reader = json_reader_open(file->full, &spec, err);
    bool usable;

    if (!reader)
        return false;
    usable = read_opened(load, reader, file, err);
    json_reader_close(reader);
    return usable;
}
