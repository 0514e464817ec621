#include <assay/cmd/report_stage.h>

#include <assay/base/directory.h>
#include <assay/cmd/report_record.h>

#include "check.h"
#include "temp_dir.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* A report of index.html and one other file, both with this text. */
static struct stage *build(struct temp_dir *dir, const char *other, const char *text,
                           struct buf *record)
{
    struct err err = {.code = ERR_NONE};
    struct stage *stage = stage_open(temp_dir_path(dir, "report"), &err);
    const char *const names[] = {"index.html", other};

    *record = (struct buf){.ptr = NULL};
    if (!CHECK(stage))
        return NULL;
    report_record_begin(record, 1);
    report_record_add_top(record);
    for (size_t i = 0; i < 2; i++) {
        char path[1200];

        snprintf(path, sizeof(path), "%s/%s", stage_directory(stage), names[i]);
        CHECK(directory_make_for(stage_directory(stage), names[i], NULL));
        CHECK(directory_write(path, str_of(text), NULL));
        report_record_add_file(record, names[i], strlen(text));
    }
    return stage;
}

static bool put(struct temp_dir *dir, const char *other, const char *text,
                stage_exchange_function exchange)
{
    struct buf record;
    struct stage *stage = build(dir, other, text, &record);
    bool done = stage && stage_place(stage, buf_str(&record), exchange, NULL);

    if (stage)
        stage_close(stage);
    buf_release(&record);
    return done;
}

static bool holds(struct temp_dir *dir, const char *name, const char *wanted)
{
    char text[64] = "";
    FILE *in = fopen(temp_dir_path(dir, name), "rb");

    if (!in)
        return wanted == NULL;
    text[fread(text, 1, sizeof(text) - 1, in)] = '\0';
    fclose(in);
    return wanted && strcmp(text, wanted) == 0;
}

static bool refuse_with(int cause)
{
    errno = cause;
    return false;
}
static bool is_not_known(const char *a, const char *b)
{
    (void)a, (void)b;
    return refuse_with(ENOSYS);
}
static bool is_not_done_here(const char *a, const char *b)
{
    (void)a, (void)b;
    return refuse_with(EINVAL);
}
static bool breaks(const char *a, const char *b)
{
    (void)a, (void)b;
    return refuse_with(EIO);
}

TEST(a_new_report_takes_the_place_of_the_old_one)
{
    struct temp_dir dir = temp_dir_new();

    CHECK(put(&dir, "a/old.csv", "old", directory_exchange));
    CHECK(holds(&dir, "report/a/old.csv", "old"));
    CHECK(put(&dir, "a/new.csv", "new", directory_exchange));
    CHECK(holds(&dir, "report/index.html", "new"));
    CHECK(holds(&dir, "report/a/new.csv", "new"));
    CHECK(holds(&dir, "report/a/old.csv", NULL));
    CHECK_INT(temp_dir_count(&dir), 1);
    temp_dir_remove(&dir);
}

TEST(where_directories_cannot_be_exchanged_files_are_moved)
{
    static const stage_exchange_function cannot[] = {is_not_known, is_not_done_here};

    for (size_t i = 0; i < 2; i++) {
        struct temp_dir dir = temp_dir_new();

        CHECK(put(&dir, "a/old.csv", "old", cannot[i]));
        CHECK(put(&dir, "b/new.csv", "new", cannot[i]));
        CHECK(holds(&dir, "report/index.html", "new"));
        CHECK(holds(&dir, "report/b/new.csv", "new"));
        CHECK(access(temp_dir_path(&dir, "report/a"), F_OK) != 0);
        CHECK(put(&dir, "c/third.csv", "third", directory_exchange));
        CHECK(holds(&dir, "report/index.html", "third"));
        CHECK_INT(temp_dir_count(&dir), 1);
        temp_dir_remove(&dir);
    }
}

/* Two that begin where nothing is: the one that ends last replaces the other's. */
TEST(a_report_that_came_in_the_meantime_is_replaced_as_a_whole)
{
    static const stage_exchange_function ways[] = {directory_exchange, is_not_known};

    for (size_t i = 0; i < 2; i++) {
        struct temp_dir dir = temp_dir_new();
        struct buf record;
        struct stage *slow = build(&dir, "slow.csv", "slow", &record);

        CHECK(put(&dir, "quick.csv", "quick", directory_exchange));
        CHECK(slow && stage_place(slow, buf_str(&record), ways[i], NULL));
        stage_close(slow);
        CHECK(holds(&dir, "report/index.html", "slow"));
        CHECK(holds(&dir, "report/quick.csv", NULL));
        CHECK_INT(temp_dir_count(&dir), 1);
        buf_release(&record);
        temp_dir_remove(&dir);
    }
}

TEST(files_that_came_where_nothing_was_are_not_overwritten)
{
    struct temp_dir dir = temp_dir_new();
    struct buf record;
    struct stage *stage = build(&dir, "a.csv", "report", &record);
    struct err err = {.code = ERR_NONE};

    CHECK(directory_make(temp_dir_path(&dir, "report"), NULL));
    CHECK(directory_write(temp_dir_path(&dir, "report/index.html"), STR("mine"), NULL));
    CHECK(stage && !stage_place(stage, buf_str(&record), directory_exchange, &err));
    CHECK_INT(err.code, ERR_USAGE);
    stage_close(stage);
    CHECK(holds(&dir, "report/index.html", "mine"));
    CHECK_INT(temp_dir_count(&dir), 1);
    buf_release(&record);
    temp_dir_remove(&dir);
}

/* "new" is not there yet: what is meant is the directory above it, with what that holds. */
TEST(a_path_that_leads_back_up_is_the_directory_it_leads_to)
{
    struct temp_dir dir = temp_dir_new();
    struct err err = {.code = ERR_NONE};

    CHECK(directory_write(temp_dir_path(&dir, "index.html"), STR("mine"), NULL));
    CHECK(!stage_open(temp_dir_path(&dir, "new/.."), &err));
    CHECK(err.code != ERR_NONE);
    CHECK(!stage_open(temp_dir_path(&dir, "new/../"), NULL));
    CHECK(!stage_open(temp_dir_path(&dir, "new/../."), NULL));
    CHECK(holds(&dir, "index.html", "mine"));
    temp_dir_remove(&dir);
}

TEST(a_failing_exchange_leaves_the_old_report)
{
    struct temp_dir dir = temp_dir_new();

    CHECK(put(&dir, "old.csv", "old", directory_exchange));
    CHECK(!put(&dir, "new.csv", "new", breaks));
    CHECK(holds(&dir, "report/index.html", "old"));
    CHECK(holds(&dir, "report/old.csv", "old"));
    CHECK_INT(temp_dir_count(&dir), 1);
    temp_dir_remove(&dir);
}

/* Killed between two moves: the record lists both and fits neither. */
TEST(a_report_half_moved_is_neither_foreign_nor_whole)
{
    struct temp_dir dir = temp_dir_new();
    struct arena *arena = arena_new();
    struct buf record;
    struct stage *stage;

    CHECK(put(&dir, "old.csv", "old", directory_exchange));
    stage = build(&dir, "new.csv", "new", &record);
    if (CHECK(stage)) {
        char path[1200];

        /* The index goes last, so that without it all else has been moved. */
        snprintf(path, sizeof(path), "%s/index.html", stage_directory(stage));
        unlink(path);
        CHECK(!stage_place(stage, buf_str(&record), is_not_known, NULL));
        stage_close(stage);
        CHECK(holds(&dir, "report/index.html", "old"));
        CHECK(holds(&dir, "report/new.csv", "new"));
        CHECK_INT(report_record_read(temp_dir_path(&dir, "report"), arena)->made, 0);
        CHECK(put(&dir, "last.csv", "last", directory_exchange));
        CHECK(holds(&dir, "report/new.csv", NULL));
        CHECK(holds(&dir, "report/old.csv", NULL));
    }
    buf_release(&record);
    arena_free(arena);
    temp_dir_remove(&dir);
}

TEST(a_directory_with_foreign_files_is_refused)
{
    struct temp_dir dir = temp_dir_new();
    struct err err = {.code = ERR_NONE};

    temp_dir_write(&dir, "report/notes.txt", STR("mine"));
    CHECK(!stage_open(temp_dir_path(&dir, "report"), &err));
    CHECK_INT(err.code, ERR_USAGE);
    CHECK(strstr(err.text, "notes.txt"));
    unlink(temp_dir_path(&dir, "report/notes.txt"));
    CHECK(put(&dir, "a.csv", "1", directory_exchange));
    temp_dir_write(&dir, "report/a/notes.txt", STR("mine"));
    CHECK(!stage_open(temp_dir_path(&dir, "report"), &err));
    CHECK(strstr(err.text, "a/notes.txt"));
    CHECK(holds(&dir, "report/a/notes.txt", "mine"));
    CHECK_INT(temp_dir_count(&dir), 1);
    temp_dir_remove(&dir);
}

TEST(a_file_that_comes_while_the_report_is_built_stays)
{
    struct temp_dir dir = temp_dir_new();
    struct buf record;
    struct stage *stage;

    CHECK(put(&dir, "a.csv", "old", directory_exchange));
    stage = build(&dir, "a.csv", "new", &record);
    temp_dir_write(&dir, "report/mine/notes.txt", STR("mine"));
    if (CHECK(stage)) {
        CHECK(stage_place(stage, buf_str(&record), directory_exchange, NULL));
        stage_close(stage);
    }
    CHECK(holds(&dir, "report/mine/notes.txt", "mine"));
    CHECK(holds(&dir, "report/a.csv", "new"));
    CHECK_INT(temp_dir_count(&dir), 1);
    buf_release(&record);
    temp_dir_remove(&dir);
}

TEST(stages_of_the_dead_go_and_those_of_the_living_stay)
{
    struct temp_dir dir = temp_dir_new();
    struct buf record;
    struct stage *living;
    int lock;

    temp_dir_write(&dir, ".assay-report-dead00/owner", STR(""));
    temp_dir_write(&dir, ".assay-report-dead00/new/index.html", STR("half"));
    temp_dir_folder(&dir, ".assay-report-dead01");
    temp_dir_write(&dir, ".assay-report-mine/owner", STR("no name of ours"));
    temp_dir_write(&dir, ".assay-reports-other0/owner", STR("of another target"));
    temp_dir_write(&dir, ".assay-report-busy00/owner", STR(""));
    lock = open(temp_dir_path(&dir, ".assay-report-busy00/owner"), O_RDWR);
    CHECK(flock(lock, LOCK_EX) == 0);
    living = build(&dir, "a.csv", "first", &record);
    if (CHECK(living)) {
        CHECK_INT(temp_dir_count(&dir), 4);
        CHECK(put(&dir, "a.csv", "second", directory_exchange));
        CHECK(stage_place(living, buf_str(&record), directory_exchange, NULL));
        stage_close(living);
    }
    CHECK(holds(&dir, "report/a.csv", "first"));
    CHECK_INT(temp_dir_count(&dir), 4);
    close(lock);
    CHECK(put(&dir, "a.csv", "third", directory_exchange));
    CHECK_INT(temp_dir_count(&dir), 3);
    buf_release(&record);
    temp_dir_remove(&dir);
}

TEST(a_stage_that_holds_no_report_but_has_our_name_is_left_alone_when_not_empty)
{
    struct temp_dir dir = temp_dir_new();

    temp_dir_write(&dir, ".assay-report-abcdef/notes.txt", STR("mine"));
    CHECK(put(&dir, "a.csv", "1", directory_exchange));
    CHECK(holds(&dir, ".assay-report-abcdef/notes.txt", "mine"));
    temp_dir_remove(&dir);
}

TEST(a_link_to_a_directory_stays_one)
{
    struct temp_dir dir = temp_dir_new();
    char target[1200];
    struct stat status;

    temp_dir_folder(&dir, "elsewhere");
    snprintf(target, sizeof(target), "%s", temp_dir_path(&dir, "elsewhere"));
    CHECK(symlink(target, temp_dir_path(&dir, "report")) == 0);
    CHECK(put(&dir, "a.csv", "1", directory_exchange));
    CHECK(put(&dir, "a.csv", "2", directory_exchange));
    CHECK(lstat(temp_dir_path(&dir, "report"), &status) == 0 && S_ISLNK(status.st_mode));
    CHECK(holds(&dir, "elsewhere/a.csv", "2"));
    CHECK_INT(temp_dir_count(&dir), 2);
    temp_dir_remove(&dir);
}

TEST(the_mode_of_the_directory_is_kept)
{
    struct temp_dir dir = temp_dir_new();
    struct stat status;

    CHECK(put(&dir, "a.csv", "1", directory_exchange));
    CHECK(chmod(temp_dir_path(&dir, "report"), 0750) == 0);
    CHECK(put(&dir, "a.csv", "2", directory_exchange));
    CHECK(stat(temp_dir_path(&dir, "report"), &status) == 0);
    CHECK_INT(status.st_mode & 07777, 0750);
    temp_dir_remove(&dir);
}

TEST(an_abandoned_stage_is_gone_at_once)
{
    struct temp_dir dir = temp_dir_new();
    struct buf record;
    struct stage *stage = build(&dir, "a.csv", "1", &record);

    if (CHECK(stage)) {
        stage_abandon(stage);
        CHECK_INT(temp_dir_count(&dir), 0);
        stage_close(stage);
    }
    buf_release(&record);
    temp_dir_remove(&dir);
}
