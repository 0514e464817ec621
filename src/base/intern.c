#include <assay/base/intern.h>

#include <assay/base/err.h>

#include <stdlib.h>
#include <string.h>

struct intern {
    struct arena *arena;
    struct str *texts;
    uint32_t *hashes;
    size_t capacity;
    uint32_t count;
    uint32_t *slots; /* number + 1, 0 when free; a power of two, at most half full */
    size_t slot_count;
};

static uint32_t hash_text(struct str text)
{
    uint64_t hash = 0xcbf29ce484222325u ^ text.len;
    size_t i = 0;

    for (; i + 8 <= text.len; i += 8) {
        uint64_t word;

        memcpy(&word, text.ptr + i, 8);
        hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 29;
    }
    for (; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * 0x100000001b3u;
    hash ^= hash >> 32;
    return (uint32_t)(hash * 0x9e3779b97f4a7c15u >> 32);
}

struct intern *intern_new(struct arena *arena)
{
    struct intern *intern = xcalloc(1, sizeof(*intern));

    intern->arena = arena;
    intern->slot_count = 32;
    intern->slots = xcalloc(intern->slot_count, sizeof(*intern->slots));
    return intern;
}

void intern_free(struct intern *intern)
{
    if (!intern)
        return;
    free(intern->texts);
    free(intern->hashes);
    free(intern->slots);
    free(intern);
}

/* The slot that holds the text, or the free one where it belongs. */
static size_t find_slot(const struct intern *intern, struct str text, uint32_t hash)
{
    size_t mask = intern->slot_count - 1, slot = hash & mask;

    for (; intern->slots[slot]; slot = (slot + 1) & mask) {
        uint32_t number = intern->slots[slot] - 1;

        if (intern->hashes[number] == hash && str_eq(intern->texts[number], text))
            break;
    }
    return slot;
}

static void double_slots(struct intern *intern)
{
    size_t mask;

    free(intern->slots);
    intern->slot_count *= 2;
    intern->slots = xcalloc(intern->slot_count, sizeof(*intern->slots));
    mask = intern->slot_count - 1;
    for (uint32_t number = 0; number < intern->count; number++) {
        size_t slot = intern->hashes[number] & mask;

        while (intern->slots[slot])
            slot = (slot + 1) & mask;
        intern->slots[slot] = number + 1;
    }
}

uint32_t intern_add(struct intern *intern, struct str text)
{
    uint32_t hash = hash_text(text);
    size_t slot = find_slot(intern, text, hash), hash_capacity = intern->capacity;

    if (intern->slots[slot])
        return intern->slots[slot] - 1;
    if (intern->count == UINT32_MAX - 1)
        die("more than 4 billion different texts");
    intern->texts =
        array_grow(intern->texts, &intern->capacity, intern->count + 1u, sizeof(*intern->texts));
    intern->hashes =
        array_grow(intern->hashes, &hash_capacity, intern->count + 1u, sizeof(*intern->hashes));
    intern->texts[intern->count] =
        (struct str){arena_strndup(intern->arena, text.ptr, text.len), text.len};
    intern->hashes[intern->count] = hash;
    intern->slots[slot] = ++intern->count;
    if (intern->count * 2u > intern->slot_count)
        double_slots(intern);
    return intern->count - 1;
}

uint32_t intern_find(const struct intern *intern, struct str text)
{
    size_t slot = find_slot(intern, text, hash_text(text));

    return intern->slots[slot] ? intern->slots[slot] - 1 : INTERN_NONE;
}

uint32_t intern_count(const struct intern *intern)
{
    return intern->count;
}

struct str intern_text(const struct intern *intern, uint32_t number)
{
    return intern->texts[number];
}
