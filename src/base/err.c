#include <assay/base/err.h>

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void (*die_hook)(void);

__attribute__((format(printf, 4, 0))) static void
err_fill(struct err *err, enum err_code code, const char *file, const char *format, va_list args)
{
    if (!err)
        return;
    err->code = code;
    err->place[0] = '\0';
    snprintf(err->file, sizeof(err->file), "%s", file ? file : "");
    vsnprintf(err->text, sizeof(err->text), format, args);
}

bool err_set(struct err *err, enum err_code code, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    err_fill(err, code, NULL, format, args);
    va_end(args);
    return false;
}

bool err_set_file(struct err *err, enum err_code code, const char *file, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    err_fill(err, code, file, format, args);
    va_end(args);
    return false;
}

void err_place(struct err *err, const char *format, ...)
{
    va_list args;

    if (!err)
        return;
    va_start(args, format);
    vsnprintf(err->place, sizeof(err->place), format, args);
    va_end(args);
}

void err_in_file(struct err *err, const char *file)
{
    if (err && err->file[0] == '\0')
        snprintf(err->file, sizeof(err->file), "%s", file);
}

void err_clear(struct err *err)
{
    if (err)
        *err = (struct err){.code = ERR_NONE};
}

void die_set_hook(void (*hook)(void))
{
    die_hook = hook;
}

_Noreturn void die(const char *format, ...)
{
    va_list args;

    if (die_hook)
        die_hook();
    fputs("assay: ", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    exit(1);
}

void *xmalloc(size_t size)
{
    void *memory = malloc(size ? size : 1);

    if (!memory)
        die("out of memory (%zu bytes wanted)", size);
    return memory;
}

void *xcalloc(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size ? size : 1);

    if (!memory)
        die("out of memory (%zu times %zu bytes wanted)", count, size);
    return memory;
}

void *xreallocarray(void *old, size_t count, size_t size)
{
    void *memory;

    if (size && count > SIZE_MAX / size)
        die("out of memory (%zu times %zu bytes wanted)", count, size);
    memory = realloc(old, count * size > 0 ? count * size : 1);
    if (!memory)
        die("out of memory (%zu bytes wanted)", count * size);
    return memory;
}

void *array_grow(void *array, size_t *capacity, size_t need, size_t size)
{
    size_t wanted = *capacity;

    if (need <= wanted)
        return array;
    wanted = wanted < 8 ? 8 : wanted + wanted / 2;
    if (wanted < need)
        wanted = need;
    *capacity = wanted;
    return xreallocarray(array, wanted, size);
}
