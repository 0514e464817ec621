#include "check.h"

#include <assay/metrics/random.h>
#include <assay/metrics/results.h>
#include <assay/model/run_builder.h>
#include <assay/session/gate.h>

#include <math.h>

/*
 * How often a gate is wrong, over sets of pairs drawn with a known true difference. Every draw is
 * seeded, so that a rate is the same each time.
 */
enum { SETS = 400, PAIRS = 400, MOST_WRONG = SETS / 20 };

struct rates {
    unsigned passed, regressed, inconclusive;
};

static struct run *run_of(const uint8_t *right)
{
    struct run_builder *b = run_builder_new("run", "run", "mbpp");
    struct sample_writer *w = builder_samples(b, "");
    uint8_t *outcome;

    sample_writer_add(w, PAIRS);
    outcome = sample_writer_outcome(w);
    for (size_t i = 0; i < PAIRS; i++) {
        outcome[i] = right[i] ? OUTCOME_PASS : OUTCOME_FAIL;
        sample_writer_id_number(w, (int64_t)i);
    }
    return run_builder_finish(b);
}

/* Of 100: both right 70, broken 10 + drop, fixed 10, both wrong 10 - drop. */
static void draw(struct random *random, unsigned drop, uint8_t *a, uint8_t *b)
{
    for (size_t i = 0; i < PAIRS; i++) {
        uint64_t cell = random_below(random, 100);

        a[i] = cell < 80 + drop;
        b[i] = cell < 70 || (cell >= 80 + drop && cell < 90 + drop);
    }
}

static struct assessed assessed_of(const struct run *run, struct arena *arena)
{
    struct results *results = results_new(run, NULL, arena);

    return (struct assessed){run, results, audit_run(results, arena)};
}

static enum gate_verdict judge(const uint8_t *right_a, const uint8_t *right_b,
                               const struct policy *policy)
{
    struct arena *arena = arena_new();
    struct run *a = run_of(right_a), *b = run_of(right_b);
    struct assessed of_a = assessed_of(a, arena), of_b = assessed_of(b, arena);
    struct comparison *comparison = comparison_new(&of_a, &of_b, NULL, NULL);
    enum gate_verdict verdict = GATE_INCONCLUSIVE;

    if (CHECK(comparison))
        verdict =
            gate_judge(policy, comparison, GATE_INCONCLUSIVE_FAILS, arena)->findings[0].verdict;
    comparison_free(comparison);
    run_free(a);
    run_free(b);
    arena_free(arena);
    return verdict;
}

static struct rates rates_of(unsigned drop, double max_drop, uint64_t seed)
{
    struct arena *arena = arena_new();
    const struct policy *policy = policy_of_metrics(NULL, 0, max_drop, arena);
    struct rates rates = {0};

    for (uint64_t i = 0; i < SETS; i++) {
        struct random random = random_new(seed, i);
        uint8_t a[PAIRS], b[PAIRS];
        enum gate_verdict verdict;

        draw(&random, drop, a, b);
        verdict = judge(a, b, policy);
        rates.passed += verdict == GATE_PASSED;
        rates.regressed += verdict == GATE_REGRESSED;
        rates.inconclusive += verdict == GATE_INCONCLUSIVE;
    }
    arena_free(arena);
    return rates;
}

TEST(without_a_difference_a_gate_seldom_fails)
{
    CHECK(rates_of(0, NAN, 1).regressed <= MOST_WRONG);
    CHECK(rates_of(0, 0.0, 2).regressed <= MOST_WRONG);
    CHECK(rates_of(0, .02, 3).regressed <= SETS / 100);
}

TEST(a_drop_that_is_allowed_seldom_fails)
{
    CHECK(rates_of(4, .04, 4).regressed <= MOST_WRONG);
}

TEST(a_drop_that_is_not_allowed_seldom_passes)
{
    CHECK(rates_of(4, .03, 5).passed <= MOST_WRONG);
    CHECK(rates_of(8, .02, 6).passed <= MOST_WRONG);
}

TEST(a_large_drop_is_found_and_no_drop_let_through)
{
    CHECK(rates_of(10, .02, 7).regressed > SETS * 8 / 10);
    CHECK(rates_of(0, .10, 8).passed > SETS * 9 / 10);
}
