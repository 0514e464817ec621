#include "check.h"

#include <assay/session/gate.h>

#include <math.h>
#include <string.h>

/* A comparison of rows made by hand: all of FAMILY_METRICS unless they say otherwise. */
struct gated {
    struct arena *arena;
    struct comparison comparison;
    struct compare_row rows[2];
    struct err err;
};

static struct compare_row row_of(const char *metric, double delta, double low, double high,
                                 enum compare_outcome outcome)
{
    struct compare_row row = {
        .metric = metric_find(metric),
        .what = QUANTITY(metric),
        .title = metric,
        .a = 0.8,
        .b = 0.8 + delta,
        .delta = delta,
        .interval = {low, high},
        .interval_kind = COMPARE_BONETT_PRICE,
        .p_holm = outcome == COMPARE_REGRESSED || outcome == COMPARE_IMPROVED ? .01 : .4,
        .needed = NAN,
        .outcome = outcome,
    };

    return row;
}

static struct gated gated(struct compare_row row)
{
    struct gated g = {.arena = arena_new()};

    g.rows[0] = row;
    g.comparison.options = compare_options_default();
    g.comparison.row_count = 1;
    return g;
}

/* How the policy of this text judges the rows, in that mode. */
static struct gate *judge(struct gated *g, const char *policy, enum gate_mode mode)
{
    g->comparison.rows = g->rows;
    g->comparison.headline = &g->rows[0];
    return gate_judge(policy ? policy_parse(str_of(policy), "gate.yaml", g->arena, &g->err)
                             : policy_of_metrics(NULL, 0, NAN, g->arena),
                      &g->comparison, mode, g->arena);
}

static void gated_free(struct gated *g)
{
    arena_free(g->arena);
}

static void check_verdict(struct compare_row row, const char *policy, enum gate_verdict wanted,
                          const char *words)
{
    struct gated g = gated(row);
    struct gate *gate = judge(&g, policy, GATE_INCONCLUSIVE_FAILS);

    CHECK_STR(g.err.text, "");
    CHECK_INT(gate->count, 1);
    CHECK_STR(gate_verdict_name(gate->findings[0].verdict), gate_verdict_name(wanted));
    if (!CHECK(strstr(gate->findings[0].why, words)))
        CHECK_STR(gate->findings[0].why, words);
    CHECK_INT(gate->regressed, wanted == GATE_REGRESSED);
    CHECK_INT(gate->inconclusive, wanted == GATE_INCONCLUSIVE);
    gated_free(&g);
}

TEST(without_thresholds_a_gate_says_what_the_outcome_says)
{
    check_verdict(row_of("accuracy", -.04, -.07, -.01, COMPARE_REGRESSED), NULL, GATE_REGRESSED,
                  "worse by -.0400, p after Holm .0100");
    check_verdict(row_of("accuracy", .04, .01, .07, COMPARE_IMPROVED), NULL, GATE_PASSED,
                  "better by +.0400");
    check_verdict(row_of("accuracy", -.01, -.04, .02, COMPARE_LEVEL), NULL, GATE_PASSED,
                  "no difference beyond the margin of .0500");
    check_verdict(row_of("accuracy", -.04, -.09, .01, COMPARE_UNDECIDED), NULL, GATE_INCONCLUSIVE,
                  "too little data");
}

TEST(lower_is_better_for_metrics_that_say_so)
{
    check_verdict(row_of("ece", .04, .01, .07, COMPARE_REGRESSED), NULL, GATE_REGRESSED, "worse");
    check_verdict(row_of("ece", -.04, -.07, -.01, COMPARE_IMPROVED), NULL, GATE_PASSED, "better");
}

TEST(a_rule_may_turn_the_direction)
{
    check_verdict(row_of("accuracy", .04, .01, .07, COMPARE_IMPROVED),
                  "rules: [{metric: accuracy, direction: lower}]", GATE_REGRESSED,
                  "worse by +.0400");
    check_verdict(row_of("dominance_mean", .04, .01, .07, COMPARE_CHANGED), NULL, GATE_INCONCLUSIVE,
                  "no direction");
    check_verdict(row_of("dominance_mean", .04, .01, .07, COMPARE_CHANGED),
                  "rules: [{metric: dominance_mean, direction: higher}]", GATE_PASSED, "better");
}

TEST(a_drop_fails_only_when_all_of_the_interval_lies_beyond_it)
{
    static const char policy[] = "rules: [{metric: accuracy, max-drop: .02}]";

    check_verdict(row_of("accuracy", -.05, -.08, -.03, COMPARE_REGRESSED), policy, GATE_REGRESSED,
                  "the drop is more than .0200");
    /* Worse for sure, but it may be by less than .02. */
    check_verdict(row_of("accuracy", -.04, -.07, -.01, COMPARE_REGRESSED), policy,
                  GATE_INCONCLUSIVE, "a drop of more than .0200 cannot be ruled out");
    check_verdict(row_of("accuracy", -.01, -.019, -.001, COMPARE_REGRESSED), policy, GATE_PASSED,
                  "a drop of more than .0200 is ruled out");
    check_verdict(row_of("accuracy", .00, -.05, .05, COMPARE_LEVEL), policy, GATE_INCONCLUSIVE,
                  "cannot be ruled out");
    /* Beyond the drop, but not after the correction for being many. */
    check_verdict(row_of("accuracy", -.05, -.08, -.03, COMPARE_UNDECIDED), policy,
                  GATE_INCONCLUSIVE, "cannot be ruled out");
}

TEST(a_drop_of_a_loss_is_a_rise_and_a_share_of_it)
{
    static const char policy[] = "rules: [{metric: perplexity, max-drop: .1}]";
    struct compare_row row = row_of("perplexity", 3.0, 2.5, 3.5, COMPARE_REGRESSED);

    row.a = 20.0;
    check_verdict(row, policy, GATE_REGRESSED, "more than 2");
    row.a = 50.0;
    check_verdict(row, policy, GATE_PASSED, "ruled out");
}

TEST(what_cannot_be_tested_is_inconclusive)
{
    struct compare_row row = row_of("accuracy", -.04, NAN, NAN, COMPARE_UNTESTED);

    row.why = "nothing is paired";
    check_verdict(row, NULL, GATE_INCONCLUSIVE, "nothing is paired");
    check_verdict(row, "rules: [{metric: accuracy, max-drop: .5}]", GATE_INCONCLUSIVE,
                  "nothing is paired");
}

TEST(a_rule_without_a_row_is_inconclusive)
{
    check_verdict(row_of("accuracy", .04, .01, .07, COMPARE_IMPROVED),
                  "rules: [{metric: recall, label: sad}]", GATE_INCONCLUSIVE, "no such figure");
}

TEST(doubt_lets_nothing_pass_where_doubt_is_to_fail)
{
    struct compare_row row = row_of("accuracy", .04, .01, .07, COMPARE_IMPROVED);
    struct gated g;

    row.doubtful = true;
    check_verdict(row, NULL, GATE_INCONCLUSIVE, "doubtful");
    g = gated(row);
    CHECK_INT(judge(&g, NULL, GATE_REGRESSION_FAILS)->findings[0].verdict, GATE_PASSED);
    gated_free(&g);
}

TEST(tiers_say_what_counts)
{
    static const struct {
        const char *tier;
        enum gate_mode mode;
        bool regression, inconclusive;
    } cases[] = {
        {"critical", GATE_BY_TIER, true, true},
        {"supporting", GATE_BY_TIER, true, false},
        {"advisory", GATE_BY_TIER, false, false},
        {"critical", GATE_REGRESSION_FAILS, true, false},
        {"supporting", GATE_INCONCLUSIVE_FAILS, true, true},
        {"advisory", GATE_INCONCLUSIVE_FAILS, false, false},
        {"critical", GATE_OFF, false, false},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct gated g = gated(row_of("accuracy", -.04, -.07, -.01, COMPARE_REGRESSED));
        const char *policy =
            arena_printf(g.arena, "rules: [{metric: accuracy, tier: %s}]", cases[i].tier);

        CHECK_INT(judge(&g, policy, cases[i].mode)->regressed, cases[i].regression);
        g.rows[0] = row_of("accuracy", -.04, -.09, .01, COMPARE_UNDECIDED);
        CHECK_INT(judge(&g, policy, cases[i].mode)->inconclusive, cases[i].inconclusive);
        gated_free(&g);
    }
}

TEST(a_rule_of_each_label_judges_every_label)
{
    struct gated g = gated(row_of("recall", -.04, -.07, -.01, COMPARE_REGRESSED));
    struct gate *gate;

    g.rows[0].family = FAMILY_LABELS;
    g.rows[0].what.subject = "sad";
    g.rows[1] = row_of("recall", .04, .01, .07, COMPARE_IMPROVED);
    g.rows[1].family = FAMILY_LABELS;
    g.rows[1].what.subject = "happy";
    g.comparison.row_count = 2;
    gate = judge(&g, "rules: [{metric: recall, each: label}]", GATE_BY_TIER);
    CHECK_INT(gate->count, 2);
    CHECK_INT(gate->findings[0].verdict, GATE_REGRESSED);
    CHECK_INT(gate->findings[1].verdict, GATE_PASSED);
    gate = judge(&g, "rules: [{metric: recall, label: happy}]", GATE_BY_TIER);
    CHECK_INT(gate->count, 1);
    CHECK(!gate->regressed);
    gated_free(&g);
}

TEST(the_margin_of_a_rule_comes_before_the_one_of_the_comparison)
{
    check_verdict(row_of("accuracy", -.01, -.04, .02, COMPARE_LEVEL),
                  "rules: [{metric: accuracy, margin: .03}]", GATE_INCONCLUSIVE,
                  "margin of .0300 cannot be ruled out");
    check_verdict(row_of("accuracy", -.01, -.07, .05, COMPARE_UNDECIDED),
                  "rules: [{metric: accuracy, margin: .1}]", GATE_PASSED, "margin of .1000");
}

TEST(pairs_that_would_tell_are_counted_for_the_margin_of_the_rule)
{
    struct compare_row row = row_of("accuracy", -.01, -.2, .18, COMPARE_UNDECIDED);

    /* 400 pairs for the comparison's margin of .05; half the margin takes four times as many. */
    row.needed = 400;
    check_verdict(row, NULL, GATE_INCONCLUSIVE, "about 400 pairs would tell");
    check_verdict(row, "rules: [{metric: accuracy, margin: .025}]", GATE_INCONCLUSIVE,
                  "about 1600 pairs would tell");
}
