#include <assay/load/csv_number.h>

#include <stdint.h>
#include <string.h>

__extension__ typedef unsigned __int128 u128;

#define ZEROS 0x3030303030303030u
#define ONES  0x0101010101010101u
#define HIGHS 0x8080808080808080u

/* The first byte is the lowest, whatever the processor. */
static uint64_t load8(const char *text)
{
    uint64_t word;

    memcpy(&word, text, sizeof(word));
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static uint64_t load4(const char *text)
{
    uint32_t word;

    memcpy(&word, text, sizeof(word));
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap32(word);
#endif
    return word;
}

/* One to eight characters at the top of a word, '0' below them: "12" is "00000012". */
static uint64_t load_padded(const char *text, size_t length)
{
    uint64_t word;

    if (length == 8)
        return load8(text);
    if (length >= 4)
        word = load4(text) | load4(text + length - 4) << 8 * (length - 4);
    else
        word = (uint64_t)(unsigned char)text[0] |
               (uint64_t)(unsigned char)text[length / 2] << 8 * (length / 2) |
               (uint64_t)(unsigned char)text[length - 1] << 8 * (length - 1);
    return word << 8 * (8 - length) | ZEROS >> 8 * length;
}

static bool all_digits(uint64_t word)
{
    /* Adding 0x46 lifts what is above '9', taking '0' away borrows below it. */
    return (((word + 0x4646464646464646u) | (word - ZEROS)) & HIGHS) == 0;
}

/* Eight digits, pairwise: 8 -> 4 -> 2 -> 1 numbers in a word. */
static uint64_t eight_digits(uint64_t word)
{
    word -= ZEROS;
    word = word * 10 + (word >> 8);
    word = (word & 0x000000ff000000ffu) * 0x000f424000000064u +
           (word >> 16 & 0x000000ff000000ffu) * 0x0000271000000001u;
    return word >> 32;
}

static const uint64_t powers[] = {
    1u,
    10u,
    100u,
    1000u,
    10000u,
    100000u,
    1000000u,
    10000000u,
    100000000u,
    1000000000u,
    10000000000u,
    100000000000u,
    1000000000000u,
    10000000000000u,
    100000000000000u,
    1000000000000000u,
    10000000000000000u,
    100000000000000000u,
    1000000000000000000u,
    10000000000000000000u,
};

/* Digits appended to *mantissa; false when there is anything else. */
static bool add_digits(const char *text, size_t length, uint64_t *mantissa)
{
    for (; length >= 8; text += 8, length -= 8) {
        uint64_t word = load8(text);

        if (!all_digits(word))
            return false;
        *mantissa = *mantissa * powers[8] + eight_digits(word);
    }
    if (length) {
        uint64_t word = load_padded(text, length);

        if (!all_digits(word))
            return false;
        *mantissa = *mantissa * powers[length] + eight_digits(word);
    }
    return true;
}

/* Round to 53 bits, to even on a tie; sticky: something non-zero lies below bit 0. */
static double round_bits(uint64_t bits, bool sticky, int exponent)
{
    unsigned drop = 11 - (unsigned)__builtin_clzll(bits); /* bits has 54 to 64 bits */
    uint64_t kept = bits >> drop, below = bits & (((uint64_t)1 << drop) - 1);
    uint64_t half = (uint64_t)1 << (drop - 1);
    double scale;
    uint64_t image = (uint64_t)(1023 + exponent + (int)drop) << 52;

    kept += below > half || (below == half && (sticky || (kept & 1)));
    memcpy(&scale, &image, sizeof(scale));
    return (double)kept * scale; /* a power of two: exact */
}

/* mantissa / 10^fraction, correctly rounded; fraction at most 19. */
static double divide(uint64_t mantissa, size_t fraction)
{
    uint64_t by = powers[fraction];
    int up, down;
    u128 top, quotient;

    if (mantissa >> 53 == 0 && by >> 53 == 0)
        return (double)mantissa / (double)by;
    /* Both are scaled to fill 64 bits, so that the quotient has 63 or 64. */
    up = __builtin_clzll(mantissa);
    down = __builtin_clzll(by);
    top = (u128)(mantissa << up) << 63;
    by <<= down;
    quotient = top / by;
    return round_bits((uint64_t)quotient, quotient * by != top, down - up - 63);
}

static bool short_number(struct str text, double *value)
{
    uint64_t word = load_padded(text.ptr, text.len), no_point = word ^ ONES * '.', found;
    unsigned at;

    if (all_digits(word)) {
        *value = (double)eight_digits(word);
        return true;
    }
    found = (no_point - ONES) & ~no_point & HIGHS; /* its lowest bit is at the first '.' */
    if (!found || text.len < 2)
        return false;
    at = (unsigned)__builtin_ctzll(found) & ~7u;
    /* Close the gap: what stands before the point moves up one place. */
    word = (word & (((uint64_t)1 << at) - 1)) << 8 | (word >> at >> 8) << at << 8 | '0';
    if (!all_digits(word))
        return false;
    *value = (double)eight_digits(word) / (double)powers[7 - at / 8];
    return true;
}

static bool plain_number(struct str text, double *value)
{
    const char *p = text.ptr, *end = text.ptr + text.len;
    bool negative = *p == '-';
    uint64_t mantissa = 0;
    size_t whole, fraction;
    const char *point;
    double result;

    p += negative;
    for (point = p; point < end && *point != '.'; point++)
        ;
    whole = (size_t)(point - p);
    fraction = point < end ? (size_t)(end - point) - 1 : 0;
    if (whole + fraction == 0 || whole + fraction > 19)
        return false;
    if (!add_digits(p, whole, &mantissa) || !add_digits(point + (point < end), fraction, &mantissa))
        return false;
    result = mantissa ? divide(mantissa, fraction) : 0.0;
    *value = negative ? -result : result;
    return true;
}

bool csv_number(struct str text, double *value)
{
    if (text.len == 0)
        return false;
    if (text.len <= 8 && short_number(text, value))
        return true;
    if (text.len <= 21 && plain_number(text, value))
        return true;
    return str_number(text, value, NULL);
}

bool csv_integer(struct str text, long long *value)
{
    uint64_t word;

    if (text.len == 0 || text.len > 8)
        return str_integer(text, value);
    word = load_padded(text.ptr, text.len);
    if (!all_digits(word))
        return str_integer(text, value);
    *value = (long long)eight_digits(word);
    return true;
}
