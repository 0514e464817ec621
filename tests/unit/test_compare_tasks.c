#include "check.h"
#include "compared.h"

#include <assay/metrics/metrics_tasks.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#define SAMPLE   "sample_runs/paper_metrics/"
#define BASELINE SAMPLE "run_20251003_150145_baseline"
#define TTT      SAMPLE "run_20251003_143022_ttt"

/* Half a unit of the accuracies, which one run prints with 4 decimals. */
#define PRINTED 0.00005

static void check_task(const struct compared *compared, const char *line)
{
    char name[32];
    double p, low, high;
    const struct compare_row *row;

    if (sscanf(line, "task %31s %lf %lf %lf", name, &p, &low, &high) != 4)
        return;
    row = compared_row(compared, "task_accuracy", name, NAN);
    CHECK(row != NULL);
    if (!row)
        return;
    CHECK(row->test == COMPARE_UNPAIRED && row->interval_kind == COMPARE_NEWCOMBE);
    CHECK_NEAR(row->p, p, 1e-9);
    CHECK_NEAR(row->interval.low, low, 1e-9);
    CHECK_NEAR(row->interval.high, high, 1e-9);
    CHECK(strstr(row->why, "not kept by sample") != NULL);
}

static void check_mean(const struct compared *compared, const char *line)
{
    const struct compare_row *row = compared_row(compared, "tasks_mean", NULL, NAN);
    double delta, error, p, low, high;

    if (sscanf(line, "mean %lf %lf %lf %lf %lf", &delta, &error, &p, &low, &high) != 5)
        return;
    CHECK(row != NULL);
    if (!row)
        return;
    CHECK_NEAR(row->delta, delta, PRINTED);
    CHECK_NEAR(row->error, error, 1e-9);
    CHECK(row->p < 1e-30 && p < 1e-30);
    CHECK_NEAR(row->interval.low, low, PRINTED);
    CHECK_NEAR(row->interval.high, high, PRINTED);
    CHECK_INT(row->outcome, COMPARE_REGRESSED);
}

TEST(tasks_compare_as_statsmodels_compares_two_shares)
{
    struct compared *compared = compared_paths("paper-metrics", BASELINE, TTT);
    FILE *file = fopen("tests/data/oracle/task_pairs.txt", "r");
    char line[256];
    int lines = 0;

    while (file && fgets(line, sizeof(line), file)) {
        check_task(compared, line);
        check_mean(compared, line);
        lines++;
    }
    if (file)
        fclose(file);
    CHECK_INT(lines, 5);
    compared_free(compared);
}

TEST(a_loss_is_compared_where_both_curves_have_a_point_and_is_not_tested)
{
    struct compared *compared = compared_paths("paper-metrics", BASELINE, TTT);
    const struct compare_row *row = compared_row(compared, "curve_mean_loss", NULL, 8000.0);
    const struct comparison *comparison = compared->comparison;

    /* 24 positions by thousands are in both; the TTT run has every hundredth. */
    CHECK_INT(comparison->first[FAMILY_CURVE + 1] - comparison->first[FAMILY_CURVE], 24);
    CHECK(row != NULL);
    if (row) {
        CHECK_NEAR(row->b, 2.45, 1e-12);
        CHECK_NEAR(row->a, 6.3907, 1e-9); /* of 6.2807, 6.3907, 6.5007 */
        CHECK_NEAR(row->delta, row->b - row->a, 1e-12);
        CHECK(isnan(row->p) && row->outcome == COMPARE_UNTESTED && row->why);
    }
    CHECK(compared_row(compared, "curve_mean_loss", NULL, 8100.0) == NULL);
    for (size_t i = 0; i < comparison->comparability->finding_count; i++) {
        const struct differing *finding = &comparison->comparability->findings[i];

        if (strcmp(finding->what, "positions") == 0)
            CHECK_STR(finding->text, "217 positions are in B only");
    }
    compared_free(compared);
}

TEST(slopes_stand_among_the_metrics_without_a_test)
{
    struct compared *compared = compared_paths("paper-metrics", BASELINE, TTT);
    const struct compare_row *row = compared_row(compared, "slope_least_squares", NULL, NAN);

    CHECK(row != NULL);
    if (row) {
        CHECK_INT(row->family, FAMILY_METRICS);
        CHECK_NEAR(row->a, 8.0000e-05, 5e-10);
        CHECK_NEAR(row->b, -1.3009e-05, 5e-10);
        CHECK(isnan(row->p) && row->outcome == COMPARE_UNTESTED);
    }
    compared_free(compared);
}

TEST(right_answers_follow_only_from_an_accuracy_that_leaves_one_count)
{
    struct task task = {.name = "t", .accuracy = .5494, .samples = 1871, .correct = NAN};
    uint64_t right = 0;

    CHECK(task_right_answers(&task, &right));
    CHECK_INT(right, 1028);
    task.accuracy = .55; /* 1020 to 1038 of 1871 print so */
    CHECK(!task_right_answers(&task, &right));
    task.accuracy = .5496; /* no count does: 1028 is .5494, 1029 .5500 */
    CHECK(!task_right_answers(&task, &right));
    task.accuracy = .652; /* 1304 of 2000, as exact as a share can be */
    task.samples = 2000;
    CHECK(task_right_answers(&task, &right));
    CHECK_INT(right, 1304);
    task.correct = 3;
    CHECK(task_right_answers(&task, &right));
    CHECK_INT(right, 3);
    task.correct = 2001;
    CHECK(!task_right_answers(&task, &right));
}
