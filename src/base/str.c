#include <assay/base/str.h>

#include <assay/base/err.h>

#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct str str_of(const char *text)
{
    return text ? (struct str){text, strlen(text)} : (struct str){"", 0};
}

bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool str_eq_c(struct str a, const char *b)
{
    return str_eq(a, str_of(b));
}

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool str_eq_nocase(struct str a, struct str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (fold(a.ptr[i]) != fold(b.ptr[i]))
            return false;
    return true;
}

int str_order(struct str a, struct str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;

    return order ? order : (a.len > b.len) - (a.len < b.len);
}

int str_order_nocase(struct str a, struct str b)
{
    size_t length = a.len < b.len ? a.len : b.len;

    for (size_t i = 0; i < length; i++) {
        unsigned char x = (unsigned char)fold(a.ptr[i]), y = (unsigned char)fold(b.ptr[i]);

        if (x != y)
            return x < y ? -1 : 1;
    }
    return (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str text, const char *prefix)
{
    size_t length = strlen(prefix);

    return text.len >= length && memcmp(text.ptr, prefix, length) == 0;
}

bool str_ends(struct str text, const char *suffix)
{
    size_t length = strlen(suffix);

    return text.len >= length && memcmp(text.ptr + text.len - length, suffix, length) == 0;
}

bool str_contains_nocase(struct str text, const char *needle)
{
    struct str wanted = str_of(needle);

    for (size_t i = 0; i + wanted.len <= text.len; i++)
        if (str_eq_nocase((struct str){text.ptr + i, wanted.len}, wanted))
            return true;
    return false;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str text)
{
    while (text.len && is_space(text.ptr[0]))
        text.ptr++, text.len--;
    while (text.len && is_space(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

bool str_split(struct str *rest, char at, struct str *part)
{
    const char *end;

    if (!rest->ptr)
        return false;
    *part = *rest;
    end = rest->len ? memchr(rest->ptr, at, rest->len) : NULL;
    if (!end) {
        *rest = (struct str){NULL, 0};
        return true;
    }
    part->len = (size_t)(end - rest->ptr);
    rest->ptr += part->len + 1;
    rest->len -= part->len + 1;
    return true;
}

static bool number_word(struct str text, double *value)
{
    bool negative = text.len && text.ptr[0] == '-';

    if (text.len && (text.ptr[0] == '-' || text.ptr[0] == '+'))
        text.ptr++, text.len--;
    if (str_eq_nocase(text, STR("nan")))
        *value = NAN;
    else if (str_eq_nocase(text, STR("inf")) || str_eq_nocase(text, STR("infinity")))
        *value = negative ? -INFINITY : INFINITY;
    else
        return false;
    return true;
}

/* A decimal number as written: digits of the mantissa, and the power of ten they are scaled by. */
struct decimal {
    uint64_t mantissa;
    int digits;   /* significant digits in mantissa */
    int dropped;  /* digits that no longer fitted */
    int fraction; /* digits after the point */
    int exponent; /* as written after e */
    bool negative;
};

static bool read_exponent(const char **at, const char *end, int *exponent)
{
    const char *p = *at + 1;
    bool negative = p < end && *p == '-';
    int value = 0;

    if (p < end && (*p == '-' || *p == '+'))
        p++;
    if (p == end || *p < '0' || *p > '9')
        return false;
    for (; p < end && *p >= '0' && *p <= '9'; p++)
        if (value < 100000)
            value = value * 10 + (*p - '0');
    *exponent = negative ? -value : value;
    *at = p;
    return true;
}

static void add_digit(struct decimal *number, int digit, bool after_point)
{
    if (number->digits < 18) {
        number->mantissa = number->mantissa * 10 + (uint64_t)digit;
        number->digits += number->mantissa != 0;
    } else {
        number->dropped++;
    }
    number->fraction += after_point;
}

static bool read_decimal(struct str text, struct decimal *number)
{
    const char *p = text.ptr, *end;
    bool any = false, point = false;

    if (text.len == 0)
        return false;
    end = text.ptr + text.len;
    *number = (struct decimal){.negative = p < end && *p == '-'};
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    for (; p < end; p++) {
        if (*p == '.' && !point)
            point = true;
        else if (*p >= '0' && *p <= '9')
            add_digit(number, *p - '0', point), any = true;
        else
            break;
    }
    if (!any)
        return false;
    if (p < end && (*p == 'e' || *p == 'E') && !read_exponent(&p, end, &number->exponent))
        return false;
    return p == end;
}

/*
 * strtod obeys the locale's decimal point; numbers in files do not. A comma locale is met by trying
 * the point first and putting the locale's own in its place when strtod stops there.
 */
static double slow_number(struct str text)
{
    char small[64], *copy = text.len < sizeof(small) ? small : xmalloc(text.len + 1), *end;
    double value;

    memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    value = strtod(copy, &end);
    if (*end == '.') {
        *end = ',';
        value = strtod(copy, NULL);
    }
    if (copy != small)
        free(copy);
    return value;
}

/* Exact when the mantissa fits a double and the power of ten does (Clinger's fast case). */
static bool fast_number(const struct decimal *number, double *value)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    int scale = number->exponent - number->fraction;
    double result = (double)number->mantissa;

    if (number->dropped || number->mantissa >> 53 || scale < -22 || scale > 22)
        return false;
    result = scale < 0 ? result / powers[-scale] : result * powers[scale];
    *value = number->negative ? -result : result;
    return true;
}

bool str_number(struct str text, double *value, int *decimals)
{
    struct decimal number;

    if (number_word(text, value)) {
        if (decimals)
            *decimals = 0;
        return true;
    }
    if (!read_decimal(text, &number))
        return false;
    if (!fast_number(&number, value))
        *value = slow_number(text);
    if (decimals) {
        int printed = number.fraction - number.exponent;

        *decimals = printed > 0 ? printed : 0;
    }
    return true;
}

bool str_integer(struct str text, long long *value)
{
    bool negative = text.len && text.ptr[0] == '-';
    unsigned long long sum = 0;

    if (text.len && (text.ptr[0] == '-' || text.ptr[0] == '+'))
        text.ptr++, text.len--;
    if (text.len == 0 || text.len > 18)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        sum = sum * 10 + (unsigned)(text.ptr[i] - '0');
    }
    *value = negative ? -(long long)sum : (long long)sum;
    return true;
}

/* Least that is asked for at once; most of what is added with a format fits in it. */
enum { BUF_LEAST = 64 };

/* For as many bytes and the NUL behind them. */
static void make_room(struct buf *buf, size_t length)
{
    size_t need;

    if (length >= SIZE_MAX - buf->len - 1)
        die("out of memory (%zu bytes wanted)", length);
    need = buf->len + length + 1;
    if (need > buf->capacity)
        buf->ptr = array_grow(buf->ptr, &buf->capacity, need < BUF_LEAST ? BUF_LEAST : need, 1);
}

void buf_reserve(struct buf *buf, size_t length)
{
    make_room(buf, length);
}

void buf_add(struct buf *buf, const char *text, size_t length)
{
    make_room(buf, length);
    if (length)
        memcpy(buf->ptr + buf->len, text, length);
    buf->len += length;
    buf->ptr[buf->len] = '\0';
}

void buf_add_c(struct buf *buf, const char *text)
{
    buf_add(buf, text, strlen(text));
}

void buf_add_str(struct buf *buf, struct str text)
{
    buf_add(buf, text.ptr, text.len);
}

void buf_add_char(struct buf *buf, char c)
{
    make_room(buf, 1);
    buf->ptr[buf->len++] = c;
    buf->ptr[buf->len] = '\0';
}

/* Into what is free first: only what does not fit is formatted twice. */
void buf_vaddf(struct buf *buf, const char *format, va_list args)
{
    va_list again;
    int length;

    make_room(buf, BUF_LEAST - 1);
    va_copy(again, args);
    length = vsnprintf(buf->ptr + buf->len, buf->capacity - buf->len, format, again);
    va_end(again);
    if (length < 0)
        die("cannot format \"%s\"", format);
    if ((size_t)length >= buf->capacity - buf->len) {
        make_room(buf, (size_t)length);
        vsnprintf(buf->ptr + buf->len, (size_t)length + 1, format, args);
    }
    buf->len += (size_t)length;
}

void buf_addf(struct buf *buf, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    buf_vaddf(buf, format, args);
    va_end(args);
}

void buf_clear(struct buf *buf)
{
    buf->len = 0;
    if (buf->ptr)
        buf->ptr[0] = '\0';
}

void buf_release(struct buf *buf)
{
    free(buf->ptr);
    *buf = (struct buf){.ptr = NULL};
}

struct str buf_str(const struct buf *buf)
{
    return buf->ptr ? (struct str){buf->ptr, buf->len} : (struct str){"", 0};
}
