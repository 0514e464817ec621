#include <assay/session/row_order.h>

#include <assay/base/err.h>
#include <assay/model/run_builder.h>
#include <assay/session/radix.h>

#include <stdlib.h>
#include <string.h>

#define KEY_MISSING UINT64_MAX

/* ---- ranks of texts ---- */

struct tied {
    struct str text;
    uint32_t index;
};

static int compare_tied(const void *a, const void *b)
{
    return str_order(((const struct tied *)a)->text, ((const struct tied *)b)->text);
}

/* Bytes that all texts begin with: ids often differ only at their end. */
static size_t common_start(const struct str *texts, size_t count)
{
    size_t length = count ? texts[0].len : 0;

    for (size_t i = 1; i < count && length; i++) {
        size_t same = 0;

        while (same < length && same < texts[i].len && texts[i].ptr[same] == texts[0].ptr[same])
            same++;
        length = same;
    }
    return length;
}

/* Eight bytes from there as a number that orders as they do; what is shorter is filled with 0. */
static uint64_t bytes_key(struct str text, size_t from)
{
    uint64_t key = 0;

    for (size_t i = from; i < from + 8; i++)
        key = key << 8 | (i < text.len ? (unsigned char)text.ptr[i] : 0);
    return key;
}

/* Texts whose first eight bytes are equal, in full. */
static void sort_tied(const struct str *texts, uint32_t *order, size_t count)
{
    struct tied *tied = xmalloc(count * sizeof(*tied));

    for (size_t i = 0; i < count; i++)
        tied[i] = (struct tied){texts[order[i]], order[i]};
    qsort(tied, count, sizeof(*tied), compare_tied);
    for (size_t i = 0; i < count; i++)
        order[i] = tied[i].index;
    free(tied);
}

void row_order_rank(const struct str *texts, size_t count, uint32_t *ranks)
{
    uint64_t *keys = xmalloc((count + 1) * sizeof(*keys));
    uint32_t *order = xmalloc((count + 1) * sizeof(*order)), rank = 0;
    size_t from = common_start(texts, count);

    for (size_t i = 0; i < count; i++) {
        keys[i] = bytes_key(texts[i], from);
        order[i] = (uint32_t)i;
    }
    radix_sort(keys, order, count);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && keys[end] == keys[i];)
            end++;
        if (end - i > 1)
            sort_tied(texts, order + i, end - i);
    }
    for (size_t i = 0; i < count; i++) {
        rank += i > 0 && !str_eq(texts[order[i]], texts[order[i - 1]]);
        ranks[order[i]] = rank;
    }
    free(keys);
    free(order);
}

/* ---- keys ---- */

/* Turn ascending keys round where wanted, with what is missing last in both. */
static void direct_keys(uint64_t *keys, size_t count, enum row_direction direction)
{
    uint64_t least = UINT64_MAX, most = 0;

    for (size_t i = 0; i < count; i++) {
        if (keys[i] == KEY_MISSING)
            continue;
        least = keys[i] < least ? keys[i] : least;
        most = keys[i] > most ? keys[i] : most;
    }
    /* Next to the others, so that keys of a narrow range stay narrow. */
    for (size_t i = 0; i < count; i++) {
        if (keys[i] == KEY_MISSING)
            keys[i] = least == UINT64_MAX ? 0 : most - least + 1;
        else
            keys[i] = direction == ROW_ASCENDING ? keys[i] - least : most - keys[i];
    }
}

static void sort_by_keys(uint64_t *keys, enum row_direction direction, struct row_list *rows)
{
    direct_keys(keys, rows->count, direction);
    radix_sort(keys, rows->rows, rows->count);
    free(keys);
}

/* Bits of a number that order as it does. */
static uint64_t double_key(double value)
{
    uint64_t bits;

    if (isnan(value))
        return KEY_MISSING;
    value += 0.0; /* -0 becomes 0 */
    memcpy(&bits, &value, sizeof(bits));
    return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

static uint64_t float_key(float value)
{
    uint32_t bits;

    if (isnan(value))
        return KEY_MISSING;
    value += 0.0f;
    memcpy(&bits, &value, sizeof(bits));
    return bits >> 31 ? ~bits : bits | (uint32_t)1 << 31;
}

static uint64_t integer_key(int64_t value)
{
    return (uint64_t)value ^ (uint64_t)1 << 63;
}

static uint64_t count_key(uint32_t count, uint32_t none)
{
    return count == none ? KEY_MISSING : count;
}

static uint64_t number_key(const struct samples *samples, enum sample_field_index field, size_t row)
{
    switch (field) {
    case SAMPLE_SCORE:
        return double_key(samples->score[row]);
    case SAMPLE_SECONDS:
        return float_key(samples->seconds[row]);
    case SAMPLE_ATTEMPT:
        return samples->attempt[row];
    case SAMPLE_LAYER:
        return count_key(samples->step[row], UINT16_MAX);
    case SAMPLE_FOLD:
        return count_key(samples->fold[row], UINT16_MAX);
    case SAMPLE_TESTS_PASSED:
        return count_key(samples->tests_passed[row], UINT16_MAX);
    case SAMPLE_TESTS:
        return count_key(samples->tests_total[row], UINT16_MAX);
    case SAMPLE_TOKENS:
        return count_key(samples->tokens[row], UINT32_MAX);
    case SAMPLE_DIFFICULTY:
        return count_key(samples->difficulty[row], DIFFICULTY_NONE);
    default:
        return KEY_MISSING;
    }
}

/* ---- fields of texts, by codes ---- */

/* Rows of one code have one text. Codes are dense: they number the texts of a run or a table. */
static uint32_t text_code(const struct samples *samples, enum sample_field_index field, size_t row)
{
    switch (field) {
    case SAMPLE_TRUTH:
        return samples->truth[row];
    case SAMPLE_PRED:
        if (samples->prediction[row] != LABEL_INVALID || !samples->raw ||
            samples->raw[row] == UINT32_MAX)
            return samples->prediction[row];
        return samples->raw[row] + 65536;
    case SAMPLE_OUTCOME:
        return sample_outcome(samples, row);
    case SAMPLE_ERROR:
        return samples->error_kind[row];
    case SAMPLE_SPLIT:
        return samples->split[row];
    case SAMPLE_CONFLICT:
        return samples->conflict[row];
    case SAMPLE_GROUP:
        return samples->group[row];
    case SAMPLE_RAW:
        return samples->raw[row];
    default:
        return UINT32_MAX;
    }
}

struct codes {
    uint32_t *of_row; /* of the list's rows */
    uint32_t *places; /* by code: 1 + its place among those that occur */
    struct str *texts;
    uint32_t *ranks;
    size_t count; /* codes that occur */
};

static void collect_codes(struct codes *codes, const struct run *run, const struct samples *samples,
                          enum sample_field_index field, const struct row_list *rows)
{
    size_t most = 0, capacity = 0;
    char room[SAMPLE_FIELD_ROOM];

    codes->of_row = xmalloc((rows->count + 1) * sizeof(*codes->of_row));
    for (size_t i = 0; i < rows->count; i++) {
        uint32_t code = codes->of_row[i] = text_code(samples, field, rows->rows[i]);

        most = code != UINT32_MAX && code > most ? code : most;
    }
    codes->places = xcalloc(most + 1, sizeof(*codes->places));
    for (size_t i = 0; i < rows->count; i++) {
        uint32_t code = codes->of_row[i];

        if (code == UINT32_MAX || codes->places[code])
            continue;
        codes->texts = array_grow(codes->texts, &capacity, codes->count + 1, sizeof(*codes->texts));
        codes->texts[codes->count++] = sample_fields[field].text(run, samples, rows->rows[i], room);
        codes->places[code] = (uint32_t)codes->count;
    }
    codes->ranks = xmalloc((codes->count + 1) * sizeof(*codes->ranks));
    row_order_rank(codes->texts, codes->count, codes->ranks);
}

static uint64_t code_key(const struct codes *codes, uint32_t code)
{
    size_t place = code == UINT32_MAX ? 0 : codes->places[code];

    if (place == 0 || codes->texts[place - 1].len == 0)
        return KEY_MISSING;
    return codes->ranks[place - 1];
}

static uint64_t *text_keys(const struct run *run, const struct samples *samples,
                           enum sample_field_index field, const struct row_list *rows)
{
    uint64_t *keys = xmalloc((rows->count + 1) * sizeof(*keys));
    struct codes codes = {.count = 0};

    collect_codes(&codes, run, samples, field, rows);
    for (size_t i = 0; i < rows->count; i++)
        keys[i] = code_key(&codes, codes.of_row[i]);
    free(codes.of_row);
    free(codes.places);
    free(codes.texts);
    free(codes.ranks);
    return keys;
}

/* ---- ids ---- */

static bool id_number_of(const struct samples *samples, uint32_t row, int64_t *number)
{
    char room[SAMPLE_ID_ROOM];

    return samples_id_number(samples, row, number) ||
           sample_id_is_number(samples_id(samples, row, room), number);
}

static void sort_numbers(const struct samples *samples, enum row_direction direction,
                         struct row_list *rows)
{
    uint64_t *keys = xmalloc((rows->count + 1) * sizeof(*keys));
    int64_t number = 0;

    for (size_t i = 0; i < rows->count; i++) {
        id_number_of(samples, rows->rows[i], &number);
        keys[i] = integer_key(number);
    }
    sort_by_keys(keys, direction, rows);
}

/* Ids that are texts are views of the run's memory. */
static void sort_text_ids(const struct samples *samples, enum row_direction direction,
                          struct row_list *rows)
{
    uint64_t *keys = xmalloc((rows->count + 1) * sizeof(*keys));
    uint32_t *ranks = xmalloc((rows->count + 1) * sizeof(*ranks));
    struct str *texts = xmalloc((rows->count + 1) * sizeof(*texts));
    char room[SAMPLE_ID_ROOM];

    for (size_t i = 0; i < rows->count; i++)
        texts[i] = samples_id(samples, rows->rows[i], room);
    row_order_rank(texts, rows->count, ranks);
    for (size_t i = 0; i < rows->count; i++)
        keys[i] = ranks[i];
    free(texts);
    free(ranks);
    sort_by_keys(keys, direction, rows);
}

enum id_kind { ID_NUMBER, ID_TEXT, ID_EMPTY, ID_KINDS };

static enum id_kind id_kind_of(const struct samples *samples, uint32_t row)
{
    char room[SAMPLE_ID_ROOM];
    int64_t number;

    if (id_number_of(samples, row, &number))
        return ID_NUMBER;
    return samples_id(samples, row, room).len ? ID_TEXT : ID_EMPTY;
}

static void sort_ids(const struct samples *samples, enum row_direction direction,
                     struct row_list *rows)
{
    static const enum id_kind orders[][ID_KINDS] = {
        [ROW_ASCENDING] = {ID_NUMBER, ID_TEXT, ID_EMPTY},
        [ROW_DESCENDING] = {ID_TEXT, ID_NUMBER, ID_EMPTY}};
    struct row_list lists[ID_KINDS] = {{.rows = NULL}};
    size_t at = 0;

    for (size_t i = 0; i < rows->count; i++)
        row_list_add(&lists[id_kind_of(samples, rows->rows[i])], rows->rows[i]);
    sort_numbers(samples, direction, &lists[ID_NUMBER]);
    sort_text_ids(samples, direction, &lists[ID_TEXT]);
    for (size_t i = 0; i < ID_KINDS; i++) {
        struct row_list *list = &lists[orders[direction][i]];

        if (list->count)
            memcpy(rows->rows + at, list->rows, list->count * sizeof(*rows->rows));
        at += list->count;
        row_list_release(list);
    }
}

void row_order_samples(const struct run *run, const struct samples *samples,
                       enum sample_field_index field, enum row_direction direction,
                       struct row_list *rows)
{
    uint64_t *keys;

    if (!sample_fields[field].present(samples) || rows->count < 2)
        return;
    if (field == SAMPLE_ID) {
        sort_ids(samples, direction, rows);
        return;
    }
    if (sample_filter_fields[field].kind == FILTER_TEXT && field != SAMPLE_DIFFICULTY) {
        keys = text_keys(run, samples, field, rows);
    } else {
        keys = xmalloc((rows->count + 1) * sizeof(*keys));
        for (size_t i = 0; i < rows->count; i++)
            keys[i] = number_key(samples, field, rows->rows[i]);
    }
    sort_by_keys(keys, direction, rows);
}
