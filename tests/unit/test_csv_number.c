#include "check.h"

#include <assay/load/csv_number.h>

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static bool same_bits(double a, double b)
{
    return memcmp(&a, &b, sizeof(a)) == 0;
}

/* The C locale is in force: strtod takes the same decimals. */
static void check_against_strtod(const char *text)
{
    double value = -1.0, wanted = strtod(text, NULL);

    if (!CHECK(csv_number(str_of(text), &value)) || !CHECK(same_bits(value, wanted)))
        fprintf(stderr, "# at %s: %.17g\n", text, value);
}

TEST(csv_number_gives_the_bits_of_strtod_for_printed_doubles)
{
    static const int decimals[] = {1, 4, 6, 15, 18};
    uint64_t seed = 88172645463325252u;

    for (int i = 0; i < 200000; i++) {
        double value = (double)(next_random(&seed) >> 11) * 0x1p-53;
        char text[64];

        if (i % 3 == 0)
            value = -value * 100.0;
        if (i % 7 == 0)
            value = ldexp(value, (int)(next_random(&seed) % 200) - 100);
        if (i % 2)
            snprintf(text, sizeof(text), "%.*g", 16 + i % 4 / 2, value);
        else
            snprintf(text, sizeof(text), "%.*f", decimals[i % 5], value);
        check_against_strtod(text);
    }
}

TEST(csv_number_gives_the_bits_of_strtod_for_any_digits)
{
    uint64_t seed = 1;

    for (int i = 0; i < 300000; i++) {
        size_t length = 1 + next_random(&seed) % 22, point = next_random(&seed) % (length + 1);
        char text[32];

        for (size_t k = 0; k < length; k++)
            text[k] = (char)('0' + next_random(&seed) % 10);
        text[length] = '\0';
        if (point < length && length > 1)
            text[point] = '.';
        check_against_strtod(text);
    }
}

TEST(csv_number_rounds_half_way_cases_to_even)
{
    /* 2^53 + 1 and neighbours, alone and divided by powers of ten. */
    static const char *const texts[] = {
        "9007199254740993",     "9007199254740992.5",
        "9007199254740993.5",   "9007199254740995",
        "900719925474099.25",   "4503599627370496.5",
        "4503599627370497.5",   "0.5",
        "1.000000000000000111", "0.1000000000000000055",
        "9999999999999999999",  "0.0000000000000000001",
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        check_against_strtod(texts[i]);
}

TEST(csv_number_accepts_what_str_number_accepts)
{
    static const char letters[] = "0159..-+eEnaif x,";
    uint64_t seed = 99;

    for (int i = 0; i < 500000; i++) {
        size_t length = next_random(&seed) % 12;
        char text[16];
        double fast = 5.0, plain = 5.0;
        bool is_fast, is_plain;

        for (size_t k = 0; k < length; k++)
            text[k] = letters[next_random(&seed) % (sizeof(letters) - 1)];
        text[length] = '\0';
        is_fast = csv_number((struct str){text, length}, &fast);
        is_plain = str_number((struct str){text, length}, &plain, NULL);
        if (is_fast != is_plain || (!same_bits(fast, plain) && !(isnan(fast) && isnan(plain)))) {
            CHECK(false);
            fprintf(stderr, "# at \"%s\": %d %.17g, %d %.17g\n", text, is_fast, fast, is_plain,
                    plain);
        }
    }
}

TEST(csv_integer_accepts_what_str_integer_accepts)
{
    static const char letters[] = "0123456789-+ .";
    uint64_t seed = 3;

    for (int i = 0; i < 300000; i++) {
        size_t length = next_random(&seed) % 21;
        unsigned kinds = i % 2 ? 10 : sizeof(letters) - 1;
        char text[24];
        long long fast = 7, plain = 7;
        bool is_fast, is_plain;

        for (size_t k = 0; k < length; k++)
            text[k] = letters[next_random(&seed) % kinds];
        is_fast = csv_integer((struct str){text, length}, &fast);
        is_plain = str_integer((struct str){text, length}, &plain);
        CHECK(is_fast == is_plain);
        CHECK_INT(fast, plain);
    }
}

TEST(csv_number_reads_no_byte_beyond_the_cell)
{
    for (size_t length = 1; length <= 22; length++) {
        char *text = malloc(length);
        double value;
        long long whole;

        memset(text, '7', length);
        CHECK(csv_number((struct str){text, length}, &value));
        CHECK(csv_integer((struct str){text, length}, &whole) == (length <= 18));
        free(text);
    }
}
