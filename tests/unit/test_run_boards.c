#include "check.h"
#include "loaded.h"

#include <assay/metrics/results.h>
#include <assay/session/run_boards.h>

#include <string.h>

static const struct run_boards *boards_of(struct loaded *loaded)
{
    struct run_boards *boards = run_boards_new(loaded->arena);

    for (size_t i = 0; i < loaded->runs.count; i++) {
        struct assessed run = {loaded->runs.runs[i],
                               results_new(loaded->runs.runs[i], NULL, loaded->arena),
                               loaded->audits[i]};

        run_boards_add(boards, &run);
    }
    run_boards_finish(boards, LEADERBOARD_ALPHA);
    return boards;
}

/* The figures of the folder's own evaluation, and of the pairs as INDEX.md has them. */
TEST(a_board_of_runs_seen_one_by_one_is_that_of_the_suite)
{
    char room[512];
    const char *real = loaded_real("mbpp-turing/ModelRuns", room);
    const struct run_boards *boards;
    struct loaded *l;

    if (!real)
        return;
    l = loaded_path("mbpp", real);
    boards = boards_of(l);
    if (CHECK(boards->count == 1)) {
        const struct run_board *board = &boards->boards[0];

        CHECK_STR(board->metric->name, "pass_rate");
        CHECK_INT(board->suite->run_count, 12);
        CHECK_INT(board->suite->item_count, 964);
        CHECK_INT(board->shared, 964);
        CHECK_INT(board->leaders->pair_count, 66);
        CHECK_INT(board->leaders->below_alpha, 10);
        CHECK_INT(board->leaders->below_after_holm, 0);
        CHECK_STR(board->suite->runs[board->leaders->leaders[0].run].name, "01");
        CHECK_INT(board->suite->runs[board->leaders->leaders[0].run].rates[0].passed, 438);
    }
    loaded_free(l);
}

/* Figures of INDEX.md: pass@k of the folder's own tables, passes over the runs. */
TEST(a_board_knows_splits_passes_and_pass_at_k_of_its_items)
{
    static const uint64_t passes[] = {262, 74, 58, 47, 46, 38, 41, 47, 30, 46, 52, 70, 153};
    char room[512];
    const char *real = loaded_real("mbpp-turing/ModelRuns", room);
    const struct run_boards *boards;
    struct loaded *l;

    if (!real)
        return;
    l = loaded_path("mbpp", real);
    boards = boards_of(l);
    if (CHECK(boards->count == 1 && boards->boards[0].suite->split_count == 3)) {
        const struct suite *suite = boards->boards[0].suite;
        uint64_t items = 0;

        CHECK_INT(suite->most_attempts, 12);
        for (size_t i = 0; i < 13 && suite->most_attempts == 12; i++)
            CHECK_INT(suite->histogram[i], passes[i]);
        CHECK_NEAR(suite_mean_pass_at_k(suite, NULL, 1, NULL), 0.437414, 1e-6);
        CHECK_NEAR(suite_mean_pass_at_k(suite, "test", 5, &items), 0.635025, 1e-6);
        CHECK_INT(items, 500);
        CHECK_NEAR(suite_mean_pass_at_k(suite, "validation", 10, &items), 0.675421, 1e-6);
        CHECK_INT(items, 90);
        /* All twelve pass: the last of the histogram. */
        CHECK_NEAR(suite_mean_pass_hat_k(suite, NULL, 12, &items), 153.0 / 964.0, 1e-12);
        /* Bands: passes 0 to 3, 4 to 8, 9 to 12 of 12. */
        CHECK_INT(suite_band_items(suite, NULL, DIFFICULTY_HARD), 262 + 74 + 58 + 47);
        CHECK_INT(suite_band_items(suite, NULL, DIFFICULTY_EASY), 46 + 52 + 70 + 153);
        CHECK_INT(suite_band_items(suite, "test", DIFFICULTY_EASY) +
                      suite_band_items(suite, "test", DIFFICULTY_MEDIUM) +
                      suite_band_items(suite, "test", DIFFICULTY_HARD),
                  500);
    }
    loaded_free(l);
}

/* Rows of id, truth, prediction; `right` of `count` answers are right. */
static const char *table(struct arena *arena, int first, int count, int right, const char *truth)
{
    const char *text = "id,true_label,predicted_label\n";

    for (int i = 0; i < count; i++)
        text = arena_printf(arena, "%s%d,%s,%s\n", text, first + i, i % 2 ? truth : "no",
                            i < right ? (i % 2 ? truth : "no") : (i % 2 ? "no" : truth));
    return text;
}

TEST(runs_meet_on_a_board_by_their_items_not_by_like_ids_alone)
{
    struct arena *arena = arena_new();
    struct loaded *l = loaded_files(
        "classification",
        (const struct loaded_file[]){{"a/predictions.csv", table(arena, 1, 40, 40, "yes")},
                                     {"b/predictions.csv", table(arena, 11, 40, 10, "yes")},
                                     {"c/predictions.csv", table(arena, 1, 40, 20, "maybe")},
                                     {"d/predictions.csv", table(arena, 90, 40, 20, "yes")},
                                     {NULL, NULL}});
    const struct run_boards *boards = boards_of(l);

    /* b has 30 of a's ids with the same labels; c the same ids with others; d none. */
    if (CHECK(boards->count == 1)) {
        const struct run_board *board = &boards->boards[0];

        CHECK_INT(board->suite->run_count, 2);
        CHECK_INT(board->suite->item_count, 50);
        CHECK_INT(board->shared, 30);
        CHECK_INT(board->leaders->leaders[1].shared, 30);
        CHECK_INT(board->leaders->leaders[1].rank, 2);
    }
    loaded_free(l);
    arena_free(arena);
}
