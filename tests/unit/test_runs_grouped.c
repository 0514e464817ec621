#include "check.h"
#include "driven.h"

#include <assay/base/err.h>
#include <assay/tui/run_list_groups.h>

#include <math.h>
#include <string.h>

#define TASK(right)      "\"results\": {\"sblimp\": {\"accuracy\": " right ", \"samples\": 10}}"
#define RUN(rank, right) "{\"metadata\": {\"config\": {\"rank\": " rank "}}, " TASK(right) "}"

static struct temp_dir ranked_dir(void)
{
    struct temp_dir dir = temp_dir_new();

    temp_dir_write(&dir, "run_20260101_120000_a/results.json", STR(RUN("64", "0.50")));
    temp_dir_write(&dir, "run_20260102_120000_b/results.json", STR(RUN("128", "0.90")));
    temp_dir_write(&dir, "run_20260103_120000_a/results.json", STR(RUN("64", "0.52")));
    temp_dir_write(&dir, "run_20260104_120000_a/results.json", STR(RUN("64", "0.53")));
    temp_dir_write(&dir, "run_20260105_120000_a/results.json", STR(RUN("64", "0.54")));
    temp_dir_write(&dir, "run_20260106_120000_a/results.json", STR(RUN("64", "0.10")));
    temp_dir_write(&dir, "run_20260107_120000_none/results.json", STR("{" TASK("0.7") "}"));
    return dir;
}

static struct session *open_session(const struct temp_dir *dir)
{
    struct session_options options = {.metrics = metric_options_default()};
    struct session *session = session_new(&options);
    struct err err;

    if (!session_open(session, dir->root, &err))
        die("%s", err.text);
    return session;
}

/* Each entry is read and let go of, as the background does. */
static void digest_all(struct session *session)
{
    for (size_t e = 0; e < session_entry_count(session); e++) {
        struct err err;
        size_t count;

        CHECK(session_load(session, e, &err));
        session_digests(session, e, &count);
        session_unload(session, e);
    }
}

TEST(runs_group_by_a_key_without_being_read_again)
{
    struct temp_dir dir = ranked_dir();
    struct session *session = open_session(&dir);
    struct arena *arena = arena_new();
    struct run_list_lines list;
    struct run_list_groups groups;

    digest_all(session);
    list = run_list_lines(session, arena);
    groups = run_list_group(&list, "metadata.config.rank", arena);
    if (CHECK_INT(groups.count, 3)) {
        CHECK_STR(groups.groups[0].name, "64");
        CHECK_INT(groups.groups[0].count, 5);
        CHECK_NEAR(groups.groups[0].mean, (.50 + .52 + .53 + .54 + .10) / 5, 1e-12);
        CHECK_NEAR(groups.groups[0].best, .54, 1e-12);
        CHECK_NEAR(groups.groups[0].median, .52, 1e-12);
        CHECK_STR(groups.groups[1].name, "128");
        CHECK_STR(groups.groups[2].name, "other");
        CHECK_STR(list.lines[5].name, "run_20260102_120000_b");
        CHECK_INT(groups.of[5], 1);
        CHECK(!groups.waiting);
    }
    for (size_t e = 0; e < session_entry_count(session); e++)
        CHECK_INT(session_run_count(session, e), 0);
    arena_free(arena);
    session_free(session);
    temp_dir_remove(&dir);
}

TEST(a_run_far_below_its_group_is_marked_and_the_trend_is_of_the_group)
{
    struct temp_dir dir = ranked_dir();
    struct session *session = open_session(&dir);
    struct arena *arena = arena_new();
    struct run_list_lines list;
    struct run_list_groups groups;
    struct timeline line;

    digest_all(session);
    list = run_list_lines(session, arena);
    groups = run_list_group(&list, "metadata.config.rank", arena);
    CHECK(groups.any_outlier);
    for (size_t i = 0; i < list.count; i++)
        CHECK_INT(run_list_outlier(&groups, i), i == 4 ? 'v' : '\0');
    line = run_list_trend(&list, &groups.groups[0], arena);
    CHECK_INT(line.count, 5);
    CHECK_INT(line.runs[4], 4);
    CHECK(line.by_day);
    /* scipy.stats.theilslopes([.5, .52, .53, .54, .1], [1, 3, 4, 5, 6])[0] */
    CHECK_NEAR(line.trend.slope, 0.01, 1e-12);
    arena_free(arena);
    session_free(session);
    temp_dir_remove(&dir);
}

TEST(runs_that_were_not_read_are_a_group_without_a_figure)
{
    struct temp_dir dir = ranked_dir();
    struct session *session = open_session(&dir);
    struct arena *arena = arena_new();
    struct run_list_lines list = run_list_lines(session, arena);
    struct run_list_groups groups = run_list_group(&list, "variant", arena);

    if (CHECK_INT(groups.count, 1)) {
        CHECK_STR(groups.groups[0].name, "not read");
        CHECK(groups.waiting && !groups.any_outlier);
        CHECK(!groups.groups[0].metric);
    }
    arena_free(arena);
    session_free(session);
    temp_dir_remove(&dir);
}

TEST(the_list_of_runs_groups_by_command_and_undo_takes_it_back)
{
    struct driven *driven = driven_new("sample_runs/paper_metrics", DRIVEN_WAITS, 24, 80);

    driven_keys(driven, "1");
    CHECK(!driven_has(driven, "ttt  5 runs"));
    driven_command(driven, "group variant");
    CHECK(driven_has(driven, "baseline  2 runs"));
    CHECK(driven_has(driven, "ttt  5 runs · Mean task accuracy: mean .5967, best .6480"));
    CHECK(driven_has(driven, ".5185v"));
    CHECK(!driven_has(driven, "over 5 runs"));
    driven_keys(driven, "}");
    CHECK(driven_has(driven, "over 5 runs"));
    driven_keys(driven, "u");
    CHECK(!driven_has(driven, "ttt  5 runs"));
    driven_keys(driven, "<c-r>");
    CHECK(driven_has(driven, "ttt  5 runs"));
    driven_command(driven, "cmd");
    CHECK(driven_has(driven, "compare --group variant"));
    driven_command(driven, "group");
    CHECK(!driven_has(driven, "ttt  5 runs"));
    driven_free(driven);
}

TEST(the_cursor_stays_on_its_run_when_runs_are_grouped)
{
    struct driven *driven = driven_new("sample_runs/paper_metrics", DRIVEN_WAITS, 24, 128);

    driven_keys(driven, "1");
    driven_command(driven, "group format");
    driven_type(driven, "/0145_base");
    driven_keys(driven, "<enter>");
    CHECK(driven_has(driven, "› run_20251003_150145_baseline"));
    driven_command(driven, "group variant");
    CHECK(driven_has(driven, "› run_20251003_150145_baseline"));
    driven_keys(driven, "g }");
    CHECK(driven_has(driven, "› ttt_layers4_cp001000"));
    driven_keys(driven, "{");
    CHECK(driven_has(driven, "› baseline"));
    driven_free(driven);
}

TEST(tab_completes_the_keys_of_the_metadata)
{
    struct temp_dir dir = ranked_dir();
    struct driven *driven = driven_new(dir.root, DRIVEN_WAITS, 24, 80);

    driven_keys(driven, "1");
    driven_type(driven, ":group metadata.conf");
    driven_keys(driven, "<tab> <enter>");
    CHECK(driven_has(driven, "64  5 runs"));
    driven_free(driven);
    temp_dir_remove(&dir);
}
