#include <assay/base/name_index.h>

#include "check.h"

TEST(a_name_is_found_before_one_that_differs_in_case)
{
    static const char *const names[] = {"Zebra", "ZEBRA", "ape", "zebra", "Ape", ""};
    struct arena *arena = arena_new();
    struct name_index index = name_index_of(names, 6, arena);

    CHECK_INT(name_index_find(&index, "zebra"), 3);
    CHECK_INT(name_index_find(&index, "ZEBRA"), 1);
    CHECK_INT(name_index_find(&index, "zEbRa"), 0);
    CHECK_INT(name_index_find(&index, "APE"), 2);
    CHECK_INT(name_index_find(&index, ""), 5);
    arena_free(arena);
}

TEST(of_two_equal_names_the_first_is_found)
{
    static const char *const names[] = {"b", "a", "b", "a"};
    struct arena *arena = arena_new();
    struct name_index index = name_index_of(names, 4, arena);

    CHECK_INT(name_index_find(&index, "a"), 1);
    CHECK_INT(name_index_find(&index, "B"), 0);
    arena_free(arena);
}

TEST(a_name_that_is_not_there_is_not_found)
{
    static const char *const names[] = {"cat", "cats", "ä"};
    struct arena *arena = arena_new();
    struct name_index index = name_index_of(names, 3, arena);
    struct name_index none = name_index_of(NULL, 0, arena);

    CHECK(name_index_find(&index, "ca") == SIZE_MAX);
    CHECK(name_index_find(&index, "catsy") == SIZE_MAX);
    CHECK(name_index_find(&index, "Ä") == SIZE_MAX); /* letters beyond ASCII are not folded */
    CHECK(name_index_find(&none, "cat") == SIZE_MAX);
    arena_free(arena);
}

TEST(every_one_of_thousands_of_names_is_found_where_it_stands)
{
    enum { COUNT = 5000 };
    struct arena *arena = arena_new();
    const char **names = arena_zalloc(arena, COUNT, sizeof(*names));
    struct name_index index;
    size_t wrong = 0;

    for (int i = 0; i < COUNT; i++) /* 2741 is prime to 5000, so no two are equal */
        names[i] = arena_printf(arena, "label %d", i * 2741 % COUNT);
    index = name_index_of(names, COUNT, arena);
    for (size_t i = 0; i < COUNT; i++)
        wrong += name_index_find(&index, names[i]) != i;
    CHECK_INT(wrong, 0);
    arena_free(arena);
}
