#include <assay/base/arena.h>

#include <assay/base/err.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_ALIGN = 16, ARENA_FIRST_BLOCK = 4096, ARENA_LARGEST_BLOCK = 1 << 20 };

struct block {
    struct block *previous;
    size_t size; /* bytes usable in data */
    size_t used;
    size_t pad; /* keeps data aligned to ARENA_ALIGN */
    unsigned char data[];
};

struct arena {
    struct block *last;
    size_t next_size;
    size_t footprint;
};

static struct block *block_new(struct arena *arena, size_t size)
{
    struct block *block = xmalloc(sizeof(*block) + size);

    *block = (struct block){.previous = arena->last, .size = size};
    arena->last = block;
    arena->footprint += sizeof(*block) + size;
    return block;
}

struct arena *arena_new(void)
{
    struct arena *arena = xcalloc(1, sizeof(*arena));

    arena->next_size = ARENA_FIRST_BLOCK;
    return arena;
}

static void free_until(struct arena *arena, const struct block *keep)
{
    while (arena->last != keep) {
        struct block *gone = arena->last;

        arena->last = gone->previous;
        arena->footprint -= sizeof(*gone) + gone->size;
        free(gone);
    }
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    free_until(arena, NULL);
    free(arena);
}

/* The last block stays, so that what is used and reset again and again asks for no memory. */
void arena_reset(struct arena *arena)
{
    struct block *kept = arena->last;

    if (!kept)
        return;
    if (kept->size > ARENA_LARGEST_BLOCK) {
        free_until(arena, NULL);
        return;
    }
    arena->last = kept->previous;
    free_until(arena, NULL);
    kept->previous = NULL;
    kept->used = 0;
    arena->last = kept;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    struct block *block = arena->last;
    void *memory;

    if (size > SIZE_MAX - ARENA_ALIGN)
        die("out of memory (%zu bytes wanted)", size);
    size = (size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
    if (!block || block->size - block->used < size) {
        size_t wanted = arena->next_size;

        if (wanted < ARENA_LARGEST_BLOCK)
            arena->next_size *= 2;
        block = block_new(arena, size > wanted ? size : wanted);
    }
    memory = block->data + block->used;
    block->used += size;
    return memory;
}

void *arena_zalloc(struct arena *arena, size_t count, size_t size)
{
    void *memory;

    if (size && count > SIZE_MAX / size)
        die("out of memory (%zu times %zu bytes wanted)", count, size);
    memory = arena_alloc(arena, count * size);
    memset(memory, 0, count * size);
    return memory;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return arena_strndup(arena, text, strlen(text));
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);

    if (length)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

/* Into what the block has left first: only what does not fit is formatted twice. */
char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
    struct block *block = arena->last;
    char *left = block ? (char *)block->data + block->used : NULL, *text;
    size_t room = block ? block->size - block->used : 0;
    va_list again;
    int length;

    va_copy(again, args);
    length = vsnprintf(left, room, format, again);
    va_end(again);
    if (length < 0)
        die("cannot format \"%s\"", format);
    text = arena_alloc(arena, (size_t)length + 1);
    if (text != left)
        vsnprintf(text, (size_t)length + 1, format, args);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

void *arena_copy(struct arena *arena, const void *from, size_t count, size_t size)
{
    void *copy;

    if (count == 0)
        return NULL;
    copy = arena_zalloc(arena, count, size);
    memcpy(copy, from, count * size);
    return copy;
}

size_t arena_footprint(const struct arena *arena)
{
    return sizeof(*arena) + arena->footprint;
}
