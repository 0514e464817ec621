#include "check.h"
#include "temp_dir.h"

#include <assay/tui/run_list.h>
#include <assay/tui/suite_runs.h>

#include <math.h>
#include <string.h>

#define ATTEMPT(id, passed) "{\"mbpp_id\": " id ", \"passed\": " passed ", \"error_message\": null}"

static struct session *open_session(struct temp_dir *dir)
{
    struct session_options options = {.metrics = metric_options_default()};
    struct session *session = session_new(&options);
    struct err err;

    if (!session_open(session, dir->root, &err))
        die("%s", err.text);
    return session;
}

static struct temp_dir suite_dir(void)
{
    struct temp_dir dir = temp_dir_new();

    temp_dir_write(&dir, "b/01/e.json",
                   STR("[" ATTEMPT("9", "true") "," ATTEMPT("10", "true") "]"));
    temp_dir_write(&dir, "b/02/e.json",
                   STR("[" ATTEMPT("9", "true") "," ATTEMPT("10", "false") "]"));
    temp_dir_write(&dir, "a/predictions.csv", STR("id,truth,prediction\n1,x,x\n2,x,y\n3,y,y\n"));
    temp_dir_write(&dir, "a/metrics.json", STR("{\"accuracy\": 0.9}"));
    temp_dir_write(&dir, "c/predictions.csv", STR("id,truth,prediction\n1,x,x\n"));
    return dir;
}

TEST(runs_that_were_not_read_are_lines_that_wait)
{
    struct temp_dir dir = suite_dir();
    struct session *session = open_session(&dir);
    struct arena *arena = arena_new();
    struct run_list_lines list = run_list_lines(session, arena);

    if (CHECK_INT(list.count, 4)) {
        CHECK_STR(list.lines[0].name, "a");
        CHECK_STR(list.lines[0].folder, "");
        CHECK_STR(list.lines[2].folder, "b/");
        CHECK_STR(list.lines[3].name, "02");
        CHECK_INT(list.lines[1].kind, RUN_LINE_WAITING);
        CHECK_INT(list.folders, 2);
    }
    arena_free(arena);
    session_free(session);
    temp_dir_remove(&dir);
}

TEST(a_run_that_was_read_shows_its_headline_and_its_verdicts)
{
    struct temp_dir dir = suite_dir();
    struct session *session = open_session(&dir);
    struct arena *arena = arena_new();
    uint64_t before = run_list_stamp(session);
    struct run_list_lines list;
    struct err err;

    CHECK(session_load(session, 0, &err));
    CHECK(run_list_stamp(session) != before);
    CHECK(run_list_stamp(session) == run_list_stamp(session));
    list = run_list_lines(session, arena);
    CHECK_INT(list.lines[0].kind, RUN_LINE_READ);
    CHECK_INT(list.lines[0].samples, 3);
    CHECK_NEAR(list.lines[0].value, 2.0 / 3.0, 1e-12);
    CHECK_INT(list.lines[0].tally[VERDICT_DIFFERS], 1);
    arena_free(arena);
    session_free(session);
    temp_dir_remove(&dir);
}

TEST(a_suite_is_of_the_runs_beside_the_chosen_one)
{
    struct temp_dir dir = suite_dir();
    struct session *session = open_session(&dir);
    struct arena *arena = arena_new();
    struct suite_wish at_once = {NULL, NULL};
    struct suite_runs runs = suite_runs_new(session, 1, &at_once, arena);

    if (CHECK(runs.suite && runs.suite->run_count == 2)) {
        CHECK_INT(runs.places[0].entry, 1);
        CHECK_INT(runs.places[1].entry, 2);
        CHECK_INT(suite_runs_row(&runs, 1, 1), 1);
        CHECK_INT(session_run_count(session, 0), 0);
    }
    arena_free(arena);
    session_free(session);
    temp_dir_remove(&dir);
}

static void count_wishes(void *arg, size_t entry)
{
    (void)entry;
    ++*(size_t *)arg;
}

TEST(a_suite_asks_for_what_is_not_read_and_waits_for_it)
{
    struct temp_dir dir = suite_dir();
    struct session *session = open_session(&dir);
    struct arena *arena = arena_new();
    size_t wishes = 0;
    struct suite_wish later = {count_wishes, &wishes};
    struct suite_runs runs = suite_runs_new(session, 1, &later, arena);
    struct err err;

    CHECK(runs.suite == NULL);
    CHECK_INT(runs.waiting, 2);
    CHECK_INT(wishes, 2);
    CHECK(session_load(session, 2, &err));
    runs = suite_runs_new(session, 1, &later, arena);
    CHECK(runs.suite && runs.suite->run_count == 1);
    CHECK_INT(runs.waiting, 1);
    arena_free(arena);
    session_free(session);
    temp_dir_remove(&dir);
}

TEST(a_layer_run_is_known_by_its_curve_after_it_was_let_go_of)
{
    struct temp_dir dir = temp_dir_new();
    struct session *session;
    struct arena *arena = arena_new();
    struct run_list_lines list;
    struct err err;

    temp_dir_write(&dir, "run_1/metrics_per_layer.csv",
                   STR("layer,semantic_acc,prosody_acc\n0,0.5,0.8\n1,0.6,0.7\n2,0.7,0.6\n"));
    session = open_session(&dir);
    CHECK(session_load(session, 0, &err));
    list = run_list_lines(session, arena);
    session_unload(session, 0);
    list = run_list_lines(session, arena);
    if (CHECK_INT(list.lines[0].curve_count, 3)) {
        CHECK_NEAR(list.lines[0].curve[0], 0.3, 1e-9);
        CHECK_NEAR(list.lines[0].curve[2], -0.1, 1e-9);
    }
    arena_free(arena);
    session_free(session);
    temp_dir_remove(&dir);
}
