#include <assay/base/fmt.h>

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char dash[] = "–";

/* ---- helpers ---- */

/*
 * printf writes the locale's decimal point, which may take several bytes: whatever is no digit,
 * sign or exponent becomes one plain point.
 */
static void make_point_plain(char *number)
{
    char *point = number + strspn(number, "+-0123456789");
    size_t length = strcspn(point, "+-0123456789e");

    if (length == 0)
        return;
    *point = '.';
    memmove(point + 1, point + length, strlen(point + length) + 1);
}

/* "-0.00" says that something negative was rounded away, which no reader wants to know. */
static const char *without_negative_zero(const char *number)
{
    return number[0] == '-' && strspn(number + 1, "0.") == strlen(number + 1) ? number + 1 : number;
}

/* "0.83" as ".83", "-0.83" as "-.83"; "0" stays. */
static char *without_leading_zero(char *number)
{
    char *zero = number + (number[0] == '-' || number[0] == '+');

    if (zero[0] == '0' && zero[1] == '.')
        memmove(zero, zero + 1, strlen(zero));
    return number;
}

/* ---- without printf ---- */

enum { POWERS = 23, NUMBER_ROOM = 32 }; /* those that a double has exactly */
static const double powers[POWERS] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                      1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                      1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

size_t fmt_whole(char *out, uint64_t count)
{
    char digits[FMT_WHOLE_ROOM];
    size_t at = sizeof(digits);

    do
        digits[--at] = (char)('0' + count % 10);
    while (count /= 10);
    memcpy(out, digits + at, sizeof(digits) - at);
    return sizeof(digits) - at;
}

/* units / 10^decimals; returns its length. */
static size_t write_decimal(char *out, bool negative, uint64_t units, int decimals)
{
    char digits[NUMBER_ROOM];
    size_t at = sizeof(digits);

    for (int i = 0; i < decimals; i++, units /= 10)
        digits[--at] = (char)('0' + units % 10);
    if (decimals)
        digits[--at] = '.';
    do
        digits[--at] = (char)('0' + units % 10);
    while (units /= 10);
    if (negative)
        digits[--at] = '-';
    memcpy(out, digits + at, sizeof(digits) - at);
    return sizeof(digits) - at;
}

/*
 * The value in units of the last decimal, rounded as printf does. False where that is not certain:
 * below 1e9 the product is off by 1.2e-7 at most, so only near a half is it unknown which is next.
 */
static bool round_to(double value, int decimals, uint64_t *units)
{
    double scaled, whole;

    if (decimals < 0 || decimals >= POWERS)
        return false;
    scaled = fabs(value) * powers[decimals];
    whole = floor(scaled);
    if (!(scaled < 1e9) || fabs(scaled - whole - 0.5) < 1e-6)
        return false;
    *units = (uint64_t)whole + (scaled - whole > 0.5);
    return true;
}

/*
 * With so many digits the value is n / 10^k, which is correctly rounded (Clinger), or has more. The
 * product is off by less than a half, so n is the one that printf would round to if it is any.
 */
size_t fmt_short(char *out, double value, int digits)
{
    double size = fabs(value), most = powers[digits], whole;
    int k = digits + 3;
    uint64_t units;

    if (!(size >= 1e-4 && size < most))
        return size == 0.0 && !signbit(value) ? fmt_whole(out, 0) : 0;
    while (k > 0 && size * powers[k] >= most)
        k--;
    whole = rint(size * powers[k]);
    if (whole / powers[k] != size)
        return 0;
    for (units = (uint64_t)whole; k > 0 && units % 10 == 0; k--)
        units /= 10;
    return write_decimal(out, value < 0, units, k);
}

const char *fmt_fixed(struct arena *arena, double value, int decimals)
{
    char room[NUMBER_ROOM], *number;
    uint64_t units;

    if (isnan(value))
        return dash;
    if (isinf(value))
        return value < 0 ? "-inf" : "inf";
    if (round_to(value, decimals, &units))
        return arena_strndup(arena, room, write_decimal(room, value < 0 && units, units, decimals));
    number = arena_printf(arena, "%.*f", decimals, value);
    make_point_plain(number);
    return without_negative_zero(number);
}

const char *fmt_counted(struct arena *arena, uint64_t count, const char *thing)
{
    return arena_printf(arena, "%s %s%s", fmt_count(arena, count), thing, count == 1 ? "" : "s");
}

const char *fmt_share(struct arena *arena, double share)
{
    const char *number = fmt_fixed(arena, share, 4);

    return isfinite(share) ? without_leading_zero(arena_strdup(arena, number)) : number;
}

const char *fmt_delta(struct arena *arena, double delta, int decimals)
{
    const char *number = fmt_fixed(arena, delta, decimals);
    char *with_sign;

    if (isnan(delta))
        return number;
    with_sign = arena_printf(arena, "%s%s", number[0] == '-' ? "" : "+", number);
    return isfinite(delta) ? without_leading_zero(with_sign) : with_sign;
}

const char *fmt_p_value(struct arena *arena, double p)
{
    char *small;

    if (isnan(p) || p >= 0.0001 || p == 0.0)
        return fmt_share(arena, p);
    small = arena_printf(arena, "%.1e", p);
    make_point_plain(small);
    return small;
}

const char *fmt_percent(struct arena *arena, double share, int decimals)
{
    if (isnan(share))
        return dash;
    return arena_printf(arena, "%s%%", fmt_fixed(arena, share * 100.0, decimals));
}

const char *fmt_count(struct arena *arena, uint64_t count)
{
    char digits[FMT_WHOLE_ROOM], grouped[32], *to = grouped;
    size_t length = fmt_whole(digits, count);

    if (count <= 9999)
        return arena_strndup(arena, digits, length);
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            *to++ = ',';
        *to++ = digits[i];
    }
    *to = '\0';
    return arena_strdup(arena, grouped);
}

/*
 * Shortest form that reads back: 17 digits always suffice, and 15 fmt_short has tried where it may.
 */
static void print_shortest(char *text, size_t size, double value)
{
    int digits = fabs(value) < DBL_MIN ? 1 : fabs(value) < 1e-4 || fabs(value) >= 1e15 ? 15 : 16;

    for (; digits < 17; digits++) {
        snprintf(text, size, "%.*g", digits, value);
        if (strtod(text, NULL) == value) /* same locale both ways */
            return;
    }
    snprintf(text, size, "%.17g", value);
}

void fmt_shortest(struct buf *out, double value)
{
    char text[64];
    size_t length = fmt_short(text, value, DBL_DIG);

    if (length) {
        buf_add(out, text, length);
    } else if (isnan(value)) {
        buf_add_c(out, "NaN");
    } else if (isinf(value)) {
        buf_add_c(out, value < 0 ? "-Infinity" : "Infinity");
    } else {
        print_shortest(text, sizeof(text), value);
        make_point_plain(text);
        buf_add_c(out, text);
    }
}

const char *fmt_bytes(struct arena *arena, uint64_t bytes)
{
    static const char *const units[] = {"kB", "MB", "GB", "TB", "PB", "EB"};
    double value = (double)bytes / 1000.0;
    size_t unit = 0;

    if (bytes < 1000)
        return arena_printf(arena, "%" PRIu64 " B", bytes);
    /* 999.95 would print as 1000.0. */
    for (; value >= 999.95 && unit + 1 < sizeof(units) / sizeof(units[0]); unit++)
        value /= 1000.0;
    return arena_printf(arena, "%s %s", fmt_fixed(arena, value, 1), units[unit]);
}

static const char *two_units(struct arena *arena, double small, double per_big, const char *big,
                             const char *unit)
{
    double whole = floor(small / per_big);

    return arena_printf(arena, "%.0f %s %.0f %s", whole, big, small - whole * per_big, unit);
}

const char *fmt_duration(struct arena *arena, double seconds)
{
    if (isnan(seconds))
        return dash;
    if (isinf(seconds))
        return seconds < 0 ? "-inf" : "inf";
    if (seconds < 0)
        return arena_printf(arena, "-%s", fmt_duration(arena, -seconds));
    if (seconds > 0 && seconds < 0.0995)
        return arena_printf(arena, "%s ms", fmt_fixed(arena, seconds * 1000, 0));
    if (seconds < 59.95)
        return arena_printf(arena, "%s s", fmt_fixed(arena, seconds, 1));
    if (round(seconds) < 3600)
        return two_units(arena, round(seconds), 60, "min", "s");
    if (round(seconds / 60) < 24 * 60)
        return two_units(arena, round(seconds / 60), 60, "h", "min");
    return two_units(arena, round(seconds / 3600), 24, "d", "h");
}
