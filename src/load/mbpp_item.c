#include "mbpp_internal.h"

#include <assay/model/difficulty.h>
#include <assay/model/error_kind.h>
#include <assay/model/tests.h>

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

const struct json_spec mbpp_evaluation_spec = {
    .fields = fields,
    .field_count = FIELD_COUNT,
};

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

static void read_outputs(struct mbpp_item *item, const struct mbpp_verdict *verdict)
{
    item->tests_run = verdict->run;
    item->tests_passed = verdict->passed;
    item->facts |= ITEM_HAS_RUN | ITEM_HAS_PASSED;
    if (tests_stopped_early(item->tests_run, item->tests_total))
        item->facts |= ITEM_STOPPED_EARLY;
    if (tests_extra_outputs(item->tests_run, item->tests_total))
        item->facts |= ITEM_EXTRA_OUTPUTS;
    if (verdict->run == 0 && item->outcome == OUTCOME_PASS)
        item->facts |= ITEM_SILENT_PASS;
}

static void read_tests(struct mbpp_item *item, const struct json_value *values,
                       struct mbpp_outputs *outputs)
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
    verdict = mbpp_outputs_read(outputs, &attempt);
    if (attempt.tests != ERROR_COUNT_UNKNOWN) {
        item->tests_total = narrow(attempt.tests);
        item->facts |= ITEM_HAS_TOTAL;
    }
    if (attempt.outputs->kind == JSON_ARRAY)
        read_outputs(item, &verdict);
    if (attempt.tests_passed != ERROR_COUNT_UNKNOWN) {
        item->tests_passed = narrow(attempt.tests_passed);
        item->facts |= ITEM_HAS_PASSED;
    }
    if (item->outcome == OUTCOME_FAIL) {
        item->kind = verdict.kind;
        item->rule = verdict.rule;
    }
}

/* Ids are nearly always bare numbers, which need no copy by way of the scratch. */
static uint32_t add_text(struct buf *texts, const struct json_value *value, struct buf *scratch)
{
    struct str text = mbpp_id_text(value, scratch);

    if (text.len)
        buf_add_str(texts, text);
    return (uint32_t)text.len;
}

void mbpp_item_read(struct mbpp_item *item, const struct json_record *record, uint32_t file,
                    struct mbpp_outputs *outputs, struct buf *texts, struct buf *scratch)
{
    const struct json_value *values = record->values, *split = &values[FIELD_SPLIT];
    const struct json_value *id =
        values[FIELD_ID].kind == JSON_ABSENT ? &values[FIELD_TASK] : &values[FIELD_ID];
    size_t attempt = count_of(&values[FIELD_ATTEMPT]);

    *item = (struct mbpp_item){
        .record = {record->offset, (uint32_t)record->length, file},
        .split = UINT16_MAX,
        .tests_passed = UINT16_MAX,
        .tests_run = UINT16_MAX,
        .tests_total = UINT16_MAX,
        .outcome = outcome_of(&values[FIELD_PASSED]),
        .text = texts->len,
    };
    item->id_length = add_text(texts, id, scratch);
    if (split->kind == JSON_STRING && split->raw.len)
        item->split_length = add_text(texts, split, scratch);
    if (attempt != ERROR_COUNT_UNKNOWN) {
        item->attempt = narrow(attempt);
        item->facts |= ITEM_HAS_ATTEMPT;
    }
    if (values[FIELD_DIFFICULTY].kind == JSON_STRING) {
        item->difficulty = (uint8_t)difficulty_find(values[FIELD_DIFFICULTY].raw);
        item->facts |= ITEM_HAS_DIFFICULTY;
    }
    read_tests(item, values, outputs);
    if (tests_decide(item->outcome, item->tests_passed, item->tests_run, item->tests_total) !=
        TESTS_SILENT)
        item->facts |= ITEM_COMPARABLE;
    if (values[FIELD_OUTPUTS].kind != JSON_ABSENT)
        item->facts |= ITEM_REAL_DIALECT;
    if (values[FIELD_ERROR_MESSAGE].kind != JSON_ABSENT)
        item->facts |= ITEM_SEED_DIALECT;
}
