#include <assay/session/radix.h>

#include <assay/base/err.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, DIGIT_MASK = DIGITS - 1, PASSES = 3 };

/* How often each digit of each pass occurs, counted in one reading. */
static void count_digits(const uint64_t *words, size_t count, size_t counts[PASSES][DIGITS])
{
    memset(counts, 0, PASSES * sizeof(counts[0]));
    for (size_t i = 0; i < count; i++)
        for (unsigned pass = 0; pass < PASSES; pass++)
            counts[pass][words[i] >> (32 + pass * DIGIT_BITS) & DIGIT_MASK]++;
}

/* Where the words of each digit go. */
static void add_up(size_t *places)
{
    size_t at = 0;

    for (size_t d = 0; d < DIGITS; d++) {
        size_t here = places[d];

        places[d] = at;
        at += here;
    }
}

/* Keys in the upper half of a word, values in the lower one. */
static void sort_words(uint64_t *words, uint64_t *spare, size_t count)
{
    size_t places[PASSES][DIGITS];
    uint64_t *from = words, *to = spare;

    count_digits(words, count, places);
    for (unsigned pass = 0; pass < PASSES; pass++) {
        unsigned shift = 32 + pass * DIGIT_BITS;
        uint64_t *other = to;

        /* All have the same digit. */
        if (places[pass][words[0] >> shift & DIGIT_MASK] == count)
            continue;
        add_up(places[pass]);
        for (size_t i = 0; i < count; i++)
            to[places[pass][from[i] >> shift & DIGIT_MASK]++] = from[i];
        to = from;
        from = other;
    }
    if (from != words)
        memcpy(words, from, count * sizeof(*words));
}

static void sort_narrow(uint64_t *keys, uint32_t *values, size_t count, uint64_t least)
{
    uint64_t *spare = xmalloc(count * sizeof(*spare));

    for (size_t i = 0; i < count; i++)
        keys[i] = (keys[i] - least) << 32 | values[i];
    sort_words(keys, spare, count);
    for (size_t i = 0; i < count; i++) {
        values[i] = (uint32_t)keys[i];
        keys[i] = (keys[i] >> 32) + least;
    }
    free(spare);
}

struct pair {
    uint64_t key;
    uint32_t value;
};

enum { SMALL = 4096 };

static void merge_pairs(const struct pair *from, size_t middle, size_t end, struct pair *to)
{
    size_t left = 0, right = middle;

    for (size_t i = 0; i < end; i++) {
        bool take_right = left == middle || (right < end && from[right].key < from[left].key);

        to[i] = from[take_right ? right++ : left++];
    }
}

/* At most SMALL of them, by merging; room holds twice as many. */
static void sort_small(uint64_t *keys, uint32_t *values, size_t count, struct pair *room)
{
    struct pair *from = room, *to = room + count;

    for (size_t i = 0; i < count; i++)
        from[i] = (struct pair){keys[i], values[i]};
    for (size_t width = 1; width < count; width *= 2) {
        struct pair *other = to;

        for (size_t i = 0; i < count; i += 2 * width) {
            size_t middle = count - i < width ? count - i : width;
            size_t end = count - i < 2 * width ? count - i : 2 * width;

            merge_pairs(from + i, middle, end, to + i);
        }
        to = from;
        from = other;
    }
    for (size_t i = 0; i < count; i++) {
        keys[i] = from[i].key;
        values[i] = from[i].value;
    }
}

static bool all_equal(const uint64_t *keys, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (keys[i] != keys[0])
            return false;
    return true;
}

/* Runs of keys that agree in their upper part, which are in order already. */
static void sort_runs(uint64_t *keys, uint32_t *values, size_t count, uint64_t least,
                      unsigned shift)
{
    struct pair *room = xmalloc((size_t)2 * SMALL * sizeof(*room));

    for (size_t i = 0, end; i < count; i = end) {
        uint64_t upper = (keys[i] - least) >> shift;

        for (end = i + 1; end < count && (keys[end] - least) >> shift == upper;)
            end++;
        if (end - i == 1 || all_equal(keys + i, end - i))
            continue;
        if (end - i <= SMALL)
            sort_small(keys + i, values + i, end - i, room);
        else
            radix_sort(keys + i, values + i, end - i);
    }
    free(room);
}

/* By the upper 32 bits that differ, then what these leave equal by the rest, at most as wide. */
static void sort_wide(uint64_t *keys, uint32_t *values, size_t count, uint64_t least, uint64_t most)
{
    uint64_t *words = xmalloc(2 * count * sizeof(*words));
    uint32_t *old_values = xmalloc(count * sizeof(*old_values));
    unsigned shift = 0;

    while ((most - least) >> shift > UINT32_MAX)
        shift++;
    for (size_t i = 0; i < count; i++)
        words[i] = (keys[i] - least) >> shift << 32 | i;
    sort_words(words, words + count, count);
    memcpy(words + count, keys, count * sizeof(*keys));
    memcpy(old_values, values, count * sizeof(*values));
    for (size_t i = 0; i < count; i++) {
        keys[i] = words[count + (uint32_t)words[i]];
        values[i] = old_values[(uint32_t)words[i]];
    }
    free(words);
    free(old_values);
    sort_runs(keys, values, count, least, shift);
}

void radix_sort(uint64_t *keys, uint32_t *values, size_t count)
{
    uint64_t least = UINT64_MAX, most = 0;

    if (count < 2)
        return;
    for (size_t i = 0; i < count; i++) {
        least = keys[i] < least ? keys[i] : least;
        most = keys[i] > most ? keys[i] : most;
    }
    if (most - least <= UINT32_MAX)
        sort_narrow(keys, values, count, least);
    else
        sort_wide(keys, values, count, least, most);
}
