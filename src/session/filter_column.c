#include <assay/session/filter_column.h>

#include <assay/model/run_builder.h>

#include <math.h>
#include <stddef.h>
#include <string.h>

/* ---- one row ---- */

static bool row_holds(const struct filter_column *column, struct sample_scope *scope, size_t row)
{
    struct filter_vocabulary vocabulary = sample_vocabulary(scope);
    char room[FILTER_ROOM];

    if (column->question == FILTER_ASK_STATE)
        return vocabulary.state(scope, column->index, row);
    if (column->question == FILTER_ASK_VALUE &&
        sample_filter_fields[column->index].kind != FILTER_TEXT &&
        column->term->values[0].comparison == FILTER_BY_NUMBER)
        return filter_any_number(column->term, vocabulary.number(scope, column->index, row));
    if (column->question == FILTER_ASK_VALUE)
        return filter_any_text(column->term, vocabulary.text(scope, column->index, row, room));
    if (sample_filter_fields[column->index].kind != FILTER_TEXT)
        return !isnan(vocabulary.number(scope, column->index, row));
    return vocabulary.text(scope, column->index, row, room).len > 0;
}

/* ---- planning ---- */

static void plan_codes(struct filter_column *column, enum filter_way way, const void *data,
                       uint32_t codes, struct arena *arena)
{
    column->way = way;
    column->data = data;
    column->memo_count = codes;
    column->memo = arena_zalloc(arena, (size_t)codes + 1, 1);
}

/* The codes of interned texts are dense, so a table of them is no larger than the texts. */
static uint32_t code_count(const uint32_t *codes, size_t count)
{
    uint32_t most = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t code = codes[i] == UINT32_MAX ? 0 : codes[i];

        most = code > most ? code : most;
    }
    return most + 1;
}

static void plan_outcome(struct filter_column *column, const struct samples *samples,
                         struct arena *arena)
{
    if (samples->outcome)
        plan_codes(column, FILTER_BY_CODE8, samples->outcome, 256, arena);
    else if (samples->truth && samples->prediction)
        plan_codes(column, FILTER_BY_OUTCOME, samples->truth, 3, arena);
    else {
        column->way = FILTER_BY_NOTHING;
        column->always = column->index == SAMPLE_UNSCORED;
    }
}

static void plan_prediction(struct filter_column *column, const struct samples *samples,
                            struct arena *arena)
{
    plan_codes(column, FILTER_BY_CODE16, samples->prediction, 65536, arena);
    if (!samples->raw)
        return;
    column->way = FILTER_BY_PREDICTION;
    column->raw_count = code_count(samples->raw, samples->count);
    column->raw_memo = arena_zalloc(arena, (size_t)column->raw_count + 1, 1);
}

static bool plan_numbers(struct filter_column *column, enum filter_way way, const void *data,
                         struct arena *arena)
{
    bool has = column->question == FILTER_ASK_HAS;

    if (!has && column->term->values[0].comparison != FILTER_BY_NUMBER)
        return false;
    column->way = way;
    column->data = data;
    column->ranges = has ? arena_zalloc(arena, 1, sizeof(*column->ranges)) : column->term->values;
    column->range_count = has ? 1 : column->term->count;
    if (has)
        column->ranges[0] = (struct filter_value){.low = -INFINITY, .high = INFINITY};
    return true;
}

/* Whether the term can say anything of a text of digits. */
static bool can_hold_digits(const struct filter_term *term)
{
    for (size_t i = 0; i < term->count; i++) {
        const struct filter_value *value = &term->values[i];
        size_t digits = 0;

        while (digits < value->text.len && strchr("-0123456789", value->text.ptr[digits]))
            digits++;
        if (value->comparison != FILTER_BY_TEXT || value->pattern.kind == TEXT_REGEX ||
            digits == value->text.len)
            return true;
    }
    return false;
}

/* Ids are exact in a double up to 2^53; beyond, and for parts of ids, they are compared as text. */
static bool plan_id_numbers(struct filter_column *column, struct arena *arena)
{
    const int64_t most = (int64_t)1 << 53;
    struct filter_value *ranges = arena_zalloc(arena, column->term->count, sizeof(*column->ranges));

    for (size_t i = 0; i < column->term->count; i++) {
        const struct filter_value *value = &column->term->values[i];
        int64_t number;

        ranges[i] = *value;
        if (value->comparison == FILTER_BY_NUMBER)
            continue;
        if (value->pattern.kind != TEXT_EQUAL)
            return false;
        ranges[i].low = 1, ranges[i].high = 0;
        if (!sample_id_is_number(value->text, &number))
            continue;
        if (number >= most || number <= -most)
            return false;
        ranges[i].low = ranges[i].high = (double)number;
    }
    column->way = FILTER_BY_ID;
    column->ranges = ranges;
    column->range_count = column->term->count;
    return true;
}

static void plan_id(struct filter_column *column, const struct samples *samples,
                    struct arena *arena)
{
    int64_t number;

    if (samples->count == 0 || !samples_id_number(samples, 0, &number))
        return;
    column->always = column->question == FILTER_ASK_HAS;
    if (column->always || !can_hold_digits(column->term))
        column->way = FILTER_BY_NOTHING;
    else
        plan_id_numbers(column, arena);
}

/* Where a field is a column of the samples as it stands, and what that holds. */
static const struct {
    enum filter_way way;
    size_t offset;
} columns[SAMPLE_FIELD_COUNT] = {
    [SAMPLE_TRUTH] = {FILTER_BY_CODE16, offsetof(struct samples, truth)},
    [SAMPLE_SCORE] = {FILTER_BY_DOUBLE, offsetof(struct samples, score)},
    [SAMPLE_ERROR] = {FILTER_BY_CODE8, offsetof(struct samples, error_kind)},
    [SAMPLE_DIFFICULTY] = {FILTER_BY_CODE8, offsetof(struct samples, difficulty)},
    [SAMPLE_SPLIT] = {FILTER_BY_CODE16, offsetof(struct samples, split)},
    [SAMPLE_GROUP] = {FILTER_BY_CODE32, offsetof(struct samples, group)},
    [SAMPLE_ATTEMPT] = {FILTER_BY_CODE16, offsetof(struct samples, attempt)},
    [SAMPLE_LAYER] = {FILTER_BY_CODE16, offsetof(struct samples, step)},
    [SAMPLE_FOLD] = {FILTER_BY_CODE16, offsetof(struct samples, fold)},
    [SAMPLE_CONFLICT] = {FILTER_BY_CODE8, offsetof(struct samples, conflict)},
    [SAMPLE_TESTS_PASSED] = {FILTER_BY_CODE16, offsetof(struct samples, tests_passed)},
    [SAMPLE_TESTS] = {FILTER_BY_CODE16, offsetof(struct samples, tests_total)},
    [SAMPLE_TOKENS] = {FILTER_BY_COUNT, offsetof(struct samples, tokens)},
    [SAMPLE_SECONDS] = {FILTER_BY_FLOAT, offsetof(struct samples, seconds)},
    [SAMPLE_RAW] = {FILTER_BY_CODE32, offsetof(struct samples, raw)},
};

static void plan_column(struct filter_column *column, const struct samples *samples,
                        struct arena *arena)
{
    enum filter_way way = columns[column->index].way;
    const void *data;

    memcpy(&data, (const char *)samples + columns[column->index].offset, sizeof(data));
    if (way == FILTER_BY_CODE8 || way == FILTER_BY_CODE16)
        plan_codes(column, way, data, way == FILTER_BY_CODE8 ? 256 : 65536, arena);
    else if (way == FILTER_BY_CODE32)
        plan_codes(column, way, data, code_count(data, samples->count), arena);
    else
        plan_numbers(column, way, data, arena);
}

static void plan_field(struct filter_column *column, const struct samples *samples,
                       struct arena *arena)
{
    if (column->index == SAMPLE_ID)
        plan_id(column, samples, arena);
    else if (column->index == SAMPLE_PRED)
        plan_prediction(column, samples, arena);
    else if (column->index == SAMPLE_OUTCOME)
        plan_outcome(column, samples, arena);
    else
        plan_column(column, samples, arena);
}

static void plan_state(struct filter_column *column, struct sample_scope *scope,
                       struct arena *arena)
{
    const struct samples *samples = scope->samples;

    switch ((enum sample_state)column->index) {
    case SAMPLE_PASS:
    case SAMPLE_FAIL:
    case SAMPLE_UNSCORED:
        plan_outcome(column, samples, arena);
        return;
    case SAMPLE_INVALID:
        if (samples->prediction)
            plan_codes(column, FILTER_BY_CODE16, samples->prediction, 65536, arena);
        return;
    case SAMPLE_IN_CONFLICT:
        if (samples->conflict)
            plan_codes(column, FILTER_BY_CODE8, samples->conflict, 256, arena);
        return;
    case SAMPLE_DUPLICATE:
        column->way = FILTER_BY_BITS;
        column->data = sample_scope_duplicates(scope);
        return;
    case SAMPLE_FLIP:
    case SAMPLE_FIXED:
    case SAMPLE_BROKEN:
        if (scope->pair_state)
            plan_codes(column, FILTER_BY_CODE8, scope->pair_state, 256, arena);
        return;
    case SAMPLE_TAGGED:
    case SAMPLE_STATES:
        return;
    }
}

void filter_column_plan(struct filter_column *column, struct sample_scope *scope,
                        struct arena *arena)
{
    column->way = FILTER_BY_ROW;
    if (column->question == FILTER_ASK_STATE)
        plan_state(column, scope, arena);
    else if (!sample_fields[column->index].present(scope->samples))
        column->way = FILTER_BY_NOTHING;
    else
        plan_field(column, scope->samples, arena);
}

/* ---- bits ---- */

static uint8_t ask(struct filter_column *column, struct sample_scope *scope, size_t row)
{
    return row_holds(column, scope, row) ? 2 : 1;
}

/* One bit a row; `code` says which answer of the memo is the row's, and which memo. */
#define MEMO_BITS(name, type, place)                                                               \
    static void bits_##name(struct filter_column *column, struct sample_scope *scope, size_t from, \
                            size_t count, uint64_t *bits)                                          \
    {                                                                                              \
        const type *codes = (const type *)column->data + from;                                     \
                                                                                                   \
        for (size_t w = 0; w * 64 < count; w++) {                                                  \
            size_t end = count - w * 64 < 64 ? count - w * 64 : 64;                                \
            uint64_t word = 0;                                                                     \
                                                                                                   \
            for (size_t j = 0; j < end; j++) {                                                     \
                size_t i = w * 64 + j;                                                             \
                uint8_t *memo = (place);                                                           \
                                                                                                   \
                if (*memo == 0)                                                                    \
                    *memo = ask(column, scope, from + i);                                          \
                word |= (uint64_t)(*memo >> 1) << j;                                               \
            }                                                                                      \
            bits[w] = word;                                                                        \
        }                                                                                          \
    }

static uint8_t *raw_memo(struct filter_column *column, const struct sample_scope *scope, size_t row)
{
    uint32_t raw = scope->samples->raw[row];

    return &column->raw_memo[raw < column->raw_count ? raw : column->raw_count];
}

MEMO_BITS(code8, uint8_t, &column->memo[codes[i]])
MEMO_BITS(code16, uint16_t, &column->memo[codes[i]])
MEMO_BITS(code32, uint32_t,
          &column->memo[codes[i] < column->memo_count ? codes[i] : column->memo_count])
MEMO_BITS(prediction, uint16_t,
          codes[i] == LABEL_INVALID ? raw_memo(column, scope, from + i) : &column->memo[codes[i]])
MEMO_BITS(outcome, uint16_t, ((void)codes, &column->memo[sample_outcome(scope->samples, from + i)]))

#define RANGE_BITS(name, type, holds)                                                              \
    static void bits_##name(const struct filter_column *column, size_t from, size_t count,         \
                            uint64_t *bits)                                                        \
    {                                                                                              \
        const type *values = (const type *)column->data + from;                                    \
                                                                                                   \
        for (size_t w = 0; w * 64 < count; w++)                                                    \
            bits[w] = 0;                                                                           \
        for (size_t r = 0; r < column->range_count; r++) {                                         \
            double low = column->ranges[r].low, high = column->ranges[r].high;                     \
                                                                                                   \
            for (size_t w = 0; w * 64 < count; w++) {                                              \
                size_t end = count - w * 64 < 64 ? count - w * 64 : 64;                            \
                uint64_t word = 0;                                                                 \
                                                                                                   \
                for (size_t j = 0; j < end; j++) {                                                 \
                    type x = values[w * 64 + j];                                                   \
                                                                                                   \
                    word |= (uint64_t)(holds) << j;                                                \
                }                                                                                  \
                bits[w] |= word;                                                                   \
            }                                                                                      \
        }                                                                                          \
    }

RANGE_BITS(double, double, (low <= x) & (x <= high))
RANGE_BITS(float, float, (low <= (double)x) & ((double)x <= high))
RANGE_BITS(count, uint32_t, (low <= x) & (x <= high) & (x != UINT32_MAX))

static bool in_ranges(const struct filter_column *column, double number)
{
    for (size_t i = 0; i < column->range_count; i++)
        if (column->ranges[i].low <= number && number <= column->ranges[i].high)
            return true;
    return false;
}

static void bits_of_ids(const struct filter_column *column, const struct sample_scope *scope,
                        size_t from, size_t count, uint64_t *bits)
{
    memset(bits, 0, FILTER_BLOCK / 8);
    for (size_t i = 0; i < count; i++) {
        int64_t number;

        samples_id_number(scope->samples, from + i, &number);
        bits[i / 64] |= (uint64_t)in_ranges(column, (double)number) << i % 64;
    }
}

static void bits_by_row(struct filter_column *column, struct sample_scope *scope, size_t from,
                        const uint64_t *mask, uint64_t *bits)
{
    for (size_t w = 0; w < FILTER_BLOCK_WORDS; w++) {
        bits[w] = 0;
        for (size_t j = 0; j < 64 && mask[w] >> j; j++)
            if (mask[w] >> j & 1)
                bits[w] |= (uint64_t)row_holds(column, scope, from + w * 64 + j) << j;
    }
}

void filter_column_bits(struct filter_column *column, struct sample_scope *scope, size_t from,
                        const uint64_t *mask, uint64_t *bits)
{
    size_t left = scope->samples->count - from;
    size_t count = left < FILTER_BLOCK ? left : FILTER_BLOCK;

    switch (column->way) {
    case FILTER_BY_CODE8:
        bits_code8(column, scope, from, count, bits);
        return;
    case FILTER_BY_CODE16:
        bits_code16(column, scope, from, count, bits);
        return;
    case FILTER_BY_CODE32:
        bits_code32(column, scope, from, count, bits);
        return;
    case FILTER_BY_PREDICTION:
        bits_prediction(column, scope, from, count, bits);
        return;
    case FILTER_BY_OUTCOME:
        bits_outcome(column, scope, from, count, bits);
        return;
    case FILTER_BY_DOUBLE:
        bits_double(column, from, count, bits);
        return;
    case FILTER_BY_FLOAT:
        bits_float(column, from, count, bits);
        return;
    case FILTER_BY_COUNT:
        bits_count(column, from, count, bits);
        return;
    case FILTER_BY_ID:
        bits_of_ids(column, scope, from, count, bits);
        return;
    case FILTER_BY_BITS:
        memcpy(bits, (const uint64_t *)column->data + from / 64, (count + 63) / 64 * 8);
        return;
    case FILTER_BY_NOTHING:
        memset(bits, column->always ? 0xff : 0, FILTER_BLOCK / 8);
        return;
    case FILTER_BY_ROW:
        break;
    }
    bits_by_row(column, scope, from, mask, bits);
}
