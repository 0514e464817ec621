#include "mbpp_internal.h"

#include <assay/model/error_kind.h>

#include <stdlib.h>
#include <string.h>

/*
 * The memory of verdicts is direct-mapped: an entry holds the bytes it was made from, so a hit is a
 * comparison and never a guess. Longer texts than KEY_BYTES are read each time.
 */
enum { ENTRIES = 2048, KEY_BYTES = 480, COUNTS = 0x3fff };

struct entry {
    uint64_t facts; /* lengths, counts and state of the code; 0 when free */
    struct mbpp_verdict verdict;
    char key[KEY_BYTES];
};

struct mbpp_outputs {
    struct entry entries[ENTRIES];
    struct str *texts; /* of the outputs of one attempt */
    size_t text_capacity;
    struct buf bytes; /* texts with escapes undone */
};

struct mbpp_outputs *mbpp_outputs_new(void)
{
    return xcalloc(1, sizeof(struct mbpp_outputs));
}

void mbpp_outputs_free(struct mbpp_outputs *outputs)
{
    if (!outputs)
        return;
    free(outputs->texts);
    buf_release(&outputs->bytes);
    free(outputs);
}

/* ---- counting ---- */

size_t mbpp_count_elements(const struct json_value *array)
{
    struct json_iter it;
    struct json_value element;
    size_t count = 0;

    if (array->kind != JSON_ARRAY)
        return SIZE_MAX;
    if (array->counted)
        return array->counted - 1;
    it = json_iter_of(array);
    while (json_iter_next(&it, NULL, &element))
        count++;
    return count;
}

/* ---- reading outputs ---- */

/* Text of a value; with escapes undone it is appended to `bytes` and told by its place there. */
static struct str text_of(struct mbpp_outputs *outputs, const struct json_value *value,
                          bool *in_bytes)
{
    size_t start = outputs->bytes.len;

    *in_bytes = false;
    switch (value->kind) {
    case JSON_TRUE:
        return STR("PASS");
    case JSON_FALSE:
        return STR("FAIL");
    case JSON_ABSENT:
    case JSON_NULL:
        return STR("");
    default:
        break;
    }
    if (value->kind != JSON_STRING || !value->escaped)
        return value->raw;
    *in_bytes = true;
    json_value_text(value, &outputs->bytes);
    return (struct str){NULL, outputs->bytes.len - start};
}

static void add_text(struct mbpp_outputs *outputs, size_t count, struct str text)
{
    outputs->texts =
        array_grow(outputs->texts, &outputs->text_capacity, count + 1, sizeof(*outputs->texts));
    outputs->texts[count] = text;
}

/* The buffer moves while it grows, so its texts get their pointers at the end. */
static void place_texts(struct mbpp_outputs *outputs, size_t count)
{
    const char *at = outputs->bytes.ptr;

    for (size_t i = 0; i < count; i++) {
        struct str *text = &outputs->texts[i];

        if (text->ptr)
            continue;
        text->ptr = text->len ? at : "";
        at += text->len;
    }
}

/* Outputs first, the error text last: *error gets it. Returns the number of outputs. */
static size_t gather(struct mbpp_outputs *outputs, const struct mbpp_attempt *attempt,
                     struct str *error)
{
    struct json_iter it = json_iter_of(attempt->outputs);
    struct json_value element;
    size_t count = 0;
    bool in_bytes;

    buf_clear(&outputs->bytes);
    if (attempt->outputs->kind == JSON_ARRAY) {
        while (json_iter_next(&it, NULL, &element))
            add_text(outputs, count++, text_of(outputs, &element, &in_bytes));
    } else if (attempt->outputs->kind == JSON_STRING) {
        add_text(outputs, count++, text_of(outputs, attempt->outputs, &in_bytes));
    }
    add_text(outputs, count, text_of(outputs, attempt->error, &in_bytes));
    place_texts(outputs, count + 1);
    *error = outputs->texts[count];
    return count;
}

/* Raw text of a string that is nothing but blanks, also escaped ones. */
static bool is_blank_raw(struct str raw)
{
    for (size_t i = 0; i < raw.len; i++) {
        if (raw.ptr[i] == '\\' && i + 1 < raw.len && strchr("ntr", raw.ptr[i + 1]))
            i++;
        else if (raw.ptr[i] != ' ')
            return false;
    }
    return true;
}

static enum error_code_state code_state(const struct json_value *code)
{
    if (code->kind == JSON_ABSENT)
        return ERROR_CODE_UNKNOWN;
    if (code->kind == JSON_NULL || (code->kind == JSON_STRING && is_blank_raw(code->raw)))
        return ERROR_CODE_EMPTY;
    return ERROR_CODE_PRESENT;
}

static struct mbpp_verdict decide(struct mbpp_outputs *outputs, const struct mbpp_attempt *attempt,
                                  enum error_code_state code)
{
    struct error_evidence evidence = {
        .code = code, .tests = attempt->tests, .tests_passed = attempt->tests_passed};
    struct error_verdict decided;
    size_t passed = 0;

    evidence.output_count = gather(outputs, attempt, &evidence.error);
    evidence.outputs = outputs->texts;
    for (size_t i = 0; i < evidence.output_count; i++)
        passed += error_output_passes(outputs->texts[i]);
    decided = error_kind_decide(&evidence);
    return (struct mbpp_verdict){
        .run =
            evidence.output_count < UINT16_MAX ? (uint16_t)evidence.output_count : UINT16_MAX - 1,
        .passed = passed < UINT16_MAX ? (uint16_t)passed : UINT16_MAX - 1,
        .kind = (uint8_t)decided.kind,
        .rule = (uint8_t)decided.rule,
    };
}

/* ---- the memory ---- */

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 29;
}

static uint64_t word_at(const char *text)
{
    uint64_t word;

    memcpy(&word, text, sizeof(word));
    return word;
}

/* Four chains that do not wait for each other; only speed hangs on how well this scatters. */
static uint64_t hash_text(uint64_t hash, struct str text)
{
    uint64_t a = hash, b = 1, c = 2, d = 3;

    for (; text.len >= 32; text.ptr += 32, text.len -= 32) {
        a = (a ^ word_at(text.ptr)) * 0x9e3779b97f4a7c15u;
        b = (b ^ word_at(text.ptr + 8)) * 0x9e3779b97f4a7c15u;
        c = (c ^ word_at(text.ptr + 16)) * 0x9e3779b97f4a7c15u;
        d = (d ^ word_at(text.ptr + 24)) * 0x9e3779b97f4a7c15u;
    }
    hash = mix(mix(mix(a, b), c), d);
    for (; text.len >= 8; text.ptr += 8, text.len -= 8)
        hash = mix(hash, word_at(text.ptr));
    for (; text.len; text.ptr++, text.len--)
        hash = (hash ^ (unsigned char)text.ptr[0]) * 0x100000001b3u;
    return mix(hash, 0);
}

/* Every count in one word; bit 63 says that it is one. */
static uint64_t key_facts(const struct mbpp_attempt *attempt, enum error_code_state code)
{
    size_t tests = attempt->tests < COUNTS ? attempt->tests : COUNTS;
    size_t passed = attempt->tests_passed < COUNTS ? attempt->tests_passed : COUNTS;

    return (uint64_t)1 << 63 | (uint64_t)code << 61 | (uint64_t)attempt->outputs->kind << 57 |
           (uint64_t)attempt->error->kind << 53 | (uint64_t)tests << 38 | (uint64_t)passed << 23 |
           (uint64_t)attempt->outputs->raw.len << 9 | attempt->error->raw.len;
}

/* Counts that the word has no room for, and long texts, are read each time. */
static bool can_remember(const struct mbpp_attempt *attempt)
{
    return attempt->outputs->raw.len + attempt->error->raw.len <= KEY_BYTES &&
           (attempt->tests < COUNTS || attempt->tests == ERROR_COUNT_UNKNOWN) &&
           (attempt->tests_passed < COUNTS || attempt->tests_passed == ERROR_COUNT_UNKNOWN);
}

struct mbpp_verdict mbpp_outputs_read(struct mbpp_outputs *outputs,
                                      const struct mbpp_attempt *attempt)
{
    struct str printed = attempt->outputs->raw, error = attempt->error->raw;
    enum error_code_state code = code_state(attempt->code);
    uint64_t facts;
    struct entry *entry;

    if (!can_remember(attempt))
        return decide(outputs, attempt, code);
    facts = key_facts(attempt, code);
    entry = &outputs->entries[mix(hash_text(hash_text(facts, printed), error), 0) % ENTRIES];
    if (entry->facts == facts &&
        (!printed.len || memcmp(entry->key, printed.ptr, printed.len) == 0) &&
        (!error.len || memcmp(entry->key + printed.len, error.ptr, error.len) == 0))
        return entry->verdict;
    entry->facts = facts;
    if (printed.len)
        memcpy(entry->key, printed.ptr, printed.len);
    if (error.len)
        memcpy(entry->key + printed.len, error.ptr, error.len);
    entry->verdict = decide(outputs, attempt, code);
    return entry->verdict;
}
