#include <assay/cmd/run_folders.h>

#include "check.h"

#include <string.h>

static const char *folder(struct intern *taken, const char *id, struct arena *arena)
{
    return run_folder_new(taken, id, arena);
}

TEST(folders_stay_below_the_directory_and_are_not_hidden)
{
    struct arena *arena = arena_new();
    struct intern *taken = intern_new(arena);

    CHECK_STR(folder(taken, "../../etc", arena), "_./_./etc");
    CHECK_STR(folder(taken, "/a//b/", arena), "a/b");
    CHECK_STR(folder(taken, ".git", arena), "_git");
    CHECK_STR(folder(taken, "x y\n<b>#1", arena), "x_y__b__1");
    CHECK_STR(folder(taken, "", arena), "run");
    CHECK_STR(folder(taken, "//", arena), "run_2");
    intern_free(taken);
    arena_free(arena);
}

/* Reports and plots put these beside the folders. */
TEST(no_folder_stands_where_a_file_is_to_be)
{
    static const char *const files[] = {"index.html", "report.md",   "report.json",
                                        "junit.xml",  "report.xlsx", "groups.svg"};
    struct arena *arena = arena_new();
    struct intern *taken = intern_new(arena);

    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
        CHECK(strcmp(folder(taken, files[i], arena), files[i]) != 0);
    CHECK_STR(folder(taken, "tables/claims.CSV", arena), "tables/claims_CSV");
    CHECK_STR(folder(taken, "llama-1.5b", arena), "llama-1.5b");
    intern_free(taken);
    arena_free(arena);
}

TEST(no_two_folders_are_alike_in_any_case)
{
    struct arena *arena = arena_new();
    struct intern *taken = intern_new(arena);
    char id[300];

    CHECK_STR(folder(taken, "Run", arena), "Run");
    CHECK_STR(folder(taken, "run", arena), "run_2");
    CHECK_STR(folder(taken, "run_2", arena), "run_2_2");
    CHECK_STR(folder(taken, "a b", arena), "a_b");
    CHECK_STR(folder(taken, "a*b", arena), "a_b_2");
    memset(id, 'x', sizeof(id) - 1);
    id[sizeof(id) - 1] = '\0';
    for (int i = 0; i < 12; i++)
        CHECK(strlen(folder(taken, id, arena)) < 255);
    intern_free(taken);
    arena_free(arena);
}
