#include "built.h"
#include "check.h"
#include "loaded.h"

#include <assay/base/str.h>

#include <string.h>

/* What the document says of labels: insights, findings, recommendations, conclusion. */

static const char *document(const struct loaded *loaded)
{
    const struct run *run = loaded->runs.runs[0];
    struct built built = {.arena = loaded->arena,
                          .input = {run, results_new(run, NULL, loaded->arena), loaded->audits[0]}};

    return built_report(&built, "md", "report.md");
}

static bool says(const struct loaded *loaded, const char *words)
{
    const char *text = document(loaded);

    return text && strstr(text, words);
}

/* So many samples of a truth with a prediction; ends with a count of 0. */
struct answers {
    const char *truth, *prediction;
    int count;
};

static struct loaded *answered(const struct answers *answers)
{
    struct buf text = {.ptr = NULL};
    struct loaded *loaded;
    int id = 0;

    buf_add_c(&text, "id,truth,prediction\n");
    for (; answers->count; answers++)
        for (int i = 0; i < answers->count; i++)
            buf_addf(&text, "s%d,%s,%s\n", id++, answers->truth, answers->prediction);
    loaded =
        loaded_files("classification",
                     (const struct loaded_file[]){{"predictions.csv", text.ptr}, {NULL, NULL}});
    buf_release(&text);
    return loaded;
}

/* Counts of the published matrix: see sample_runs/README.md. */
TEST(findings_of_the_seed_run_are_those_of_its_matrix)
{
    struct loaded *l = loaded_path("classification", "sample_runs/classification/mer2023_test3");

    CHECK(says(l, "1. **Class imbalance:** largest to smallest label 18.4 to 1\n"));
    CHECK(says(l, "**happy:** 80.72% recall; taken for neutral (10), angry (10), sad (6), "
                  "surprise (4), …\n"));
    /* surprise for neutral, worried for happy and for surprise are more than a tenth. */
    CHECK(says(l, "in 27 of 30 pairs at most 10%"));
    /* happy for neutral 10, back 2; happy for angry 10, back 7. */
    CHECK(says(l, "Strongest confusion, both ways: happy and angry (10 and 7)\n"));
    CHECK(!says(l, "Never predicted"));
    CHECK(!says(l, "Predicted more often"));
    loaded_free(l);
}

TEST(the_conclusion_says_what_the_rare_labels_cost)
{
    struct loaded *l = loaded_path("classification", "sample_runs/classification/mer2023_test3");

    /* Without worried and surprise 717 of 775 are right. */
    CHECK(says(
        l, "Were worried and surprise recognised as often as the other labels, accuracy would be "
           "92.52%."));
    CHECK(
        says(l, "worried rests on 14 samples: the 95% interval of its recall is 21.4% to 67.4%."));
    loaded_free(l);
}

TEST(a_label_that_is_said_too_often_is_named_and_one_a_little_is_not)
{
    struct loaded *l = answered((const struct answers[]){
        {"a", "a", 10}, {"b", "b", 5}, {"b", "a", 4}, {"b", "c", 1}, {"c", "c", 10}, {"", "", 0}});

    CHECK(says(l, "Predicted more often than there are samples: a (14 times, 10 samples)\n"));
    CHECK(!says(l, "Predicted more often than there are samples: c"));
    loaded_free(l);
}

TEST(a_label_that_is_never_said_is_named_and_one_without_samples_has_no_weight)
{
    struct loaded *l = answered((const struct answers[]){
        {"a", "a", 8}, {"a", "nowhere", 1}, {"b", "b", 5}, {"never", "a", 3}, {"", "", 0}});

    CHECK(says(l, "**Never predicted:** never\n"));
    CHECK(says(l, "    \"never\": 3.000,  # 9/3\n"));
    CHECK(!says(l, "\"nowhere\": "));
    loaded_free(l);
}

TEST(a_label_is_rare_below_half_of_its_equal_share)
{
    struct loaded *two = answered(
        (const struct answers[]){{"a", "a", 60}, {"b", "b", 10}, {"b", "a", 30}, {"", "", 0}});
    struct loaded *three = answered((const struct answers[]){
        {"a", "a", 43}, {"b", "b", 41}, {"c", "c", 4}, {"c", "a", 12}, {"", "", 0}});

    CHECK(!says(two, "Collect more samples"));
    CHECK(!says(two, "Class imbalance"));
    CHECK(says(three, "- Collect more samples of c: 16 of 100\n"));
    /* 43 to 16 is less than 3 to 1. */
    CHECK(says(three, "**Class imbalance:**\n"));
    loaded_free(two);
    loaded_free(three);
}

/* Rounded rows tell no counts, and not what was taken for what. */
TEST(rows_of_a_report_prove_no_separation_and_hide_no_weak_label)
{
    struct loaded *l = loaded_files(
        "classification",
        (const struct loaded_file[]){{"classification_report.txt",
                                      "              precision  recall  f1-score  support\n"
                                      "calm           0.82      0.08      0.14      184\n"
                                      "frustrated     0.49      0.53      0.51      159\n"
                                      "disengaged     0.12      0.68      0.21       34\n"
                                      "accuracy                           0.32      377\n"},
                                     {NULL, NULL}});

    CHECK(says(l, "**calm:** 8.00% recall, the hardest label\n"));
    CHECK(says(l, "   - disengaged: 68.00% recall, 34 samples (9.0% of all)\n"));
    CHECK(says(l, "- Hardest label: calm (8.00% recall, 184 samples)\n"));
    CHECK(says(l, "where none bears on one, it is shown as stated"));
    CHECK(!says(l, "Little confusion"));
    CHECK(!says(l, "90% of its samples or more.\n\n## Insights"));
    CHECK(!says(l, "Wilson's"));
    CHECK(!says(l, "Were disengaged"));
    loaded_free(l);
}

TEST(equal_labels_share_what_is_said_of_the_hardest)
{
    struct loaded *l = answered((const struct answers[]){
        {"a", "a", 10}, {"b", "a", 10}, {"c", "a", 9}, {"c", "b", 1}, {"", "", 0}});

    CHECK(says(l, "**b:** 0.00% recall, one of the hardest labels; taken for a (10)\n"));
    CHECK(says(l, "- Hardest labels: b and 1 other (0.00% recall each)\n"));
    CHECK(says(l, "it is best on a (100.00%), weakest on b and 1 other (0.00%)."));
    /* 10 of 30: of a model that is mostly wrong nothing is well kept apart. */
    CHECK(!says(l, "Little confusion"));
    loaded_free(l);
}

TEST(a_suite_has_attempts_and_no_kinds_of_error)
{
    struct loaded *l = loaded_path("mbpp-suite", "sample_runs/mbpp");

    CHECK(says(l, "- Attempts: 240\n"));
    CHECK(!says(l, "## Error Kinds"));
    loaded_free(l);
}

TEST(nothing_to_recommend_has_no_heading)
{
    struct loaded *l = loaded_files(
        "classification",
        (const struct loaded_file[]){{"classification_report.txt",
                                      "           precision  recall  f1-score  support\n"
                                      "a           0.82      0.91      0.86      100\n"
                                      "b           0.91      0.82      0.86      100\n"
                                      "accuracy                        0.86      200\n"},
                                     {NULL, NULL}});

    CHECK(says(l, "## Insights\n"));
    CHECK(!says(l, "## Recommendations"));
    loaded_free(l);
}

/* ---- layers ---- */

TEST(crossings_say_to_which_side_they_go)
{
    struct loaded *l = loaded_path("layer-probe", "sample_runs/layer_probe/run_20260122_153920");

    CHECK(says(l, "  - between layers 14 and 15, at 14.605, to negative\n"
                  "  - between layers 19 and 20, at 19.329, to positive\n"));
    loaded_free(l);
}

/* ---- as Markdown ---- */

TEST(numbers_of_a_list_begin_at_1_under_every_heading)
{
    struct loaded *l = loaded_path("classification", "sample_runs/classification/mer2023_test3");

    CHECK(says(l, "### Strengths\n\n1. "));
    CHECK(says(l, "\n3. **Little confusion"));
    CHECK(says(l, "### Challenges\n\n1. "));
    loaded_free(l);
}

TEST(columns_of_figures_are_flush_right_and_others_are_not)
{
    struct loaded *l = loaded_path("classification", "sample_runs/classification/mer2023_test3");

    CHECK(says(l, "| Metric | Score | How |\n|---|---:|---|\n"));
    loaded_free(l);
}

/* 241 positions are too many for a document; the last one is what a reader looks for. */
TEST(a_table_of_every_so_many_positions_ends_with_the_last)
{
    struct loaded *l =
        loaded_path("paper-metrics", "sample_runs/paper_metrics/run_20251003_143022_ttt");

    CHECK(says(l, "Every 7 of 241 positions"));
    CHECK(says(l, "\n| 0 |"));
    CHECK(says(l, "\n| 24000 |") || says(l, "\n| 24,000 |"));
    loaded_free(l);
}
