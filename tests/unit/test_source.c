#include "check.h"

#include "temp_dir.h"

#include <assay/load/source.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool open_source(struct temp_dir *dir, const char *path, struct arena *arena,
                        struct source *source, struct err *err)
{
    return source_open(temp_dir_path(dir, path), arena, source, err);
}

/* "a|b/c|…" of the paths found. */
static const char *paths_of(const struct source *source, struct arena *arena)
{
    const char *paths = "";

    for (size_t i = 0; i < source->count; i++)
        paths = arena_printf(arena, "%s%s%s", paths, i ? "|" : "", source->files[i].path);
    return paths;
}

TEST(files_come_sorted_without_hidden_ones_caches_and_pictures)
{
    struct temp_dir dir = temp_dir_new();
    struct arena *arena = arena_new();
    struct source source;
    struct err err = {.code = ERR_NONE};

    temp_dir_write(&dir, "b.csv", STR("12345"));
    temp_dir_write(&dir, "a/z.json", STR("{}"));
    temp_dir_write(&dir, "a.json", STR("{}"));
    temp_dir_write(&dir, ".hidden/x.json", STR("{}"));
    temp_dir_write(&dir, "__pycache__/x.json", STR("{}"));
    temp_dir_write(&dir, "node_modules/x.json", STR("{}"));
    temp_dir_write(&dir, "plot.PNG", STR("x"));
    temp_dir_write(&dir, "model.safetensors", STR("x"));
    if (CHECK(open_source(&dir, "", arena, &source, &err))) {
        CHECK_STR(paths_of(&source, arena), "a.json|a/z.json|b.csv");
        CHECK_INT(source.files[2].bytes, 5);
        CHECK_INT(source.problem_count, 0);
        CHECK(!source.is_file);
    }
    arena_free(arena);
    temp_dir_remove(&dir);
}

/* It holds figures and tables of runs, which would else be runs themselves. */
TEST(a_report_below_a_directory_of_runs_is_left_out)
{
    struct temp_dir dir = temp_dir_new();
    struct arena *arena = arena_new();
    struct source source;
    struct err err = {.code = ERR_NONE};

    temp_dir_write(&dir, "run/predictions.csv", STR("id,truth,prediction\n"));
    temp_dir_write(&dir, "run/report/.assay-report", STR("assay report 1\n"));
    temp_dir_write(&dir, "run/report/tables/samples.csv", STR("id,truth,prediction\n"));
    if (CHECK(open_source(&dir, "", arena, &source, &err)))
        CHECK_STR(paths_of(&source, arena), "run/predictions.csv");
    arena_free(arena);
    temp_dir_remove(&dir);
}

TEST(named_file_is_taken_whatever_it_is_called)
{
    struct temp_dir dir = temp_dir_new();
    struct arena *arena = arena_new();
    struct source source;
    struct err err = {.code = ERR_NONE};

    temp_dir_write(&dir, "out.log", STR("x"));
    if (CHECK(open_source(&dir, "out.log", arena, &source, &err))) {
        CHECK_STR(paths_of(&source, arena), "out.log");
        CHECK(source.is_file);
    }
    arena_free(arena);
    temp_dir_remove(&dir);
}

TEST(links_that_loop_end_the_walk_and_no_file_comes_twice)
{
    struct temp_dir dir = temp_dir_new();
    struct arena *arena = arena_new();
    struct source source;
    struct err err = {.code = ERR_NONE};

    temp_dir_write(&dir, "a/b/m.json", STR("{}"));
    CHECK(symlink("..", temp_dir_path(&dir, "a/b/up")) == 0);
    CHECK(symlink("a", temp_dir_path(&dir, "again")) == 0);
    CHECK(symlink("itself", temp_dir_path(&dir, "itself")) == 0);
    CHECK(symlink("gone", temp_dir_path(&dir, "dangling")) == 0);
    if (CHECK(open_source(&dir, "", arena, &source, &err))) {
        CHECK_STR(paths_of(&source, arena), "a/b/m.json");
        if (CHECK_INT(source.problem_count, 2)) {
            CHECK(strstr(source.problems[0].file, "dangling") != NULL);
            CHECK(strstr(source.problems[1].text, "leads back to itself") != NULL);
        }
    }
    arena_free(arena);
    temp_dir_remove(&dir);
}

TEST(links_that_leave_nothing_to_read_are_problems_not_a_failure)
{
    struct temp_dir dir = temp_dir_new();
    struct arena *arena = arena_new();
    struct source source;
    struct err stale = {.code = ERR_IO, .text = "of an earlier call"};

    CHECK(symlink("gone", temp_dir_path(&dir, "dangling")) == 0);
    CHECK(open_source(&dir, "", arena, &source, &stale));
    CHECK_INT(source.problem_count, 1);
    CHECK(open_source(&dir, "", arena, &source, NULL));
    arena_free(arena);
    temp_dir_remove(&dir);
}

TEST(fifos_are_not_waited_for)
{
    struct temp_dir dir = temp_dir_new();
    struct arena *arena = arena_new();
    struct source source;
    struct err err = {.code = ERR_NONE};

    temp_dir_write(&dir, "m.json", STR("{}"));
    CHECK(mkfifo(temp_dir_path(&dir, "pipe.json"), 0600) == 0);
    if (CHECK(open_source(&dir, "", arena, &source, &err)))
        CHECK_STR(paths_of(&source, arena), "m.json");
    CHECK(!open_source(&dir, "pipe.json", arena, &source, &err));
    CHECK_STR(err.text, "is no file and no directory");
    arena_free(arena);
    temp_dir_remove(&dir);
}

/* From within the folder, since those above it may be closed to whom root becomes. */
static void check_closed_folder(struct arena *arena)
{
    struct source source;
    struct err err = {.code = ERR_NONE};

    if (CHECK(source_open(".", arena, &source, &err))) {
        CHECK_STR(paths_of(&source, arena), "open/m.json");
        if (CHECK_INT(source.problem_count, 1))
            CHECK(strstr(source.problems[0].file, "closed") != NULL);
    }
    CHECK(!source_open("closed", arena, &source, &err));
    CHECK_INT(err.code, ERR_IO);
    CHECK_STR(err.file, "closed");
}

TEST(folder_that_cannot_be_entered_is_named_and_the_rest_goes_on)
{
    struct temp_dir dir = temp_dir_new();
    struct arena *arena = arena_new();
    bool root = geteuid() == 0;
    int back = open(".", O_RDONLY | O_DIRECTORY);

    temp_dir_write(&dir, "closed/m.json", STR("{}"));
    temp_dir_write(&dir, "open/m.json", STR("{}"));
    CHECK(chmod(temp_dir_path(&dir, "open"), 0755) == 0);
    CHECK(chmod(temp_dir_path(&dir, ""), 0755) == 0);
    CHECK(chmod(temp_dir_path(&dir, "closed"), 0) == 0);
    CHECK(back >= 0 && chdir(dir.root) == 0);
    if (root && seteuid(65534) != 0)
        SKIP("cannot give up the rights of root");
    else
        check_closed_folder(arena);
    CHECK(!root || seteuid(0) == 0);
    CHECK(fchdir(back) == 0);
    close(back);
    chmod(temp_dir_path(&dir, "closed"), 0700);
    arena_free(arena);
    temp_dir_remove(&dir);
}

TEST(walk_goes_twelve_folders_deep_and_says_where_it_stopped)
{
    struct temp_dir dir = temp_dir_new();
    struct arena *arena = arena_new();
    struct source source;
    struct err err = {.code = ERR_NONE};
    char path[128] = "";

    for (int depth = 1; depth <= 14; depth++) {
        char file[160];

        strcat(path, depth > 1 ? "/d" : "d");
        snprintf(file, sizeof(file), "%s/m%d.json", path, depth);
        temp_dir_write(&dir, file, STR("{}"));
    }
    if (CHECK(open_source(&dir, "", arena, &source, &err))) {
        CHECK_INT(source.count, 12);
        if (CHECK_INT(source.problem_count, 1))
            CHECK(strstr(source.problems[0].text, "deeper") != NULL);
    }
    arena_free(arena);
    temp_dir_remove(&dir);
}

TEST(missing_path_is_an_error_with_its_name)
{
    struct temp_dir dir = temp_dir_new();
    struct arena *arena = arena_new();
    struct source source;
    struct err err = {.code = ERR_NONE};

    CHECK(!open_source(&dir, "nothing", arena, &source, &err));
    CHECK_INT(err.code, ERR_IO);
    CHECK(strstr(err.file, "/nothing") != NULL);
    arena_free(arena);
    temp_dir_remove(&dir);
}
