#include <assay/session/radix.h>

#include <assay/base/err.h>

#include <stdlib.h>
#include <string.h>

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, DIGIT_MASK = DIGITS - 1 };

/* Where the values of each digit go; false when all have the same one. */
static bool count_digits(const uint64_t *keys, size_t count, unsigned shift, size_t *places)
{
    size_t at = 0;

    memset(places, 0, DIGITS * sizeof(*places));
    for (size_t i = 0; i < count; i++)
        places[keys[i] >> shift & DIGIT_MASK]++;
    if (places[keys[0] >> shift & DIGIT_MASK] == count)
        return false;
    for (size_t d = 0; d < DIGITS; d++) {
        size_t here = places[d];

        places[d] = at;
        at += here;
    }
    return true;
}

/* Keys in the upper half of a word, values in the lower one. */
static void sort_words(uint64_t *words, uint64_t *spare, size_t count)
{
    size_t places[DIGITS];
    uint64_t *from = words, *to = spare;

    for (unsigned shift = 32; shift < 64; shift += DIGIT_BITS) {
        uint64_t *other = to;

        if (!count_digits(from, count, shift, places))
            continue;
        for (size_t i = 0; i < count; i++)
            to[places[from[i] >> shift & DIGIT_MASK]++] = from[i];
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

static bool count_pairs(const struct pair *pairs, size_t count, unsigned shift, size_t *places)
{
    size_t at = 0;

    memset(places, 0, DIGITS * sizeof(*places));
    for (size_t i = 0; i < count; i++)
        places[pairs[i].key >> shift & DIGIT_MASK]++;
    if (places[pairs[0].key >> shift & DIGIT_MASK] == count)
        return false;
    for (size_t d = 0; d < DIGITS; d++) {
        size_t here = places[d];

        places[d] = at;
        at += here;
    }
    return true;
}

static void sort_wide(uint64_t *keys, uint32_t *values, size_t count)
{
    struct pair *from = xmalloc(2 * count * sizeof(*from)), *all = from, *to = from + count;
    size_t places[DIGITS];

    for (size_t i = 0; i < count; i++)
        from[i] = (struct pair){keys[i], values[i]};
    for (unsigned shift = 0; shift < 64; shift += DIGIT_BITS) {
        struct pair *other = to;

        if (!count_pairs(from, count, shift, places))
            continue;
        for (size_t i = 0; i < count; i++)
            to[places[from[i].key >> shift & DIGIT_MASK]++] = from[i];
        to = from;
        from = other;
    }
    for (size_t i = 0; i < count; i++) {
        keys[i] = from[i].key;
        values[i] = from[i].value;
    }
    free(all);
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
        sort_wide(keys, values, count);
}
