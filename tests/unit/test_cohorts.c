#include "check.h"

#include <assay/model/run_builder.h>
#include <assay/session/cohorts.h>

#include <string.h>

/*
 * Ten samples, truth and answer:  a: a a b -    b: b b a outside    c: c c   ("-": none)
 * tokens 10 20 … 100; group "g" on the first six, none on the rest.
 */
static struct run *ten(void)
{
    static const char truths[] = "aaaabbbbcc", answers[] = "aab-bba?cc";
    struct run_builder *b = run_builder_new("r", "r", "classification");
    struct sample_writer *w = builder_samples(b, "");
    uint16_t *truth, *prediction;
    uint32_t *tokens, *group;

    for (const char *name = "abc"; *name; name++)
        sample_writer_label(w, (struct str){name, 1});
    sample_writer_add(w, 10);
    truth = sample_writer_truth(w);
    prediction = sample_writer_prediction(w);
    tokens = sample_writer_tokens(w);
    group = sample_writer_group(w);
    for (size_t i = 0; i < 10; i++) {
        truth[i] = (uint16_t)(truths[i] - 'a');
        prediction[i] = answers[i] == '-'   ? LABEL_MISSING
                        : answers[i] == '?' ? LABEL_INVALID
                                            : (uint16_t)(answers[i] - 'a');
        tokens[i] = (uint32_t)(i + 1) * 10;
        if (i < 6)
            group[i] = builder_text(b, STR("g"));
    }
    return run_builder_finish(b);
}

static struct cohort_scope scope_of(const struct run *run)
{
    return (struct cohort_scope){run, run_samples(run, 0), UINT16_MAX, UINT16_MAX, LABEL_INVALID};
}

TEST(cohorts_of_labels_by_hand)
{
    struct arena *arena = arena_new();
    struct run *run = ten();
    struct cohort_scope scope = scope_of(run);
    const struct cohorts *cohorts = cohorts_new(&scope, COHORT_LABEL, arena);

    CHECK_INT(cohorts->count, 3);
    CHECK_INT(cohorts->n, 9);
    CHECK_INT(cohorts->errors, 3);
    CHECK_INT(cohorts->unscored, 1);
    /* a: right, right, wrong, none; b: two right, one wrong, one outside the set. */
    CHECK_STR(cohorts->rows[0].name, "a");
    CHECK_STR(cohorts->rows[0].filter, "truth=a");
    CHECK_INT(cohorts->rows[0].n, 3);
    CHECK_INT(cohorts->rows[0].errors, 1);
    CHECK_INT(cohorts->rows[0].unscored, 1);
    CHECK_INT(cohorts->rows[1].n, 4);
    CHECK_INT(cohorts->rows[1].errors, 2);
    CHECK_NEAR(cohorts->rows[1].rate, 0.5, 1e-12);
    CHECK_NEAR(cohorts->rows[1].coverage, 0.6666666667, 1e-9);
    /* A rate of 1/2 where 1/3 of all are wrong. */
    CHECK_NEAR(cohorts->rows[1].lift, 1.5, 1e-12);
    /* Wilson, 2 of 4: .1500 to .8500 (statsmodels proportion_confint). */
    CHECK_NEAR(cohorts->rows[1].interval.low, 0.150039, 1e-6);
    CHECK_NEAR(cohorts->rows[1].interval.high, 0.849961, 1e-6);
    CHECK_INT(cohorts->rows[2].errors, 0);
    arena_free(arena);
    run_free(run);
}

TEST(cohorts_read_answers_outside_the_set_as_told)
{
    struct arena *arena = arena_new();
    struct run *run = ten();
    struct cohort_scope scope = scope_of(run);

    scope.invalid_as = 1; /* b, so that the answer outside is right */
    CHECK_INT(cohorts_new(&scope, COHORT_LABEL, arena)->errors, 2);
    scope.invalid_as = LABEL_MISSING;
    CHECK_INT(cohorts_new(&scope, COHORT_LABEL, arena)->errors, 2);
    CHECK_INT(cohorts_new(&scope, COHORT_LABEL, arena)->n, 8);
    arena_free(arena);
    run_free(run);
}

TEST(cohorts_partition_all_samples_whatever_the_column)
{
    struct arena *arena = arena_new();
    struct run *run = ten();
    struct cohort_scope scope = scope_of(run);

    for (int by = 0; by < COHORT_BY_COUNT; by++) {
        const struct cohorts *cohorts;
        uint64_t n = 0, errors = 0, unscored = 0;
        double coverage = 0.0;

        if (!cohort_applies(scope.samples, (enum cohort_by)by))
            continue;
        cohorts = cohorts_new(&scope, (enum cohort_by)by, arena);
        for (size_t i = 0; i < cohorts->count; i++) {
            n += cohorts->rows[i].n;
            errors += cohorts->rows[i].errors;
            unscored += cohorts->rows[i].unscored;
            coverage += cohorts->rows[i].coverage;
        }
        CHECK_INT(n, 9);
        CHECK_INT(errors, 3);
        CHECK_INT(unscored, 1);
        CHECK_NEAR(coverage, 1.0, 1e-12);
    }
    arena_free(arena);
    run_free(run);
}

/* A digit a sample. */
static const char *parts_of(const struct cohort_scope *scope, enum cohort_by by, size_t most,
                            struct arena *arena)
{
    static char text[16];
    const uint16_t *part = cohorts_by_row(cohorts_new(scope, by, arena), scope, most, arena);

    for (size_t i = 0; i < scope->samples->count; i++)
        text[i] = (char)('0' + part[i]);
    return text;
}

TEST(cohorts_tell_the_part_of_every_sample)
{
    struct arena *arena = arena_new();
    struct run *run = ten();
    struct cohort_scope scope = scope_of(run);

    CHECK_STR(parts_of(&scope, COHORT_LABEL, 3, arena), "0000111122");
    /* Of the four without a group two are wrong, of the six with one only one is. */
    CHECK_STR(parts_of(&scope, COHORT_GROUP, 2, arena), "1111110000");
    CHECK_STR(parts_of(&scope, COHORT_TOKENS, 5, arena), "0011223344");
    /* Parts from the second on are not told apart. */
    CHECK_STR(parts_of(&scope, COHORT_LABEL, 1, arena), "0000111111");
    arena_free(arena);
    run_free(run);
}

TEST(cohorts_of_a_measure_are_its_quintiles)
{
    struct arena *arena = arena_new();
    struct run *run = ten();
    struct cohort_scope scope = scope_of(run);
    const struct cohorts *cohorts = cohorts_new(&scope, COHORT_TOKENS, arena);

    CHECK_INT(cohorts->count, 5);
    CHECK_STR(cohorts->rows[0].name, "below 30");
    CHECK_STR(cohorts->rows[0].filter, "tokens<30");
    CHECK_STR(cohorts->rows[1].name, "30–49");
    CHECK_STR(cohorts->rows[1].filter, "tokens>=30 tokens<50");
    CHECK_STR(cohorts->rows[4].filter, "tokens>=90");
    CHECK_INT(cohorts->rows[1].errors, 1);
    CHECK_INT(cohorts->rows[1].unscored, 1);
    arena_free(arena);
    run_free(run);
}

TEST(cohorts_name_the_samples_without_a_group_last)
{
    struct arena *arena = arena_new();
    struct run *run = ten();
    struct cohort_scope scope = scope_of(run);
    const struct cohorts *cohorts = cohorts_new(&scope, COHORT_GROUP, arena);

    CHECK_INT(cohorts->count, 2);
    /* Two errors without a group, one in it: most first. */
    CHECK_STR(cohorts->rows[0].name, "");
    CHECK_STR(cohorts->rows[0].filter, "-has:group");
    CHECK_INT(cohorts->rows[0].errors, 2);
    CHECK_STR(cohorts->rows[1].filter, "group=g");
    arena_free(arena);
    run_free(run);
}
