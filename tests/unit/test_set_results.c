#include "check.h"

#include <assay/metrics/audit.h>
#include <assay/metrics/class_rows.h>
#include <assay/metrics/metric.h>
#include <assay/metrics/results.h>
#include <assay/metrics/set_results.h>
#include <assay/model/run_builder.h>

#include <math.h>
#include <string.h>

struct row {
    const char *id, *truth, *answer, *split;
    double score;
};

/* Labels a and b are the set; other answers are invalid, empty ones missing. */
static struct run *make_run(const struct row *rows, size_t count, const char *fallback)
{
    struct run_builder *builder = run_builder_new("r", "r", "classification");
    struct sample_writer *writer = builder_samples(builder, "");
    uint16_t *truth, *prediction, *split;
    double *score;

    sample_writer_label(writer, STR("a"));
    sample_writer_label(writer, STR("b"));
    sample_writer_close_labels(writer);
    sample_writer_add(writer, count);
    truth = sample_writer_truth(writer);
    prediction = sample_writer_prediction(writer);
    score = sample_writer_score(writer);
    split = sample_writer_split(writer);
    for (size_t i = 0; i < count; i++) {
        sample_writer_id(writer, str_of(rows[i].id));
        truth[i] = sample_writer_label(writer, str_of(rows[i].truth));
        prediction[i] = sample_writer_label(writer, str_of(rows[i].answer));
        score[i] = rows[i].score;
        split[i] = builder_split(builder, str_of(rows[i].split));
    }
    if (fallback)
        builder_fallback(builder, fallback);
    return run_builder_finish(builder);
}

static const struct row rows[] = {
    {"1", "a", "a", "test", 0.9}, {"2", "a", "doubt", "test", 0.5}, {"3", "b", "a", "dev", 0.8},
    {"4", "b", "b", "test", 0.7}, {"4", "b", "", "dev", 0.6},
};

static double compute(const struct run *run, struct arena *arena, const char *metric,
                      const char *split, struct figure *figure)
{
    struct quantity what = QUANTITY(metric);

    what.split = split;
    metric_compute(results_new(run, NULL, arena), &what, FILE_NONE, arena, figure);
    return figure->value;
}

TEST(each_reading_of_an_invalid_answer_is_told_apart)
{
    struct arena *arena = arena_new();
    struct run *run = make_run(rows, 5, "a");
    struct figure figure;

    CHECK_NEAR(compute(run, arena, "accuracy_strict", NULL, &figure), 2.0 / 4.0, 1e-12);
    CHECK_NEAR(compute(run, arena, "accuracy_drop", NULL, &figure), 2.0 / 3.0, 1e-12);
    CHECK_NEAR(compute(run, arena, "accuracy_fallback", NULL, &figure), 3.0 / 4.0, 1e-12);
    CHECK_NEAR(compute(run, arena, "accuracy", NULL, &figure), 3.0 / 4.0, 1e-12);
    CHECK_STR(figure.how, "3 of 4, 1 answer outside the label set read as a, 1 unscored left out");
    run_free(run);
    arena_free(arena);
}

TEST(without_a_fallback_the_strict_reading_is_the_runs_own)
{
    struct arena *arena = arena_new();
    struct run *run = make_run(rows, 5, NULL);
    struct figure figure;

    CHECK_NEAR(compute(run, arena, "accuracy", NULL, &figure), 0.5, 1e-12);
    CHECK(isnan(compute(run, arena, "accuracy_fallback", NULL, &figure)));
    CHECK_INT(figure.evidence, EVIDENCE_NONE);
    CHECK_NEAR(compute(run, arena, "invalid_answers", NULL, &figure), 1.0, 0.0);
    run_free(run);
    arena_free(arena);
}

TEST(unscored_and_duplicate_samples_are_counted)
{
    struct arena *arena = arena_new();
    struct run *run = make_run(rows, 5, NULL);
    struct figure figure;

    CHECK_NEAR(compute(run, arena, "unscored", NULL, &figure), 1.0, 0.0);
    CHECK_NEAR(compute(run, arena, "duplicate_ids", NULL, &figure), 1.0, 0.0);
    CHECK_STR(figure.how, "the first is row 5");
    CHECK_NEAR(compute(run, arena, "samples", NULL, &figure), 5.0, 0.0);
    CHECK_NEAR(figure.also, 4.0, 0.0);
    CHECK_NEAR(figure.allowance, 0.0, 0.0);
    run_free(run);
    arena_free(arena);
}

TEST(a_claimed_number_of_samples_is_all_rows_or_those_scored_and_no_other)
{
    struct arena *arena = arena_new();
    struct run *run = make_run(rows, 5, NULL);
    struct claim claim = {.name = "total_samples", .printed = "5", .value = 5.0};
    struct figure figure;

    compute(run, arena, "samples", NULL, &figure);
    CHECK_INT(audit_judge(&claim, metric_find("samples"), &figure, arena, NULL), VERDICT_AGREES);
    claim.value = 4.0;
    CHECK_INT(audit_judge(&claim, metric_find("samples"), &figure, arena, NULL), VERDICT_ALLOWED);
    claim.value = 6.0;
    CHECK_INT(audit_judge(&claim, metric_find("samples"), &figure, arena, NULL), VERDICT_DIFFERS);
    run_free(run);
    arena_free(arena);
}

TEST(a_split_is_counted_by_itself)
{
    struct arena *arena = arena_new();
    struct run *run = make_run(rows, 5, NULL);
    struct figure figure;

    CHECK_NEAR(compute(run, arena, "accuracy", "test", &figure), 2.0 / 3.0, 1e-12);
    CHECK_NEAR(compute(run, arena, "accuracy", "dev", &figure), 0.0, 0.0);
    CHECK(isnan(compute(run, arena, "accuracy", "train", &figure)));
    CHECK_STR(figure.how, "no samples of the split train");
    run_free(run);
    arena_free(arena);
}

TEST(an_unscored_sample_does_not_count_in_the_calibration)
{
    struct arena *arena = arena_new();
    struct run *run = make_run(rows, 5, NULL);
    struct figure figure;

    /* (.9-1)^2 + (.5-0)^2 + (.8-0)^2 + (.7-1)^2, over 4 */
    CHECK_NEAR(compute(run, arena, "brier", NULL, &figure), 0.99 / 4.0, 1e-12);
    CHECK_INT(figure.n, 4);
    run_free(run);
    arena_free(arena);
}

TEST(samples_without_truth_have_no_results)
{
    struct arena *arena = arena_new();
    struct run_builder *builder = run_builder_new("r", "r", "x");
    struct run *run;

    sample_writer_add(builder_samples(builder, ""), 3);
    run = run_builder_finish(builder);
    CHECK(set_results_new(run, run_samples(run, 0), 1, arena) == NULL);
    run_free(run);
    arena_free(arena);
}

/* ---- class rows ---- */

/* scikit-learn's figures of truth a 5, b 5; right 3 and 4; rounded to 2 decimals. */
static const struct class_row rounded[] = {{"a", 0.75, 0.60, 0.67, 5}, {"b", 0.67, 0.80, 0.73, 5}};

TEST(rounded_rows_give_exact_totals_where_counts_are_pinned_down)
{
    struct arena *arena = arena_new();
    struct class_table table = {rounded, 2, 2, 0};
    struct class_rows *known = class_rows_new(&table, arena);

    CHECK_NEAR(class_rows_accuracy(known).value, 0.7, 1e-12);
    CHECK_NEAR(class_rows_accuracy(known).allowance, 0.0, 0.0);
    CHECK_NEAR(class_rows_average(known, AVERAGE_MACRO, CLASS_PRECISION).value, 0.7083333333333333,
               1e-12);
    CHECK_NEAR(class_rows_average(known, AVERAGE_WEIGHTED, CLASS_F1).value, 0.6969696969696969,
               1e-12);
    CHECK_NEAR(class_rows_find(known, "A")->predicted.value, 4.0, 0.0);
    arena_free(arena);
}

TEST(rows_with_large_support_keep_the_allowance_of_their_rounding)
{
    static const struct class_row wide[] = {{"a", 0.75, 0.60, 0.67, 5000},
                                            {"b", 0.67, 0.80, 0.73, 5000}};
    struct arena *arena = arena_new();
    struct class_table table = {wide, 2, 2, 0};
    struct bounded accuracy = class_rows_accuracy(class_rows_new(&table, arena));

    CHECK_NEAR(accuracy.value, 0.70, 1e-12);
    CHECK_NEAR(accuracy.allowance, 0.005, 1e-12);
    arena_free(arena);
}

TEST(a_row_that_says_nothing_of_precision_leaves_it_undefined)
{
    static const struct class_row bare[] = {{"a", NAN, 0.60, NAN, 5}};
    struct arena *arena = arena_new();
    struct class_table table = {bare, 1, 2, 0};
    struct class_rows *known = class_rows_new(&table, arena);

    CHECK(isnan(class_rows_find(known, "a")->precision.value));
    CHECK_NEAR(class_rows_correct(known).value, 3.0, 1e-12);
    CHECK(class_rows_find(known, "zebra") == NULL);
    arena_free(arena);
}
