#include "check.h"
#include "loaded.h"

#include <assay/load/json_doc.h>
#include <assay/load/text_in.h>
#include <assay/session/suite_check.h>
#include <assay/session/suite_finetune.h>
#include <assay/session/suite_tables.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILES(...)          loaded_files("mbpp", (const struct loaded_file[]){__VA_ARGS__, {NULL, NULL}})
#define ATTEMPT(id, passed) "{\"mbpp_id\": " id ", \"passed\": " passed ", \"error_message\": null}"

/* Ids 9 and 10 tell numeric from textual order; problem 11 is only in run 2, unscored. */
static struct loaded *three_runs(void)
{
    return FILES({"b/2/e.json", "[" ATTEMPT("10", "false") "," ATTEMPT("9", "true") "," ATTEMPT(
                                    "11", "null") "]"},
                 {"b/1/e.json", "[" ATTEMPT("9", "true") "," ATTEMPT("10", "true") "]"},
                 {"b/3/e.json", "[" ATTEMPT("9", "true") "," ATTEMPT("10", "false") "]"});
}

static struct suite *suite_of(struct loaded *l)
{
    return suite_new((const struct run *const *)l->runs.runs, l->runs.count, l->arena);
}

static const char *table_of(struct loaded *l, const struct suite *suite, enum suite_table table,
                            enum suite_syntax syntax)
{
    static const uint64_t ks[] = {1, 3};
    struct buf out = {NULL, 0, 0};
    const char *text;

    suite_write(suite, table, syntax, ks, 2, &out);
    text = arena_strndup(l->arena, out.ptr, out.len);
    buf_release(&out);
    return text;
}

TEST(a_suite_puts_runs_and_items_in_order_and_knows_absent_from_unscored)
{
    struct loaded *l = three_runs();
    struct suite *suite = suite_of(l);

    if (CHECK(suite && suite->run_count == 3 && suite->item_count == 3)) {
        CHECK_STR(suite->runs[0].name, "1");
        CHECK(str_eq_c(suite->items[0].id, "9"));
        CHECK(str_eq_c(suite->items[2].id, "11"));
        CHECK_INT(suite_outcome_at(suite, 2, 0), SUITE_ABSENT);
        CHECK_INT(suite_outcome_at(suite, 2, 1), SUITE_UNSCORED);
        CHECK_INT(suite_outcome_at(suite, 1, 1), SUITE_FAIL);
        CHECK_INT(suite_find_item(suite, STR("10")), 1);
        CHECK_INT(suite_find_item(suite, STR("12")), SIZE_MAX);
        CHECK_INT(suite->items[2].attempts, 0);
        CHECK_INT(suite->items[2].band, DIFFICULTY_NONE);
    }
    loaded_free(l);
}

TEST(pass_at_k_of_a_suite_is_over_scored_attempts)
{
    struct loaded *l = three_runs();
    struct suite *suite = suite_of(l);
    uint64_t items;

    /* One of three right: 1/3 at 1, and two of the three pairs hold it. */
    CHECK_NEAR(suite_pass_at_k(suite, 1, 1), 1.0 / 3.0, 1e-12);
    CHECK_NEAR(suite_pass_at_k(suite, 1, 2), 2.0 / 3.0, 1e-12);
    CHECK_NEAR(suite_pass_hat_k(suite, 1, 2), 0, 0);
    CHECK_NEAR(suite_pass_at_k(suite, 1, 4), NAN, 0);
    CHECK_NEAR(suite_mean_pass_at_k(suite, NULL, 1, &items), 2.0 / 3.0, 1e-12);
    CHECK_INT(items, 2);
    CHECK_INT(suite->bands[DIFFICULTY_EASY], 1);
    CHECK_INT(suite->bands[DIFFICULTY_MEDIUM], 1);
    CHECK_INT(suite->histogram[3], 1);
    loaded_free(l);
}

TEST(runs_with_equal_rates_share_a_rank)
{
    struct loaded *l = three_runs();
    struct suite *suite = suite_of(l);

    CHECK_INT(suite->runs[0].rank, 1);
    CHECK_INT(suite->runs[1].rank, 2);
    CHECK_INT(suite->runs[2].rank, 2);
    CHECK_NEAR(suite->runs[1].rates[0].rate, 0.5, 0);
    CHECK_INT(suite->runs[1].rates[0].scored, 2);
    loaded_free(l);
}

TEST(tables_of_a_suite_leave_cells_of_absent_outcomes_empty)
{
    struct loaded *l = three_runs();
    struct suite *suite = suite_of(l);

    CHECK_STR(table_of(l, suite, SUITE_PIVOT, SUITE_CSV),
              "mbpp_id,run_1_pass,run_2_pass,run_3_pass\n"
              "9,True,True,True\n10,True,False,False\n11,,,\n");
    CHECK_STR(table_of(l, suite, SUITE_AGGREGATED, SUITE_JSON),
              "[\n  {\"model_run_id\": \"1\", \"mbpp_id\": 9, \"pass\": true},"
              "\n  {\"model_run_id\": \"1\", \"mbpp_id\": 10, \"pass\": true},"
              "\n  {\"model_run_id\": \"2\", \"mbpp_id\": 9, \"pass\": true},"
              "\n  {\"model_run_id\": \"2\", \"mbpp_id\": 10, \"pass\": false},"
              "\n  {\"model_run_id\": \"2\", \"mbpp_id\": 11, \"pass\": null},"
              "\n  {\"model_run_id\": \"3\", \"mbpp_id\": 9, \"pass\": true},"
              "\n  {\"model_run_id\": \"3\", \"mbpp_id\": 10, \"pass\": false}\n]\n");
    CHECK_STR(table_of(l, suite, SUITE_PASS_AT_K, SUITE_JSON),
              "[\n  {\"mbpp_id\": 9, \"pass@1\": 1, \"pass@3\": 1},"
              "\n  {\"mbpp_id\": 10, \"pass@1\": 0.3333333333333333, \"pass@3\": 1},"
              "\n  {\"mbpp_id\": 11, \"pass@1\": null, \"pass@3\": null}\n]\n");
    CHECK_STR(table_of(l, suite, SUITE_DIFFICULTY, SUITE_CSV),
              "mbpp_id,split,attempts,passed,pass@1,difficulty\n"
              "9,prompt,3,3,1,easy\n10,prompt,3,1,0.3333333333333333,medium\n"
              "11,test,0,0,,none\n");
    loaded_free(l);
}

/* ---- fine-tuning sets ---- */

/* 40 problems in four runs: 10 easy, 10 medium, 20 hard, told by the id. */
static struct loaded *forty_problems(void)
{
    static char texts[4][8192];
    struct loaded_file files[5] = {{"1/e.json", texts[0]},
                                   {"2/e.json", texts[1]},
                                   {"3/e.json", texts[2]},
                                   {"4/e.json", texts[3]},
                                   {NULL, NULL}};

    for (int r = 0; r < 4; r++) {
        size_t length = (size_t)snprintf(texts[r], sizeof(texts[r]), "[");

        for (int id = 0; id < 40; id++)
            length += (size_t)snprintf(
                texts[r] + length, sizeof(texts[r]) - length,
                "%s{\"mbpp_id\": %d, \"passed\": %s, \"error_message\": null}", id ? "," : "",
                id + 100, id < 10 || (id < 20 && r < 2) ? "true" : "false");
        snprintf(texts[r] + length, sizeof(texts[r]) - length, "]");
    }
    return loaded_files("mbpp", files);
}

TEST(a_mix_takes_the_floor_of_its_share_capped_by_what_is_there)
{
    struct loaded *l = forty_problems();
    struct suite *suite = suite_of(l);
    struct suite_choice choice = {.mix = suite_mix_find("hard-heavy"), .total = 19, .seed = 1};
    struct suite_set set;

    suite_choose(suite, &choice, l->arena, &set);
    CHECK_INT(set.bands[DIFFICULTY_EASY], 1);
    CHECK_INT(set.bands[DIFFICULTY_MEDIUM], 3);
    CHECK_INT(set.bands[DIFFICULTY_HARD], 13);
    choice.mix = suite_mix_find("easy-heavy");
    choice.total = 0; /* all 40: 28 easy are wanted, 10 are there */
    suite_choose(suite, &choice, l->arena, &set);
    CHECK_INT(set.bands[DIFFICULTY_EASY], 10);
    CHECK_INT(set.bands[DIFFICULTY_MEDIUM], 8);
    CHECK_INT(set.bands[DIFFICULTY_HARD], 4);
    CHECK_INT(set.count, 22);
    /* .7 of 10 is 7 although .7 * 10 is a little less in binary. */
    choice.total = 10;
    suite_choose(suite, &choice, l->arena, &set);
    CHECK_INT(set.bands[DIFFICULTY_EASY], 7);
    loaded_free(l);
}

static bool same_set(const struct suite_set *a, const struct suite_set *b)
{
    return a->count == b->count && memcmp(a->items, b->items, a->count * sizeof(*a->items)) == 0;
}

TEST(a_set_follows_from_its_seed_and_holds_no_item_twice)
{
    struct loaded *l = forty_problems();
    struct suite *suite = suite_of(l);
    struct suite_choice choice = {.mix = suite_mix_find("balanced"), .total = 24, .seed = 7};
    struct suite_set first, again, other;
    size_t met[40] = {0};

    suite_choose(suite, &choice, l->arena, &first);
    suite_choose(suite, &choice, l->arena, &again);
    choice.seed = 8;
    suite_choose(suite, &choice, l->arena, &other);
    CHECK(same_set(&first, &again));
    CHECK(!same_set(&first, &other));
    for (size_t i = 0; i < first.count; i++)
        CHECK_INT(met[first.items[i]]++, 0);
    loaded_free(l);
}

TEST(a_pool_of_ids_limits_what_is_chosen)
{
    struct loaded *l = forty_problems();
    struct suite *suite = suite_of(l);
    const struct str pool[] = {STR("100"), STR("139"), STR("nowhere"), STR("139")};
    struct suite_choice choice = {
        .mix = suite_mix_find("hard-heavy"), .total = 100, .pool = pool, .pool_count = 4};
    struct suite_set set;

    suite_choose(suite, &choice, l->arena, &set);
    CHECK_INT(set.bands[DIFFICULTY_EASY], 1);
    CHECK_INT(set.bands[DIFFICULTY_HARD], 1);
    CHECK_INT(set.count, 2);
    loaded_free(l);
}

TEST(a_set_without_reference_code_is_refused_in_one_sentence)
{
    struct loaded *l = forty_problems();
    struct suite *suite = suite_of(l);
    struct suite_choice choice = {.mix = suite_mix_find("balanced"), .seed = 7};
    struct suite_set set;
    struct buf out = {NULL, 0, 0};
    struct err err;

    suite_choose(suite, &choice, l->arena, &set);
    CHECK(!suite_finetune(suite, &set, &out, &err));
    CHECK(strstr(err.text, "no run has the prompt and reference code of problem"));
    buf_release(&out);
    loaded_free(l);
}

/* ---- twelve public runs ---- */

static struct loaded *real_runs(struct suite **suite)
{
    char room[512];
    const char *path = loaded_real("mbpp-turing/ModelRuns", room);
    struct loaded *l;

    if (!path) {
        SKIP("ASSAY_REAL_RUNS is not set");
        return NULL;
    }
    l = loaded_path("mbpp", path);
    *suite = suite_of(l);
    return l;
}

TEST(the_suite_of_the_real_runs_has_the_published_means_and_histogram)
{
    static const struct {
        const char *split;
        double at[3];
    } means[] = {
        {NULL, {0.437414, 0.651734, 0.714510}},
        {"test", {0.424333, 0.635025, 0.696727}},
        {"validation", {0.414815, 0.617915, 0.675421}},
        {"train", {0.460339, 0.682210, 0.747691}},
    };
    static const unsigned histogram[] = {262, 74, 58, 47, 46, 38, 41, 47, 30, 46, 52, 70, 153};
    static const uint64_t ks[] = {1, 5, 10};
    struct suite *suite;
    struct loaded *l = real_runs(&suite);

    if (!l)
        return;
    CHECK_INT(suite->item_count, 964);
    for (size_t i = 0; i < 4; i++)
        for (size_t k = 0; k < 3; k++)
            CHECK_NEAR(suite_mean_pass_at_k(suite, means[i].split, ks[k], NULL), means[i].at[k],
                       5e-7);
    for (size_t c = 0; CHECK_INT(suite->most_attempts, 12) && c <= 12; c++)
        CHECK_INT(suite->histogram[c], histogram[c]);
    CHECK_STR(suite->runs[0].name, "01");
    CHECK_INT(suite->runs[0].rank, 1);
    CHECK_INT(suite->runs[2].rank, suite->runs[10].rank); /* 421 passes each */
    loaded_free(l);
}

TEST(the_suite_of_the_real_runs_equals_the_tables_beside_them)
{
    char room[512];
    struct suite *suite;
    struct loaded *l = real_runs(&suite), *tables;
    const struct suite_agreement *agreement;
    size_t count;

    if (!l)
        return;
    tables = loaded_path("mbpp-suite", loaded_real("mbpp-turing/ModelRuns", room));
    agreement = suite_check(suite, tables->runs.runs[0], l->arena, &count);
    CHECK_INT(count, 4);
    for (size_t i = 0; i < count; i++) {
        CHECK_INT(agreement[i].stated, i == 0 ? 11568 : 964);
        CHECK_INT(agreement[i].equal, agreement[i].stated);
        CHECK_INT(agreement[i].missing + agreement[i].unmatched, 0);
        CHECK_STR(agreement[i].first, NULL);
    }
    loaded_free(tables);
    loaded_free(l);
}

/* Numbers of a document, in order; text and truth count as their first byte. */
static size_t flatten(const struct meta *node, double *values, size_t count, size_t room)
{
    for (const struct meta *child = node->first; child; child = child->next)
        count = flatten(child, values, count, room);
    if (node->first || count == room)
        return count;
    values[count++] = node->kind == META_NUMBER ? node->number
                      : node->kind == META_BOOL ? (double)node->truth
                                                : (double)(unsigned char)node->text.ptr[0];
    return count;
}

static void compare_json(struct loaded *l, const struct suite *suite, enum suite_table table,
                         const char *file, size_t wanted)
{
    enum { ROOM = 40000 };
    char room[512],
        *path = arena_printf(l->arena, "%s/%s", loaded_real("mbpp-turing/ModelRuns", room), file);
    struct err err;
    const struct meta *theirs = json_doc_read(l->arena, path, NULL, &err);
    const struct meta *ours =
        json_doc_parse(l->arena, str_of(table_of(l, suite, table, SUITE_JSON)), &err);
    double *a = arena_zalloc(l->arena, ROOM, sizeof(double));
    double *b = arena_zalloc(l->arena, ROOM, sizeof(double));
    size_t differ = 0;

    if (!CHECK(theirs && ours))
        return;
    CHECK_INT(flatten(theirs, a, 0, ROOM), wanted);
    CHECK_INT(flatten(ours, b, 0, ROOM), wanted);
    for (size_t i = 0; i < wanted; i++)
        differ += fabs(a[i] - b[i]) > 1e-9;
    CHECK_INT(differ, 0);
}

TEST(tables_written_of_the_real_runs_equal_the_files_value_by_value)
{
    static const uint64_t ks[] = {1, 5, 10};
    char room[512];
    struct suite *suite;
    struct loaded *l = real_runs(&suite);
    struct buf out = {NULL, 0, 0};
    struct str theirs, line, mine, ours;
    size_t lines = 0, differ = 0;
    struct err err;

    if (!l)
        return;
    compare_json(l, suite, SUITE_AGGREGATED, "analysis/aggregated_evaluations.json", 11568 * 3);
    compare_json(l, suite, SUITE_PIVOT, "analysis/pivot_evaluations.json", 964 * 13);
    suite_write(suite, SUITE_PASS_AT_K, SUITE_CSV, ks, 3, &out);
    ours = buf_str(&out);
    CHECK(file_read(
        arena_printf(l->arena, "%s/pass@k.csv", loaded_real("mbpp-turing/ModelRuns", room)),
        1 << 20, l->arena, &theirs, &err));
    while (str_split(&theirs, '\n', &line) && str_split(&ours, '\n', &mine) && mine.len) {
        struct str a, b;

        while (lines && str_split(&line, ',', &a) && str_split(&mine, ',', &b)) {
            double x = 0, y = 1;

            differ += !str_number(str_trim(a), &x, NULL) || !str_number(b, &y, NULL) ||
                      fabs(x - y) > 1e-9;
        }
        lines++;
    }
    CHECK_INT(lines, 965);
    CHECK_INT(differ, 0);
    buf_release(&out);
    loaded_free(l);
}

/* ---- the source's fine-tuning sets ---- */

/* Ids of the sets that the source wrote, each once. */
static size_t source_ids(struct arena *arena, const char *root, struct str *ids, size_t room)
{
    static const char *const names[] = {"easy_heavy", "medium_heavy", "hard_heavy", "balanced"};
    size_t count = 0;

    for (size_t f = 0; f < 4; f++) {
        struct str text, line;

        if (!file_read(arena_printf(arena, "%s/datasets_for_FT/dataset_%s.csv", root, names[f]),
                       1 << 20, arena, &text, NULL))
            return 0;
        str_split(&text, '\n', &line);
        while (str_split(&text, '\n', &line)) {
            struct str id = STR("");
            size_t i = 0;

            str_split(&line, ',', &id);
            while (i < count && !str_eq(ids[i], id))
                i++;
            if (i == count && count < room && id.len)
                ids[count++] = id;
        }
    }
    return count;
}

/*
 * The source had 196 train problems; its sets hold 185 of them, which are all that were easy or
 * medium and 137 of the hard ones, as many as floor(.7 * 196). So N is 196, and the sizes follow.
 */
TEST(with_196_problems_the_sets_have_the_sizes_of_the_source)
{
    static const struct {
        const char *mix;
        unsigned size, easy, medium, hard;
    } wanted[] = {{"easy-heavy", 64, 6, 39, 19},
                  {"medium-heavy", 87, 6, 42, 39},
                  {"hard-heavy", 182, 6, 39, 137},
                  {"balanced", 114, 6, 42, 66}};
    struct suite *suite;
    char room[512];
    struct loaded *l = real_runs(&suite);
    struct str ids[256];
    size_t count;

    if (!l)
        return;
    count = source_ids(l->arena, loaded_real("mbpp-turing/ModelRuns", room), ids, 256);
    CHECK_INT(count, 185);
    for (size_t i = 0; i < 4; i++) {
        struct suite_choice choice = {.mix = suite_mix_find(wanted[i].mix),
                                      .total = 196,
                                      .seed = 42,
                                      .pool = ids,
                                      .pool_count = count};
        struct suite_set set;

        suite_choose(suite, &choice, l->arena, &set);
        CHECK_INT(set.count, wanted[i].size);
        CHECK_INT(set.bands[DIFFICULTY_EASY], wanted[i].easy);
        CHECK_INT(set.bands[DIFFICULTY_MEDIUM], wanted[i].medium);
        CHECK_INT(set.bands[DIFFICULTY_HARD], wanted[i].hard);
    }
    loaded_free(l);
}

/* The source wrote one line end less before the last sentence than its prompts have. */
static void drop_extra_line_end(struct buf *line)
{
    char *at = strstr(line->ptr, "\\n\\n\\nPlease");

    if (!CHECK(at != NULL))
        return;
    memmove(at, at + 2, line->len - (size_t)(at + 2 - line->ptr) + 1);
    line->len -= 2;
}

TEST(a_fine_tuning_line_equals_the_source_line_of_the_same_problem)
{
    struct suite *suite;
    char room[512];
    struct loaded *l = real_runs(&suite);
    struct buf out = {NULL, 0, 0};
    struct str theirs, line, ids[1] = {STR("763")};
    struct suite_choice choice = {
        .mix = suite_mix_find("hard-heavy"), .total = 10, .pool = ids, .pool_count = 1};
    struct suite_set set;
    struct err err;

    if (!l)
        return;
    suite_choose(suite, &choice, l->arena, &set);
    CHECK_INT(set.count, 1);
    CHECK(suite_finetune(suite, &set, &out, &err));
    drop_extra_line_end(&out);
    /* Problem 763 is the first line of the source's balanced set. */
    CHECK(file_read(arena_printf(l->arena, "%s/datasets_for_FT/dataset_balanced.jsonl",
                                 loaded_real("mbpp-turing/ModelRuns", room)),
                    1 << 20, l->arena, &theirs, &err));
    CHECK(str_split(&theirs, '\n', &line));
    CHECK(out.len == line.len + 1 && memcmp(out.ptr, line.ptr, line.len) == 0);
    buf_release(&out);
    loaded_free(l);
}

/* b and c of twenty problems against a, which passes all: McNemar's exact p is 2 / 2^10 and 1. */
TEST(the_leaderboard_table_says_who_is_level_with_the_best)
{
    struct arena *arena = arena_new();
    const char *texts[3];
    struct loaded *l;

    for (int run = 0; run < 3; run++) {
        static const int failed[] = {0, 10, 1};

        texts[run] = "[";
        for (int i = 0; i < 20; i++)
            texts[run] = arena_printf(
                arena, "%s%s{\"mbpp_id\": %d, \"passed\": %s, \"error_message\": null}", texts[run],
                i ? "," : "", i + 1, i < failed[run] ? "false" : "true");
        texts[run] = arena_printf(arena, "%s]", texts[run]);
    }
    l = loaded_files("mbpp", (const struct loaded_file[]){{"s/a/e.json", texts[0]},
                                                          {"s/b/e.json", texts[1]},
                                                          {"s/c/e.json", texts[2]},
                                                          {NULL, NULL}});
    CHECK(strstr(table_of(l, suite_of(l), SUITE_LEADERBOARD, SUITE_CSV),
                 "high,level_rank,p_best,p_best_holm\n1,a,all,20,20,1,"));
    CHECK(strstr(table_of(l, suite_of(l), SUITE_LEADERBOARD, SUITE_JSON),
                 "\"level_rank\": 1, \"p_best\": 1, \"p_best_holm\": 1}"));
    CHECK(strstr(table_of(l, suite_of(l), SUITE_LEADERBOARD, SUITE_JSON),
                 "\"level_rank\": 3, \"p_best\": 0.001953125, \"p_best_holm\": 0.005859375"));
    loaded_free(l);
    arena_free(arena);
}
