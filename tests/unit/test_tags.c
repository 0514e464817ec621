#include "check.h"
#include "loaded.h"
#include "temp_dir.h"

#include <assay/session/tag_file.h>
#include <assay/session/tags.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define HEAD "id,y_true,y_pred\n"
#define ROWS "a,sad,sad\nb,sad,happy\nc,happy,happy\nd,happy,sad\n"

/* The state folder of a test, and a run directory beside it. */
struct place {
    struct temp_dir dir;
    struct loaded *loaded;
    struct tags *tags;
};

static struct place place_new(const char *table)
{
    struct place place = {.dir = temp_dir_new()};

    temp_dir_write(&place.dir, "exp/run_1/predictions.csv", str_of(table));
    setenv("XDG_STATE_HOME", temp_dir_path(&place.dir, "state"), 1);
    return place;
}

static struct tags *place_open(struct place *place, const char *path)
{
    tags_free(place->tags);
    if (place->loaded)
        loaded_free(place->loaded);
    place->loaded = loaded_path("classification", temp_dir_path(&place->dir, path));
    if (!CHECK_INT(place->loaded->runs.count, 1))
        die("no run in %s", path);
    place->tags = tags_open(place->loaded->runs.runs[0]);
    return place->tags;
}

static void place_drop(struct place *place)
{
    tags_free(place->tags);
    loaded_free(place->loaded);
    temp_dir_remove(&place->dir);
    unsetenv("XDG_STATE_HOME");
}

static bool set(struct tags *tags, size_t row, enum tag_kind kind, const char *note)
{
    struct err err;

    return tags_set(tags, 0, row, kind, str_of(note), 1763800000, &err);
}

TEST(a_tag_is_there_when_the_run_is_opened_again)
{
    struct place place = place_new(HEAD ROWS);
    struct tags *tags = place_open(&place, "exp/run_1");

    CHECK_INT(tags_count(tags), 0);
    CHECK(set(tags, 1, TAG_LABEL_ERROR, "clearly \"happy\"\n\x1b[31m"));
    CHECK(set(tags, 3, TAG_AMBIGUOUS, ""));
    CHECK(set(tags, 3, TAG_HARNESS_ERROR, "cut"));
    CHECK(set(tags, 2, TAG_MODEL_ERROR, ""));
    CHECK(set(tags, 2, TAG_NONE, ""));
    for (int again = 0; again < 3; again++) {
        CHECK_INT(tags_count(tags), 2);
        if (CHECK(tags_get(tags, 0, 3) != NULL))
            CHECK_INT(tags_get(tags, 0, 3)->kind, TAG_HARNESS_ERROR);
        CHECK(!tags_get(tags, 0, 0) && !tags_get(tags, 0, 2) && !tags_get(tags, 7, 0));
        CHECK(!tags_get(tags, 0, 4));
        if (CHECK(tags_get(tags, 0, 1) != NULL)) {
            CHECK(str_eq_c(tags_get(tags, 0, 1)->note, "clearly \"happy\"\n\x1b[31m"));
            CHECK_INT(tags_get(tags, 0, 1)->time, 1763800000);
        }
        CHECK(tags_next(tags, 0, 0) == tags_get(tags, 0, 1));
        CHECK(tags_next(tags, 0, 2) == tags_get(tags, 0, 3));
        CHECK(tags_next(tags, 0, 4) == NULL);
        /* By other ways; the second is the file itself. */
        tags = place_open(&place, again ? "exp/run_1/predictions.csv" : "exp");
    }
    place_drop(&place);
}

TEST(tags_are_private_and_never_in_the_run)
{
    struct place place = place_new(HEAD ROWS);
    struct tags *tags = place_open(&place, "exp/run_1");
    struct stat status;

    umask(022);
    CHECK(set(tags, 1, TAG_LABEL_ERROR, ""));
    if (CHECK(stat(tags_path(tags), &status) == 0))
        CHECK_INT(status.st_mode & 0777, 0600);
    if (CHECK(stat(temp_dir_path(&place.dir, "state/assay/tags"), &status) == 0))
        CHECK_INT(status.st_mode & 0777, 0700);
    CHECK(rename(temp_dir_path(&place.dir, "exp/run_1/predictions.csv"), tags_path(tags)) == 0);
    CHECK(rmdir(temp_dir_path(&place.dir, "exp/run_1")) == 0); /* it held nothing else */
    place_drop(&place);
}

TEST(tags_stay_when_the_run_grows_or_its_directory_moves)
{
    struct place place = place_new(HEAD ROWS);
    struct tags *tags = place_open(&place, "exp/run_1");
    char from[1024];

    CHECK(set(tags, 1, TAG_LABEL_ERROR, "x"));
    temp_dir_write(&place.dir, "exp/run_1/predictions.csv", STR(HEAD ROWS "e,sad,sad\n"));
    tags = place_open(&place, "exp/run_1");
    CHECK(tags_get(tags, 0, 1) != NULL);
    temp_dir_folder(&place.dir, "elsewhere");
    snprintf(from, sizeof(from), "%s", temp_dir_path(&place.dir, "exp/run_1"));
    CHECK(rename(from, temp_dir_path(&place.dir, "elsewhere/run_1")) == 0);
    tags = place_open(&place, "elsewhere/run_1");
    CHECK(tags_get(tags, 0, 1) != NULL);
    place_drop(&place);
}

TEST(runs_of_one_name_with_other_records_share_no_tags)
{
    struct place place = place_new(HEAD ROWS);
    struct tags *tags = place_open(&place, "exp/run_1");

    CHECK(set(tags, 1, TAG_LABEL_ERROR, "x"));
    temp_dir_write(&place.dir, "other/run_1/predictions.csv",
                   STR(HEAD "a,sad,happy\nb,sad,happy\n"));
    tags = place_open(&place, "other/run_1");
    CHECK_INT(tags_count(tags) + tags_unmatched(tags), 0);
    place_drop(&place);
}

TEST(a_tag_on_a_sample_that_was_judged_anew_is_stale)
{
    struct place place = place_new(HEAD ROWS);
    struct tags *tags = place_open(&place, "exp/run_1");

    CHECK(set(tags, 1, TAG_HARNESS_ERROR, ""));
    CHECK(set(tags, 2, TAG_AMBIGUOUS, ""));
    CHECK(set(tags, 3, TAG_AMBIGUOUS, ""));
    temp_dir_write(&place.dir, "exp/run_1/predictions.csv",
                   STR(HEAD "a,sad,sad\nb,sad,sad\nd,happy,sad\n"));
    tags = place_open(&place, "exp/run_1");
    CHECK(!tags_get(tags, 0, 1));
    CHECK(tags_get(tags, 0, 2) != NULL);
    CHECK_INT(tags_count(tags), 1);
    CHECK_INT(tags_unmatched(tags), 2);
    CHECK(set(tags, 1, TAG_MODEL_ERROR, ""));
    CHECK_INT(tags_unmatched(tags), 1);
    CHECK_INT(tags_count(tags), 2);
    place_drop(&place);
}

TEST(samples_of_one_id_are_tagged_apart)
{
    struct place place = place_new(HEAD "a,x,x\na,x,x\na,x,x\nb,x,y\n");
    struct tags *tags = place_open(&place, "exp/run_1");

    CHECK(set(tags, 1, TAG_AMBIGUOUS, ""));
    tags = place_open(&place, "exp/run_1");
    CHECK(!tags_get(tags, 0, 0) && tags_get(tags, 0, 1) && !tags_get(tags, 0, 2));
    place_drop(&place);
}

TEST(torn_and_foreign_lines_cost_only_themselves)
{
    struct place place = place_new(HEAD ROWS);
    struct tags *tags = place_open(&place, "exp/run_1");
    FILE *file;

    CHECK(set(tags, 0, TAG_AMBIGUOUS, "first"));
    file = fopen(tags_path(tags), "ab");
    fputs(
        "not "
        "json\n{\"id\":\"b\",\"kind\":\"novel\",\"seen\":\"0000000000000000\"}\n{\"id\":\"c\",\"ki",
        file);
    fclose(file);
    CHECK(set(tags, 1, TAG_AMBIGUOUS, "second"));
    tags = place_open(&place, "exp/run_1");
    CHECK(tags_get(tags, 0, 0) && tags_get(tags, 0, 1));
    CHECK_INT(tags_count(tags), 2);
    CHECK_INT(tags_broken(tags), 3);
    place_drop(&place);
}

enum { WRITERS = 4, TAGS_EACH = 60, TABLE_ROWS = WRITERS * TAGS_EACH };

/* Each process tags rows of its own; its note is long, so that torn writes would show. */
static void write_many(const struct run *run, size_t writer)
{
    struct tags *tags = tags_open(run);
    char note[900];

    memset(note, 'a' + (int)writer, sizeof(note));
    note[sizeof(note) - 1] = '\0';
    for (size_t i = 0; i < TAGS_EACH; i++)
        if (!set(tags, i * WRITERS + writer, TAG_MODEL_ERROR, note))
            _exit(1);
    _exit(0);
}

TEST(processes_that_tag_at_once_lose_nothing)
{
    struct buf table = {.ptr = NULL};
    struct place place;
    struct tags *tags;
    int failed = 0, status;

    buf_add_c(&table, HEAD);
    for (size_t i = 0; i < TABLE_ROWS; i++)
        buf_addf(&table, "s%zu,x,y\n", i);
    place = place_new(table.ptr);
    tags = place_open(&place, "exp/run_1");
    for (size_t w = 0; w < WRITERS; w++)
        if (fork() == 0)
            write_many(place.loaded->runs.runs[0], w);
    while (wait(&status) > 0)
        failed += status != 0;
    CHECK_INT(failed, 0);
    CHECK(tags_refresh(tags));
    CHECK(!tags_refresh(tags));
    CHECK_INT(tags_count(tags), TABLE_ROWS);
    CHECK_INT(tags_broken(tags), 0);
    if (CHECK(tags_get(tags, 0, 7) != NULL))
        CHECK_INT(tags_get(tags, 0, 7)->note.ptr[5], 'd');
    place_drop(&place);
    buf_release(&table);
}

TEST(without_a_home_tags_are_kept_in_memory)
{
    struct place place = place_new(HEAD ROWS);
    char *home = getenv("HOME") ? strdup(getenv("HOME")) : NULL;
    struct tags *tags;

    unsetenv("XDG_STATE_HOME");
    unsetenv("HOME");
    tags = place_open(&place, "exp/run_1");
    CHECK(tags_path(tags) == NULL);
    CHECK_STR(tags_why_not(tags), "neither XDG_STATE_HOME nor HOME is set");
    CHECK(set(tags, 1, TAG_LABEL_ERROR, "x"));
    CHECK(tags_get(tags, 0, 1) != NULL);
    if (home)
        setenv("HOME", home, 1);
    free(home);
    place_drop(&place);
}

TEST(a_tag_that_cannot_be_written_is_not_set)
{
    struct place place = place_new(HEAD ROWS);
    struct tags *tags;
    struct err err = {.code = ERR_NONE};

    temp_dir_write(&place.dir, "state", STR("a file, not a folder"));
    tags = place_open(&place, "exp/run_1");
    CHECK(!tags_set(tags, 0, 1, TAG_LABEL_ERROR, STR("x"), 1, &err));
    CHECK_INT(err.code, ERR_IO);
    CHECK_INT(tags_count(tags), 0);
    place_drop(&place);
}

/* Rows: a right, b wrong, c right, d wrong, and e without an answer: 2 of 4. */
TEST(what_if_turns_wrong_truths_round_and_takes_harness_errors_out)
{
    struct place place = place_new(HEAD ROWS "e,sad,\n");
    struct tags *tags = place_open(&place, "exp/run_1");
    struct tags_what_if sums = tags_what_if(tags, 0);

    CHECK_NEAR(sums.official.share, 0.5, 0);
    CHECK_NEAR(sums.what_if.share, 0.5, 0);
    CHECK_INT(sums.official.n, 4);
    CHECK(set(tags, 0, TAG_MODEL_ERROR, "") && set(tags, 3, TAG_AMBIGUOUS, ""));
    CHECK(set(tags, 4, TAG_HARNESS_ERROR, "")); /* was not scored anyway */
    CHECK_NEAR(tags_what_if(tags, 0).what_if.share, 0.5, 0);
    CHECK(set(tags, 1, TAG_LABEL_ERROR, ""));
    sums = tags_what_if(tags, 0); /* a b c of four */
    CHECK_NEAR(sums.what_if.share, 0.75, 0);
    CHECK_NEAR(sums.official.share, 0.5, 0);
    CHECK(set(tags, 2, TAG_LABEL_ERROR, ""));
    CHECK_NEAR(tags_what_if(tags, 0).what_if.share, 0.5, 0); /* a b of four */
    CHECK(set(tags, 3, TAG_HARNESS_ERROR, ""));
    CHECK(set(tags, 0, TAG_HARNESS_ERROR, ""));
    sums = tags_what_if(tags, 0); /* b of b c */
    CHECK_NEAR(sums.what_if.share, 0.5, 0);
    CHECK_INT(sums.what_if.n, 2);
    CHECK_INT(sums.removed, 2);
    CHECK_INT(sums.to_right, 1);
    CHECK_INT(sums.to_wrong, 1);
    place_drop(&place);
}

/* The seed's evaluation: 756 of 834 are right. */
TEST(the_official_score_is_the_strict_accuracy)
{
    struct loaded *loaded =
        loaded_path("classification", "sample_runs/classification/mer2023_test3");
    struct temp_dir dir = temp_dir_new();
    struct tags *tags;
    struct tags_what_if sums;

    setenv("XDG_STATE_HOME", dir.root, 1);
    tags = tags_open(loaded->runs.runs[0]);
    sums = tags_what_if(tags, 0);
    CHECK_INT(sums.official.n, 834);
    CHECK_INT(sums.official.right, 756);
    tags_free(tags);
    loaded_free(loaded);
    temp_dir_remove(&dir);
    unsetenv("XDG_STATE_HOME");
}
