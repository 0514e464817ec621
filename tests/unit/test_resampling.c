#include "check.h"

#include <assay/metrics/resampling.h>

#include <math.h>

/* Deltas that are known: the n-th draw is the n-th of a plan, with one thread. */
struct script {
    const double *draws, *swaps;
};

struct place {
    size_t draws, swaps;
};

static void script_draw(const void *plan, void *room, struct random *random, double *deltas)
{
    const struct script *script = plan;
    struct place *place = room;

    (void)random;
    deltas[0] = script->draws[place->draws++];
}

static void script_swap(const void *plan, void *room, struct random *random, double *deltas)
{
    const struct script *script = plan;
    struct place *place = room;

    (void)random;
    deltas[0] = script->swaps[place->swaps++];
}

static struct bootstrap_result told(const double *draws, const double *swaps, unsigned resamples,
                                    double level, double observed)
{
    struct script script = {draws, swaps};
    struct resampling resampling = {&script, sizeof(struct place), script_draw, script_swap};
    struct bootstrap_options options = {.level = level, .resamples = resamples, .threads = 1};
    struct bootstrap_result result = {.delta = observed};

    CHECK(resampling_run(&resampling, 1, &options, &result));
    return result;
}

/* R's quantile(c(6, 1, 9, 3, 10, 4), c(.1, .9), type = 7): 2.0 9.5; sd() 3.507136. */
TEST(percentiles_lie_between_order_statistics_by_type_7)
{
    static const double values[] = {6, 1, 9, 3, 10, 4};
    struct bootstrap_result result = told(values, values, 6, .8, 1.0);

    CHECK_NEAR(result.interval.low, 2.0, 1e-12);
    CHECK_NEAR(result.interval.high, 9.5, 1e-12);
    CHECK_NEAR(result.deviation, 3.507136, 5e-7);
    CHECK_INT(result.defined, 6);
}

TEST(percentiles_of_many_equal_values_are_theirs)
{
    double values[200];
    struct bootstrap_result result;

    for (int i = 0; i < 200; i++)
        values[i] = i % 3;
    result = told(values, values, 200, .5, 1.0);
    CHECK_NEAR(result.interval.low, 0.0, 0.0);
    CHECK_NEAR(result.interval.high, 2.0, 0.0);
}

/* Phipson and Smyth: (b + 1) / (m + 1). */
TEST(p_counts_deltas_at_least_as_large_and_the_observed_one)
{
    static const double swaps[] = {.1, -.2, .3, -.3, .2999999999999999, 0.0, -.5, NAN, .4};
    struct bootstrap_result result = told(swaps, swaps, 9, .95, .3);

    CHECK_NEAR(result.p, 6.0 / 9.0, 1e-15);
}

TEST(resamples_without_a_delta_are_left_out)
{
    static const double values[] = {NAN, 1, NAN, 2, 3};
    struct bootstrap_result result = told(values, values, 5, .5, 2.5);

    CHECK_INT(result.defined, 3);
    CHECK_NEAR(result.interval.low, 1.5, 1e-12);
    CHECK_NEAR(result.interval.high, 2.5, 1e-12);
    CHECK_NEAR(result.deviation, 1.0, 1e-12);
    CHECK_NEAR(result.p, 2.0 / 4.0, 1e-15);
}

TEST(nothing_is_told_when_fewer_than_half_have_a_delta)
{
    static const double values[] = {NAN, 1, NAN, 2, NAN};
    struct bootstrap_result result = told(values, values, 5, .5, 1.0);

    CHECK_INT(result.defined, 2);
    CHECK(isnan(result.interval.low) && isnan(result.interval.high));
    CHECK(isnan(result.deviation));
    CHECK(isnan(result.p));
}

TEST(an_observed_delta_that_is_undefined_has_no_p)
{
    static const double values[] = {1, 2, 3, 4};

    CHECK(isnan(told(values, values, 4, .5, NAN).p));
}
