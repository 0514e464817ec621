#include "check.h"

#include <assay/base/intern.h>

#include <stdio.h>
#include <string.h>

TEST(intern_numbers_texts_in_order_of_first_appearance)
{
    struct arena *arena = arena_new();
    struct intern *intern = intern_new(arena);

    CHECK_INT(intern_add(intern, STR("happy")), 0);
    CHECK_INT(intern_add(intern, STR("sad")), 1);
    CHECK_INT(intern_add(intern, STR("happy")), 0);
    CHECK_INT(intern_add(intern, STR("")), 2);
    CHECK_INT(intern_count(intern), 3);
    CHECK_INT(intern_find(intern, STR("sad")), 1);
    CHECK_INT(intern_find(intern, STR("Sad")), INTERN_NONE);
    CHECK_STR(intern_text(intern, 1).ptr, "sad");
    intern_free(intern);
    intern_free(NULL);
    arena_free(arena);
}

TEST(intern_tells_texts_with_nul_apart)
{
    struct arena *arena = arena_new();
    struct intern *intern = intern_new(arena);

    CHECK_INT(intern_add(intern, (struct str){"a\0b", 3}), 0);
    CHECK_INT(intern_add(intern, (struct str){"a\0c", 3}), 1);
    CHECK_INT(intern_add(intern, (struct str){"a", 1}), 2);
    CHECK_INT(intern_text(intern, 0).len, 3);
    intern_free(intern);
    arena_free(arena);
}

TEST(intern_keeps_a_copy_and_finds_all_of_many)
{
    struct arena *arena = arena_new();
    struct intern *intern = intern_new(arena);
    char text[32];
    size_t wrong = 0;

    for (uint32_t i = 0; i < 50000; i++) {
        snprintf(text, sizeof(text), "sample_%u", i);
        wrong += intern_add(intern, str_of(text)) != i;
    }
    for (uint32_t i = 0; i < 50000; i++) {
        snprintf(text, sizeof(text), "sample_%u", i);
        wrong += intern_find(intern, str_of(text)) != i || !str_eq_c(intern_text(intern, i), text);
    }
    CHECK_INT(wrong, 0);
    CHECK_INT(intern_count(intern), 50000);
    intern_free(intern);
    arena_free(arena);
}
