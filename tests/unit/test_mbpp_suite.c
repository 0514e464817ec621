#include "check.h"
#include "loaded.h"

#include <string.h>

#define FILES(...)                                                                                 \
    loaded_files("mbpp-suite", (const struct loaded_file[]){__VA_ARGS__, {NULL, NULL}})

static const char aggregated[] = "model_run_id,mbpp_id,pass\n"
                                 "01,11,True\n01,12,False\n02,11,True\n02,12,True\n"
                                 "03,11,False\n03,12,False\n";
static const char pivot[] = "[{\"mbpp_id\": 11, \"run_01_pass\": true, \"run_02_pass\": true, "
                            "\"run_03_pass\": false},\n {\"mbpp_id\": 12, \"run_01_pass\": false, "
                            "\"run_02_pass\": true, \"run_03_pass\": false}]";
/* Of three attempts two and one are right: pass@2 is 1 - 0/3 and 1 - 1/3. */
static const char pass_at_k[] = "mbpp_id,pass@1,pass@2\n11,0.6666666666666667,1.0\n"
                                "12,0.33333333333333337,0.6666666666666667\n";

TEST(pass_at_k_of_a_table_is_recomputed_from_the_outcomes_across_runs)
{
    struct loaded *l = FILES({"analysis/aggregated.csv", aggregated}, {"pass@k.csv", pass_at_k});

    CHECK_INT(l->runs.count, 1);
    CHECK_INT(loaded_tally(l, VERDICT_AGREES), 4);
    CHECK_INT(loaded_mark(l, 0, "pass@2 of 12"), '=');
    loaded_free(l);
}

TEST(a_false_pass_at_k_differs_and_one_of_more_attempts_than_there_are_has_no_evidence)
{
    struct loaded *l =
        FILES({"aggregated.csv", aggregated},
              {"pass@k.csv", "mbpp_id,pass@1,pass@5\n11,0.5,1.0\n12,0.3333333333333333,\n"
                             "99,1.0,1.0\n"});

    CHECK_INT(loaded_mark(l, 0, "pass@1 of 11"), '!');
    CHECK_INT(loaded_mark(l, 0, "pass@5 of 11"), '?');
    CHECK_INT(loaded_mark(l, 0, "pass@1 of 12"), '=');
    CHECK_INT(loaded_mark(l, 0, "pass@1 of 99"), '?');
    loaded_free(l);
}

TEST(tables_of_the_same_outcomes_agree_cell_by_cell)
{
    struct loaded *l = FILES({"aggregated.csv", aggregated}, {"pivot.json", pivot});

    CHECK_INT(loaded_mark(l, 0, "outcomes"), '=');
    loaded_free(l);
    l = FILES({"aggregated.csv", aggregated},
              {"pivot.csv", "mbpp_id,run_01_pass,run_02_pass,run_03_pass\n"
                            "11,True,True,False\n12,False,False,False\n"});
    CHECK_INT(loaded_mark(l, 0, "outcomes"), '!');
    CHECK_NEAR(loaded_finding(l, 0, "outcomes")->figure.value, 5, 0);
    loaded_free(l);
}

TEST(a_pivot_alone_is_evidence)
{
    struct loaded *l = FILES({"pivot.json", pivot}, {"pass@k.csv", pass_at_k});

    CHECK_INT(loaded_tally(l, VERDICT_AGREES), 4);
    loaded_free(l);
}

TEST(pass_at_k_without_any_outcomes_has_no_evidence)
{
    struct loaded *l = FILES({"pass@k.csv", pass_at_k});

    CHECK_INT(loaded_tally(l, VERDICT_NO_EVIDENCE), 4);
    CHECK(loaded_notes(l, 0, "no table of outcomes"));
    loaded_free(l);
}

TEST(a_summary_of_data_sets_is_checked_against_the_sets)
{
    struct loaded *l = FILES(
        {"aggregated.csv", aggregated}, {"pass@k.csv", pass_at_k},
        {"sets/dataset_hard_heavy.csv", "mbpp_id,pass@1,pass@2,difficulty\n"
                                        "11,0.6666666666666667,1.0,Medium\n12,0.34,0.67,Hard\n"},
        {"sets/dataset_hard_heavy.jsonl", "{\"instruction\": \"a\", \"output\": \"b\"}\n"},
        {"sets/summary.csv", "Dataset,Total_Samples,Easy_Count,Medium_Count,Hard_Count,Easy_Pct,"
                             "Medium_Pct,Hard_Pct,Avg_Pass@1\n"
                             "Hard-heavy,2,0,1,1,0.0,0.5,0.4,0.5033333333333333\n"});

    CHECK_INT(loaded_mark(l, 0, "Total_Samples of hard_heavy"), '=');
    CHECK_INT(loaded_mark(l, 0, "Medium_Count of hard_heavy"), '=');
    CHECK_INT(loaded_mark(l, 0, "Hard_Pct of hard_heavy"), '!');
    CHECK_INT(loaded_mark(l, 0, "Avg_Pass@1 of hard_heavy"), '=');
    /* The second row's figures are not those of pass@k.csv, nor is .34 hard. */
    CHECK_INT(loaded_mark(l, 0, "rows"), '!');
    CHECK_INT(loaded_mark(l, 0, "lines"), '!');
    CHECK(loaded_notes(l, 0, "hard_heavy names a mix it does not have"));
    loaded_free(l);
}

TEST(damage_in_a_table_is_a_note_and_the_rest_loads)
{
    struct loaded *l = FILES({"aggregated.csv", "model_run_id,mbpp_id,pass\n01,11,True\n01,12\n"
                                                "02,,True\n02,11,maybe\n"});

    CHECK_INT(run_samples(l->runs.runs[0], 0)->count, 2);
    CHECK(loaded_notes(l, 0, "has 2 cells"));
    CHECK(loaded_notes(l, 0, "1 rows do not name a problem and a run"));
    loaded_free(l);
}
