/*
 * Arena: memory that is freed all at once.
 *
 * One arena per loaded run, one per result, a scratch one that is reset. Memory handed out is
 * aligned for any type, zeroed by arena_zalloc only, and valid until the arena is reset or freed.
 * Running out of memory ends the program, so nothing here fails. Not shared between threads.
 */
#ifndef ASSAY_BASE_ARENA_H
#define ASSAY_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);
/* Forget everything handed out, keeping the last block for reuse unless it is very large. */
void arena_reset(struct arena *arena);

void *arena_alloc(struct arena *arena, size_t size);
void *arena_zalloc(struct arena *arena, size_t count, size_t size);
/* Copies end in a NUL that `length` does not count. */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
/* A copy of count elements of the given size, or NULL when count is 0. */
void *arena_copy(struct arena *arena, const void *from, size_t count, size_t size);
/* Bytes taken from the system. */
size_t arena_footprint(const struct arena *arena);

#endif
