#include "check.h"

#include <assay/metrics/bootstrap.h>
#include <assay/metrics/random.h>

#include <math.h>

enum { PAIRS = 251, RESAMPLES = 20000, BINS = 10 };

struct values {
    double a[PAIRS], b[PAIRS];
    uint8_t right_a[PAIRS], right_b[PAIRS];
};

static void fill(struct values *values)
{
    struct random random = random_new(51, 0);

    for (size_t i = 0; i < PAIRS; i++) {
        values->a[i] = random_unit(&random);
        values->b[i] = .8 * values->a[i] + .25 * random_unit(&random);
        values->right_a[i] = random_unit(&random) < values->a[i];
        values->right_b[i] = random_unit(&random) < .7;
    }
}

static struct bootstrap_options options_of(uint64_t seed)
{
    return (struct bootstrap_options){.level = .95, .resamples = RESAMPLES, .seed = seed};
}

static double delta_of_means(const void *arg, const uint32_t *weights, const uint8_t *swapped)
{
    const struct values *values = arg;
    double sum = 0.0, count = 0.0;

    for (size_t i = 0; i < PAIRS; i++) {
        double difference = values->b[i] - values->a[i];

        sum += weights[i] * (swapped[i] ? -difference : difference);
        count += weights[i];
    }
    return count == PAIRS ? sum / count : NAN;
}

static double calibration_error(const double *scores[2], const uint8_t *right[2],
                                const uint32_t *weights, const uint8_t *side, unsigned other)
{
    double off[BINS] = {0}, sum = 0.0;

    for (size_t i = 0; i < PAIRS; i++) {
        unsigned from = side[i] ^ other;
        size_t bin = (size_t)(scores[from][i] * BINS);

        off[bin < BINS ? bin : BINS - 1] += weights[i] * (right[from][i] - scores[from][i]);
    }
    for (size_t i = 0; i < BINS; i++)
        sum += fabs(off[i]) / PAIRS;
    return sum;
}

static double delta_of_calibration(const void *arg, const uint32_t *weights, const uint8_t *swapped)
{
    const struct values *values = arg;
    const double *scores[] = {values->a, values->b};
    const uint8_t *right[] = {values->right_a, values->right_b};

    return calibration_error(scores, right, weights, swapped, 1) -
           calibration_error(scores, right, weights, swapped, 0);
}

TEST(weights_of_pairs_give_a_mean_the_distribution_of_the_means_bootstrap)
{
    static struct values values;
    struct bootstrap_options options = options_of(52);
    struct bootstrap_result weights, means;
    double off = 4.0 / sqrt(RESAMPLES), end;

    fill(&values);
    CHECK(bootstrap_weights(delta_of_means, &values, PAIRS, &options, &weights));
    options.seed++;
    CHECK(bootstrap_means(values.a, values.b, PAIRS, NULL, 0, &options, &means));
    end = 2.67 * off * sqrt(2.0) * means.deviation;
    CHECK_NEAR(weights.delta, means.delta, 1e-12);
    CHECK_NEAR(weights.deviation, means.deviation, off * means.deviation);
    CHECK_NEAR(weights.interval.low, means.interval.low, end);
    CHECK_NEAR(weights.interval.high, means.interval.high, end);
    CHECK_NEAR(weights.p, means.p, off * sqrt(2.0 * means.p * (1.0 - means.p)) + 1e-4);
    CHECK_INT(weights.defined, RESAMPLES);
}

/* Exchanging the runs turns the sign and nothing else. */
TEST(a_calibration_error_is_resampled_and_swapped_by_pair)
{
    static struct values values, turned;
    struct bootstrap_options options = options_of(54);
    struct bootstrap_result result, other;

    fill(&values);
    for (size_t i = 0; i < PAIRS; i++) {
        turned.a[i] = values.b[i];
        turned.b[i] = values.a[i];
        turned.right_a[i] = values.right_b[i];
        turned.right_b[i] = values.right_a[i];
    }
    CHECK(bootstrap_weights(delta_of_calibration, &values, PAIRS, &options, &result));
    CHECK(bootstrap_weights(delta_of_calibration, &turned, PAIRS, &options, &other));
    CHECK_NEAR(other.delta, -result.delta, 1e-12);
    CHECK_NEAR(other.interval.low, -result.interval.high, 1e-12);
    CHECK_NEAR(other.deviation, result.deviation, 1e-12);
    CHECK_NEAR(other.p, result.p, 1e-12);
    CHECK(result.deviation > 0.0 && result.p > 0.0 && result.p <= 1.0);
}

TEST(threads_change_no_bit_of_a_bootstrap_by_weights)
{
    static struct values values;
    struct bootstrap_options options = options_of(55);
    struct bootstrap_result one, five;

    fill(&values);
    options.resamples = 1234;
    CHECK(bootstrap_weights(delta_of_calibration, &values, PAIRS, &options, &one));
    options.threads = 5;
    CHECK(bootstrap_weights(delta_of_calibration, &values, PAIRS, &options, &five));
    CHECK(one.deviation == five.deviation && one.p == five.p);
    CHECK(one.interval.low == five.interval.low && one.interval.high == five.interval.high);
}

TEST(no_pairs_have_no_weights)
{
    struct bootstrap_options options = options_of(56);
    struct bootstrap_result result;

    CHECK(bootstrap_weights(delta_of_means, NULL, 0, &options, &result));
    CHECK(isnan(result.delta) && isnan(result.p) && isnan(result.deviation));
}
