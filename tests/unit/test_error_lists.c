#include "check.h"

#include <assay/model/run_builder.h>
#include <assay/session/error_lists.h>

#include <stdio.h>
#include <string.h>

/* Six attempts: pass, assertion, timeout, assertion, a failure of no kind, unscored. */
TEST(kinds_of_failures_are_counted_most_frequent_first)
{
    static const uint8_t outcomes[] = {OUTCOME_PASS, OUTCOME_FAIL, OUTCOME_FAIL,
                                       OUTCOME_FAIL, OUTCOME_FAIL, OUTCOME_UNSCORED};
    static const uint8_t kinds[] = {
        0, ERROR_KIND_ASSERTION, ERROR_KIND_TIMEOUT, ERROR_KIND_ASSERTION, 0, ERROR_KIND_TIMEOUT};
    struct run_builder *b = run_builder_new("r", "r", "mbpp");
    struct sample_writer *w = builder_samples(b, "");
    struct arena *arena = arena_new();
    struct cohort_scope scope = {.split = UINT16_MAX, .layer = UINT16_MAX};
    const struct kind_count *listed;
    struct run *run;
    uint64_t failures;
    size_t count;

    sample_writer_add(w, 6);
    memcpy(sample_writer_outcome(w), outcomes, 6);
    memcpy(sample_writer_error_kind(w), kinds, 6);
    run = run_builder_finish(b);
    scope.run = run;
    scope.samples = run_samples(run, 0);
    listed = kind_counts(&scope, arena, &count, &failures);
    CHECK_INT(failures, 4);
    CHECK_INT(count, 3);
    CHECK_INT(listed[0].kind, ERROR_KIND_ASSERTION);
    CHECK_INT(listed[0].count, 2);
    CHECK_INT(listed[0].first, 1);
    CHECK_INT(listed[1].kind, ERROR_KIND_TIMEOUT);
    CHECK_INT(listed[1].count, 1);
    CHECK_INT(listed[2].kind, ERROR_KIND_NONE);
    arena_free(arena);
    run_free(run);
}

TEST(answers_outside_the_label_set_are_counted_by_their_text)
{
    struct run_builder *b = run_builder_new("r", "r", "classification");
    struct sample_writer *w = builder_samples(b, "");
    struct arena *arena = arena_new();
    struct cohort_scope scope = {.split = UINT16_MAX, .layer = UINT16_MAX};
    uint16_t *truth, *prediction;
    const struct answer_count *listed;
    struct run *run;
    size_t count, different;
    uint64_t total;

    sample_writer_label(w, STR("calm"));
    sample_writer_add(w, 3000);
    truth = sample_writer_truth(w);
    prediction = sample_writer_prediction(w);
    /* Every third answer is outside: "maybe" every sixth, a different text in each other one. */
    for (size_t i = 0; i < 3000; i++) {
        char text[16];

        truth[i] = 0;
        prediction[i] = i % 3 ? 0 : LABEL_INVALID;
        snprintf(text, sizeof(text), i % 6 ? "text %zu" : "maybe", i);
        if (i % 3 == 0)
            sample_writer_raw(w)[i] = builder_text(b, str_of(text));
    }
    run = run_builder_finish(b);
    scope.run = run;
    scope.samples = run_samples(run, 0);
    listed = answer_counts(&scope, arena, &count, &total, &different);
    CHECK_INT(total, 1000);
    CHECK_INT(different, 501);
    CHECK_INT(count, 501);
    CHECK(str_eq_c(listed[0].text, "maybe"));
    CHECK_INT(listed[0].count, 500);
    CHECK_INT(listed[1].count, 1);
    CHECK_INT(listed[1].first, 3);
    CHECK(str_eq_c(listed[500].text, "text 2997"));
    arena_free(arena);
    run_free(run);
}
