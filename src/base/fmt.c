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

const char *fmt_fixed(struct arena *arena, double value, int decimals)
{
    char *number;

    if (isnan(value))
        return dash;
    if (isinf(value))
        return value < 0 ? "-inf" : "inf";
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
    char digits[24], grouped[32], *to = grouped;
    int length = snprintf(digits, sizeof(digits), "%" PRIu64, count);

    if (count <= 9999)
        return arena_strdup(arena, digits);
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            *to++ = ',';
        *to++ = digits[i];
    }
    *to = '\0';
    return arena_strdup(arena, grouped);
}

/* Shortest form that reads back: 15 digits always survive for normal numbers, 17 always suffice. */
static void print_shortest(char *text, size_t size, double value)
{
    int digits = fabs(value) < DBL_MIN ? 1 : 15;

    for (; digits <= 17; digits++) {
        snprintf(text, size, "%.*g", digits, value);
        if (strtod(text, NULL) == value) /* same locale both ways */
            return;
    }
}

void fmt_shortest(struct buf *out, double value)
{
    char text[64];

    if (isnan(value)) {
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
