#include "generate_io.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct rng rng_seed(uint64_t seed)
{
    struct rng rng = {.state = seed * 0x9e3779b97f4a7c15u + 0x632be59bd9b4e019u};

    return rng;
}

uint64_t rng_next(struct rng *rng)
{
    uint64_t z = rng->state += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

int rng_below(struct rng *rng, int n)
{
    return (int)((rng_next(rng) >> 32) % (uint64_t)n);
}

void rng_shuffle(struct rng *rng, int *v, int n)
{
    for (int i = n - 1; i > 0; i--) {
        int j = rng_below(rng, i + 1);
        int t = v[i];

        v[i] = v[j];
        v[j] = t;
    }
}

static void fail(const char *what)
{
    fprintf(stderr, "generate: cannot write %s\n", what);
    exit(1);
}

FILE *out_open(const char *root, const char *format, ...)
{
    char path[512];
    int n = snprintf(path, sizeof path, "%s/", root);
    va_list ap;
    FILE *f;

    va_start(ap, format);
    n += vsnprintf(path + n, sizeof path - (size_t)n, format, ap);
    va_end(ap);
    if (n >= (int)sizeof path)
        fail(path);
    for (char *p = path + 1; (p = strchr(p, '/')); p++) {
        *p = '\0';
        mkdir(path, 0777);
        *p = '/';
    }
    f = fopen(path, "wb");
    if (!f)
        fail(path);
    return f;
}

void out_close(FILE *f)
{
    bool broken = ferror(f) != 0;

    if (fclose(f) != 0 || broken)
        fail("a file (disk full?)");
}

/* digits e exponent -> the form without an exponent: 0.00123, 12.3, 1200.0 */
static void lay_out_plain(char *buf, const char *sign, const char *digits, int exponent)
{
    int n = (int)strlen(digits);

    buf += sprintf(buf, "%s", sign);
    if (exponent < 0) {
        buf += sprintf(buf, "0.");
        for (int i = exponent + 1; i < 0; i++)
            *buf++ = '0';
        sprintf(buf, "%s", digits);
        return;
    }
    for (int i = 0; i <= exponent; i++)
        *buf++ = i < n ? digits[i] : '0';
    sprintf(buf, ".%s", n > exponent + 1 ? digits + exponent + 1 : "0");
}

void py_repr(double x, char buf[40])
{
    char raw[40];
    char digits[24];
    char *mark;
    size_t n = 0;
    int exponent;

    if (isnan(x)) {
        strcpy(buf, "NaN");
        return;
    }
    for (int p = 0; p < 17; p++) {
        snprintf(raw, sizeof raw, "%.*e", p, x);
        if (strtod(raw, NULL) == x)
            break;
    }
    mark = strchr(raw, 'e');
    exponent = atoi(mark + 1);
    for (const char *p = raw; p < mark; p++)
        if (*p != '-' && *p != '.')
            digits[n++] = *p;
    while (n > 1 && digits[n - 1] == '0')
        n--;
    digits[n] = '\0';
    if (exponent >= -4 && exponent < 16)
        lay_out_plain(buf, x < 0 ? "-" : "", digits, exponent);
    else
        snprintf(buf, 40, "%s%c%s%se%c%02d", x < 0 ? "-" : "", digits[0], n > 1 ? "." : "",
                 digits + 1, exponent < 0 ? '-' : '+', abs(exponent));
}

double py_round(double x, int digits)
{
    char raw[64];

    snprintf(raw, sizeof raw, "%.*f", digits, x);
    return strtod(raw, NULL);
}

struct json json_start(FILE *f, int indent)
{
    struct json j = {.f = f, .indent = indent, .empty = true};

    return j;
}

static void put_line(const struct json *j)
{
    fprintf(j->f, "\n%*s", j->depth * j->indent, "");
}

/* Python's default is ASCII only; everything here is ASCII already, or meant to stay UTF-8. */
static void put_string(FILE *f, const char *s)
{
    static const char plain[] = "\"\\\n\r\t";
    static const char mark[] = "\"\\nrt";

    fputc('"', f);
    for (; *s; s++) {
        const char *at = strchr(plain, *s);

        if (at)
            fprintf(f, "\\%c", mark[at - plain]);
        else
            fputc(*s, f);
    }
    fputc('"', f);
}

static void put_key(struct json *j, const char *key)
{
    if (!j->empty)
        fputs(j->indent ? "," : ", ", j->f);
    if (j->depth && j->indent)
        put_line(j);
    j->empty = false;
    if (!key)
        return;
    put_string(j->f, key);
    fputs(": ", j->f);
}

void json_open(struct json *j, const char *key, char bracket)
{
    put_key(j, key);
    fputc(bracket, j->f);
    j->depth++;
    j->empty = true;
}

void json_close(struct json *j, char bracket)
{
    j->depth--;
    if (!j->empty && j->indent)
        put_line(j);
    fputc(bracket, j->f);
    j->empty = false;
}

void json_text(struct json *j, const char *key, const char *value)
{
    put_key(j, key);
    put_string(j->f, value);
}

void json_real(struct json *j, const char *key, double value)
{
    char buf[40];

    py_repr(value, buf);
    put_key(j, key);
    fputs(buf, j->f);
}

void json_count(struct json *j, const char *key, long value)
{
    put_key(j, key);
    fprintf(j->f, "%ld", value);
}

void json_flag(struct json *j, const char *key, bool value)
{
    put_key(j, key);
    fputs(value ? "true" : "false", j->f);
}

void json_null(struct json *j, const char *key)
{
    put_key(j, key);
    fputs("null", j->f);
}
