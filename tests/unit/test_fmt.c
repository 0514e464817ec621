#include "check.h"

#include <assay/base/fmt.h>

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *shortest(struct buf *out, double value)
{
    buf_clear(out);
    fmt_shortest(out, value);
    return out->ptr;
}

TEST(fmt_fixed_never_shows_a_negative_zero)
{
    struct arena *arena = arena_new();

    CHECK_STR(fmt_fixed(arena, 0.9064748, 4), "0.9065");
    CHECK_STR(fmt_fixed(arena, -0.004, 2), "0.00");
    CHECK_STR(fmt_fixed(arena, -0.0, 0), "0");
    CHECK_STR(fmt_fixed(arena, -0.006, 2), "-0.01");
    CHECK_STR(fmt_fixed(arena, 12.0, 0), "12");
    CHECK_STR(fmt_fixed(arena, NAN, 2), "–");
    CHECK_STR(fmt_fixed(arena, INFINITY, 2), "inf");
    CHECK_STR(fmt_fixed(arena, -INFINITY, 2), "-inf");
    CHECK_INT(strlen(fmt_fixed(arena, 1e308, 2)), 309 + 3);
    arena_free(arena);
}

/* Random sizes, and where rounding is hardest: at halves and beside them. */
static double value_of_kind(uint64_t *state, int kind)
{
    double size = (double)(*state = *state * 6364136223846793005u + 1442695040888963407u) / 0x1p64;

    if (kind == 0)
        return size;
    if (kind == 1)
        return (size - 0.5) * pow(10.0, (double)(*state >> 20 & 15) - 5.0);
    if (kind == 2)
        return floor(size * 1e5) / 1e4 + 0.00005;
    return nextafter(floor(size * 1e4) / 8.0, kind == 3 ? 1e9 : -1e9);
}

TEST(numbers_are_those_of_printf)
{
    struct arena *arena = arena_new();
    struct buf out = {.ptr = NULL};
    char room[FMT_SHORT_ROOM], expected[400];
    uint64_t state = 1;
    int differences = 0, strayed = 0;

    for (int i = 0; i < 100000; i++) {
        double value = value_of_kind(&state, i % 5);
        int decimals = i / 5 % 8;
        size_t length = fmt_short(room, value, 10);

        snprintf(expected, sizeof(expected), "%.*f", decimals, value);
        if (expected[0] == '-' && strspn(expected + 1, "0.") == strlen(expected + 1))
            memmove(expected, expected + 1, strlen(expected));
        differences += strcmp(fmt_fixed(arena, value, decimals), expected) != 0;
        snprintf(expected, sizeof(expected), "%.10g", value);
        differences += length && (strlen(expected) != length || memcmp(room, expected, length));
        strayed += strtod(shortest(&out, value), NULL) != value;
    }
    CHECK_INT(differences, 0);
    CHECK_INT(strayed, 0);
    buf_release(&out);
    arena_free(arena);
}

TEST(fmt_short_has_only_short_numbers)
{
    char room[FMT_SHORT_ROOM];

    CHECK_INT(fmt_short(room, 0.25, 10), 4);
    CHECK(memcmp(room, "0.25", 4) == 0);
    CHECK_INT(fmt_short(room, -1024.0, 10), 5);
    CHECK(memcmp(room, "-1024", 5) == 0);
    CHECK_INT(fmt_short(room, 1.0 / 3.0, 10), 0);
    CHECK_INT(fmt_short(room, 1e10, 10), 0);
    CHECK_INT(fmt_short(room, -0.0, 10), 0);
    CHECK_INT(fmt_short(room, 0.00001, 10), 0);
    CHECK_INT(fmt_short(room, NAN, 10), 0);
    CHECK_INT(fmt_short(room, INFINITY, 10), 0);
    CHECK_INT(fmt_whole(room, 0), 1);
    CHECK_INT(fmt_whole(room, UINT64_MAX), 20);
    CHECK(memcmp(room, "18446744073709551615", 20) == 0);
}

TEST(fmt_share_drops_the_leading_zero)
{
    struct arena *arena = arena_new();

    CHECK_STR(fmt_share(arena, 0.8304), ".8304");
    CHECK_STR(fmt_share(arena, 1.0), "1.0000");
    CHECK_STR(fmt_share(arena, -0.0414), "-.0414");
    CHECK_STR(fmt_share(arena, 0.0), ".0000");
    CHECK_STR(fmt_share(arena, -0.00001), ".0000");
    CHECK_STR(fmt_share(arena, -1.0), "-1.0000");
    CHECK_STR(fmt_share(arena, NAN), "–");
    arena_free(arena);
}

TEST(fmt_delta_always_has_a_sign)
{
    struct arena *arena = arena_new();

    CHECK_STR(fmt_delta(arena, 0.2146, 4), "+.2146");
    CHECK_STR(fmt_delta(arena, -0.0414, 4), "-.0414");
    CHECK_STR(fmt_delta(arena, -0.00001, 4), "+.0000");
    CHECK_STR(fmt_delta(arena, 10.5, 1), "+10.5");
    CHECK_STR(fmt_delta(arena, 3, 0), "+3");
    CHECK_STR(fmt_delta(arena, 0, 0), "+0");
    CHECK_STR(fmt_delta(arena, NAN, 4), "–");
    CHECK_STR(fmt_delta(arena, INFINITY, 4), "+inf");
    arena_free(arena);
}

TEST(fmt_p_value_keeps_the_digits_of_small_ones)
{
    struct arena *arena = arena_new();

    CHECK_STR(fmt_p_value(arena, 0.00599893), ".0060");
    CHECK_STR(fmt_p_value(arena, 5.3085e-20), "5.3e-20");
    CHECK_STR(fmt_p_value(arena, 0.0000999), "1.0e-04");
    CHECK_STR(fmt_p_value(arena, 1.0), "1.0000");
    CHECK_STR(fmt_p_value(arena, NAN), "–");
    arena_free(arena);
}

TEST(fmt_percent_and_count)
{
    struct arena *arena = arena_new();

    CHECK_STR(fmt_percent(arena, 0.906475, 1), "90.6%");
    CHECK_STR(fmt_percent(arena, 1, 0), "100%");
    CHECK_STR(fmt_percent(arena, NAN, 1), "–");
    CHECK_STR(fmt_count(arena, 0), "0");
    CHECK_STR(fmt_count(arena, 834), "834");
    CHECK_STR(fmt_count(arena, 9999), "9999");
    CHECK_STR(fmt_count(arena, 10000), "10,000");
    CHECK_STR(fmt_count(arena, 480000), "480,000");
    CHECK_STR(fmt_count(arena, UINT64_MAX), "18,446,744,073,709,551,615");
    arena_free(arena);
}

TEST(fmt_bytes_climbs_a_unit_rather_than_print_1000)
{
    struct arena *arena = arena_new();

    CHECK_STR(fmt_bytes(arena, 0), "0 B");
    CHECK_STR(fmt_bytes(arena, 999), "999 B");
    CHECK_STR(fmt_bytes(arena, 1000), "1.0 kB");
    CHECK_STR(fmt_bytes(arena, 1400000), "1.4 MB");
    CHECK_STR(fmt_bytes(arena, 999949), "999.9 kB");
    CHECK_STR(fmt_bytes(arena, 999950), "1.0 MB");
    CHECK_STR(fmt_bytes(arena, UINT64_MAX), "18.4 EB");
    arena_free(arena);
}

TEST(fmt_duration_never_shows_60_of_a_unit)
{
    struct arena *arena = arena_new();

    CHECK_STR(fmt_duration(arena, 0), "0.0 s");
    CHECK_STR(fmt_duration(arena, 0.4), "0.4 s");
    CHECK_STR(fmt_duration(arena, 0.025), "25 ms");
    CHECK_STR(fmt_duration(arena, 0.0999), "0.1 s");
    CHECK_STR(fmt_duration(arena, 59.94), "59.9 s");
    CHECK_STR(fmt_duration(arena, 59.96), "1 min 0 s");
    CHECK_STR(fmt_duration(arena, 200), "3 min 20 s");
    CHECK_STR(fmt_duration(arena, 3599.7), "1 h 0 min");
    CHECK_STR(fmt_duration(arena, 3599.4), "59 min 59 s");
    CHECK_STR(fmt_duration(arena, 86399), "1 d 0 h");
    CHECK_STR(fmt_duration(arena, 7500), "2 h 5 min");
    CHECK_STR(fmt_duration(arena, -200), "-3 min 20 s");
    CHECK_STR(fmt_duration(arena, NAN), "–");
    arena_free(arena);
}

/* Digits are those of Python's repr; its ".0" and later exponent are not imitated. */
TEST(fmt_shortest_gives_the_digits_of_python_repr)
{
    struct buf out = {.ptr = NULL};

    CHECK_STR(shortest(&out, 0.1), "0.1");
    CHECK_STR(shortest(&out, 1e-5), "1e-05");
    CHECK_STR(shortest(&out, 1.0 / 3.0), "0.3333333333333333");
    CHECK_STR(shortest(&out, 2.0 / 3.0), "0.6666666666666666");
    CHECK_STR(shortest(&out, 0.906475), "0.906475");
    CHECK_STR(shortest(&out, 0.1 + 0.2), "0.30000000000000004");
    CHECK_STR(shortest(&out, 5e-324), "5e-324");
    CHECK_STR(shortest(&out, 2.2250738585072014e-308), "2.2250738585072014e-308");
    CHECK_STR(shortest(&out, 1.7976931348623157e308), "1.7976931348623157e+308");
    CHECK_STR(shortest(&out, 1e22), "1e+22");
    CHECK_STR(shortest(&out, 9007199254740993.0), "9007199254740992");
    CHECK_STR(shortest(&out, 480000), "480000");
    CHECK_STR(shortest(&out, -0.25), "-0.25");
    CHECK_STR(shortest(&out, 0), "0");
    CHECK_STR(shortest(&out, NAN), "NaN");
    CHECK_STR(shortest(&out, INFINITY), "Infinity");
    CHECK_STR(shortest(&out, -INFINITY), "-Infinity");
    buf_release(&out);
}

TEST(fmt_shortest_reads_back_to_the_same_double)
{
    struct buf out = {.ptr = NULL};
    uint64_t bits = 88172645463325252u; /* xorshift64, Marsaglia 2003 */
    size_t lost = 0;

    for (int i = 0; i < 20000; i++) {
        double value;

        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        memcpy(&value, &bits, sizeof(value));
        if (isfinite(value))
            lost += strtod(shortest(&out, value), NULL) != value;
    }
    CHECK_INT(lost, 0);
    buf_release(&out);
}

/* Any locale whose decimal point is not a point will do; a bare machine has none. */
static bool set_comma_locale(void)
{
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "ps_AF.UTF-8",
                                        "fa_IR.UTF-8"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (setlocale(LC_NUMERIC, names[i]) && localeconv()->decimal_point[0] != '.')
            return true;
    return false;
}

TEST(numbers_look_the_same_in_a_comma_locale)
{
    struct arena *arena = arena_new();
    struct buf out = {.ptr = NULL};
    double value = 0;

    if (set_comma_locale()) {
        CHECK_STR(fmt_fixed(arena, 1234.5, 2), "1234.50");
        CHECK_STR(fmt_share(arena, -0.5), "-.5000");
        CHECK_STR(shortest(&out, 0.1), "0.1");
        CHECK_STR(shortest(&out, -1.5e-300), "-1.5e-300");
        CHECK(str_number(STR("0.30000000000000004"), &value, NULL));
        CHECK_NEAR(value, 0.1 + 0.2, 0);
        setlocale(LC_NUMERIC, "C");
    } else {
        SKIP("no locale with a decimal comma is installed");
    }
    buf_release(&out);
    arena_free(arena);
}
