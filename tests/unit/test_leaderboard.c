#include "check.h"
#include "loaded.h"

#include <assay/session/leaderboard.h>

#include <math.h>
#include <string.h>

static const struct leaderboard *board_of(struct loaded *l, const struct suite **suite)
{
    *suite = suite_new((const struct run *const *)l->runs.runs, l->runs.count, l->arena);
    return *suite ? leaderboard_new(*suite, 0.05, l->arena) : NULL;
}

static size_t run_named(const struct suite *suite, const char *name)
{
    return suite_find_run(suite, str_of(name));
}

TEST(twelve_runs_of_one_configuration_cannot_be_told_apart)
{
    char room[512];
    const char *real = loaded_real("mbpp-turing/ModelRuns", room);
    const struct leaderboard *board;
    const struct suite *suite;
    struct leader_pair pair;
    struct loaded *l;

    if (!real)
        return;
    l = loaded_path("mbpp", real);
    board = board_of(l, &suite);
    if (CHECK(board && board->count == 12)) {
        CHECK_INT(board->pair_count, 66);
        CHECK_INT(board->below_alpha, 10);
        CHECK_INT(board->below_after_holm, 0);
        CHECK_STR(suite->runs[board->leaders[0].run].name, "01");
        CHECK_STR(suite->runs[board->leaders[11].run].name, "04");
        for (size_t i = 0; i < board->count; i++)
            CHECK_INT(board->leaders[i].rank, 1);
        CHECK_INT(board->cochran.samples, 964);
        CHECK(leaderboard_pair(board, run_named(suite, "01"), run_named(suite, "04"), &pair));
        CHECK_INT(pair.counts.both_right, 311);
        CHECK_INT(pair.counts.fixed, 86);
        CHECK_INT(pair.counts.broken, 127);
        CHECK_INT(pair.counts.both_wrong, 440);
        CHECK_NEAR(pair.p, 0.0060, 0.00005);
        CHECK(leaderboard_pair(board, run_named(suite, "04"), run_named(suite, "01"), &pair));
        CHECK_INT(pair.counts.fixed, 127);
        CHECK(pair.delta > 0.0);
    }
    loaded_free(l);
}

/* Twenty problems: `good` passes all, `bad` none, `twin` all but the first. */
static const char *evaluation(struct arena *arena, int from)
{
    const char *text = "[";

    for (int i = 0; i < 20; i++)
        text = arena_printf(arena, "%s%s{\"mbpp_id\": %d, \"passed\": %s, \"error_message\": null}",
                            text, i ? "," : "", 11 + i, i >= from ? "true" : "false");
    return arena_printf(arena, "%s]", text);
}

TEST(runs_that_the_data_cannot_part_share_a_rank_and_the_others_do_not)
{
    struct arena *arena = arena_new();
    struct loaded *l =
        loaded_files("mbpp", (const struct loaded_file[]){{"r/bad/e.json", evaluation(arena, 20)},
                                                          {"r/good/e.json", evaluation(arena, 0)},
                                                          {"r/twin/e.json", evaluation(arena, 1)},
                                                          {NULL, NULL}});
    const struct suite *suite;
    const struct leaderboard *board = board_of(l, &suite);

    if (CHECK(board && board->count == 3)) {
        CHECK_STR(suite->runs[board->leaders[0].run].name, "good");
        CHECK_INT(board->leaders[0].rank, 1);
        CHECK(isnan(board->leaders[0].p));
        CHECK_INT(board->leaders[1].place, 2);
        CHECK_INT(board->leaders[1].rank, 1);
        CHECK_NEAR(board->leaders[1].p, 1.0, 0.0);
        CHECK_NEAR(board->leaders[1].delta, -0.05, 1e-12);
        /* Behind both: they are level with each other, and each is better than it. */
        CHECK_INT(board->leaders[2].rank, 3);
        CHECK_INT(board->leaders[2].shared, 20);
        CHECK_INT(board->below_after_holm, 2);
    }
    loaded_free(l);
    arena_free(arena);
}
