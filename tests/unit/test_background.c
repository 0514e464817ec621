#include <assay/session/background.h>

#include "behind.h"
#include "check.h"

#include <assay/base/err.h>

#include <dirent.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEAD "id,y_true,y_pred\n"

static void wide_row(FILE *out, size_t row)
{
    fprintf(out, "id %zu,%s,%s,%0100zu\n", row, row % 2 ? "yes" : "no", row % 5 ? "yes" : "no",
            row);
}

#define WIDE_HEAD "id,y_true,y_pred,text\n"

/* A record file of about `megabytes`. */
static size_t write_big(struct behind *behind, const char *path, size_t megabytes)
{
    size_t rows = megabytes * 8500;

    behind_write(behind, path, "w", WIDE_HEAD, wide_row, 0, rows);
    return rows;
}

/* ---- opening and loading ---- */

TEST(background_discovers_and_loads_through_collect)
{
    struct behind *behind = behind_new();
    size_t count;
    const struct run_digest *digest;

    behind_table(behind, "a/predictions.csv", 300);
    behind_table(behind, "b/predictions.csv", 30);
    CHECK(behind_open(behind, ""));
    CHECK_INT(behind->last.count, 2);
    CHECK_INT(session_entry_count(behind->session), 2);
    CHECK_INT(session_state(behind->session, 1), ENTRY_UNREAD);
    background_want(behind->bg, 1, BACKGROUND_NOW);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 1));
    CHECK_INT(session_state(behind->session, 1), ENTRY_READY);
    CHECK_INT(session_state(behind->session, 0), ENTRY_UNREAD);
    CHECK_INT(behind_samples(behind, 1), 30);
    digest = session_digests(behind->session, 1, &count);
    if (CHECK_INT(count, 1)) {
        CHECK_STR(digest->id, "b");
        CHECK_STR(digest->format, "classification");
        CHECK_INT(digest->samples, 30);
        CHECK_NEAR(digest->value, 2.0 / 3.0, 1e-12);
        CHECK(digest->error == NULL);
    }
    CHECK_INT(behind->seen[BACKGROUND_PREVIEW], 0);
    behind_free(behind);
}

TEST(background_says_why_a_path_or_an_entry_fails)
{
    struct behind *behind = behind_new();
    size_t count;
    const struct run_digest *digests;

    background_open(behind->bg, temp_dir_path(&behind->dir, "nowhere"));
    CHECK(behind_until(behind, BACKGROUND_FAILED, BACKGROUND_NO_ENTRY));
    CHECK_INT(behind->last.err.code, ERR_IO);
    behind_table(behind, "predictions.csv", 10);
    CHECK(behind_open(behind, "predictions.csv"));
    unlink(temp_dir_path(&behind->dir, "predictions.csv"));
    background_want(behind->bg, 0, BACKGROUND_NOW);
    CHECK(behind_until(behind, BACKGROUND_FAILED, 0));
    CHECK_INT(session_state(behind->session, 0), ENTRY_FAILED);
    if (CHECK(session_error(behind->session, 0) != NULL))
        CHECK(session_error(behind->session, 0)->text[0] != '\0');
    CHECK_INT(session_run_count(behind->session, 0), 0);
    digests = session_digests(behind->session, 0, &count);
    CHECK(count == 1 && digests[0].error);
    behind_free(behind);
}

TEST(background_can_be_left_with_everything_under_way)
{
    struct behind *behind = behind_new();

    for (int i = 0; i < 4; i++) {
        char path[64];

        snprintf(path, sizeof(path), "run%d/predictions.csv", i);
        write_big(behind, path, 6);
    }
    CHECK(behind_open(behind, ""));
    for (size_t e = 0; e < session_entry_count(behind->session); e++)
        background_want(behind->bg, e, BACKGROUND_SOON);
    background_follow(behind->bg, 0, true);
    background_wait(behind->bg, 1000);
    behind_free(behind);
}

TEST(background_worker_takes_no_signals_but_its_own_faults)
{
    struct behind *behind = behind_new();
    DIR *tasks;
    struct dirent *task;
    size_t others = 0, blocking = 0, faults = 0;

    background_wait(behind->bg, 20);
    tasks = opendir("/proc/self/task");
    if (!tasks) {
        SKIP("no /proc here");
        behind_free(behind);
        return;
    }
    while ((task = readdir(tasks))) {
        char path[300], line[200];
        unsigned long long mask;
        FILE *status;

        snprintf(path, sizeof(path), "/proc/self/task/%s/status", task->d_name);
        if (task->d_name[0] == '.' || atol(task->d_name) == (long)getpid() ||
            !(status = fopen(path, "r")))
            continue;
        others++;
        while (fgets(line, sizeof(line), status))
            if (sscanf(line, "SigBlk: %llx", &mask) == 1) {
                blocking += (mask >> (SIGINT - 1) & 1) && (mask >> (SIGWINCH - 1) & 1);
                faults += (mask >> (SIGSEGV - 1) & 1) || (mask >> (SIGBUS - 1) & 1);
            }
        fclose(status);
    }
    closedir(tasks);
    CHECK(others >= 1);
    CHECK(blocking >= 1);
    CHECK_INT(faults, 0);
    behind_free(behind);
}

/* ---- previews ---- */

static bool same_id(const struct samples *a, const struct samples *b, size_t row)
{
    char room_a[64], room_b[64];

    return str_eq(samples_id(a, row, room_a), samples_id(b, row, room_b));
}

/* A table's rows are found again by an index, not by a place each. */
static bool same_place(const struct samples *a, const struct samples *b, size_t row)
{
    return !a->record || !b->record ||
           (a->record[row].offset == b->record[row].offset &&
            a->record[row].length == b->record[row].length);
}

static void check_preview(const char *path, const char *head, behind_row *row, size_t rows)
{
    struct behind *behind = behind_new();
    const struct samples *preview, *whole;
    size_t same = 0;

    behind_write(behind, path, "w", head, row, 0, rows);
    CHECK(behind_open(behind, path));
    background_want(behind->bg, 0, BACKGROUND_NOW);
    if (CHECK(behind_until(behind, BACKGROUND_PREVIEW, 0))) {
        CHECK_INT(session_state(behind->session, 0), ENTRY_PREVIEW);
        CHECK_INT(behind_notes(behind, 0, NOTE_BROKEN), 0);
        preview = run_samples(session_run(behind->session, 0, 0), 0);
        CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
        CHECK_INT(session_state(behind->session, 0), ENTRY_READY);
        whole = run_samples(session_run(behind->session, 0, 0), 0);
        CHECK(preview != whole);
        CHECK_INT(whole->count, rows);
        CHECK(preview->count > 100 && preview->count < rows / 4);
        for (size_t i = 0; i < preview->count; i++)
            same += same_id(preview, whole, i) && same_place(preview, whole, i);
        CHECK_INT(same, preview->count);
        session_release_replaced(behind->session);
    }
    behind_free(behind);
}

TEST(preview_of_what_cannot_be_read_whole_is_not_taken_for_it)
{
    struct behind *behind = behind_new();
    struct err err;

    write_big(behind, "predictions.csv", 8);
    CHECK(behind_open(behind, ""));
    background_want(behind->bg, 0, BACKGROUND_NOW);
    if (CHECK(behind_until(behind, BACKGROUND_PREVIEW, 0))) {
        err_set(&err, ERR_IO, "the disk is gone");
        session_fail(behind->session, 0, &err);
        CHECK_INT(session_state(behind->session, 0), ENTRY_FAILED);
        CHECK_INT(session_run_count(behind->session, 0), 0);
    }
    behind_free(behind);
}

static void quoted_row(FILE *out, size_t row)
{
    fprintf(out, "id %zu,%s,%s,\"a cell, of\nseveral lines %0100zu\"\n", row,
            row % 2 ? "yes" : "no", row % 5 ? "yes" : "no", row);
}

static void json_line(FILE *out, size_t row)
{
    fprintf(out,
            "{\"id\": \"r%zu\", \"y_true\": \"%s\", \"y_pred\": \"%s\", \"text\": \"%0100zu\"}\n",
            row, row % 2 ? "yes" : "no", row % 5 ? "yes" : "no", row);
}

static void code_line(FILE *out, size_t row)
{
    fprintf(out,
            "{\"mbpp_id\": %zu, \"passed\": %s, \"test_outputs\": [\"Test 1: %s\"], "
            "\"generated_code\": \"%0100zu\", \"test_cases\": [\"assert f(1)\"]}\n",
            row + 11, row % 3 ? "true" : "false", row % 3 ? "PASS" : "FAIL - NameError: x", row);
}

static void code_element(FILE *out, size_t row)
{
    if (row)
        fputs(",\n", out);
    fputs("  ", out);
    code_line(out, row);
}

TEST(preview_of_a_table_is_its_first_rows)
{
    check_preview("predictions.csv", WIDE_HEAD, wide_row, 60000);
}

TEST(preview_may_end_within_a_quoted_cell)
{
    check_preview("predictions.csv", WIDE_HEAD, quoted_row, 60000);
}

TEST(preview_of_lines_of_json_is_their_first_records)
{
    check_preview("predictions.jsonl", "", json_line, 40000);
    check_preview("evaluation_results_all.jsonl", "", code_line, 40000);
}

TEST(preview_of_an_array_is_its_first_records)
{
    struct behind *behind = behind_new();

    behind_write(behind, "evaluation_results_all.json", "w", "[\n", code_element, 0, 40000);
    behind_free(behind);
    check_preview("evaluation_results_all.json", "[\n", code_element, 40000);
}

/* ---- giving up ---- */

TEST(cancel_in_the_middle_leaves_the_preview_and_can_be_taken_back)
{
    struct behind *behind = behind_new();
    size_t rows = write_big(behind, "predictions.csv", 40);

    CHECK(behind_open(behind, "predictions.csv"));
    background_want(behind->bg, 0, BACKGROUND_NOW);
    CHECK(behind_until(behind, BACKGROUND_PREVIEW, 0));
    background_cancel(behind->bg);
    if (CHECK(behind_until(behind, BACKGROUND_CANCELLED, 0)))
        CHECK_INT(behind->last.err.code, ERR_CANCELLED);
    CHECK_INT(behind->seen[BACKGROUND_LOADED], 0);
    CHECK_INT(session_state(behind->session, 0), ENTRY_PREVIEW);
    CHECK(behind_samples(behind, 0) > 0);
    background_want(behind->bg, 0, BACKGROUND_NOW);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
    CHECK_INT(behind_samples(behind, 0), rows);
    CHECK_INT(behind->seen[BACKGROUND_PREVIEW], 1);
    behind_free(behind);
}

TEST(cancel_forgets_what_waits)
{
    struct behind *behind = behind_new();

    write_big(behind, "a/predictions.csv", 10);
    behind_table(behind, "b/predictions.csv", 10);
    CHECK(behind_open(behind, ""));
    background_want(behind->bg, 0, BACKGROUND_NOW);
    CHECK(behind_until(behind, BACKGROUND_PREVIEW, 0));
    background_want(behind->bg, 1, BACKGROUND_SOON);
    background_cancel(behind->bg);
    CHECK(behind_until(behind, BACKGROUND_CANCELLED, 0));
    behind_while(behind, 100);
    CHECK_INT(session_state(behind->session, 1), ENTRY_UNREAD);
    behind_free(behind);
}

TEST(what_is_looked_at_puts_off_what_nobody_waits_for)
{
    struct behind *behind = behind_new();
    size_t big;

    big = write_big(behind, "a/predictions.csv", 40);
    behind_table(behind, "b/predictions.csv", 10);
    CHECK(behind_open(behind, ""));
    background_want(behind->bg, 0, BACKGROUND_LATER);
    CHECK(behind_until(behind, BACKGROUND_PREVIEW, 0));
    background_want(behind->bg, 1, BACKGROUND_NOW);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 1));
    CHECK_INT(behind->seen[BACKGROUND_LOADED], 1);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
    CHECK_INT(behind_samples(behind, 0), big);
    CHECK_INT(behind->seen[BACKGROUND_CANCELLED], 0);
    behind_free(behind);
}

/* ---- progress ---- */

TEST(progress_names_the_file_and_never_exceeds_its_bytes)
{
    struct behind *behind = behind_new();
    struct background_progress progress;
    uint64_t before = 0, total = 0;
    bool ordered = true, named = false;

    write_big(behind, "predictions.csv", 60);
    CHECK(behind_open(behind, "predictions.csv"));
    CHECK(!background_progress(behind->bg, &progress));
    background_want(behind->bg, 0, BACKGROUND_NOW);
    while (behind->seen[BACKGROUND_LOADED] == 0 && behind->seen[BACKGROUND_FAILED] == 0) {
        behind_while(behind, 5);
        if (!background_progress(behind->bg, &progress))
            continue;
        ordered = ordered && progress.done >= before && progress.done <= progress.total;
        named = named || strcmp(progress.file, "predictions.csv") == 0;
        before = progress.done;
        total = progress.total;
    }
    CHECK(ordered);
    CHECK(named);
    CHECK(total > (uint64_t)50 << 20);
    CHECK(!background_progress(behind->bg, &progress));
    behind_free(behind);
}

/* ---- digests ---- */

static size_t resident(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    unsigned long pages = 0;

    if (!file)
        return 0;
    if (fscanf(file, "%*u %lu", &pages) != 1)
        pages = 0;
    fclose(file);
    return (size_t)pages * 4096;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { MEMORY_TELLS = 0 };
#else
enum { MEMORY_TELLS = 1 };
#endif

TEST(two_hundred_runs_are_digested_in_the_memory_of_a_few)
{
    struct behind *behind = behind_new();
    size_t early = 0, digested = 0, right = 0;

    for (size_t i = 0; i < 200; i++) {
        char path[64];

        snprintf(path, sizeof(path), "run%03zu/predictions.csv", i);
        behind_table(behind, path, 6000 + 3 * i);
    }
    CHECK(behind_open(behind, ""));
    CHECK_INT(session_entry_count(behind->session), 200);
    for (size_t e = 0; e < 200; e++)
        background_digest(behind->bg, e, BACKGROUND_LATER);
    while (digested < 200 && behind_until(behind, BACKGROUND_DIGESTED, digested))
        if (++digested == 20)
            early = resident();
    CHECK_INT(digested, 200);
    for (size_t e = 0; e < 200; e++) {
        size_t count;
        const struct run_digest *digest = session_digests(behind->session, e, &count);

        right += count == 1 && digest->samples == 6000 + 3 * e &&
                 session_run_count(behind->session, e) == 0;
    }
    CHECK_INT(right, 200);
    if (MEMORY_TELLS)
        CHECK(resident() < early + ((size_t)8 << 20));
    behind_free(behind);
}

TEST(a_run_that_is_digested_can_be_loaded_afterwards)
{
    struct behind *behind = behind_new();

    behind_table(behind, "predictions.csv", 12);
    CHECK(behind_open(behind, "predictions.csv"));
    background_digest(behind->bg, 0, BACKGROUND_LATER);
    CHECK(behind_until(behind, BACKGROUND_DIGESTED, 0));
    CHECK_INT(session_state(behind->session, 0), ENTRY_UNREAD);
    background_want(behind->bg, 0, BACKGROUND_NOW);
    CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
    CHECK_INT(behind_samples(behind, 0), 12);
    behind_free(behind);
}
