#include "check.h"

#include <assay/base/arena.h>

#include <stdint.h>
#include <string.h>

TEST(arena_memory_is_aligned_and_does_not_overlap)
{
    struct arena *arena = arena_new();
    unsigned char *taken[300];
    size_t spoilt = 0;

    for (size_t i = 0; i < 300; i++) {
        taken[i] = arena_alloc(arena, i);
        spoilt += (uintptr_t)taken[i] % _Alignof(max_align_t) != 0;
        memset(taken[i], (int)i, i);
    }
    for (size_t i = 0; i < 300; i++)
        for (size_t k = 0; k < i; k++)
            spoilt += taken[i][k] != (unsigned char)i;
    CHECK_INT(spoilt, 0);
    arena_free(arena);
}

TEST(arena_serves_more_than_its_largest_block)
{
    struct arena *arena = arena_new();
    unsigned char *large = arena_zalloc(arena, 3u << 20, 1);

    CHECK_INT(large[0] + large[(3u << 20) - 1], 0);
    CHECK(arena_footprint(arena) >= 3u << 20);
    arena_free(arena);
}

TEST(arena_reset_gives_memory_back_but_stays_usable)
{
    struct arena *arena = arena_new();
    char *text;

    arena_alloc(arena, 100);
    for (int i = 0; i < 1000; i++)
        arena_alloc(arena, 10000);
    arena_reset(arena);
    /* One block stays, of ten megabytes. */
    CHECK(arena_footprint(arena) <= (1u << 20) + 4096);
    text = arena_zalloc(arena, 64, 1);
    for (int i = 0; i < 64; i++)
        CHECK_INT(text[i], 0);
    arena_free(arena);
    arena_free(NULL);
}

TEST(arena_copies_end_in_nul)
{
    struct arena *arena = arena_new();
    const int numbers[] = {3, 1, 2};
    const int *copy = arena_copy(arena, numbers, 3, sizeof(int));

    CHECK_STR(arena_strdup(arena, "word"), "word");
    CHECK_STR(arena_strndup(arena, "word", 2), "wo");
    CHECK_STR(arena_strndup(arena, NULL, 0), "");
    CHECK_STR(arena_printf(arena, "%s-%03d", "run", 7), "run-007");
    CHECK(copy != numbers && memcmp(copy, numbers, sizeof(numbers)) == 0);
    CHECK(arena_copy(arena, numbers, 0, sizeof(int)) == NULL);
    arena_free(arena);
}
