#include "check.h"

#include <assay/session/run_names.h>

#include <string.h>

static const char *const *names_of(const char *const *ids, struct arena *arena, size_t *count)
{
    for (*count = 0; ids[*count];)
        ++*count;
    return run_names(ids, *count, arena);
}

TEST(runs_are_named_by_as_few_parts_as_tell_them_apart)
{
    static const char *const ids[] = {"a/x/run_1", "a/y/run_1", "a/run_2", "b#run_3",
                                      "b/x/run_1", "single",    NULL};
    struct arena *arena = arena_new();
    size_t count;
    const char *const *names = names_of(ids, arena, &count);

    CHECK_STR(names[0], "a/x/run_1");
    CHECK_STR(names[1], "y/run_1");
    CHECK_STR(names[2], "run_2");
    CHECK_STR(names[3], "run_3");
    CHECK_STR(names[4], "b/x/run_1");
    CHECK_STR(names[5], "single");
    arena_free(arena);
}

TEST(odd_and_equal_ids_get_names_too)
{
    static const char *const ids[] = {"", "/", "x/", "same", "same", "a/same", NULL};
    struct arena *arena = arena_new();
    size_t count;
    const char *const *names = names_of(ids, arena, &count);

    CHECK_STR(names[2], "x/");
    CHECK_STR(names[3], "same");
    CHECK_STR(names[4], "same");
    CHECK_STR(names[5], "a/same");
    arena_free(arena);
}

TEST(the_tail_of_a_name_ends_no_other)
{
    static const char *const names[] = {"lora20_cp005000",
                                        "lora21_cp005000",
                                        "ttt_cp005000",
                                        "ttt_cp010000",
                                        "cp010000",
                                        "x",
                                        NULL};
    struct arena *arena = arena_new();
    const size_t *tails = run_name_tails(names, 6, arena);

    for (size_t i = 0; i < 6; i++) {
        size_t length = strlen(names[i]);

        if (CHECK(tails[i] <= length) && tails[i] == 0)
            continue;
        for (size_t k = 0; k < 6; k++) {
            size_t other = strlen(names[k]);

            if (k != i && other >= tails[i])
                CHECK(memcmp(names[k] + other - tails[i], names[i] + length - tails[i], tails[i]) !=
                      0);
        }
    }
    CHECK_INT(tails[0], strlen("0_cp005000"));
    CHECK_INT(tails[4], 0); /* the fourth ends in it */
    CHECK_INT(tails[5], 1);
    arena_free(arena);
}
