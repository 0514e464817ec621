#include <assay/session/background.h>

#include "behind.h"
#include "check.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define HEAD "id,y_true,y_pred\n"

static void line(FILE *out, size_t row)
{
    fprintf(out, "{\"id\": \"r%zu\", \"y_true\": \"%s\", \"y_pred\": \"yes\"}\n", row,
            row % 2 ? "yes" : "no");
}

static struct behind *loaded(const char *path, size_t rows)
{
    struct behind *behind = behind_new();

    if (strstr(path, ".csv"))
        behind_table(behind, path, rows);
    else
        behind_write(behind, path, "w", "", line, 0, rows);
    CHECK(behind_open(behind, ""));
    background_want(behind->bg, 0, BACKGROUND_NOW);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
    return behind;
}

/* Until the worker has heard of it: what changes before is seen by the size alone. */
static void follow(struct behind *behind)
{
    background_follow(behind->bg, 0, true);
    behind_while(behind, 50);
}

/* ---- reload ---- */

TEST(reload_keeps_the_entry_and_the_old_runs_until_released)
{
    struct behind *behind = behind_new();
    const struct run *old;

    behind_table(behind, "a/predictions.csv", 30);
    behind_table(behind, "b/predictions.csv", 60);
    CHECK(behind_open(behind, ""));
    background_want(behind->bg, 1, BACKGROUND_NOW);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 1));
    old = session_run(behind->session, 1, 0);
    behind_table(behind, "b/predictions.csv", 90);
    temp_dir_write(&behind->dir, "b/metrics.json", STR("{\"accuracy\": 0.5}"));
    background_reload(behind->bg, 1);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 1));
    CHECK(session_run(behind->session, 1, 0) != old);
    CHECK_INT(run_samples(old, 0)->count, 60);
    CHECK_INT(behind_samples(behind, 1), 90);
    CHECK_INT(session_entry_count(behind->session), 2);
    CHECK_STR(session_entry(behind->session, 1)->group.id, "b");
    CHECK_INT(session_entry(behind->session, 1)->group.count, 2);
    CHECK_INT(session_audit(behind->session, 1, 0)->count, 1);
    session_release_replaced(behind->session);
    CHECK_INT(behind_samples(behind, 1), 90);
    behind_free(behind);
}

TEST(reload_of_a_file_in_a_folder_of_several_stays_that_file)
{
    struct behind *behind = behind_new();

    behind_table(behind, "first.csv", 30);
    behind_table(behind, "second.csv", 60);
    CHECK(behind_open(behind, ""));
    CHECK_INT(session_entry_count(behind->session), 2);
    behind_table(behind, "second.csv", 63);
    background_reload(behind->bg, 1);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 1));
    CHECK_INT(behind_samples(behind, 1), 63);
    CHECK_STR(session_entry(behind->session, 1)->group.id, "second.csv");
    behind_free(behind);
}

TEST(reload_still_hears_what_a_folder_above_says)
{
    struct behind *behind = behind_new();

    temp_dir_write(&behind->dir, "all/assay.yaml", STR("title: said above\n"));
    behind_table(behind, "all/x/a/predictions.csv", 30);
    behind_table(behind, "all/x/b/predictions.csv", 30);
    CHECK(behind_open(behind, ""));
    for (size_t e = 0; e < session_entry_count(behind->session); e++) {
        char id[64];

        snprintf(id, sizeof(id), "%s", session_entry(behind->session, e)->group.id);
        background_reload(behind->bg, e);
        CHECK(behind_until(behind, BACKGROUND_LOADED, e));
        CHECK_STR(session_entry(behind->session, e)->group.id, id);
        CHECK_STR(run_title(session_run(behind->session, e, 0)), "said above");
    }
    behind_free(behind);
}

TEST(reload_of_what_is_gone_keeps_what_was_read)
{
    struct behind *behind = loaded("a/predictions.csv", 30);

    unlink(temp_dir_path(&behind->dir, "a/predictions.csv"));
    background_reload(behind->bg, 0);
    CHECK(behind_until(behind, BACKGROUND_GONE, 0));
    CHECK_INT(session_state(behind->session, 0), ENTRY_FAILED);
    CHECK_INT(behind_samples(behind, 0), 30);
    behind_free(behind);
}

/* ---- follow ---- */

TEST(followed_lines_that_grow_become_samples)
{
    struct behind *behind = loaded("predictions.jsonl", 50);

    follow(behind);
    behind_write(behind, "predictions.jsonl", "a", "", line, 50, 80);
    CHECK(behind_until(behind, BACKGROUND_CHANGED, 0));
    CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
    CHECK_INT(behind_samples(behind, 0), 80);
    CHECK_INT(behind->seen[BACKGROUND_FAILED], 0);
    behind_free(behind);
}

TEST(a_record_being_written_is_not_broken_until_it_stays_so)
{
    struct behind *behind = loaded("predictions.jsonl", 50);

    follow(behind);
    behind_write(behind, "predictions.jsonl", "a", "{\"id\": \"torn\", \"y_tr", line, 0, 0);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
    CHECK_INT(behind_samples(behind, 0), 50);
    CHECK_INT(behind_notes(behind, 0, NOTE_BROKEN), 0);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
    CHECK_INT(behind_notes(behind, 0, NOTE_BROKEN), 1);
    behind_write(behind, "predictions.jsonl", "a", "ue\": \"no\", \"y_pred\": \"no\"}\n", line, 51,
                 52);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
    CHECK_INT(behind_samples(behind, 0), 52);
    CHECK_INT(behind_notes(behind, 0, NOTE_BROKEN), 0);
    behind_free(behind);
}

TEST(a_row_without_its_line_end_comes_when_it_is_quiet)
{
    struct behind *behind = loaded("predictions.csv", 30);

    follow(behind);
    behind_write(behind, "predictions.csv", "a", "x,joy,jo", line, 0, 0);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
    CHECK_INT(behind_samples(behind, 0), 30);
    behind_write(behind, "predictions.csv", "a", "y", line, 0, 0);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
    CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
    CHECK_INT(behind_samples(behind, 0), 31);
    behind_free(behind);
}

TEST(a_file_cut_while_followed_is_read_as_it_is)
{
    struct behind *behind = loaded("predictions.csv", 3000);

    follow(behind);
    CHECK(truncate(temp_dir_path(&behind->dir, "predictions.csv"), 400) == 0);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
    CHECK(behind_samples(behind, 0) > 10 && behind_samples(behind, 0) < 40);
    CHECK(truncate(temp_dir_path(&behind->dir, "predictions.csv"), 0) == 0);
    CHECK(behind_until(behind, BACKGROUND_GONE, 0));
    CHECK_INT(session_state(behind->session, 0), ENTRY_FAILED);
    behind_free(behind);
}

TEST(a_file_that_is_cut_and_grows_while_it_is_read_does_no_harm)
{
    struct behind *behind = loaded("predictions.csv", 60000);
    char path[1024];

    snprintf(path, sizeof(path), "%s", temp_dir_path(&behind->dir, "predictions.csv"));
    background_follow(behind->bg, 0, true);
    for (size_t i = 0; i < 40; i++) {
        background_reload(behind->bg, 0);
        if (i % 2)
            CHECK(truncate(path, (off_t)(i * 7919)) == 0);
        else
            behind_table(behind, "predictions.csv", 60000 + i);
        behind_while(behind, 5);
    }
    behind_table(behind, "predictions.csv", 600);
    background_cancel(behind->bg);
    background_reload(behind->bg, 0);
    behind_while(behind, 500);
    CHECK_INT(session_state(behind->session, 0), ENTRY_READY);
    CHECK_INT(behind_samples(behind, 0), 600);
    behind_free(behind);
}

TEST(a_followed_file_may_be_replaced_by_another)
{
    struct behind *behind = loaded("a/predictions.csv", 30);
    char new_path[1024];

    follow(behind);
    behind_table(behind, "elsewhere", 45);
    snprintf(new_path, sizeof(new_path), "%s", temp_dir_path(&behind->dir, "elsewhere"));
    CHECK(rename(new_path, temp_dir_path(&behind->dir, "a/predictions.csv")) == 0);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
    CHECK_INT(behind_samples(behind, 0), 45);
    behind_free(behind);
}

TEST(a_followed_folder_that_vanished_may_come_back)
{
    struct behind *behind = loaded("a/predictions.csv", 30);
    struct temp_dir elsewhere = temp_dir_new();
    char away[1024];

    follow(behind);
    snprintf(away, sizeof(away), "%s", temp_dir_path(&elsewhere, "a"));
    CHECK(rename(temp_dir_path(&behind->dir, "a"), away) == 0);
    CHECK(behind_until(behind, BACKGROUND_GONE, 0));
    CHECK_INT(behind_samples(behind, 0), 30);
    CHECK(rename(away, temp_dir_path(&behind->dir, "a")) == 0);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
    CHECK_INT(session_state(behind->session, 0), ENTRY_READY);
    behind_free(behind);
    temp_dir_remove(&elsewhere);
}

TEST(a_new_file_of_a_followed_run_is_found)
{
    struct behind *behind = loaded("a/predictions.csv", 30);

    follow(behind);
    temp_dir_write(&behind->dir, "a/metrics.json", STR("{\"accuracy\": 0.5}"));
    CHECK(behind_until(behind, BACKGROUND_CHANGED, 0));
    CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
    CHECK_INT(session_audit(behind->session, 0, 0)->count, 1);
    behind_free(behind);
}

TEST(what_is_not_of_the_run_is_no_change)
{
    struct behind *behind = loaded("a/predictions.csv", 30);

    follow(behind);
    temp_dir_write(&behind->dir, "a/plot.png", STR("not an image"));
    behind_while(behind, 500);
    CHECK_INT(behind->seen[BACKGROUND_CHANGED], 0);
    CHECK_INT(behind->seen[BACKGROUND_LOADED], 1);
    background_follow(behind->bg, 0, false);
    behind_while(behind, 50);
    behind_table(behind, "a/predictions.csv", 60);
    behind_while(behind, 500);
    CHECK_INT(behind->seen[BACKGROUND_CHANGED], 0);
    behind_free(behind);
}

TEST(a_file_that_changed_before_it_was_followed_is_noticed)
{
    struct behind *behind = loaded("predictions.jsonl", 50);

    behind_write(behind, "predictions.jsonl", "a", "", line, 50, 60);
    background_follow(behind->bg, 0, true);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
    CHECK_INT(behind_samples(behind, 0), 60);
    behind_free(behind);
}

#if defined(__SANITIZE_THREAD__)
enum { ALONE = 0 }; /* the sanitiser has a thread that ticks */
#else
enum { ALONE = 1 };
#endif

TEST(idle_wakes_nobody)
{
    struct behind *behind = loaded("predictions.csv", 30);
    struct rusage before, after;

    follow(behind);
    CHECK(!background_wait(behind->bg, 0));
    getrusage(RUSAGE_SELF, &before);
    CHECK(!background_wait(behind->bg, 1500));
    getrusage(RUSAGE_SELF, &after);
    CHECK(!ALONE || after.ru_nvcsw - before.ru_nvcsw <= 3);
    behind_free(behind);
}
