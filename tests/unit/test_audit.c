#include "check.h"

#include <assay/metrics/audit.h>

#include <limits.h>
#include <math.h>
#include <string.h>

static const struct metric share = {.title = "Accuracy", .unit = UNIT_SHARE, .least = 0, .most = 1};
static const struct metric ratio = {
    .title = "Class weight", .unit = UNIT_RATIO, .least = 1, .most = NAN};

static struct claim claimed(double value, int decimals)
{
    return (struct claim){.kind = CLAIM_NUMBER, .value = value, .decimals = decimals};
}

static struct figure figure_of(double value)
{
    return (struct figure){.evidence = EVIDENCE_SAMPLES, .value = value, .nearest = NAN};
}

/* The mark, and in why (may be NULL) whether the words stand in the reason. */
static void check_verdict(const struct claim *claim, const struct metric *metric,
                          const struct figure *figure, char mark, const char *words)
{
    struct arena *arena = arena_new();
    const char *why = NULL;
    enum verdict verdict = audit_judge(claim, metric, figure, arena, &why);
    char is[2] = {verdict_mark(verdict), '\0'}, wanted[2] = {mark, '\0'};

    CHECK_STR(is, wanted);
    if (words && !CHECK(why && strstr(why, words)))
        CHECK_STR(why, words);
    if (mark == '=' && !words)
        CHECK_STR(why, "");
    CHECK(audit_judge(claim, metric, figure, arena, NULL) == verdict);
    arena_free(arena);
}

static void check_numbers(double claim_value, int decimals, double value, char mark,
                          const char *words)
{
    struct claim claim = claimed(claim_value, decimals);
    struct figure figure = figure_of(value);

    check_verdict(&claim, NULL, &figure, mark, words);
}

TEST(claim_agrees_when_the_figure_rounds_to_it)
{
    check_numbers(0.9065, 4, 756.0 / 834.0, '=', NULL);
    check_numbers(0.906475, 6, 756.0 / 834.0, '=', NULL);
    check_numbers(0.91, 2, 756.0 / 834.0, '=', NULL);
    check_numbers(1.0, 2, 374.0 / 375.0, '=', NULL);
    check_numbers(-0.0031, 4, -0.003149, '=', NULL);
}

TEST(claim_differs_when_the_figure_rounds_to_another)
{
    check_numbers(0.9066, 4, 756.0 / 834.0, '!', "differs by 0.0001");
    check_numbers(0.9063, 4, 756.0 / 834.0, '!', NULL);
    check_numbers(0.78, 2, 0.0571, '!', "differs by 0.72");
    check_numbers(257, 0, 259, '!', "differs by 2");
    check_numbers(0.9064748201, 10, 756.0 / 834.0 + 1e-6, '!', "differs by 0.000001");
}

TEST(half_a_unit_agrees_from_both_sides)
{
    check_numbers(0.3, 1, 0.25, '=', NULL);
    check_numbers(0.2, 1, 0.25, '=', NULL);
    check_numbers(0.12, 2, 0.125, '=', NULL);
    check_numbers(0.13, 2, 0.125, '=', NULL);
}

TEST(figures_printed_in_full_agree_within_what_summation_moves)
{
    check_numbers(0.8786715342105263, 16, 0.8786715342105263 + 2e-16, '=', NULL);
    check_numbers(0.8786715342105263, 16, 0.8786715342105263 + 1e-8, '!', NULL);
    check_numbers(0.5, INT_MAX, 0.5, '=', NULL);
    check_numbers(0.5, INT_MAX, 0.5000001, '!', NULL);
}

/* 257/14 = 18.357…, which the seed prints as 18.35. */
TEST(truncated_claim_agrees_with_that_allowance)
{
    check_numbers(18.35, 2, 257.0 / 14.0, '~', "truncated");
    check_numbers(18.36, 2, 257.0 / 14.0, '=', NULL);
    check_numbers(18.34, 2, 257.0 / 14.0, '!', NULL);
    check_numbers(18.37, 2, 257.0 / 14.0, '!', NULL);
    check_numbers(-0.12, 2, -0.129, '~', "truncated");
    check_numbers(-0.13, 2, -0.121, '!', NULL);
}

TEST(zero_is_no_truncation_of_anything)
{
    check_numbers(0, 0, 0.83, '!', NULL);
    check_numbers(0.0, 1, 0.09, '!', NULL);
    check_numbers(0.0, 4, 0.00009, '!', NULL);
    check_numbers(0.0, 1, 0.04, '=', NULL);
}

TEST(label_never_predicted_agrees_with_a_claimed_zero_only)
{
    struct figure figure = figure_of(NAN);
    struct claim zero = claimed(0, 2), other = claimed(0.5, 2), none = claimed(NAN, 0);

    figure.zero_why = "never predicted";
    check_verdict(&zero, &share, &figure, '=', "never predicted");
    check_verdict(&other, &share, &figure, '!', NULL);
    check_verdict(&none, &share, &figure, '=', NULL);
    figure.zero_why = NULL;
    check_verdict(&zero, &share, &figure, '!', NULL);
}

TEST(undefined_and_infinite_claims_agree_only_with_the_same)
{
    check_numbers(NAN, 0, 0.5, '!', "claimed undefined");
    check_numbers(NAN, 0, NAN, '=', NULL);
    check_numbers(INFINITY, 0, INFINITY, '=', NULL);
    check_numbers(INFINITY, 0, -INFINITY, '!', NULL);
    check_numbers(INFINITY, 0, 1e300, '!', NULL);
    check_numbers(3, 0, INFINITY, '!', NULL);
}

TEST(claimed_number_where_the_figure_is_undefined_says_so)
{
    check_numbers(0.5, 1, NAN, '!', "undefined");
}

TEST(impossible_claims_differ_whatever_the_evidence)
{
    struct claim above = claimed(1.2, 1), below = claimed(-0.1, 1), rounded = claimed(1.0, 1);
    struct figure figure = figure_of(0.96), none = {.evidence = EVIDENCE_NONE, .value = NAN};
    struct claim weight = claimed(0.5, 1);

    check_verdict(&above, &share, &figure, '!', "impossible: Accuracy is at most 1");
    check_verdict(&above, &share, &none, '!', "impossible");
    check_verdict(&below, &share, &none, '!', "impossible: Accuracy is at least 0");
    check_verdict(&rounded, &share, &figure, '=', NULL);
    check_verdict(&weight, &ratio, &none, '!', "at least 1");
    weight = claimed(1e6, 0);
    check_verdict(&weight, &ratio, &none, '?', NULL);
}

TEST(ties_in_rounded_evidence_agree_with_that_allowance)
{
    static const double ties[] = {7, 9};
    struct figure figure = figure_of(5);
    struct claim tied = claimed(9, 0), other = claimed(8, 0), first = claimed(5, 0);

    figure.ties = ties;
    figure.tie_count = 2;
    check_verdict(&tied, NULL, &figure, '~', "ties with 5");
    check_verdict(&other, NULL, &figure, '!', NULL);
    check_verdict(&first, NULL, &figure, '=', NULL);
}

TEST(rounded_evidence_gives_as_much_as_its_rounding_may_move)
{
    struct figure figure = figure_of(0.6974);
    struct claim near = claimed(0.698, 3), far = claimed(0.6995, 4);

    figure.allowance = 0.0005;
    figure.allowance_why = "mean of figures rounded to 3 decimals";
    check_verdict(&near, &share, &figure, '~', "mean of figures rounded to 3 decimals");
    check_verdict(&far, &share, &figure, '!', NULL);
    figure.allowance_why = NULL;
    check_verdict(&near, &share, &figure, '~', "the evidence is rounded");
}

TEST(what_only_another_file_states_never_agrees_plainly)
{
    struct figure figure = figure_of(0.9065);
    struct claim same = claimed(0.9065, 4), other = claimed(0.8, 1);

    figure.evidence = EVIDENCE_STATED;
    check_verdict(&same, &share, &figure, '~', "only as another file states it");
    check_verdict(&other, &share, &figure, '!', NULL);
}

TEST(claim_without_evidence_shows_the_nearest_thing)
{
    struct figure figure = {.evidence = EVIDENCE_NONE, .value = NAN, .nearest = 0.5};
    struct claim claim = claimed(0.5, 1);

    check_verdict(&claim, &share, &figure, '?', "no evidence of this in the run");
    figure.how = "the loss of the last token is not there";
    figure.nearest_how = "slope to token 24000";
    check_verdict(&claim, &share, &figure, '?', "the last token is not there; nearest: slope to");
}

TEST(texts_agree_without_regard_to_case)
{
    struct claim claim = {.kind = CLAIM_TEXT, .printed = "Prosody", .value = NAN};
    struct figure figure = figure_of(NAN);

    figure.text = "prosody";
    check_verdict(&claim, &share, &figure, '=', NULL);
    figure.text = "semantic";
    check_verdict(&claim, &share, &figure, '!', "the evidence gives semantic");
    figure.text = NULL;
    check_verdict(&claim, &share, &figure, '!', NULL);
}

TEST(verdicts_have_the_five_marks_of_the_manual)
{
    static const char marks[] = "=~!?-";

    for (int v = 0; v < VERDICT_COUNT; v++) {
        CHECK_INT(verdict_mark((enum verdict)v), marks[v]);
        CHECK(verdict_name((enum verdict)v)[0] != '\0');
    }
}
