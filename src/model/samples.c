#include <assay/model/samples.h>

#include "run_internal.h"

#include <assay/base/err.h>
#include <assay/model/run_builder.h>

#include <stdlib.h>
#include <string.h>

static struct str id_text(const struct id_column *ids, size_t index)
{
    uint64_t start = index ? ids->ends[index - 1] : 0;

    /* There are no bytes at all where every id is the empty text. */
    return ids->bytes ? (struct str){ids->bytes + start, ids->ends[index] - start} : str_of("");
}

bool samples_have_ids(const struct samples *samples)
{
    return samples->ids && samples->ids->count == samples->count && samples->count > 0;
}

struct stored_ids samples_stored_ids(const struct samples *samples)
{
    const struct id_column *ids = samples->ids;

    return (struct stored_ids){ids->first, ids->numbers, ids->ends, ids->bytes};
}

/* A whole number as text in the room; printf would take most of the time of a search by id. */
static struct str number_text(int64_t number, char *room)
{
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    char digits[SAMPLE_ID_ROOM];
    size_t count = 0, length = 0;

    do {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (number < 0)
        room[length++] = '-';
    while (count)
        room[length++] = digits[--count];
    room[length] = '\0';
    return (struct str){room, length};
}

struct str samples_id(const struct samples *samples, size_t index, char *room)
{
    int64_t number;

    if (samples_id_number(samples, index, &number))
        return number_text(number, room);
    return id_text(samples->ids, index);
}

bool samples_id_number(const struct samples *samples, size_t index, int64_t *number)
{
    *number = (int64_t)index + 1;
    if (!samples_have_ids(samples))
        return true;
    if (samples->ids->ends)
        return false;
    *number = id_number(samples->ids, index);
    return true;
}

static size_t find_number(const struct samples *samples, const struct id_column *ids,
                          int64_t number)
{
    uint64_t row = (uint64_t)number - (uint64_t)ids->first;

    if (!ids->numbers)
        return row < samples->count ? (size_t)row : SIZE_MAX;
    for (size_t i = 0; i < samples->count; i++)
        if (ids->numbers[i] == number)
            return i;
    return SIZE_MAX;
}

size_t samples_find_id(const struct samples *samples, struct str id)
{
    static const struct id_column rows = {.first = 1};
    const struct id_column *ids = samples_have_ids(samples) ? samples->ids : &rows;
    char room[SAMPLE_ID_ROOM];
    int64_t number;

    if (!ids->ends && sample_id_is_number(id, &number))
        return find_number(samples, ids, number);
    /* Texts, or numbers of more digits than are taken for one. */
    for (size_t i = 0; i < samples->count; i++)
        if (str_eq(samples_id(samples, i, room), id))
            return i;
    return SIZE_MAX;
}

static uint64_t mix(uint64_t hash)
{
    hash ^= hash >> 32;
    hash *= 0xd6e8feb86659fd93u;
    return hash ^ hash >> 32;
}

static uint64_t hash_id(const struct id_column *ids, size_t index, uint32_t key)
{
    uint64_t hash = mix(key + 0x9e3779b97f4a7c15u);
    struct str text;

    if (!ids->ends)
        return mix(hash ^ (uint64_t)id_number(ids, index));
    text = id_text(ids, index);
    for (; text.len >= 8; text.ptr += 8, text.len -= 8) {
        uint64_t word;

        memcpy(&word, text.ptr, 8);
        hash = mix(hash ^ word);
    }
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * 0x100000001b3u;
    return mix(hash);
}

static bool same_id(const struct id_column *ids, size_t a, size_t b)
{
    if (!ids->ends)
        return id_number(ids, a) == id_number(ids, b);
    return str_eq(id_text(ids, a), id_text(ids, b));
}

/* Ascending numbers, as most files have them, hold no duplicate and need no table. */
static bool strictly_ascending(const struct id_column *ids)
{
    if (ids->ends)
        return false;
    if (!ids->numbers)
        return true;
    for (size_t i = 1; i < ids->count; i++)
        if (ids->numbers[i] <= ids->numbers[i - 1])
            return false;
    return true;
}

/* Calls `met` for each sample whose id and key an earlier one has. */
static void each_duplicate(const struct samples *samples, const uint32_t *key,
                           void (*met)(void *arg, size_t row), void *arg)
{
    const struct id_column *ids = samples->ids;
    size_t slot_count = 16, *slots;

    if (!samples_have_ids(samples) || strictly_ascending(ids))
        return;
    while (slot_count < samples->count * 2)
        slot_count *= 2;
    slots = xcalloc(slot_count, sizeof(*slots)); /* row + 1, 0 when free */
    for (size_t i = 0; i < samples->count; i++) {
        size_t slot = hash_id(ids, i, key ? key[i] : 0) & (slot_count - 1);

        while (slots[slot] &&
               !(same_id(ids, slots[slot] - 1, i) && (!key || key[slots[slot] - 1] == key[i])))
            slot = (slot + 1) & (slot_count - 1);
        if (slots[slot])
            met(arg, i);
        else
            slots[slot] = i + 1;
    }
    free(slots);
}

struct duplicates {
    size_t count, first_row;
};

static void count_duplicate(void *arg, size_t row)
{
    struct duplicates *duplicates = arg;

    if (duplicates->count++ == 0)
        duplicates->first_row = row;
}

void samples_find_duplicates(const struct samples *samples, const uint32_t *key, size_t *duplicates,
                             size_t *first_row)
{
    struct duplicates found = {0, SIZE_MAX};

    each_duplicate(samples, key, count_duplicate, &found);
    *duplicates = found.count;
    *first_row = found.first_row;
}

static void mark_duplicate(void *arg, size_t row)
{
    uint64_t *bits = arg;

    bits[row / 64] |= (uint64_t)1 << row % 64;
}

void samples_mark_duplicates(const struct samples *samples, const uint32_t *key, uint64_t *bits)
{
    for (size_t i = 0; i < (samples->count + 63) / 64; i++)
        bits[i] = 0;
    each_duplicate(samples, key, mark_duplicate, bits);
}
